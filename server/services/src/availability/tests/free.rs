//! What is free, and what is not.

use chrono::TimeDelta;
use domain::doctors::AskTimes;
use domain::settings::{SaveSettings, Settings};

use super::super::{add_exception, month, offered};
use super::arrange::{EVERY_DAY, ask, block, hold, opening, seen, starts, visit};
use crate::error::Error;
use crate::on_both_engines;
use crate::scope::Scope;
use crate::testing::{TestClinic, doctor_of, instant, patient_of};

/// Whether a first visit at the clinic can be booked at that instant.
async fn is_offered(clinic: &TestClinic, doctor: &Scope, starts_at: &str) -> bool {
    let db = clinic.database.read();
    let (doctor, kind, place) = (doctor_of(doctor), clinic.visit_type("first"), Some(clinic.location));
    let slot = offered(db, &clinic.tools, doctor, kind, place, instant(starts_at), None)
        .await
        .unwrap();
    slot.is_some()
}

async fn tune(clinic: &TestClinic, version: i32, change: impl FnOnce(&mut Settings)) {
    let mut settings = Settings::default();
    change(&mut settings);
    crate::settings::save(&clinic.admin().await, &form(&settings, version))
        .await
        .unwrap();
}

fn form(settings: &Settings, version: i32) -> SaveSettings {
    let mut values = serde_json::to_value(settings).unwrap();
    for value in values.as_object_mut().unwrap().values_mut() {
        if value.is_number() {
            *value = value.to_string().into();
        } else if let Some(chosen) = value.as_bool() {
            *value = if chosen { "on" } else { "" }.into();
        }
    }
    values["version"] = version.to_string().into();
    serde_json::from_value(values).unwrap()
}

