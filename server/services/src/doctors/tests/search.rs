//! Any combination, the same for everybody, and nobody who is not verified.

use domain::doctors::{AskTimes, DoctorSearch, SearchDoctors};
use domain::form::Problem;

use super::*;
use crate::on_both_engines;

/// The names on the page, in order.
fn names_of(found: &DoctorSearch) -> Vec<&str> {
    found.doctors.items.iter().map(|card| card.name.as_str()).collect()
}

async fn found(clinic: &TestClinic, search: SearchDoctors) -> DoctorSearch {
    super::search(&clinic.anonymous(), &search).await.unwrap()
}

async fn by_name(clinic: &TestClinic, name: &str) -> Vec<String> {
    let search = SearchDoctors {
        name: name.into(),
        ..SearchDoctors::default()
    };
    let found = found(clinic, search).await;
    names_of(&found).into_iter().map(str::to_owned).collect()
}

on_both_engines! {
    async fn names_are_found_without_accents_and_in_any_order(clinic: TestClinic) {
        for name in ["Dr Zoë O’Neill-Ågren", "Dr Łukasz Nowak", "Dr José María Oña", "دكتور أحمد مُحَمَّد", "Dr Nowakowa Ana"] {
            clinic.doctor(name).await;
        }
        assert_eq!(by_name(&clinic, "agren zoe").await, ["Dr Zoë O’Neill-Ågren"]);
        assert_eq!(by_name(&clinic, "ONEILL").await, ["Dr Zoë O’Neill-Ågren"]);
        assert_eq!(by_name(&clinic, "lukasz nowak").await, ["Dr Łukasz Nowak"]);
        assert_eq!(by_name(&clinic, "nowak").await, ["Dr Łukasz Nowak", "Dr Nowakowa Ana"]);
        assert_eq!(by_name(&clinic, "ona jose").await, ["Dr José María Oña"]);
        assert_eq!(by_name(&clinic, "محمد احمد").await, ["دكتور أحمد مُحَمَّد"]);
        for nobody in ["owak", "zoe nowak", "%", "_", "100%"] {
            let all = if nobody == "%" || nobody == "_" { 5 } else { 0 };
            assert_eq!(by_name(&clinic, nobody).await.len(), all, "{nobody}");
        }
    }

    async fn filters_work_in_any_combination(clinic: TestClinic) {
        let chicago = clinic.location_in("America/Chicago").await;
        let heart = clinic.doctor("Dr Heart").await;
        let far = clinic.new_doctor("Dr Far").at(chicago).make().await;
        let screen = clinic.new_doctor("Dr Screen").without_hours().make().await;
        clinic.hours(doctor_of(&screen), &[3], (600, 720), None, &["video"]).await;
        for scope in [&heart, &far] {
            change(scope, |form| form.specialties = vec![CARDIOLOGY.1.into()]).await.unwrap();
        }
        clinic.run_jobs().await;

        let cases: [(&str, &str, &str, &str, &[&str]); 9] = [
            ("", "", "", "", &["Dr Far", "Dr Heart", "Dr Screen"]),
            (CARDIOLOGY.0, "", "", "", &["Dr Far", "Dr Heart"]),
            (CARDIOLOGY.0, "chicágo", "", "", &["Dr Far"]),
            ("", "London", "", "", &["Dr Heart", "Dr Screen"]),
            ("", "London", "first", "", &["Dr Heart"]),
            ("", "", "video", "", &["Dr Far", "Dr Heart", "Dr Screen"]),
            ("general_practice", "", "first", "", &[]),
            ("", "Atlantis", "", "", &[]),
            // By the end of Monday, the next free first; Dr Screen has Wednesdays only.
            ("", "", "", "2026-11-16", &["Dr Heart", "Dr Far"]),
        ];
        for (specialty, city, visit_type, free_by, wanted) in cases {
            let search = SearchDoctors {
                specialty: specialty.into(),
                city: city.into(),
                visit_type: visit_type.into(),
                free_by: free_by.into(),
                ..SearchDoctors::default()
            };
            let found = found(&clinic, search.clone()).await;
            assert_eq!(names_of(&found), wanted, "{search:?}");
            assert_eq!(found.doctors.total, wanted.len() as u64);
            assert!(found.errors.is_empty());
        }
    }

    async fn a_card_says_what_matters(clinic: TestClinic) {
        clinic.doctor("Dr Heart").await;
        let chicago = clinic.location_in("America/Chicago").await;
        clinic.new_doctor("Dr Far").at(chicago).make().await;
        clinic.run_jobs().await;
        let found = found(&clinic, SearchDoctors::default()).await;
        let [far, heart] = found.doctors.items.as_slice() else { panic!("two doctors") };
        assert_eq!(heart.next_free.as_deref(), Some("Mon 16 Nov, 9am"));
        assert_eq!(far.next_free.as_deref(), Some("Mon 16 Nov, 9am (Chicago time)"));
        assert_eq!((heart.places.as_slice(), heart.video), (["Harbour Clinic, London".to_owned()].as_slice(), true));
        assert_eq!((heart.specialties.as_slice(), heart.experience_years), (["General practice".to_owned()].as_slice(), 12));
        assert_eq!(found.cities.iter().map(|city| city.value.as_str()).collect::<Vec<_>>(), ["Chicago", "London"]);
    }

    async fn who_is_not_verified_or_suspended_is_never_found(clinic: TestClinic) {
        let known = clinic.doctor("Dr Known").await;
        let waiting = clinic.new_doctor("Dr Waiting").pending().make().await;
        let rejected = clinic.doctor("Dr Rejected").await;
        let gone = clinic.doctor("Dr Gone").await;
        clinic.execute("UPDATE doctor SET status = 'rejected' WHERE name = 'Dr Rejected'").await;
        clinic
            .execute("UPDATE account SET status = 'suspended' WHERE id = (SELECT account_id FROM doctor WHERE name = 'Dr Gone')")
            .await;
        let (patient, admin) = (clinic.patient("Ann").await, clinic.admin().await);
        for scope in [&clinic.anonymous(), &patient, &known, &waiting, &rejected, &gone, &admin] {
            let found = super::search(scope, &SearchDoctors::default()).await.unwrap();
            assert_eq!(names_of(&found), ["Dr Known"]);
            for hidden in [&waiting, &rejected, &gone] {
                let ask = AskTimes { doctor: doctor_of(hidden).to_string(), ..AskTimes::default() };
                assert!(is_missing(&profile(scope, &ask).await));
            }
        }
    }

    async fn results_come_in_pages(clinic: TestClinic) {
        for number in 10..33 {
            clinic.new_doctor(&format!("Dr Number {number}")).without_hours().make().await;
        }
        let page = async |page: &str| {
            let search = SearchDoctors { page: page.into(), ..SearchDoctors::default() };
            let found = found(&clinic, search).await.doctors;
            let first = found.items.first().map(|card| card.name.clone());
            (found.page, found.pages, found.total, found.items.len(), first.unwrap_or_default())
        };
        assert_eq!(page("").await, (1, 2, 23, 20, "Dr Number 10".to_owned()));
        assert_eq!(page("2").await, (2, 2, 23, 3, "Dr Number 30".to_owned()));
        assert_eq!(page("99").await, (2, 2, 23, 3, "Dr Number 30".to_owned()));
    }

    async fn what_cannot_be_searched_for_is_told_and_left_out(clinic: TestClinic) {
        clinic.doctor("Dr Okafor").await;
        let search = SearchDoctors {
            specialty: "alchemy".into(),
            name: "okafor".into(),
            visit_type: "seance".into(),
            free_by: "2026-11-15".into(),
            ..SearchDoctors::default()
        };
        let found = found(&clinic, search.clone()).await;
        assert_eq!(found.search, search);
        assert_eq!(names_of(&found), ["Dr Okafor"]);
        assert_eq!(found.errors.get("free_by"), Some(&Problem::DatePast));
        assert_eq!(found.errors.get("specialty"), Some(&Problem::UnknownChoice));
        assert_eq!(found.errors.get("visit_type"), Some(&Problem::UnknownChoice));
    }
}
