//! One patient, for sixty minutes sharp, told to the patient and looked at afterwards.

use chrono::TimeDelta;
use domain::actor::{Actor, Permissions};
use domain::audit::{Action, FindAccess};
use domain::carers::{CarerScope, CarerScopes, EndCarer};
use domain::conflict::Conflict;
use domain::emergency::{EndEmergency, FindEmergencies, OpenEmergency, ReviewEmergency, Verdict};
use domain::form::Problem;
use domain::id::{EmergencyId, PatientId};
use tokio::task::JoinSet;

use super::*;
use crate::error::{Error, Result};
use crate::on_both_engines;
use crate::scope::Scope;
use crate::testing::{PASSWORD, TestClinic, patient_of};
use crate::{carers, patients};

async fn form(clinic: &TestClinic, patient: &Scope) -> OpenEmergency {
    let people = patients::by_ids(clinic.database.read(), [patient_of(patient)])
        .await
        .unwrap();
    OpenEmergency {
        number: people[&patient_of(patient)].number.to_string(),
        birth_day: "27".to_owned(),
        birth_month: "3".to_owned(),
        birth_year: "1985".to_owned(),
        kind: "danger".to_owned(),
        reason: "Found unconscious at the bus stop".to_owned(),
        password: PASSWORD.into(),
    }
}

async fn opened(clinic: &TestClinic, doctor: &Scope, patient: &Scope) -> PatientId {
    let form = form(clinic, patient).await;
    open(doctor, &form, None).await.unwrap()
}

async fn sees(doctor: &Scope, patient: &Scope) -> bool {
    match patients::summary(doctor, patient_of(patient), "").await {
        Ok(_) => true,
        Err(Error::NotFound) => false,
        Err(error) => panic!("{error:?}"),
    }
}

async fn queue(staff: &Scope, state: &str) -> Vec<EmergencyId> {
    let find = FindEmergencies {
        state: state.to_owned(),
        page: String::new(),
    };
    let list = list(staff, &find).await.unwrap();
    list.rows.items.iter().map(|row| row.id).collect()
}

/// Somebody who acts for a patient does so no more.
fn leaving(carer: &Scope) -> EndCarer {
    let Actor::Carer { carer, .. } = carer.actor() else {
        panic!("not a carer")
    };
    EndCarer {
        carer: carer.to_string(),
    }
}

fn problem<T>(answer: &Result<T>, field: &str) -> Option<Problem> {
    match answer {
        Err(Error::Invalid(errors)) => errors.get(field).cloned(),
        _ => None,
    }
}