on_both_engines! {
    async fn a_month_shows_what_is_free(clinic: TestClinic) {
        let doctor = clinic.doctor("Ama Okafor").await;
        let times = seen(&clinic, &AskTimes { doctor: doctor_of(&doctor).to_string(), ..AskTimes::default() }).await;
        assert_eq!((times.visit_type.code.as_str(), times.location), ("first", Some(clinic.location)));
        assert_eq!(times.places[0].label, "Harbour Clinic, London");
        let month = times.month;
        assert_eq!((month.month.as_str(), month.month_label.as_str()), ("2026-11", "November 2026"));
        assert_eq!((month.prev, month.next.as_deref()), (None, Some("2026-12")));
        assert_eq!(month.zone.as_deref(), Some("London time"));
        assert_eq!(month.days.len(), 30);
        // It is 8am on Monday 16 November, and an hour's notice ends when the doctor starts.
        let monday = &month.days[15];
        assert_eq!((monday.free, monday.today, monday.chosen, monday.weekday), (46, true, true, 1));
        assert_eq!(monday.label, "Monday 16 November, 46 free times");
        assert_eq!(month.days[14].label, "Sunday 15 November, no free times");
        let chosen = month.chosen.unwrap();
        assert_eq!(chosen.label, "Monday 16 November 2026");
        assert_eq!(chosen.slots[0].label, "9am, Monday 16 November, Ama Okafor");
        assert_eq!(chosen.slots[45].time, "4:30pm");
    }

    async fn what_cannot_be_had_is_chosen(clinic: TestClinic) {
        let doctor = clinic.doctor("Choosing").await;
        let id = doctor_of(&doctor).to_string();
        let odd = AskTimes {
            doctor: id.clone(),
            visit: "dentistry".into(),
            place: "video".into(),
            month: "2020-01".into(),
            day: "2026-11-99".into(),
        };
        let times = seen(&clinic, &odd).await;
        assert_eq!((times.visit_type.code.as_str(), times.month.month.as_str()), ("first", "2026-11"));
        assert_eq!(times.month.chosen.unwrap().date.to_string(), "2026-11-16");
        let far = seen(&clinic, &AskTimes { month: "2040-01".into(), ..odd.clone() }).await.month;
        assert_eq!((far.month.as_str(), far.next), ("2027-02", None));
        let sunday = seen(&clinic, &AskTimes { month: "2026-11".into(), day: "2026-11-22".into(), ..odd }).await;
        assert_eq!(sunday.month.chosen.unwrap().slots.len(), 0);

        let bare = clinic.new_doctor("Bare").without_hours().make().await;
        assert_eq!(month(&clinic.anonymous(), &ask(doctor_of(&bare), "2026-11-16")).await.unwrap(), None);
        let pending = clinic.new_doctor("Pending").pending().make().await;
        for unknown in [doctor_of(&pending).to_string(), clinic.location.to_string(), "7".into()] {
            let ask = AskTimes { doctor: unknown, ..AskTimes::default() };
            assert!(matches!(month(&clinic.anonymous(), &ask).await, Err(Error::NotFound)));
        }
    }

    async fn an_empty_month_leads_to_the_next_free_time(clinic: TestClinic) {
        let doctor = clinic.doctor("Away").await;
        let mut away = block("2026-11-16");
        away.to_date = "2026-12-31".into();
        add_exception(&doctor, &away).await.unwrap();
        let asked = seen(&clinic, &ask(doctor_of(&doctor), "2026-11-20")).await;
        let next = asked.next.unwrap();
        assert_eq!((next.when.short_date.as_str(), next.when.time.as_str()), ("Fri 1 Jan", "9am"));
        assert_eq!(next.place.as_deref(), Some("Harbour Clinic"));
        let open = AskTimes { doctor: doctor_of(&doctor).to_string(), ..AskTimes::default() };
        assert_eq!(seen(&clinic, &open).await.month.month, "2027-01");
    }

    async fn the_place_of_the_next_free_time_comes_first(clinic: TestClinic) {
        let doctor = clinic.new_doctor("Two Places").without_hours().make().await;
        let other = clinic.location_in("Europe/Paris").await;
        clinic.hours(doctor_of(&doctor), &[4], (540, 600), Some(clinic.location), &["first"]).await;
        clinic.hours(doctor_of(&doctor), &[2], (540, 600), Some(other), &["first"]).await;
        let open = AskTimes { doctor: doctor_of(&doctor).to_string(), ..AskTimes::default() };
        let times = seen(&clinic, &open).await;
        assert_eq!(times.location, Some(other));
        let labels: Vec<_> = times.places.iter().map(|place| place.label.as_str()).collect();
        assert_eq!(labels, ["Harbour Clinic, London", "Paris Clinic, Paris"]);
        let there = AskTimes { place: clinic.location.to_string(), ..open.clone() };
        let times = seen(&clinic, &there).await;
        assert_eq!((times.location, times.month.chosen.unwrap().date.to_string().as_str()), (Some(clinic.location), "2026-11-19"));

        clinic.execute("UPDATE location SET active = FALSE WHERE name = 'Paris Clinic'").await;
        let times = seen(&clinic, &open).await;
        assert_eq!((times.location, times.places.len()), (Some(clinic.location), 1));
    }

    async fn notice_and_horizon_are_instants(clinic: TestClinic) {
        let doctor = clinic.new_doctor("Always").without_hours().make().await;
        clinic.hours(doctor_of(&doctor), &EVERY_DAY, (0, 1440), Some(clinic.location), &["first"]).await;
        tune(&clinic, 0, |settings| {
            settings.book_notice_minutes = 90;
            settings.book_horizon_days = 140;
        }).await;
        assert!(!is_offered(&clinic, &doctor, "2026-11-16T09:20:00Z").await);
        assert!(is_offered(&clinic, &doctor, "2026-11-16T09:30:00Z").await);
        // 140 days later the clocks have gone forward: the same instant is an hour later on the wall.
        assert!(is_offered(&clinic, &doctor, "2027-04-05T07:50:00Z").await);
        assert!(!is_offered(&clinic, &doctor, "2027-04-05T08:00:00Z").await);
        clinic.advance(TimeDelta::minutes(10));
        assert!(!is_offered(&clinic, &doctor, "2026-11-16T09:30:00Z").await);
        assert!(is_offered(&clinic, &doctor, "2027-04-05T08:00:00Z").await);
        assert!(!is_offered(&clinic, &doctor, "2026-11-16T09:45:00Z").await, "not on the grid");
    }

    async fn blocks_visits_and_holds_take_and_openings_give(clinic: TestClinic) {
        let doctor = clinic.doctor("Busy").await;
        let patient = clinic.patient("Pat").await;
        visit(&clinic, &doctor, &patient, "2026-11-18T10:00:00Z", 30).await;
        let wednesday = starts(&clinic, &doctor, "2026-11-18").await;
        assert_eq!(wednesday.len(), 46 - 5);
        assert!(wednesday.contains(&"2026-11-18T09:30Z".to_owned()) && wednesday.contains(&"2026-11-18T10:30Z".to_owned()));
        assert!(!wednesday.contains(&"2026-11-18T09:40Z".to_owned()));

        let mut midday = block("2026-11-18");
        (midday.from_time, midday.to_time) = ("12:00".into(), "1pm".into());
        add_exception(&doctor, &midday).await.unwrap();
        assert!(!is_offered(&clinic, &doctor, "2026-11-18T12:30:00Z").await);
        assert!(is_offered(&clinic, &doctor, "2026-11-18T13:00:00Z").await);

        add_exception(&doctor, &opening(&clinic, "2026-11-21", "10am", "11am")).await.unwrap();
        let saturday = starts(&clinic, &doctor, "2026-11-21").await;
        assert_eq!((saturday.len(), saturday[0].as_str()), (4, "2026-11-21T10:00Z"));

        let at = instant("2026-11-19T09:00:00Z");
        hold(&clinic, &doctor, patient_of(&patient), at, 30).await;
        assert!(!is_offered(&clinic, &doctor, "2026-11-19T09:00:00Z").await);
        assert!(!is_offered(&clinic, &doctor, "2026-11-19T09:20:00Z").await);
        clinic.advance(TimeDelta::minutes(10));
        assert!(is_offered(&clinic, &doctor, "2026-11-19T09:00:00Z").await, "the hold has expired");
    }
}
