//! "Free on or before" means the kind of visit and the place that are asked for.

use domain::appointments::{BookAppointment, CancelAppointment, HoldTime};
use domain::doctors::{DoctorSearch, SearchDoctors};
use domain::id::LocationId;

use super::*;
use crate::testing::instant;
use crate::{appointments, on_both_engines};

/// Monday 16 November 2026, 8am, is now; Thursday is in three days.
const THURSDAY: &str = "2026-11-19";

async fn found(clinic: &TestClinic, city: &str, visit_type: &str, free_by: &str) -> DoctorSearch {
    let search = SearchDoctors {
        city: city.into(),
        visit_type: visit_type.into(),
        free_by: free_by.into(),
        ..SearchDoctors::default()
    };
    let found = search_as_anybody(clinic, &search).await;
    assert_eq!(found.doctors.total, found.doctors.items.len() as u64, "{search:?}");
    found
}

async fn search_as_anybody(clinic: &TestClinic, search: &SearchDoctors) -> DoctorSearch {
    super::search(&clinic.anonymous(), search).await.unwrap()
}

async fn names(clinic: &TestClinic, city: &str, visit_type: &str, free_by: &str) -> Vec<String> {
    let found = found(clinic, city, visit_type, free_by).await;
    found.doctors.items.into_iter().map(|card| card.name).collect()
}

/// A doctor with hours from 10am to 11am on these ISO weekdays, each at a place or by video.
async fn doctor_with(clinic: &TestClinic, name: &str, hours: &[(i32, Option<LocationId>, &[&str])]) -> Scope {
    let doctor = clinic.new_doctor(name).without_hours().make().await;
    for (weekday, place, kinds) in hours {
        clinic
            .hours(doctor_of(&doctor), &[*weekday], (600, 660), *place, kinds)
            .await;
    }
    refresh(clinic, &doctor).await;
    doctor
}

async fn refresh(clinic: &TestClinic, doctor: &Scope) {
    let (system, id) = (clinic.system(), doctor_of(doctor));
    let asked = system.transaction(async |tx| refresh_next_free(tx, &system, id).await);
    asked.await.unwrap();
    clinic.run_jobs().await;
}

/// The kept rows in order: code, city, instant.
async fn kept(clinic: &TestClinic) -> Vec<String> {
    let at = match clinic.database.engine() {
        crate::database::Engine::Sqlite => "SUBSTR(n.next_free_at, 6, 11)",
        crate::database::Engine::Postgres => {
            "TO_CHAR(n.next_free_at AT TIME ZONE 'UTC', 'MM-DD') || 'T' || TO_CHAR(n.next_free_at AT TIME ZONE 'UTC', 'HH24:MI')"
        }
    };
    clinic
        .values(&format!(
            "SELECT v.code || ' ' || l.city || ' ' || COALESCE({at}, 'never') FROM doctor_next_free n
             JOIN visit_type v ON v.id = n.visit_type_id JOIN location l ON l.id = n.location_id ORDER BY 1"
        ))
        .await
}

