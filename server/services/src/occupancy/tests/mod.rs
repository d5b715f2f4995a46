//! The database refuses what overlaps, on both engines, whoever comes first.

mod crowd;
mod rows;

use chrono::TimeDelta;
use sea_orm::sea_query::{Expr, ExprTrait, Query};

use self::rows::Rows;
use super::*;
use crate::database::{Database, Engine};
use crate::error::Error;
use crate::on_both_engines;
use crate::testing::TestDatabase;

fn at(minutes: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_000) + TimeDelta::minutes(minutes)
}

fn ms(milliseconds: i64) -> DateTime<Utc> {
    at(0) + TimeDelta::milliseconds(milliseconds)
}

fn range(from: i64, to: i64) -> Range {
    Range::new(at(from), at(to))
}

fn is_overlap(error: &Error) -> bool {
    error.constraint().as_deref() == Some(NO_OVERLAP)
}

/// Holds a range for somebody new until minute 1000.
async fn held(database: &Database, rows: &Rows, doctor: Uuid, range: Range) -> Result<Uuid> {
    held_until(database, rows, doctor, range, at(1000)).await
}

async fn held_until(database: &Database, rows: &Rows, doctor: Uuid, range: Range, end: DateTime<Utc>) -> Result<Uuid> {
    database
        .transaction(async |tx| {
            let patient = rows::patient(tx).await?;
            let id = rows.hold(tx, doctor, patient, Range::new(at(0), at(30))).await?;
            hold(tx, doctor, range, id, end, at(0)).await?;
            Ok(id)
        })
        .await
}

