//! Blocks and openings.

use domain::availability::{AddException, ExceptionKind, RemoveException};
use domain::conflict::Conflict;
use domain::form::Problem;

use super::super::{Block, add_exception, blocks, hours, open_times, remove_exception};
use super::arrange::{block, opening, starts, visit};
use crate::error::Error;
use crate::on_both_engines;
use crate::scope::Scope;
use crate::testing::{TestClinic, doctor_of, instant};

async fn overlaps(doctor: &Scope, exception: &AddException) -> bool {
    match add_exception(doctor, exception).await {
        Ok(_) => false,
        Err(Error::Conflict(Conflict::ExceptionOverlaps)) => true,
        Err(other) => panic!("{other:?}"),
    }
}

async fn problem(doctor: &Scope, field: &str, exception: AddException) -> Option<Problem> {
    match add_exception(doctor, &exception).await {
        Err(Error::Invalid(errors)) => errors.get(field).cloned(),
        other => panic!("{other:?}"),
    }
}

fn timed(mut exception: AddException, from: &str, to: &str) -> AddException {
    (exception.from_time, exception.to_time) = (from.to_owned(), to.to_owned());
    exception
}

on_both_engines! {
    async fn a_block_keeps_the_visits_in_it(clinic: TestClinic) {
        let doctor = clinic.doctor("Ill").await;
        let patient = clinic.patient("Pat").await;
        let kept = visit(&clinic, &doctor, &patient, "2026-11-18T10:00:00Z", 30).await;
        visit(&clinic, &doctor, &patient, "2026-11-19T10:00:00Z", 30).await;
        let mut ill = block("2026-11-18");
        ill.note = "canary-in-a-note".into();
        assert_eq!(add_exception(&doctor, &ill).await.unwrap(), 1);
        assert_eq!(starts(&clinic, &doctor, "2026-11-18").await.len(), 0);
        let live: i64 = clinic.value("SELECT COUNT(*) FROM appointment WHERE status = 'booked'").await;
        assert_eq!(live, 2);

        let page = hours(&doctor).await.unwrap();
        let row = &page.exceptions[0];
        assert_eq!((row.kind, row.label.as_str(), row.affected), (ExceptionKind::Block, "Wednesday 18 November 2026", 1));
        assert_eq!(row.note.as_deref(), Some("canary-in-a-note"));
        assert_eq!((page.outside_total, page.outside[0].id.uuid()), (1, kept));
        let sealed: Vec<u8> = clinic.value("SELECT note_sealed FROM availability_exception").await;
        assert!(!sealed.windows(6).any(|window| window == b"canary"));

        let day = instant("2026-11-18T00:00:00Z")..instant("2026-11-19T00:00:00Z");
        let expected = Block { range: day.clone(), note: Some("canary-in-a-note".into()) };
        assert_eq!(blocks(&doctor, doctor_of(&doctor), &day).await.unwrap(), [expected]);
        let next = day.end..instant("2026-11-20T00:00:00Z");
        assert_eq!(blocks(&doctor, doctor_of(&doctor), &next).await.unwrap(), []);
        let open = open_times(&doctor, doctor_of(&doctor), &next).await.unwrap();
        let nine = instant("2026-11-19T09:00:00Z")..instant("2026-11-19T17:00:00Z");
        assert_eq!(open, [nine, instant("2026-11-19T18:00:00Z")..instant("2026-11-19T20:00:00Z")]);

        let remove = RemoveException { exception: row.id.to_string(), version: row.version.to_string() };
        let old = RemoveException { version: "7".into(), ..remove.clone() };
        assert!(matches!(remove_exception(&doctor, &old).await, Err(Error::Conflict(Conflict::Stale))));
        remove_exception(&doctor, &remove).await.unwrap();
        assert!(matches!(remove_exception(&doctor, &remove).await, Err(Error::NotFound)));
        assert!(hours(&doctor).await.unwrap().outside.is_empty());
        assert_eq!(starts(&clinic, &doctor, "2026-11-18").await.len(), 41);
    }

    async fn an_opening_that_goes_keeps_its_visits(clinic: TestClinic) {
        let doctor = clinic.doctor("Extra").await;
        add_exception(&doctor, &opening(&clinic, "2026-11-21", "10am", "11am")).await.unwrap();
        visit(&clinic, &doctor, &clinic.patient("Pat").await, "2026-11-21T10:00:00Z", 30).await;
        let page = hours(&doctor).await.unwrap();
        let row = &page.exceptions[0];
        assert_eq!(row.label, "Saturday 21 November 2026, 10am to 11am");
        assert_eq!((row.affected, page.outside_total), (1, 0));
        let remove = RemoveException { exception: row.id.to_string(), version: "1".into() };
        assert_eq!(remove_exception(&doctor, &remove).await.unwrap(), 1);
        assert_eq!(hours(&doctor).await.unwrap().outside_total, 1);
    }

    async fn what_is_planned_never_overlaps_without_sense(clinic: TestClinic) {
        let doctor = clinic.doctor("Plans").await;
        let mut leave = block("2026-12-23");
        leave.to_date = "2026-12-27".into();
        assert!(!overlaps(&doctor, &leave).await);
        assert!(overlaps(&doctor, &block("2026-12-27")).await);
        assert!(!overlaps(&doctor, &block("2026-12-28")).await);
        assert!(overlaps(&doctor, &opening(&clinic, "2026-12-24", "9am", "10am")).await, "nobody could book it");
        assert!(!overlaps(&doctor, &opening(&clinic, "2026-12-29", "6am", "7am")).await);
        assert!(overlaps(&doctor, &opening(&clinic, "2026-12-29", "6:30am", "7:30am")).await);
        assert!(!overlaps(&doctor, &block("2026-12-29")).await, "a block may take an opening back");
        let labels: Vec<_> = hours(&doctor).await.unwrap().exceptions.into_iter().map(|row| row.label).collect();
        assert_eq!(labels[0], "23–27 December");
        assert_eq!(labels.len(), 4);
    }

    async fn wall_time_is_that_of_the_doctor_or_of_the_place(clinic: TestClinic) {
        let place = clinic.location_in("America/New_York").await;
        let doctor = clinic.new_doctor("Zones").in_zone("Asia/Tokyo").make().await;
        add_exception(&doctor, &block("2026-11-18")).await.unwrap();
        let mut there = opening(&clinic, "2026-11-21", "10am", "11am");
        there.place = place.to_string();
        add_exception(&doctor, &there).await.unwrap();
        let page = hours(&doctor).await.unwrap();
        assert_eq!(page.video_zone, "Tokyo time");
        assert_eq!(page.exceptions[0].starts.datetime, "2026-11-18T00:00:00+09:00");
        assert_eq!(page.exceptions[1].starts.datetime, "2026-11-21T10:00:00-05:00");
        assert_eq!(page.exceptions[1].label, "Saturday 21 November 2026, 10am to 11am (New York time)");
    }

    async fn gaps_and_folds_are_safe(clinic: TestClinic) {
        clinic.clock.set(instant("2027-03-20T08:00:00Z"));
        let doctor = clinic.doctor("Clocks").await;
        // Clocks go forward at 1am on 28 March 2027, and back at 2am on 31 October.
        let gap = |from, to| opening(&clinic, "2027-03-28", from, to);
        assert_eq!(problem(&doctor, "from_time", gap("1:00", "1:45")).await, Some(Problem::TimeSkipped));
        assert_eq!(problem(&doctor, "to_time", gap("1:00", "2:20")).await, Some(Problem::TooShortForVisit { minutes: 30 }));
        add_exception(&doctor, &gap("0:30", "2:30")).await.unwrap();
        add_exception(&doctor, &timed(block("2027-10-31"), "1:00", "2:00")).await.unwrap();
        let page = hours(&doctor).await.unwrap();
        let spans: Vec<_> = page.exceptions.iter().map(|row| (row.starts.datetime.as_str(), row.ends.datetime.as_str())).collect();
        assert_eq!(spans, [
            ("2027-03-28T00:30:00+00:00", "2027-03-28T02:30:00+01:00"),
            ("2027-10-31T01:00:00+01:00", "2027-10-31T02:00:00+00:00"),
        ]);
    }

    async fn a_time_that_has_passed_is_refused(clinic: TestClinic) {
        let doctor = clinic.doctor("Late").await;
        assert_eq!(problem(&doctor, "to_time", timed(block("2026-11-16"), "6am", "8am")).await, Some(Problem::TimePast));
        assert_eq!(problem(&doctor, "from_date", block("2026-11-15")).await, Some(Problem::DatePast));
        add_exception(&doctor, &timed(block("2026-11-16"), "6am", "8:30am")).await.unwrap();
    }
}
