//! What clocks do, through the database.

use std::collections::BTreeSet;

use super::super::month;
use super::arrange::{EVERY_DAY, ask, seen, starts, starts_in};
use crate::on_both_engines;
use crate::testing::{TestClinic, doctor_of, instant};

/// A zone, a day, hours on the wall in minutes, first start, last start, number of starts (every 10 minutes, 30 minutes long).
type Vector = (
    &'static str,
    &'static str,
    (i32, i32),
    &'static str,
    &'static str,
    usize,
);

const VECTORS: [Vector; 13] = [
    // Clocks go forward at 2am: 9am is one hour earlier than a day before.
    (
        "America/New_York",
        "2026-03-08",
        (540, 720),
        "2026-03-08T13:00Z",
        "2026-03-08T15:30Z",
        16,
    ),
    (
        "America/New_York",
        "2026-03-08",
        (780, 1080),
        "2026-03-08T17:00Z",
        "2026-03-08T21:30Z",
        28,
    ),
    (
        "America/New_York",
        "2026-03-08",
        (1320, 1440),
        "2026-03-09T02:00Z",
        "2026-03-09T03:30Z",
        10,
    ),
    // 1am to 4am lasts two hours that night.
    (
        "America/New_York",
        "2026-03-08",
        (60, 240),
        "2026-03-08T06:00Z",
        "2026-03-08T07:30Z",
        10,
    ),
    // 1am to 2am comes twice.
    (
        "America/New_York",
        "2026-11-01",
        (60, 120),
        "2026-11-01T05:00Z",
        "2026-11-01T06:30Z",
        10,
    ),
    (
        "America/New_York",
        "2026-11-01",
        (780, 1080),
        "2026-11-01T18:00Z",
        "2026-11-01T22:30Z",
        28,
    ),
    (
        "Europe/London",
        "2026-03-29",
        (540, 600),
        "2026-03-29T08:00Z",
        "2026-03-29T08:30Z",
        4,
    ),
    (
        "Europe/London",
        "2026-10-25",
        (540, 600),
        "2026-10-25T09:00Z",
        "2026-10-25T09:30Z",
        4,
    ),
    // Half an hour is put back at 2am.
    (
        "Australia/Lord_Howe",
        "2026-04-05",
        (60, 180),
        "2026-04-04T14:00Z",
        "2026-04-04T16:00Z",
        13,
    ),
    (
        "Asia/Kathmandu",
        "2026-05-10",
        (540, 600),
        "2026-05-10T03:15Z",
        "2026-05-10T03:45Z",
        4,
    ),
    (
        "Africa/Casablanca",
        "2026-02-10",
        (540, 600),
        "2026-02-10T08:00Z",
        "2026-02-10T08:30Z",
        4,
    ),
    (
        "America/Sao_Paulo",
        "2026-02-10",
        (540, 600),
        "2026-02-10T12:00Z",
        "2026-02-10T12:30Z",
        4,
    ),
    (
        "Pacific/Kiritimati",
        "2026-05-10",
        (0, 60),
        "2026-05-09T10:00Z",
        "2026-05-09T10:30Z",
        4,
    ),
];

on_both_engines! {
    async fn hours_follow_the_clocks_of_their_place(clinic: TestClinic) {
        for (zone, day, minutes, first, last, count) in VECTORS {
            clinic.clock.set(instant(&format!("{day}T00:00:00Z")) - chrono::TimeDelta::days(5));
            let location = clinic.location_in(zone).await;
            let doctor = clinic.new_doctor("Vector").at(location).without_hours().make().await;
            clinic.hours(doctor_of(&doctor), &EVERY_DAY, minutes, Some(location), &["first"]).await;
            let starts = starts(&clinic, &doctor, day).await;
            let found = (starts.first().unwrap().as_str(), starts.last().unwrap().as_str(), starts.len());
            assert_eq!(found, (first, last, count), "{zone} {day} {minutes:?}");
        }
    }

    async fn video_hours_are_in_the_doctors_own_zone(clinic: TestClinic) {
        let doctor = clinic.new_doctor("Far Away").in_zone("Asia/Tokyo").without_hours().make().await;
        clinic.hours(doctor_of(&doctor), &[4], (540, 600), None, &["video"]).await;
        let mut ask = ask(doctor_of(&doctor), "2026-11-19");
        ask.visit = "video".to_owned();
        let times = seen(&clinic, &ask).await;
        assert_eq!(starts_in(&times)[0], "2026-11-19T00:00Z");
        assert_eq!(times.month.zone.as_deref(), Some("Tokyo time"));
        assert_eq!((times.location, times.places.len()), (None, 0));
        let slot = &times.month.chosen.unwrap().slots[0];
        assert_eq!((slot.time.as_str(), slot.datetime.as_str()), ("9am", "2026-11-19T09:00:00+09:00"));
    }

    async fn days_begin_and_end_at_the_place(clinic: TestClinic) {
        let location = clinic.location_in("Pacific/Auckland").await;
        let doctor = clinic.new_doctor("Night").at(location).without_hours().make().await;
        clinic.hours(doctor_of(&doctor), &[6], (0, 60), Some(location), &["first"]).await;
        // The first hour of Saturday 21 November in Auckland is Friday at 11am in London.
        assert_eq!(starts(&clinic, &doctor, "2026-11-21").await[0], "2026-11-20T11:00Z");
        let times = seen(&clinic, &ask(doctor_of(&doctor), "2026-11-21")).await;
        let open: Vec<_> = times.month.days.iter().filter(|day| day.free > 0).map(|day| day.day_number).collect();
        assert_eq!(open, [21, 28]);
        // It is 9pm there, still Monday; three hours later it is Tuesday.
        assert!(times.month.days[15].today);
        clinic.advance(chrono::TimeDelta::hours(3));
        let times = seen(&clinic, &ask(doctor_of(&doctor), "2026-11-21")).await;
        assert!(times.month.days[16].today && !times.month.days[15].today);
    }

    async fn every_reader_is_offered_the_same_instants(clinic: TestClinic) {
        let location = clinic.location_in("America/New_York").await;
        let doctor = clinic.new_doctor("Same").at(location).make().await;
        let mut offered = BTreeSet::new();
        for zone in ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu", "Europe/London"] {
            let patient = clinic.patient("Reader").await;
            clinic.execute(&format!("UPDATE account SET time_zone = '{zone}'")).await;
            let mut instants = Vec::new();
            for day in 17..=30 {
                let ask = ask(doctor_of(&doctor), &format!("2026-11-{day}"));
                let times = month(&patient, &ask).await.unwrap().unwrap();
                instants.extend(starts_in(&times));
            }
            assert_eq!(instants.len(), 10 * 46);
            offered.insert(instants);
        }
        assert_eq!(offered.len(), 1);
    }
}
