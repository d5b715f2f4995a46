//! A doctor's page, and the doctor's own changes of it.

use domain::conflict::Conflict;
use domain::doctors::AskTimes;
use domain::form::Problem;

use super::*;
use crate::on_both_engines;

fn ask(doctor: DoctorId) -> AskTimes {
    AskTimes {
        doctor: doctor.to_string(),
        ..AskTimes::default()
    }
}

on_both_engines! {
    async fn a_page_shows_what_the_doctor_wrote(clinic: TestClinic) {
        let doctor = clinic.doctor("Dr Okafor").await;
        change(&doctor, |form| {
            form.name = "Dr Zoe\u{308} Okafor".into();
            form.specialties.push(CARDIOLOGY.1.into());
            form.biography = "I listen.\nThen I ask.".into();
            form.languages = "English, Igbo".into();
            form.fees = vec!["60".into(), String::new(), "45.50".into()];
        })
        .await
        .unwrap();

        let page = profile(&clinic.anonymous(), &ask(doctor_of(&doctor))).await.unwrap();
        assert_eq!(page.name, "Dr Zo\u{eb} Okafor");
        assert_eq!(page.specialties, ["Cardiology", "General practice"]);
        assert_eq!(page.biography.as_deref(), Some("I listen.\nThen I ask."));
        let fees: Vec<_> = page.visit_types.iter().map(|kind| (kind.code.as_str(), kind.fee.as_deref())).collect();
        assert_eq!(fees, [("first", Some("£60")), ("follow_up", None), ("video", Some("£45.50"))]);
        assert_eq!(page.places.iter().map(|place| place.name.as_str()).collect::<Vec<_>>(), ["Harbour Clinic"]);
        let times = page.times.unwrap();
        assert_eq!((times.visit_type.code.as_str(), times.visit_type.fee.as_deref()), ("first", Some("£60")));
        assert_eq!(times.month.chosen.unwrap().slots[0].time, "9am");

        change(&doctor, |form| {
            form.specialties.retain(|one| one == CARDIOLOGY.1);
            form.fees = vec![String::new(); 3];
        })
        .await
        .unwrap();
        let page = profile(&clinic.anonymous(), &ask(doctor_of(&doctor))).await.unwrap();
        assert_eq!(page.specialties, ["Cardiology"]);
        assert!(page.visit_types.iter().all(|kind| kind.fee.is_none()));
        assert_eq!(clinic.value::<i64>("SELECT COUNT(*) FROM audit_event WHERE action = 'doctor.changed'").await, 2);
    }

    async fn a_doctor_without_hours_has_a_page_without_times(clinic: TestClinic) {
        let doctor = clinic.new_doctor("Dr New").without_hours().make().await;
        let page = profile(&clinic.anonymous(), &ask(doctor_of(&doctor))).await.unwrap();
        assert!(page.times.is_none() && page.visit_types.is_empty());
        assert_eq!(page.places.len(), 1);
    }

    async fn a_page_that_is_not_there_is_not_found(clinic: TestClinic) {
        for doctor in ["", "7", "0199a0b2-7c3e-7d41-9a52-3f6b8f1f2a10", "<script>"] {
            let ask = AskTimes { doctor: doctor.into(), ..AskTimes::default() };
            assert!(is_missing(&profile(&clinic.anonymous(), &ask).await), "{doctor}");
        }
    }

    async fn of_two_changes_of_one_version_the_second_is_stale(clinic: TestClinic) {
        let doctor = clinic.doctor("Dr Okafor").await;
        let mut form = own_profile(&doctor).await.unwrap().values;
        form.phone = "020 7946 0111".into();
        edit(&doctor, &form).await.unwrap();
        form.phone = "020 7946 0222".into();
        let again = edit(&doctor, &form).await;
        assert!(matches!(again, Err(Error::Conflict(Conflict::Stale))), "{again:?}");
        let now = own_profile(&doctor).await.unwrap().values;
        assert_eq!((now.phone.as_str(), now.version.as_str()), ("020 7946 0111", "2"));
        assert_eq!(now.specialties.len(), 1);
    }

    async fn what_does_not_exist_cannot_be_chosen(clinic: TestClinic) {
        let doctor = clinic.doctor("Dr Okafor").await;
        let unknown = "0199a0b2-7c3e-7d41-9a52-3f6b8f1f2a10";
        let refused = change(&doctor, |form| {
            form.specialties = vec![unknown.into()];
            form.location = unknown.into();
            form.time_zone = "Europe/Atlantis".into();
        })
        .await;
        let Err(Error::Invalid(errors)) = refused else { panic!("{refused:?}") };
        for (field, problem) in [
            ("specialties", Problem::UnknownChoice),
            ("location", Problem::UnknownChoice),
            ("time_zone", Problem::ZoneUnknown),
        ] {
            assert_eq!(errors.get(field), Some(&problem), "{field}");
        }
        let fee = change(&doctor, |form| form.fees[2] = "lots".into()).await;
        let Err(Error::Invalid(errors)) = fee else { panic!("{fee:?}") };
        assert_eq!(errors.get("fees[2]"), Some(&Problem::MoneyWrong));
        assert_eq!(own_profile(&doctor).await.unwrap().values.version, "1");
    }

    async fn only_a_verified_doctor_has_a_profile_to_change(clinic: TestClinic) {
        let doctor = clinic.doctor("Dr Okafor").await;
        let form = own_profile(&doctor).await.unwrap().values;
        let waiting = clinic.new_doctor("Dr Waiting").pending().make().await;
        let (patient, admin) = (clinic.patient("Ann").await, clinic.admin().await);
        for scope in [&clinic.anonymous(), &patient, &admin, &waiting] {
            assert!(is_forbidden(&own_profile(scope).await));
            assert!(is_forbidden(&edit(scope, &form).await));
        }
        // Another doctor's form changes the sender's own row only.
        let other = clinic.doctor("Dr Other").await;
        edit(&other, &form).await.unwrap();
        assert_eq!(own_profile(&doctor).await.unwrap().values.version, "1");
    }
}
