//! Many at once: one wins, the others are told, nobody waits for ever.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::task::JoinSet;

use super::*;
use crate::database::lock_resources;

const CROWD: usize = 64;

/// What became of a crowd that all booked at once.
struct Outcome {
    booked: usize,
    refused: usize,
}

/// Everybody books what `wish` says; anything but a visit or an overlap fails the test.
async fn rush(
    database: TestDatabase,
    doctors: usize,
    patients: usize,
    wish: impl Fn(usize, &Rows) -> (Uuid, Uuid, Range),
) -> (Arc<TestDatabase>, Arc<Rows>, Outcome) {
    let rows = Arc::new(Rows::new(&database, doctors, patients).await);
    let database = Arc::new(database);
    let mut crowd = JoinSet::new();
    for person in 0..CROWD {
        let (database, rows) = (Arc::clone(&database), Arc::clone(&rows));
        let (doctor, patient, range) = wish(person, &rows);
        crowd.spawn(async move { booked(&database, &rows, doctor, patient, range, at(0)).await });
    }
    let mut outcome = Outcome { booked: 0, refused: 0 };
    for result in crowd.join_all().await {
        match result {
            Ok(_) => outcome.booked += 1,
            Err(error) if is_overlap(&error) => outcome.refused += 1,
            Err(error) => panic!("{error:?}"),
        }
    }
    assert_eq!(overlaps(&database).await, 0);
    (database, rows, outcome)
}

/// How many pairs of rows overlap, asked without the constraint's help.
async fn overlaps(database: &Database) -> i64 {
    let row = database
        .read()
        .query_one_raw(Statement::from_string(
            database.read().get_database_backend(),
            "SELECT COUNT(*) AS found FROM occupancy a JOIN occupancy b ON a.resource_id = b.resource_id AND a.id < b.id
             AND a.busy_from < b.busy_to AND b.busy_from < a.busy_to",
        ))
        .await
        .unwrap()
        .unwrap();
    row.try_get("", "found").unwrap()
}

on_both_engines! {
    async fn one_of_many_gets_the_time(database: TestDatabase) {
        let (database, rows, outcome) =
            rush(database, 1, CROWD, |person, rows| (rows.doctors[0], rows.patients[person], range(0, 30))).await;
        assert_eq!((outcome.booked, outcome.refused), (1, CROWD - 1));
        assert_eq!(busy(database.read(), rows.doctors[0], range(0, 30), at(0)).await.unwrap(), [range(0, 30)]);
    }

    async fn of_overlapping_times_some_fit(database: TestDatabase) {
        let (_, _, outcome) = rush(database, 1, CROWD, |person, rows| {
            let from = i64::try_from(person).unwrap() * 7;
            (rows.doctors[0], rows.patients[person], range(from, from + 30))
        })
        .await;
        assert!(outcome.booked > 1 && outcome.refused > 1);
    }

    async fn a_patient_is_in_one_place_only(database: TestDatabase) {
        let (_, _, outcome) =
            rush(database, CROWD, 1, |person, rows| (rows.doctors[person], rows.patients[0], range(0, 30))).await;
        assert_eq!((outcome.booked, outcome.refused), (1, CROWD - 1));
    }

    async fn two_resources_in_any_order_never_deadlock(database: TestDatabase) {
        let rows = Arc::new(Rows::new(&database, 2, CROWD).await);
        let (database, tries) = (Arc::new(database), Arc::new(AtomicUsize::new(0)));
        let mut crowd = JoinSet::new();
        for person in 0..CROWD {
            let (database, rows, tries) = (Arc::clone(&database), Arc::clone(&rows), Arc::clone(&tries));
            crowd.spawn(async move {
                let (first, second) = (rows.doctors[person % 2], rows.doctors[1 - person % 2]);
                let from = i64::try_from(person / 4).unwrap() * 10;
                database.transaction(async |tx| {
                    tries.fetch_add(1, Ordering::SeqCst);
                    lock_resources(tx, &[first, second]).await?;
                    delete_expired(tx, &[first, second], range(from, from + 10), at(0)).await?;
                    let visit = rows.appointment(tx, first, rows.patients[person], range(from, from + 10)).await?;
                    book(tx, first, range(from, from + 10), visit, at(0)).await?;
                    book(tx, second, range(from, from + 10), visit, at(0)).await
                }).await
            });
        }
        let results = crowd.join_all().await;
        assert_eq!(results.iter().filter(|result| result.is_ok()).count(), CROWD / 4);
        assert!(results.iter().all(|result| result.as_ref().err().is_none_or(is_overlap)));
        assert_eq!(tries.load(Ordering::SeqCst), CROWD, "nothing had to run twice");
        assert_eq!(overlaps(&database).await, 0);
    }
}
