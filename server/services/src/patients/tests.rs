//! Who may see and change which patient.

use chrono::{DateTime, TimeDelta, Utc};
use domain::access::AskAccess;
use domain::actor::ActorKind;
use domain::appointments::{BookAppointment, CancelAppointment, HoldTime};
use domain::audit::{Action, FindAccess};
use domain::conflict::Conflict;
use domain::form::Problem;
use domain::id::{AppointmentId, PatientId};
use domain::patients::{EditPatient, FindPatients};

use super::{access, edit, of_doctor, own, summary};
use crate::appointments;
use crate::error::Error;
use crate::on_both_engines;
use crate::scope::Scope;
use crate::testing::{TestClinic, doctor_of, instant, patient_of};

fn at(text: &str) -> DateTime<Utc> {
    instant(text)
}

/// The patient books the doctor at the clinic's first place.
async fn booked(clinic: &TestClinic, patient: &Scope, doctor: &Scope, starts_at: &str) -> AppointmentId {
    let wish = HoldTime {
        doctor: doctor_of(doctor).to_string(),
        visit_type: clinic.visit_type("first").to_string(),
        location: clinic.location.to_string(),
        starts_at: starts_at.to_owned(),
    };
    let hold = appointments::hold(patient, &wish).await.unwrap();
    let request = BookAppointment {
        hold: hold.to_string(),
        reason: String::new(),
    };
    appointments::book(patient, &request).await.unwrap()
}

async fn names(doctor: &Scope, name: &str, page: &str) -> Vec<String> {
    let request = FindPatients {
        name: name.to_owned(),
        page: page.to_owned(),
    };
    let list = of_doctor(doctor, &request).await.unwrap();
    list.patients.items.into_iter().map(|card| card.name).collect()
}

async fn sees(doctor: &Scope, patient: PatientId) -> bool {
    match summary(doctor, patient, "").await {
        Ok(_) => true,
        Err(Error::NotFound) => false,
        Err(error) => panic!("{error:?}"),
    }
}

async fn changed(patient: &Scope, change: impl FnOnce(&mut EditPatient)) -> Result<(), Error> {
    let mut values = own(patient).await.unwrap().values;
    change(&mut values);
    edit(patient, &values).await
}