on_both_engines! {
    async fn rows_of_one_resource_never_overlap(database: TestDatabase) {
        let rows = Rows::new(&database, 2, 0).await;
        let (doctor, other) = (rows.doctors[0], rows.doctors[1]);
        held(&database, &rows, doctor, range(100, 130)).await.unwrap();

        let across = [(100, 130), (110, 120), (90, 140), (90, 101), (129, 150), (100, 101), (129, 130), (100, 200)];
        for (from, to) in across {
            let refused = held(&database, &rows, doctor, range(from, to)).await.unwrap_err();
            assert!(is_overlap(&refused), "{from}-{to}: {refused:?}");
            assert!(range(100, 130).overlaps(range(from, to)));
        }
        for (from, to) in [(90, 100), (130, 150), (0, 50), (500, 501)] {
            held(&database, &rows, doctor, range(from, to)).await.unwrap();
            assert!(!range(100, 130).overlaps(range(from, to)));
        }
        held(&database, &rows, other, range(100, 130)).await.unwrap();
    }

    async fn a_row_cannot_move_onto_another(database: TestDatabase) {
        let rows = Rows::new(&database, 1, 0).await;
        let first = held(&database, &rows, rows.doctors[0], range(0, 30)).await.unwrap();
        held(&database, &rows, rows.doctors[0], range(60, 90)).await.unwrap();

        for (from, to) in [(60, 90), (45, 61), (70, 80), (89, 120), (0, 500)] {
            let refused = moved(&database, first, range(from, to)).await.unwrap_err();
            assert!(is_overlap(&refused), "{from}-{to}: {refused:?}");
        }
        for (from, to) in [(10, 40), (30, 60), (90, 120), (0, 1)] {
            assert_eq!(moved(&database, first, range(from, to)).await.unwrap(), 1, "{from}-{to}");
        }
    }

    async fn milliseconds_decide(database: TestDatabase) {
        let rows = Rows::new(&database, 1, 0).await;
        let doctor = rows.doctors[0];
        held(&database, &rows, doctor, Range::new(ms(0), ms(500))).await.unwrap();
        held(&database, &rows, doctor, Range::new(ms(1000), ms(2001))).await.unwrap();

        for (from, to) in [(499, 600), (0, 1), (900, 1001), (2000, 3000), (-1, 1), (-1000, 3000), (2000, 2001)] {
            let refused = held(&database, &rows, doctor, Range::new(ms(from), ms(to))).await.unwrap_err();
            assert!(is_overlap(&refused), "{from}-{to}: {refused:?}");
        }
        for (from, to) in [(500, 1000), (-1, 0), (2001, 3000), (3000, 4000), (-1000, -1)] {
            held(&database, &rows, doctor, Range::new(ms(from), ms(to))).await.unwrap();
        }
        let whole = Range::new(ms(-1000), ms(4000));
        let busy = busy(database.read(), doctor, whole, at(0)).await.unwrap();
        let found: Vec<_> = busy.iter().map(|range| (range.from - ms(0)).num_milliseconds()).collect();
        assert_eq!(found, [-1000, -1, 0, 500, 1000, 2001, 3000]);
    }

    async fn an_empty_or_reversed_range_is_refused(database: TestDatabase) {
        let rows = Rows::new(&database, 1, 0).await;
        for (from, to) in [(10, 10), (20, 10)] {
            assert!(held(&database, &rows, rows.doctors[0], range(from, to)).await.is_err(), "{from}-{to}");
        }
        assert!(busy(database.read(), rows.doctors[0], range(0, 100), at(0)).await.unwrap().is_empty());
    }

    async fn an_expired_hold_never_blocks(database: TestDatabase) {
        let rows = Rows::new(&database, 1, 1).await;
        let (doctor, patient) = (rows.doctors[0], rows.patients[0]);
        let expired = held_until(&database, &rows, doctor, range(100, 130), at(10)).await.unwrap();
        let live = held_until(&database, &rows, doctor, range(200, 230), at(11)).await.unwrap();

        assert_eq!(busy(database.read(), doctor, range(0, 500), at(10)).await.unwrap(), [range(200, 230)]);
        assert!(is_overlap(&booked(&database, &rows, doctor, patient, range(220, 250), at(10)).await.unwrap_err()));
        booked(&database, &rows, doctor, patient, range(90, 140), at(10)).await.unwrap();
        assert_eq!(busy(database.read(), doctor, range(0, 500), at(10)).await.unwrap(), [range(90, 140), range(200, 230)]);

        let confirmed = async |hold, now| {
            database.transaction(async |tx| {
                let appointment = rows.appointment(tx, doctor, patient, range(0, 30)).await?;
                book_held(tx, hold, appointment, now).await
            }).await.unwrap()
        };
        assert!(!confirmed(expired, at(9)).await, "its row is gone");
        assert!(!confirmed(live, at(11)).await, "too late");
        assert!(confirmed(live, at(10)).await);
        assert!(!confirmed(live, at(10)).await, "once only");
        assert_eq!(busy(database.read(), doctor, range(200, 500), at(5000)).await.unwrap(), [range(200, 230)]);
    }

    async fn what_is_released_can_be_booked(database: TestDatabase) {
        let rows = Rows::new(&database, 1, 2).await;
        let (doctor, other) = (rows.doctors[0], rows.patients[1]);
        let appointment = booked(&database, &rows, doctor, rows.patients[0], range(0, 30), at(0)).await.unwrap();
        assert!(is_overlap(&booked(&database, &rows, doctor, other, range(0, 30), at(0)).await.unwrap_err()));
        database.transaction(async |tx| release(tx, appointment).await).await.unwrap();
        assert!(busy(database.read(), rows.patients[0], range(0, 30), at(0)).await.unwrap().is_empty());
        booked(&database, &rows, doctor, other, range(0, 30), at(0)).await.unwrap();

        let hold = held(&database, &rows, doctor, range(30, 60)).await.unwrap();
        database.transaction(async |tx| release_hold(tx, hold).await).await.unwrap();
        let hold = held(&database, &rows, doctor, range(30, 60)).await.unwrap();
        database.transaction(async |tx| {
            let gone = Query::delete().from_table("hold").and_where(Expr::col("id").eq(hold)).to_owned();
            tx.execute(&gone).await?;
            Ok(())
        }).await.unwrap();
        assert_eq!(busy(database.read(), doctor, range(0, 100), at(0)).await.unwrap(), [range(0, 30)]);
    }

    async fn busy_is_read_per_resource(database: TestDatabase) {
        let rows = Rows::new(&database, 3, 0).await;
        for (doctor, from, to) in [(0, 0, 30), (0, 30, 60), (0, 90, 120), (1, 10, 100)] {
            held(&database, &rows, rows.doctors[doctor], range(from, to)).await.unwrap();
        }
        let within = busy_of(database.read(), &rows.doctors, range(40, 90), at(0)).await.unwrap();
        assert_eq!(within.get(&rows.doctors[0]).unwrap(), &[range(30, 60)]);
        assert_eq!(within.get(&rows.doctors[1]).unwrap(), &[range(10, 100)]);
        assert!(!within.contains_key(&rows.doctors[2]));
        assert!(busy(database.read(), rows.doctors[0], range(60, 90), at(0)).await.unwrap().is_empty());
        assert_eq!(busy(database.read(), rows.doctors[0], range(119, 200), at(0)).await.unwrap(), [range(90, 120)]);
        assert!(busy_of(database.read(), &[], range(0, 90), at(0)).await.unwrap().is_empty());
    }

    async fn reading_what_is_busy_steps_over_the_past_on_sqlite(database: TestDatabase) {
        if database.engine() != Engine::Sqlite {
            return;
        }
        let mut plan = busy_statement(database.read(), &[new_id(at(0))], range(0, 30), at(0));
        plan.sql = format!("EXPLAIN QUERY PLAN {}", plan.sql);
        let steps = database.read().query_all_raw(plan).await.unwrap();
        let steps: Vec<String> = steps.iter().map(|step| step.try_get("", "detail").unwrap()).collect();
        assert!(steps.iter().any(|step| step.contains("busy_from>? AND busy_from<?")), "{steps:?}");
    }

    async fn only_utc_text_is_stored_on_sqlite(database: TestDatabase) {
        if database.engine() != Engine::Sqlite {
            return;
        }
        let rows = Rows::new(&database, 1, 0).await;
        let hold = held(&database, &rows, rows.doctors[0], range(0, 30)).await.unwrap();
        let refused = database.transaction(async |tx| {
            let odd = Query::update()
                .table("occupancy")
                .value("busy_to", "2026-01-01 10:00:00")
                .and_where(Expr::col("hold_id").eq(hold))
                .to_owned();
            tx.execute(&odd).await?;
            Ok(())
        }).await.unwrap_err();
        assert!(format!("{:#}", anyhow::Error::from(refused)).contains("occupancy_utc"));
    }
}

async fn moved(database: &Database, hold: Uuid, to: Range) -> Result<u64> {
    database
        .transaction(async |tx| {
            let to = ActiveModel {
                busy_from: Set(to.from),
                busy_to: Set(to.to),
                ..std::default::Default::default()
            };
            let moved = entity::of_live_hold(hold, at(0)).set(to).exec(tx).await?;
            Ok(moved.rows_affected)
        })
        .await
}

/// Books a visit the way a use case does, without the words around it.
async fn booked(
    database: &Database,
    rows: &Rows,
    doctor: Uuid,
    patient: Uuid,
    range: Range,
    now: DateTime<Utc>,
) -> Result<Uuid> {
    database
        .transaction(async |tx| {
            crate::database::lock_resources(tx, &[doctor, patient]).await?;
            delete_expired(tx, &[doctor, patient], range, now).await?;
            let appointment = rows.appointment(tx, doctor, patient, range).await?;
            book(tx, doctor, range, appointment, now).await?;
            book(tx, patient, range, appointment, now).await?;
            Ok(appointment)
        })
        .await
}