on_both_engines! {
    async fn one_patient_is_open_for_sixty_minutes_sharp(clinic: TestClinic) {
        let (ana, ben) = (clinic.patient("Ana Lima").await, clinic.patient("Ben Kaya").await);
        let (doctor, other) = (clinic.doctor("Dr Okafor").await, clinic.doctor("Dr Ruiz").await);
        assert!(!sees(&doctor, &ana).await);
        assert_eq!(opened(&clinic, &doctor, &ana).await, patient_of(&ana));
        assert!(sees(&doctor, &ana).await);
        assert!(!sees(&doctor, &ben).await && !sees(&other, &ana).await, "one patient, one doctor");
        let page = patients::summary(&doctor, patient_of(&ana), "").await.unwrap();
        assert_eq!(page.emergency.unwrap().until.label, "16 November 2026, 9am");

        clinic.advance(TimeDelta::minutes(60) - TimeDelta::milliseconds(1));
        assert!(sees(&doctor, &ana).await, "59 minutes and all of the last");
        clinic.advance(TimeDelta::milliseconds(1));
        assert!(!sees(&doctor, &ana).await, "60 minutes");
        let admin = clinic.admin().await;
        assert_eq!(queue(&admin, "").await.len(), 1, "what is over waits to be looked at");
    }

    async fn the_doctor_ends_it_before_its_time(clinic: TestClinic) {
        let ana = clinic.patient("Ana Lima").await;
        let (doctor, other) = (clinic.doctor("Dr Okafor").await, clinic.doctor("Dr Ruiz").await);
        opened(&clinic, &doctor, &ana).await;
        let page = patients::summary(&doctor, patient_of(&ana), "").await.unwrap();
        let which = EndEmergency { emergency: page.emergency.unwrap().id.to_string() };
        assert!(matches!(end(&other, &which).await, Err(Error::NotFound)));
        for wrong in [&ana, &clinic.admin().await, &clinic.anonymous()] {
            assert!(matches!(end(wrong, &which).await, Err(Error::Forbidden)));
        }
        clinic.advance(TimeDelta::minutes(5));
        end(&doctor, &which).await.unwrap();
        assert!(!sees(&doctor, &ana).await);
        assert!(matches!(end(&doctor, &which).await, Err(Error::Conflict(Conflict::NotPossibleNow))));
    }

    async fn a_reason_and_the_password_are_asked_for_and_nobody_else_opens_anything(clinic: TestClinic) {
        let (ana, doctor) = (clinic.patient("Ana Lima").await, clinic.doctor("Dr Okafor").await);
        let good = form(&clinic, &ana).await;
        let wrong_password = OpenEmergency { password: "not the password".into(), ..good.clone() };
        let answer = open(&doctor, &wrong_password, None).await;
        assert_eq!(problem(&answer, "password"), Some(Problem::CurrentPasswordWrong));
        let refused = "SELECT COUNT(*) FROM audit_event WHERE action = 'session.confirmation_refused'";
        assert_eq!(clinic.value::<i64>(refused).await, 1);
        let no_password = OpenEmergency { password: "".into(), ..good.clone() };
        assert_eq!(problem(&open(&doctor, &no_password, None).await, "password"), Some(Problem::EnterCurrentPassword));
        let no_reason = OpenEmergency { reason: " ".to_owned(), ..good.clone() };
        assert_eq!(problem(&open(&doctor, &no_reason, None).await, "reason"), Some(Problem::EnterReason));
        for unknown in [
            OpenEmergency { number: "999999".to_owned(), ..good.clone() },
            OpenEmergency { birth_day: "28".to_owned(), ..good.clone() },
        ] {
            assert_eq!(problem(&open(&doctor, &unknown, None).await, "number"), Some(Problem::NobodyHasNumber));
        }
        let pending = clinic.new_doctor("Dr Nair").pending().make().await;
        for nobody in [&ana, &pending, &clinic.admin().await, &clinic.anonymous()] {
            assert!(matches!(open(nobody, &good, None).await, Err(Error::Forbidden)));
        }
        assert!(!sees(&doctor, &ana).await);
        assert_eq!(clinic.value::<i64>("SELECT COUNT(*) FROM emergency_access").await, 0);
        for _ in 0..8 {
            let unknown = OpenEmergency { number: "999999".to_owned(), ..good.clone() };
            open(&doctor, &unknown, None).await.unwrap_err();
        }
        assert!(matches!(open(&doctor, &good, None).await, Err(Error::TooMany { .. })), "numbers cannot be tried out");
    }

    async fn who_has_a_second_step_shows_it_too(clinic: TestClinic) {
        let (ana, doctor) = (clinic.patient("Ana Lima").await, clinic.doctor("Dr Okafor").await);
        clinic.second_step(&doctor).await;
        let form = form(&clinic, &ana).await;
        let unsure = clinic.unsure(&doctor);
        assert!(matches!(open(&unsure, &form, None).await, Err(Error::ConfirmFirst)));
        assert!(!sees(&doctor, &ana).await);
        open(&clinic.confirmed(&doctor), &form, None).await.unwrap();
        assert!(sees(&doctor, &ana).await);
    }

    async fn the_password_has_the_limits_of_a_sign_in(clinic: TestClinic) {
        let (ana, doctor) = (clinic.patient("Ana Lima").await, clinic.doctor("Dr Okafor").await);
        let good = form(&clinic, &ana).await;
        let wrong = OpenEmergency { password: "not the password".into(), ..good.clone() };
        for _ in 0..10 {
            assert!(problem(&open(&doctor, &wrong, Some("a session")).await, "password").is_some());
        }
        assert!(matches!(open(&doctor, &good, Some("a session")).await, Err(Error::TooMany { .. })));
    }

    async fn who_sees_the_patient_anyway_opens_nothing(clinic: TestClinic) {
        let (ana, doctor) = (clinic.patient("Ana Lima").await, clinic.doctor("Dr Okafor").await);
        opened(&clinic, &doctor, &ana).await;
        opened(&clinic, &doctor, &ana).await;
        assert_eq!(clinic.value::<i64>("SELECT COUNT(*) FROM emergency_access").await, 1);
    }

    async fn the_patient_is_told_and_reads_of_it_in_the_access_history(clinic: TestClinic) {
        let (ana, doctor) = (clinic.patient("Ana Lima").await, clinic.doctor("Dr Okafor").await);
        opened(&clinic, &doctor, &ana).await;
        clinic.advance(TimeDelta::minutes(1));
        assert!(sees(&doctor, &ana).await);
        clinic.run_jobs().await;
        let mail = clinic.mailer.sent().pop().unwrap();
        assert_eq!(mail.to, clinic.email(&ana).await);
        assert!(mail.text.contains("Dr Okafor") && mail.text.contains("16 November 2026"), "{}", mail.text);
        assert!(!mail.text.contains("unconscious"), "never why");
        let history = patients::access(&ana, &FindAccess::default()).await.unwrap();
        let rows: Vec<_> = history.rows.items.iter().map(|row| (row.what, row.emergency)).collect();
        assert_eq!(rows, [(Action::PatientRead, true), (Action::EmergencyOpened, true)]);
    }

    async fn who_acts_for_a_patient_without_an_account_is_told_if_they_may_see_who_opened_the_record(clinic: TestClinic) {
        let (tim, doctor) = (clinic.patient("Tim Lima").await, clinic.doctor("Dr Okafor").await);
        let only = |scope| CarerScopes::none().with(scope);
        let eva = clinic.carer("Eva", &tim, only(CarerScope::Access)).await;
        let tom = clinic.carer("Tom", &tim, only(CarerScope::Booking)).await;
        let mia = clinic.carer("Mia", &tim, only(CarerScope::Access)).await;
        clinic.execute("UPDATE patient SET account_id = NULL").await;
        opened(&clinic, &doctor, &tim).await;
        // Between the opening and the mail she stops acting.
        carers::leave(&mia, &leaving(&mia)).await.unwrap();
        clinic.run_jobs().await;
        let told = clinic.mailer.sent_to(&clinic.email(&eva).await);
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].subject, "The record of Tim Lima was opened in an emergency");
        assert!(told[0].text.contains("Dr Okafor") && told[0].text.contains("16 November 2026"), "{}", told[0].text);
        assert!(!told[0].text.contains("unconscious"), "never why");
        for other in [&tom, &mia] {
            let told = clinic.mailer.sent_to(&clinic.email(other).await);
            assert!(told.iter().all(|mail| !mail.subject.contains("emergency")), "{told:?}");
        }
        let history = patients::access(&eva, &FindAccess::default()).await.unwrap();
        let rows = history.rows.items;
        assert!(rows.iter().any(|row| row.what == Action::EmergencyOpened), "and reads it in the portal: {rows:?}");
    }

    async fn it_stays_in_the_queue_until_somebody_decides_once(clinic: TestClinic) {
        let (ana, doctor, admin) =
            (clinic.patient("Ana Lima").await, clinic.doctor("Dr Okafor").await, clinic.admin().await);
        opened(&clinic, &doctor, &ana).await;
        clinic.advance(TimeDelta::minutes(2));
        assert!(sees(&doctor, &ana).await);
        clinic.advance(TimeDelta::minutes(90));
        assert_eq!((waiting(&admin).await.unwrap(), queue(&admin, "reviewed").await), (1, vec![]));
        let id = queue(&admin, "").await[0];
        let shown = one(&admin, id).await.unwrap();
        assert_eq!(shown.reason, "Found unconscious at the bus stop");
        assert_eq!(shown.row.doctor, "Dr Okafor");
        let done: Vec<_> = shown.opened.iter().map(|(_, what)| *what).collect();
        assert_eq!(done, [Action::EmergencyOpened, Action::PatientRead], "what was done with it, in order");

        for wrong in [&ana, &doctor, &clinic.anonymous()] {
            assert!(matches!(list(wrong, &FindEmergencies::default()).await, Err(Error::Forbidden)));
            assert!(matches!(one(wrong, id).await, Err(Error::Forbidden)));
            assert!(matches!(review(wrong, &ReviewEmergency::default()).await, Err(Error::Forbidden)));
            assert!(matches!(waiting(wrong).await, Err(Error::Forbidden)));
        }
        let decision = ReviewEmergency {
            emergency: id.to_string(),
            verdict: "not_justified".to_owned(),
            note: "The ward had agreed before".to_owned(),
            version: "1".to_owned(),
        };
        let own = clinic.scope(Actor::Staff { account: doctor.account().unwrap(), permissions: Permissions::admin() });
        let judged = review(&own, &decision).await;
        assert!(matches!(judged, Err(Error::Conflict(Conflict::OwnMatter))), "nobody judges themselves: {judged:?}");
        let mut crowd = JoinSet::new();
        for _ in 0..6 {
            let (admin, decision) = (admin.clone(), decision.clone());
            crowd.spawn(async move { review(&admin, &decision).await });
        }
        let decided = crowd.join_all().await;
        assert_eq!(decided.iter().filter(|answer| answer.is_ok()).count(), 1, "{decided:?}");
        let late = |answer: &&Result<EmergencyId>| {
            matches!(answer, Err(Error::Conflict(Conflict::AlreadyDecided | Conflict::Stale)))
        };
        assert_eq!(decided.iter().filter(late).count(), 5, "{decided:?}");
        assert_eq!((waiting(&admin).await.unwrap(), queue(&admin, "reviewed").await), (0, vec![id]));
        let shown = one(&admin, id).await.unwrap();
        assert_eq!(shown.row.verdict, Some(Verdict::NotJustified));
        assert_eq!(shown.note.as_deref(), Some("The ward had agreed before"));
    }
}