on_both_engines! {
    async fn another_kind_of_visit_does_not_make_a_doctor_free(clinic: TestClinic) {
        let here = Some(clinic.location);
        doctor_with(&clinic, "Dr Both", &[(2, None, &["video"]), (7, here, &["first"])]).await;
        doctor_with(&clinic, "Dr Soon", &[(3, here, &["first"])]).await;
        assert_eq!(kept(&clinic).await, [
            "first London 11-18T10:00",
            "first London 11-22T10:00",
            "video London 11-17T10:00",
        ]);
        assert_eq!(names(&clinic, "", "", THURSDAY).await, ["Dr Both", "Dr Soon"]);
        assert_eq!(names(&clinic, "", "first", THURSDAY).await, ["Dr Soon"]);
        assert_eq!(names(&clinic, "London", "first", THURSDAY).await, ["Dr Soon"]);
        assert_eq!(names(&clinic, "London", "video", THURSDAY).await, ["Dr Both"]);
        assert!(names(&clinic, "", "follow_up", THURSDAY).await.is_empty());
        // By Sunday both are; who is free first for that kind comes first, and the card says when.
        let by_sunday = found(&clinic, "", "first", "2026-11-22").await.doctors.items;
        let seen: Vec<_> = by_sunday.iter().map(|card| (card.name.as_str(), card.next_free.as_deref())).collect();
        assert_eq!(seen, [("Dr Soon", Some("Wed 18 Nov, 10am")), ("Dr Both", Some("Sun 22 Nov, 10am"))]);
        let video = found(&clinic, "", "video", "").await.doctors.items;
        assert_eq!(video[0].next_free.as_deref(), Some("Tue 17 Nov, 10am"));
    }

    async fn another_city_does_not_make_a_doctor_free(clinic: TestClinic) {
        let chicago = clinic.location_in("America/Chicago").await;
        doctor_with(&clinic, "Dr Travels", &[(2, Some(chicago), &["first"]), (7, Some(clinic.location), &["first"])]).await;
        assert_eq!(names(&clinic, "Chicago", "", THURSDAY).await, ["Dr Travels"]);
        assert_eq!(names(&clinic, "Chicago", "first", THURSDAY).await, ["Dr Travels"]);
        assert!(names(&clinic, "London", "", THURSDAY).await.is_empty());
        assert!(names(&clinic, "London", "first", THURSDAY).await.is_empty());
        assert!(names(&clinic, "Chicago", "video", "").await.is_empty());
        for city in ["London", "Chicago"] {
            assert_eq!(names(&clinic, city, "first", "2026-11-22").await, ["Dr Travels"], "{city}");
            assert_eq!(names(&clinic, city, "", "").await, ["Dr Travels"], "{city}");
        }
        let london = found(&clinic, "London", "", "").await.doctors.items;
        assert_eq!(london[0].next_free.as_deref(), Some("Sun 22 Nov, 10am"));
    }

    async fn a_booking_moves_the_row_and_a_cancellation_moves_it_back(clinic: TestClinic) {
        let (ann, here) = (clinic.patient("Ann").await, Some(clinic.location));
        let doctor = clinic.new_doctor("Dr Okafor").without_hours().make().await;
        clinic.hours(doctor_of(&doctor), &[3], (600, 630), here, &["first"]).await;
        refresh(&clinic, &doctor).await;
        assert_eq!(names(&clinic, "London", "first", THURSDAY).await, ["Dr Okafor"]);

        let wish = HoldTime {
            doctor: doctor_of(&doctor).to_string(),
            visit_type: clinic.visit_type("first").to_string(),
            location: clinic.location.to_string(),
            starts_at: "2026-11-18T10:00:00Z".into(),
        };
        let hold = appointments::hold(&ann, &wish).await.unwrap();
        let book = BookAppointment { hold: hold.to_string(), reason: String::new() };
        let visit = appointments::book(&ann, &book).await.unwrap();
        clinic.run_jobs().await;
        assert_eq!(kept(&clinic).await, ["first London 11-25T10:00"]);
        assert!(names(&clinic, "London", "first", THURSDAY).await.is_empty());
        assert_eq!(names(&clinic, "London", "first", "").await, ["Dr Okafor"]);

        let cancel = CancelAppointment { appointment: visit.to_string(), version: "1".into(), ..Default::default() };
        appointments::cancel(&ann, &cancel).await.unwrap();
        clinic.run_jobs().await;
        assert_eq!(kept(&clinic).await, ["first London 11-18T10:00"]);
        assert_eq!(names(&clinic, "London", "first", THURSDAY).await, ["Dr Okafor"]);
    }

    async fn rows_follow_hours_the_own_place_and_the_clock(clinic: TestClinic) {
        let chicago = clinic.location_in("America/Chicago").await;
        let here = Some(clinic.location);
        let doctor = doctor_with(&clinic, "Dr Okafor", &[(1, here, &["first", "follow_up"]), (2, None, &["video"])]).await;
        assert_eq!(kept(&clinic).await, [
            "first London 11-16T10:00",
            "follow_up London 11-16T10:00",
            "video London 11-17T10:00",
        ]);
        // With the clinic's notice of an hour the last first visit of today is gone at 9:31, the last follow-up at 9:41.
        clinic.clock.set(instant("2026-11-16T09:35:00Z"));
        clinic.run_jobs().await;
        assert_eq!(kept(&clinic).await, [
            "first London 11-23T10:00",
            "follow_up London 11-16T10:40",
            "video London 11-17T10:00",
        ]);
        change(&doctor, |form| form.location = chicago.to_string()).await.unwrap();
        clinic.execute("DELETE FROM availability_rule_visit_type WHERE visit_type_id =
            (SELECT id FROM visit_type WHERE code = 'follow_up')").await;
        refresh(&clinic, &doctor).await;
        assert_eq!(kept(&clinic).await, ["first London 11-23T10:00", "video Chicago 11-17T10:00"]);
        clinic.execute("UPDATE account SET status = 'suspended' WHERE id = (SELECT account_id FROM doctor)").await;
        refresh(&clinic, &doctor).await;
        assert!(kept(&clinic).await.is_empty());
    }

    async fn who_offers_but_is_never_free_is_found_without_a_day(clinic: TestClinic) {
        let doctor = doctor_with(&clinic, "Dr Away", &[(1, Some(clinic.location), &["first"])]).await;
        let away = "UPDATE availability_rule SET valid_from = '2028-01-01'";
        clinic.execute(away).await;
        refresh(&clinic, &doctor).await;
        assert_eq!(kept(&clinic).await, ["first London never"]);
        assert_eq!(found(&clinic, "London", "first", "").await.doctors.items[0].next_free, None);
        assert!(names(&clinic, "London", "first", "2027-11-01").await.is_empty());
    }
}
