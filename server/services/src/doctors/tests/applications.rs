//! Verification: who may, once, and what follows.

use chrono::TimeDelta;
use domain::accounts::RegisterDoctor;
use domain::actor::{Permission, Permissions};
use domain::admin::FindApplications;
use domain::conflict::Conflict;
use domain::doctors::{DecideDoctor, DoctorStatus, SearchDoctors};
use domain::form::Problem;

use super::*;
use crate::accounts::identity::{self, Area};
use crate::accounts::register;
use crate::on_both_engines;
use crate::testing::PASSWORD;

fn decision(doctor: &Scope, decision: &str, reason: &str, version: &str) -> DecideDoctor {
    DecideDoctor {
        doctor: doctor_of(doctor).to_string(),
        decision: decision.into(),
        reason: reason.into(),
        version: version.into(),
    }
}

fn find(status: &str, name: &str) -> FindApplications {
    FindApplications {
        status: status.into(),
        name: name.into(),
        page: String::new(),
    }
}

async fn total(scope: &Scope, status: &str, name: &str) -> u64 {
    applications(scope, &find(status, name)).await.unwrap().entries.total
}

fn is_decided(answer: &Result<DoctorStatus>) -> bool {
    matches!(answer, Err(Error::Conflict(Conflict::AlreadyDecided)))
}

async fn now_acts_as(clinic: &TestClinic, scope: &Scope) -> Actor {
    let identity = identity::find(&clinic.tools, scope.account().unwrap()).await.unwrap();
    identity.unwrap().actor_in(Area::Doctor)
}

