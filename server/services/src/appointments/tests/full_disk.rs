//! A disk without room for one more booking: nothing is half there, and all goes on once there is room.

use sea_orm::ConnectionTrait;

use super::*;
use crate::appointments::{book, hold};
use crate::database::Engine;
use crate::on_both_engines;

/// Leaves no room: on `SQLite` the file may not grow, on `PostgreSQL` a table answers what it does when the disk is full.
async fn fill(clinic: &TestClinic) {
    let statements = match clinic.database.engine() {
        Engine::Sqlite => {
            let pages: i64 = clinic.value("PRAGMA page_count").await;
            format!("PRAGMA max_page_count = {}", pages + 2)
        }
        Engine::Postgres => "
            CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF (SELECT COUNT(*) FROM appointment) > 3 THEN
                    RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full';
                END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER no_room BEFORE INSERT ON appointment_event FOR EACH ROW EXECUTE FUNCTION no_room()"
            .to_owned(),
    };
    clinic.database.writer().execute_unprepared(&statements).await.unwrap();
}

async fn make_room(clinic: &TestClinic) {
    let statement = match clinic.database.engine() {
        Engine::Sqlite => "PRAGMA max_page_count = 1073741823",
        Engine::Postgres => "DROP TRIGGER no_room ON appointment_event",
    };
    clinic.database.writer().execute_unprepared(statement).await.unwrap();
}

/// Visits, and what each of them must have: two sides busy, a history, an audit row, two mails.
async fn counts(clinic: &TestClinic) -> Vec<i64> {
    let mut counts = Vec::new();
    for (each, rows) in [
        (1, "appointment"),
        (2, "occupancy WHERE state = 'booked'"),
        (1, "appointment_event"),
        (1, "audit_event WHERE action = 'visit.booked'"),
        (2, "job WHERE kind = 'mail'"),
    ] {
        let count: i64 = clinic.value(&format!("SELECT COUNT(*) FROM {rows}")).await;
        assert_eq!(count % each, 0, "{rows}");
        counts.push(count / each);
    }
    counts
}

on_both_engines! {
    async fn a_full_disk_refuses_the_booking_whole_and_says_that_it_may_work_later(clinic: TestClinic) {
        let (ann, doctor) = (clinic.patient("Ann").await, clinic.doctor("Dr Okafor").await);
        clinic.execute("DELETE FROM job").await;
        fill(&clinic).await;
        let days = [17, 18, 19, 20, 23, 24, 25, 26, 27];
        let mut times = days.iter().flat_map(|day| [9, 11, 13].map(|hour| format!("2026-11-{day}T{hour:02}:00:00Z")));
        let mut booked = 0;
        let (wish, refused) = loop {
            let wish = first_visit(&clinic, &doctor, &times.next().expect("it is full before"));
            let outcome = match hold(&ann, &wish).await {
                Ok(held) => book(&ann, &with_reason(held)).await.map(drop),
                Err(error) => Err(error),
            };
            match outcome {
                Ok(()) => booked += 1,
                Err(error) => break (wish, error),
            }
        };
        assert!(refused.is_unavailable() && !refused.is_transient(), "{refused:?}");
        assert_eq!(counts(&clinic).await, [booked; 5]);

        make_room(&clinic).await;
        book_as(&ann, &wish).await;
        assert_eq!(counts(&clinic).await, [booked + 1; 5]);
    }
}
