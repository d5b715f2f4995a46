use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::TimeDelta;
use domain::admin::JobState;
use serde::Deserialize;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::entity::State;
use super::*;
use crate::clock::{Clock, TestClock};
use crate::database::Database;
use crate::error::Error;
use crate::on_both_engines;
use crate::testing::TestDatabase;

#[derive(Debug, Serialize, Deserialize)]
struct Count {
    number: u32,
}

impl Job for Count {
    const KIND: &'static str = "test.count";
    const MAX_ATTEMPTS: i32 = 3;
}

type Seen = Arc<Mutex<HashMap<u32, Vec<i32>>>>;

fn clock() -> Arc<TestClock> {
    Arc::new(TestClock::at(DateTime::UNIX_EPOCH + TimeDelta::days(20_000)))
}

/// Counts the runs of each number; fails as often as `failures` says.
fn counting(seen: &Seen, failures: usize) -> Registry {
    let (seen, left) = (seen.clone(), Arc::new(AtomicUsize::new(failures)));
    let mut registry = Registry::default();
    registry.handle(move |run, job: Count| {
        let (seen, left) = (seen.clone(), left.clone());
        async move {
            seen.lock().unwrap().entry(job.number).or_default().push(run.attempt);
            let fails = left
                .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1))
                .is_ok();
            if fails {
                return Err(Failure::Again(anyhow::anyhow!("no luck for sofia@example.org")));
            }
            Ok(())
        }
    });
    registry
}

fn worker(database: &Database, clock: &Arc<TestClock>, registry: Registry) -> Worker {
    let settings = Settings {
        poll: Duration::from_millis(20),
        ..Settings::default()
    };
    Worker::new(database.clone(), clock.clone(), registry, Wake::default(), settings)
}

async fn put(database: &Database, clock: &TestClock, number: u32) -> JobId {
    let now = clock.now();
    database
        .transaction(async |tx| enqueue(tx, now, &Count { number }).await)
        .await
        .unwrap()
}

async fn states(database: &Database) -> Vec<(State, i32)> {
    let rows = entity::all().all(database.read()).await.unwrap();
    rows.into_iter().map(|row| (row.state, row.attempts)).collect()
}