on_both_engines! {
    async fn an_approved_doctor_is_told_and_found_and_acts_at_once(clinic: TestClinic) {
        let (admin, doctor) = (clinic.admin().await, clinic.new_doctor("Dr Zoë Novak").pending().make().await);
        assert_eq!(total(&admin, "", "novak zoe").await, 1);
        assert_eq!(total(&admin, "", "smith").await, 0);
        let page = application(&admin, &doctor_of(&doctor).to_string()).await.unwrap();
        assert_eq!(page.entry.status, DoctorStatus::Pending);
        assert!(page.email_verified || clinic.value::<i64>("SELECT COUNT(*) FROM account WHERE email_verified_at IS NULL").await > 0);

        let decided = decide(&admin, &decision(&doctor, "approve", "", &page.version.to_string())).await.unwrap();
        assert_eq!(decided, DoctorStatus::Approved);
        assert!(matches!(now_acts_as(&clinic, &doctor).await, Actor::Doctor { .. }));
        clinic.run_jobs().await;
        let mails = clinic.mailer.sent_to(&clinic.email(&doctor).await);
        assert_eq!(mails.iter().map(|mail| mail.subject.as_str()).collect::<Vec<_>>(), ["Your licence is verified"]);
        let found = search(&clinic.anonymous(), &SearchDoctors::default()).await.unwrap();
        assert!(found.doctors.items[0].next_free.is_some());
        assert_eq!((total(&admin, "", "").await, total(&admin, "approved", "").await), (0, 1));
        let page = application(&admin, &doctor_of(&doctor).to_string()).await.unwrap();
        assert_eq!(page.decided_by, Some(clinic.email(&admin).await));
    }

    async fn a_rejection_has_a_reason_and_can_be_taken_back(clinic: TestClinic) {
        let (admin, doctor) = (clinic.admin().await, clinic.new_doctor("Dr Novak").pending().make().await);
        let bare = decide(&admin, &decision(&doctor, "reject", "  ", "1")).await;
        let Err(Error::Invalid(errors)) = bare else { panic!("{bare:?}") };
        assert_eq!(errors.get("reason"), Some(&Problem::EnterReasonForRejection));

        decide(&admin, &decision(&doctor, "reject", "The register does not know it.", "1")).await.unwrap();
        let state = application_state(&doctor).await.unwrap();
        assert_eq!((state.status, state.reason.as_deref()), (DoctorStatus::Rejected, Some("The register does not know it.")));
        clinic.run_jobs().await;
        let mails = clinic.mailer.sent_to(&clinic.email(&doctor).await);
        assert!(mails.len() == 1 && mails[0].text.contains("The register does not know it."));
        assert_eq!(total(&admin, "rejected", "").await, 1);

        let late = decide(&admin, &decision(&doctor, "approve", "", "1")).await;
        assert!(matches!(late, Err(Error::Conflict(Conflict::Stale))), "{late:?}");
        decide(&admin, &decision(&doctor, "approve", "", "2")).await.unwrap();
        assert!(matches!(now_acts_as(&clinic, &doctor).await, Actor::Doctor { .. }));
    }

    async fn of_many_decisions_at_once_one_counts(clinic: TestClinic) {
        let doctor = clinic.new_doctor("Dr Novak").pending().make().await;
        let mut running = tokio::task::JoinSet::new();
        for number in 0..8 {
            let admin = clinic.admin().await;
            let wanted = if number % 2 == 0 {
                decision(&doctor, "approve", "", "1")
            } else {
                decision(&doctor, "reject", "No.", "1")
            };
            running.spawn(async move { decide(&admin, &wanted).await });
        }
        let answers = running.join_all().await;
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1, "{answers:?}");
        assert_eq!(answers.iter().filter(|answer| is_decided(answer)).count(), 7, "{answers:?}");
        clinic.run_jobs().await;
        assert_eq!(clinic.mailer.sent_to(&clinic.email(&doctor).await).len(), 1);
        let audited = "SELECT COUNT(*) FROM audit_event WHERE action IN ('doctor.approved', 'doctor.rejected')";
        assert_eq!(clinic.value::<i64>(audited).await, 1);
    }

    async fn only_staff_with_the_permission_see_and_decide(clinic: TestClinic) {
        let waiting = clinic.new_doctor("Dr Novak").pending().make().await;
        let (patient, doctor, staff) = (clinic.patient("Ann").await, clinic.doctor("Dr Other").await, powerless(&clinic).await);
        let id = doctor_of(&waiting).to_string();
        for scope in [&clinic.anonymous(), &patient, &doctor, &waiting, &staff] {
            assert!(is_forbidden(&applications(scope, &FindApplications::default()).await));
            assert!(is_forbidden(&application(scope, &id).await));
            assert!(is_forbidden(&decide(scope, &decision(&waiting, "approve", "", "1")).await));
        }
        for scope in [&clinic.anonymous(), &patient, &doctor, &staff] {
            assert!(is_forbidden(&application_state(scope).await));
        }
        let admin = clinic.admin().await;
        for unknown in ["", "x", "0199a0b2-7c3e-7d41-9a52-3f6b8f1f2a10"] {
            assert!(is_missing(&application(&admin, unknown).await));
        }
        assert!(is_decided(&decide(&admin, &decision(&doctor, "reject", "No.", "1")).await));
        let approval = decision(&waiting, "approve", "", "1");
        assert!(matches!(decide(&clinic.unsure(&admin), &approval).await, Err(Error::ConfirmFirst)));
        let own = Actor::Staff { account: waiting.account().unwrap(), permissions: Permissions::admin() };
        let judged = decide(&clinic.confirmed(&clinic.scope(own)), &approval).await;
        assert!(matches!(judged, Err(Error::Conflict(Conflict::OwnMatter))), "nobody approves themselves: {judged:?}");
    }

    async fn whoever_verifies_is_reminded_of_those_who_wait(clinic: TestClinic) {
        let verifier = clinic.staff("Verifier", Permissions::none().with(Permission::VerifyDoctors)).await;
        let desk = clinic.staff("Desk", Permissions::none().with(Permission::ManagePeople)).await;
        let reminders = async |whom: &Scope| {
            clinic.run_jobs().await;
            let mails = clinic.mailer.sent_to(&clinic.email(whom).await).into_iter();
            mails.filter(|mail| mail.subject == "Doctors are waiting to be verified").collect::<Vec<_>>()
        };
        let waiting = clinic.new_doctor("Dr Novak").pending().make().await;
        clinic.new_doctor("Dr Nobody").pending().make().await;
        clinic.execute("UPDATE account SET status = 'unverified' WHERE id = (SELECT account_id FROM doctor WHERE name = 'Dr Nobody')").await;
        assert_eq!(reminders(&verifier).await.len(), 0, "they have only just come");

        clinic.advance(TimeDelta::hours(25));
        let told = reminders(&verifier).await;
        assert!(told.len() == 1 && told[0].text.contains("for more than a day: 1."), "{told:?}");
        assert_eq!(reminders(&verifier).await.len(), 1, "once a day");
        assert_eq!(reminders(&desk).await.len(), 0);

        let admin = clinic.admin().await;
        decide(&admin, &decision(&waiting, "approve", "", "1")).await.unwrap();
        clinic.advance(TimeDelta::hours(25));
        assert_eq!(reminders(&verifier).await.len(), 1, "nobody waits any more");
    }

    async fn reading_applications_is_audited(clinic: TestClinic) {
        let (admin, doctor) = (clinic.admin().await, clinic.new_doctor("Dr Novak").pending().make().await);
        applications(&admin, &FindApplications::default()).await.unwrap();
        application(&admin, &doctor_of(&doctor).to_string()).await.unwrap();
        let reads = "SELECT COUNT(*) FROM audit_event WHERE action IN ('doctor.applications_listed', 'doctor.application_read')";
        assert_eq!(clinic.value::<i64>(reads).await, 2);
    }

    async fn a_licence_is_registered_once_however_it_is_written(clinic: TestClinic) {
        let choices = registration_choices(&clinic.anonymous()).await.unwrap();
        let form = |number: usize, licence: &str| RegisterDoctor {
            name: format!("Dr Number {number}"),
            email: format!("number{number}@example.org"),
            phone: "020 7946 0888".into(),
            specialties: vec![choices.specialties[0].value.clone()],
            qualifications: "MB BS".into(),
            licence_number: licence.into(),
            experience_years: "3".into(),
            location: choices.locations[0].value.clone(),
            password: PASSWORD.into(),
            password_again: PASSWORD.into(),
        };
        let mut running = tokio::task::JoinSet::new();
        for (number, licence) in ["GMC 712-3456", "gmc7123456", "GMC 7123456", "Gmc.712/3456"].into_iter().enumerate() {
            let (scope, form) = (clinic.anonymous(), form(number, licence));
            running.spawn(async move { register::doctor(&scope, &form).await });
        }
        let answers = running.join_all().await;
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1, "{answers:?}");
        for answer in answers.iter().filter_map(|answer| answer.as_ref().err()) {
            let Error::Invalid(errors) = answer else { panic!("{answer:?}") };
            assert_eq!(errors.get("licence_number"), Some(&Problem::LicenceTaken));
        }
        assert_eq!(clinic.value::<i64>("SELECT COUNT(*) FROM account WHERE email LIKE 'number%'").await, 1);
    }

    async fn a_clinic_without_places_offers_none(clinic: TestClinic) {
        clinic.execute("UPDATE location SET active = FALSE").await;
        let choices = registration_choices(&clinic.anonymous()).await.unwrap();
        assert_eq!((choices.specialties.len(), choices.locations.len()), (16, 0));
    }
}