on_both_engines! {
    async fn a_patient_reads_and_changes_the_own_profile(clinic: TestClinic) {
        let ana = clinic.patient("Ana Lima").await;
        let before = own(&ana).await.unwrap();
        assert_eq!(before.values.address, "2 Mill Lane, London");
        assert_eq!(before.values.birth_day, "27");
        assert_eq!(before.email, Some(clinic.email(&ana).await));

        changed(&ana, |values| {
            values.name = " Zoë Lima ".to_owned();
            values.address = "7 Ferry Road".to_owned();
            values.birth_year = "1986".to_owned();
        })
        .await
        .unwrap();

        let after = own(&ana).await.unwrap();
        assert_eq!(after.values.name, "Zoë Lima");
        assert_eq!(after.values.address, "7 Ferry Road");
        assert_eq!(after.values.birth_year, "1986");
        assert_eq!((before.values.version.as_str(), after.values.version.as_str()), ("1", "2"));
        assert_eq!(clinic.value::<String>("SELECT name_search FROM patient").await, " zoe lima ");
        let audited: Vec<serde_json::Value> =
            clinic.values("SELECT detail FROM audit_event WHERE action = 'patient.changed'").await;
        assert_eq!(audited, [serde_json::json!({ "fields": ["name", "birth_date", "address"] })], "which, never what");
    }

    async fn two_changes_of_one_version_are_not_both_done(clinic: TestClinic) {
        let ana = clinic.patient("Ana Lima").await;
        let values = own(&ana).await.unwrap().values;
        edit(&ana, &EditPatient { phone: "020 7946 0001".to_owned(), ..values.clone() }).await.unwrap();
        let second = edit(&ana, &EditPatient { phone: "020 7946 0002".to_owned(), ..values }).await;
        assert!(matches!(second, Err(Error::Conflict(Conflict::Stale))), "{second:?}");
        assert_eq!(own(&ana).await.unwrap().values.phone, "020 7946 0001");
    }

    async fn a_wrong_profile_changes_nothing(clinic: TestClinic) {
        let ana = clinic.patient("Ana Lima").await;
        let wrong = changed(&ana, |values| {
            values.name = String::new();
            values.birth_year = "2190".to_owned();
        })
        .await;
        let Err(Error::Invalid(errors)) = wrong else { panic!("{wrong:?}") };
        assert_eq!(errors.get("name"), Some(&Problem::EnterName));
        assert_eq!(errors.get("birth_day"), Some(&Problem::BirthDateInFuture));
        assert_eq!(own(&ana).await.unwrap().values.version, "1");
    }

    async fn only_patients_have_a_profile_and_only_doctors_have_patients(clinic: TestClinic) {
        let ana = clinic.patient("Ana Lima").await;
        let doctor = clinic.doctor("Dr Okafor").await;
        let pending = clinic.new_doctor("Dr Ruiz").pending().make().await;
        let (admin, anonymous) = (clinic.admin().await, clinic.anonymous());
        for other in [&doctor, &pending, &admin, &anonymous] {
            assert!(matches!(own(other).await, Err(Error::Forbidden)));
            assert!(matches!(edit(other, &EditPatient::default()).await, Err(Error::Forbidden)));
        }
        for other in [&ana, &pending, &admin, &anonymous] {
            let list = of_doctor(other, &FindPatients::default()).await;
            assert!(matches!(list, Err(Error::Forbidden)), "{list:?}");
            let one = summary(other, patient_of(&ana), "").await;
            assert!(matches!(one, Err(Error::Forbidden)), "{one:?}");
        }
    }

    async fn a_doctor_sees_a_patient_from_booking_until_weeks_after_the_visit(clinic: TestClinic) {
        let (ana, ben) = (clinic.patient("Ana Lima").await, clinic.patient("Ben Kaya").await);
        let (doctor, other) = (clinic.doctor("Dr Okafor").await, clinic.doctor("Dr Ruiz").await);
        let patient = patient_of(&ana);
        assert!(!sees(&doctor, patient).await);
        assert_eq!(names(&doctor, "", "").await, [""; 0]);

        booked(&clinic, &ana, &doctor, "2026-11-17T10:00:00Z").await;
        booked(&clinic, &ben, &other, "2026-11-17T10:00:00Z").await;
        assert_eq!(names(&doctor, "", "").await, ["Ana Lima"]);
        assert!(sees(&doctor, patient).await);
        assert!(!sees(&other, patient).await);
        assert!(!sees(&doctor, patient_of(&ben)).await);

        clinic.advance(at("2027-02-15T09:59:00Z") - clinic.now());
        assert!(sees(&doctor, patient).await, "90 days after");
        clinic.advance(TimeDelta::minutes(2));
        assert!(!sees(&doctor, patient).await, "more than 90 days after");
        assert_eq!(names(&doctor, "", "").await, [""; 0]);
    }

    async fn a_patient_sees_who_saw_the_record(clinic: TestClinic) {
        let (ana, bea) = (clinic.patient("Ana Lima").await, clinic.patient("Bea").await);
        let (doctor, admin) = (clinic.doctor("Dr Okafor").await, clinic.admin().await);
        let visit = booked(&clinic, &ana, &doctor, "2026-11-23T09:00:00Z").await;
        own(&ana).await.unwrap();
        appointments::get(&ana, visit).await.unwrap();
        let nothing = access(&ana, &FindAccess::default()).await.unwrap();
        assert!(nothing.rows.is_empty(), "what one does oneself is not told: {nothing:?}");

        appointments::get(&doctor, visit).await.unwrap();
        clinic.clock.advance(TimeDelta::minutes(1));
        summary(&doctor, patient_of(&ana), "").await.unwrap();
        clinic.clock.advance(TimeDelta::minutes(1));
        crate::admin::people::person(&admin, ana.account().unwrap(), &AskAccess::default()).await.unwrap();

        let history = access(&ana, &FindAccess::default()).await.unwrap();
        let seen: Vec<_> = history.rows.items.iter().map(|row| (row.role, row.name.as_deref(), row.what, row.visit)).collect();
        assert_eq!(
            seen,
            [
                (ActorKind::Staff, None, Action::PersonRead, None),
                (ActorKind::Doctor, Some("Dr Okafor"), Action::PatientRead, None),
                (ActorKind::Doctor, Some("Dr Okafor"), Action::VisitRead, Some(visit)),
            ],
            "the newest first"
        );
        assert_eq!(history.rows.total, 3);
        assert!(access(&bea, &FindAccess::default()).await.unwrap().rows.is_empty(), "not anybody else's");
        for scope in [&doctor, &admin, &clinic.anonymous()] {
            assert!(matches!(access(scope, &FindAccess::default()).await, Err(Error::Forbidden)));
        }
    }

    async fn a_long_access_history_comes_in_pages(clinic: TestClinic) {
        let (ana, admin) = (clinic.patient("Ana Lima").await, clinic.admin().await);
        for _ in 0..21 {
            crate::admin::people::person(&admin, ana.account().unwrap(), &AskAccess::default()).await.unwrap();
        }
        let page = |page: &str| FindAccess { page: page.to_owned() };
        let last = access(&ana, &page("2")).await.unwrap().rows;
        assert_eq!((last.items.len(), last.page, last.pages, last.total), (1, 2, 2, 21));
        let beyond = access(&ana, &page("7")).await.unwrap().rows;
        assert_eq!((beyond.page, beyond.items.len()), (2, 1));
    }

    async fn a_cancelled_visit_shows_nobody(clinic: TestClinic) {
        let ana = clinic.patient("Ana Lima").await;
        let doctor = clinic.doctor("Dr Okafor").await;
        let visit = booked(&clinic, &ana, &doctor, "2026-11-17T10:00:00Z").await;
        let version = appointments::get(&ana, visit).await.unwrap().version;
        let request = CancelAppointment {
            appointment: visit.to_string(),
            reason: String::new(),
            version: version.to_string(),
        };
        appointments::cancel(&ana, &request).await.unwrap();
        assert!(!sees(&doctor, patient_of(&ana)).await);
        assert_eq!(names(&doctor, "", "").await, [""; 0]);
    }

    async fn a_doctor_reads_how_to_reach_a_patient_and_their_visits(clinic: TestClinic) {
        let ana = clinic.patient("Ana Lima").await;
        let (doctor, other) = (clinic.doctor("Dr Okafor").await, clinic.doctor("Dr Ruiz").await);
        booked(&clinic, &ana, &doctor, "2026-11-17T10:00:00Z").await;
        booked(&clinic, &ana, &doctor, "2026-11-24T10:00:00Z").await;
        booked(&clinic, &ana, &other, "2026-11-25T10:00:00Z").await;
        clinic.advance(TimeDelta::days(3));

        let list = of_doctor(&doctor, &FindPatients::default()).await.unwrap();
        let card = &list.patients.items[0];
        assert_eq!(card.birth_date, "27 March 1985");
        assert_eq!(card.age, 41);
        assert_eq!(card.last_visit.as_deref(), Some("Tue 17 Nov 2026"));
        assert_eq!(card.next_visit.as_deref(), Some("Tue 24 Nov 2026"));

        let page = summary(&doctor, patient_of(&ana), "").await.unwrap();
        assert_eq!(page.email, Some(clinic.email(&ana).await));
        assert_eq!((page.coming.len(), page.past.items.len()), (1, 1));
        let mine = page.coming.iter().chain(&page.past.items);
        assert!(mine.map(|visit| visit.doctor).all(|id| id == doctor_of(&doctor)));

        let read = "SELECT COUNT(*) FROM audit_event WHERE action = 'patient.read' AND patient_id IS NOT NULL";
        assert_eq!(clinic.value::<i64>(read).await, 1);
        let listed = "SELECT COUNT(*) FROM audit_event WHERE action = 'patient.listed'";
        assert_eq!(clinic.value::<i64>(listed).await, 1);
    }

    async fn a_long_list_is_searched_and_comes_in_pages(clinic: TestClinic) {
        let doctor = clinic.doctor("Dr Okafor").await;
        let start = at("2026-11-17T09:00:00Z");
        for number in 0..21 {
            let name = if number == 7 { "Zoë Ágnes Varga".to_owned() } else { format!("Patient {number:02}") };
            let patient = clinic.patient(&name).await;
            let day = start + TimeDelta::days(number / 7) + TimeDelta::hours(number % 7);
            booked(&clinic, &patient, &doctor, &day.to_rfc3339()).await;
        }
        let first = names(&doctor, "", "").await;
        assert_eq!((first.len(), first[0].as_str()), (20, "Patient 00"));
        assert_eq!(names(&doctor, "", "2").await, ["Zoë Ágnes Varga"]);
        assert_eq!(names(&doctor, "", "99").await, ["Zoë Ágnes Varga"]);
        assert_eq!(names(&doctor, "agnes zoe", "").await, ["Zoë Ágnes Varga"]);
        assert_eq!(names(&doctor, "%", "").await.len(), 20);
        assert_eq!(names(&doctor, "nobody", "").await, [""; 0]);
    }
}