async fn until(what: impl AsyncFn() -> bool) {
    for _ in 0..1000 {
        if what().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("it did not happen in ten seconds");
}

on_both_engines! {
    async fn a_storm_of_jobs_runs_each_exactly_once(database: TestDatabase) {
        let (clock, seen) = (clock(), Seen::default());
        let mut makers = JoinSet::new();
        for number in 0..64 {
            let (database, clock) = (Database::clone(&database), clock.clone());
            makers.spawn(async move { put(&database, &clock, number).await });
        }
        makers.join_all().await;
        let (stop, mut workers) = (CancellationToken::new(), JoinSet::new());
        for _ in 0..4 {
            let worker = worker(&database.another_process().await, &clock, counting(&seen, 0));
            let stop = stop.clone();
            workers.spawn(async move { worker.run(stop).await });
        }
        until(async || states(&database).await.iter().all(|(state, _)| *state == State::Done)).await;
        stop.cancel();
        workers.join_all().await;
        let seen = seen.lock().unwrap();
        assert_eq!(seen.len(), 64);
        assert!(seen.values().all(|runs| *runs == [1]), "{seen:?}");
    }

    async fn what_is_rolled_back_was_never_enqueued(database: TestDatabase) {
        let (clock, seen) = (clock(), Seen::default());
        let now = clock.now();
        let undone: Result<()> = database
            .transaction(async |tx| {
                enqueue(tx, now, &Count { number: 1 }).await?;
                Err(Error::Forbidden)
            })
            .await;
        assert!(undone.is_err());
        assert_eq!(worker(&database, &clock, counting(&seen, 0)).run_due().await.unwrap(), 0);
    }

    async fn a_job_of_a_lost_worker_runs_again_when_its_lease_ends(database: TestDatabase) {
        let (clock, seen) = (clock(), Seen::default());
        put(&database, &clock, 7).await;
        let lease = TimeDelta::seconds(60);
        let lost = queue::claim(&database, &[Count::KIND], clock.now(), lease).await.unwrap().unwrap();
        let worker = worker(&database, &clock, counting(&seen, 0));
        assert_eq!(worker.run_due().await.unwrap(), 0);
        clock.advance(lease);
        assert_eq!(worker.run_due().await.unwrap(), 1);
        assert_eq!(seen.lock().unwrap()[&7], [2]);
        assert!(!queue::finish(&database, &lost, clock.now()).await.unwrap(), "the lost worker came back too late");
        assert_eq!(states(&database).await, [(State::Done, 2)]);
    }

    async fn a_job_that_loses_its_worker_each_time_is_given_up(database: TestDatabase) {
        let (clock, seen) = (clock(), Seen::default());
        put(&database, &clock, 7).await;
        for _ in 0..3 {
            queue::claim(&database, &[Count::KIND], clock.now(), TimeDelta::seconds(60)).await.unwrap().unwrap();
            clock.advance(TimeDelta::seconds(60));
        }
        assert_eq!(worker(&database, &clock, counting(&seen, 0)).run_due().await.unwrap(), 1);
        assert!(seen.lock().unwrap().is_empty());
        assert_eq!(count(database.read(), JobState::Dead).await.unwrap(), 1);
    }

    async fn failures_wait_longer_each_time_and_end_as_dead_letters(database: TestDatabase) {
        let (clock, seen) = (clock(), Seen::default());
        let id = put(&database, &clock, 1).await;
        let worker = worker(&database, &clock, counting(&seen, 3));
        assert_eq!(worker.run_due().await.unwrap(), 1);
        clock.advance(TimeDelta::seconds(23));
        assert_eq!(worker.run_due().await.unwrap(), 0);
        clock.advance(TimeDelta::seconds(14));
        assert_eq!(worker.run_due().await.unwrap(), 1);
        clock.advance(TimeDelta::seconds(47));
        assert_eq!(worker.run_due().await.unwrap(), 0);
        clock.advance(TimeDelta::seconds(26));
        assert_eq!(worker.run_due().await.unwrap(), 1);

        let dead = list(database.read(), JobState::Dead, 0, 20).await.unwrap();
        assert_eq!((dead[0].id, dead[0].attempts), (id, 3));
        assert_eq!(dead[0].last_error.as_deref(), Some("no luck for [address]"));
        let now = clock.now();
        database.transaction(async |tx| retry_dead(tx, now, id).await).await.unwrap();
        let again = database.transaction(async |tx| retry_dead(tx, now, id).await).await;
        assert!(matches!(again, Err(Error::NotFound)));
        assert_eq!(worker.run_due().await.unwrap(), 1);
        assert_eq!(states(&database).await, [(State::Done, 1)]);
        assert_eq!(seen.lock().unwrap()[&1], [1, 2, 3, 1]);
    }

    async fn a_failure_that_no_try_can_mend_is_given_up_at_once(database: TestDatabase) {
        let clock = clock();
        let mut registry = Registry::default();
        registry.handle(|_, _: Count| async { Err(Error::NotFound.into()) });
        put(&database, &clock, 1).await;
        assert_eq!(worker(&database, &clock, registry).run_due().await.unwrap(), 1);
        assert_eq!(states(&database).await, [(State::Dead, 1)]);
    }

    async fn a_panic_is_a_failure_like_others(database: TestDatabase) {
        let clock = clock();
        let mut registry = Registry::default();
        registry.handle(|_, _: Count| async { panic!("out of paper") });
        put(&database, &clock, 1).await;
        assert_eq!(worker(&database, &clock, registry).run_due().await.unwrap(), 1);
        assert_eq!(states(&database).await, [(State::Queued, 1)]);
    }

    async fn one_of_equal_jobs_waits(database: TestDatabase) {
        let (clock, seen) = (clock(), Seen::default());
        let later = clock.now() + TimeDelta::hours(1);
        let ask = async |number| {
            let now = clock.now();
            let order = || Order::at(later).once("refresh");
            database
                .transaction(async |tx| enqueue_ordered(tx, now, &Count { number }, order()).await)
                .await
                .unwrap()
        };
        assert!(ask(1).await.is_some());
        assert!(ask(2).await.is_none());
        let worker = worker(&database, &clock, counting(&seen, 1));
        assert_eq!(worker.run_due().await.unwrap(), 0);
        clock.set(later);
        assert_eq!(worker.run_due().await.unwrap(), 1);
        assert!(ask(3).await.is_some(), "the first is not waiting any more");
        clock.advance(TimeDelta::minutes(1));
        assert_eq!(worker.run_due().await.unwrap(), 2);
        assert!(!seen.lock().unwrap().contains_key(&2));
    }

    async fn periodic_jobs_come_once_per_period_however_many_workers(database: TestDatabase) {
        let (clock, runs) = (clock(), Arc::new(AtomicUsize::new(0)));
        let workers: Vec<_> = (0..3)
            .map(|_| {
                let mut registry = Registry::default();
                registry.every(TimeDelta::minutes(10), "test.tidy", &runs, |runs| async move {
                    runs.fetch_add(1, Ordering::SeqCst);
                    Ok(())
                });
                worker(&database, &clock, registry)
            })
            .collect();
        for round in 1..=3 {
            for worker in workers.iter().chain(&workers) {
                worker.run_due().await.unwrap();
            }
            assert_eq!(runs.load(Ordering::SeqCst), round);
            clock.advance(TimeDelta::minutes(10));
        }
        clock.advance(TimeDelta::days(8));
        workers[0].run_due().await.unwrap();
        assert_eq!(states(&database).await, [(State::Done, 1)], "done rows are deleted after a week");
    }

    async fn stopping_lets_a_running_job_end_and_gives_a_long_one_back(database: TestDatabase) {
        let clock = clock();
        let started = Arc::new(AtomicUsize::new(0));
        let settings = Settings { poll: Duration::from_millis(5), grace: Duration::from_millis(300), ..Settings::default() };
        let mut registry = Registry::default();
        let begun = started.clone();
        registry.handle(move |_, job: Count| {
            begun.fetch_add(1, Ordering::SeqCst);
            async move {
                tokio::time::sleep(Duration::from_millis(u64::from(job.number))).await;
                Ok(())
            }
        });
        let worker = Worker::new(database.clone(), clock.clone(), registry, Wake::default(), settings);
        put(&database, &clock, 100).await;
        put(&database, &clock, 60_000).await;
        let stop = CancellationToken::new();
        let running = tokio::spawn({
            let (worker, stop) = (worker.clone(), stop.clone());
            async move { worker.run(stop).await }
        });
        until(async || started.load(Ordering::SeqCst) == 2).await;
        put(&database, &clock, 1).await;
        stop.cancel();
        tokio::time::timeout(Duration::from_secs(5), running).await.unwrap().unwrap();
        let mut ended = states(&database).await;
        ended.sort_by_key(|(state, attempts)| (format!("{state:?}"), *attempts));
        let given_back = ended.iter().filter(|row| **row == (State::Queued, 0)).count();
        assert!(ended.contains(&(State::Done, 1)) && given_back >= 1, "{ended:?}");
        assert!(!ended.iter().any(|(state, _)| *state == State::Running), "{ended:?}");
    }

    async fn a_wake_up_runs_a_job_at_once(database: TestDatabase) {
        let (clock, seen, wake) = (clock(), Seen::default(), Wake::default());
        let settings = Settings { poll: Duration::from_hours(1), ..Settings::default() };
        let worker = Worker::new(database.clone(), clock.clone(), counting(&seen, 0), wake.clone(), settings);
        let stop = CancellationToken::new();
        let running = tokio::spawn({
            let stop = stop.clone();
            async move { worker.run(stop).await }
        });
        tokio::time::sleep(Duration::from_millis(100)).await;
        put(&database, &clock, 5).await;
        wake.up();
        until(async || states(&database).await == [(State::Done, 1)]).await;
        stop.cancel();
        running.await.unwrap();
    }
}
