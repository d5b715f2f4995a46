//! The loop that runs what is due.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::TimeDelta;
use domain::id::JobId;
use tokio::task::{JoinError, JoinHandle, JoinSet};
use tokio::time::{Instant, sleep, sleep_until};
use tokio_util::sync::CancellationToken;
use tracing::Instrument;

use super::entity::Model;
use super::registry::{Failure, Outcome, Registry, Run};
use super::{Wake, queue};
use crate::clock::Clock;
use crate::database::Database;
use crate::error::Result;
use crate::reference;

/// Between two looks while the database cannot be asked.
const AFTER_TROUBLE: Duration = Duration::from_secs(3);
/// The longest reason that is stored.
const REASON_LENGTH: usize = 300;

/// How a worker works.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Jobs at once.
    pub lanes: usize,
    /// Between two looks when nothing wakes it.
    pub poll: Duration,
    /// A job of a lost worker is claimed again after this; a living worker renews it.
    pub lease: TimeDelta,
    /// One run may take this long.
    pub patience: Duration,
    /// When stopping, a running job has this long to end before it is given back.
    pub grace: Duration,
    /// Jobs that are done are deleted after this.
    pub kept: TimeDelta,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            lanes: 4,
            poll: Duration::from_secs(1),
            lease: TimeDelta::seconds(60),
            patience: Duration::from_mins(10),
            grace: Duration::from_secs(8),
            kept: TimeDelta::days(7),
        }
    }
}

/// Claims due jobs and runs them. Cheap to clone.
#[derive(Clone)]
pub struct Worker(pub(super) Arc<Inner>);

pub(super) struct Inner {
    pub(super) database: Database,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) registry: Registry,
    kinds: Vec<&'static str>,
    wake: Wake,
    pub(super) settings: Settings,
    /// The period of each periodic job that this process has taken care of.
    pub(super) seen: Mutex<HashMap<&'static str, i64>>,
}

impl fmt::Debug for Worker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Worker")
            .field("registry", &self.0.registry)
            .finish_non_exhaustive()
    }
}

impl Worker {
    /// A worker for what the registry knows.
    #[must_use]
    pub fn new(database: Database, clock: Arc<dyn Clock>, registry: Registry, wake: Wake, settings: Settings) -> Self {
        let (kinds, seen) = (registry.kinds(), Mutex::default());
        Self(Arc::new(Inner {
            database,
            clock,
            registry,
            kinds,
            wake,
            settings,
            seen,
        }))
    }

    /// Works until `stop`; then running jobs end, or are given back after the grace.
    pub async fn run(&self, stop: CancellationToken) {
        let mut lanes = JoinSet::new();
        for _ in 0..self.0.settings.lanes {
            let (worker, stop) = (self.clone(), stop.clone());
            lanes.spawn(async move { worker.lane(&stop).await });
        }
        while let Some(ended) = lanes.join_next().await {
            if let Err(error) = ended {
                tracing::error!(%error, "a lane of the job worker died");
            }
        }
    }

    /// Runs what is due now, one after the other, until nothing is; gives how many ran.
    ///
    /// # Errors
    /// When the database fails; a failed job is no error.
    pub async fn run_due(&self) -> Result<usize> {
        let (never, mut count) = (CancellationToken::new(), 0);
        self.enqueue_periodic().await?;
        while let Some(job) = self.claim().await? {
            self.run_job(job, &never).await;
            count += 1;
        }
        Ok(count)
    }

    async fn lane(&self, stop: &CancellationToken) {
        while !stop.is_cancelled() {
            match self.next().await {
                Ok(Some(job)) => {
                    self.0.wake.up();
                    self.run_job(job, stop).await;
                }
                Ok(None) => tokio::select! {
                    () = stop.cancelled() => {}
                    () = self.0.wake.heard() => {}
                    () = sleep(self.0.settings.poll) => {}
                },
                Err(error) => {
                    tracing::warn!(error = ?error, "jobs cannot be claimed");
                    tokio::select! {
                        () = stop.cancelled() => {}
                        () = sleep(AFTER_TROUBLE) => {}
                    }
                }
            }
        }
    }

    async fn next(&self) -> Result<Option<Model>> {
        self.enqueue_periodic().await?;
        self.claim().await
    }

    async fn claim(&self) -> Result<Option<Model>> {
        let now = self.0.clock.now();
        queue::claim(&self.0.database, &self.0.kinds, now, self.0.settings.lease).await
    }

    /// Runs one claimed job to its end in the table.
    async fn run_job(&self, job: Model, stop: &CancellationToken) {
        let span = tracing::info_span!("job", job.id = %job.id, job.kind = job.kind, job.attempt = job.attempts);
        async {
            let started = Instant::now();
            let ended = if job.attempts > job.max_attempts {
                // Its workers were lost again and again: perhaps because of it.
                let lost = Failure::Never(anyhow::anyhow!("the worker was lost in the last run"));
                Ended::Outcome(Err(lost))
            } else {
                self.carry_out(&job, stop).await
            };
            let elapsed_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
            if let Err(error) = self.record(&job, ended, elapsed_ms).await {
                // It stays claimed until its lease ends, and then runs again.
                tracing::warn!(error = ?error, "the end of a job could not be recorded");
            }
        }
        .instrument(span)
        .await;
    }

    /// Runs the handler in a task of its own, so that a panic ends the task only, and keeps the claim alive meanwhile.
    async fn carry_out(&self, job: &Model, stop: &CancellationToken) -> Ended {
        let settings = &self.0.settings;
        let run = Run {
            id: JobId::from_uuid(job.id),
            attempt: job.attempts,
        };
        let work = self.0.registry.run(&job.kind, run, job.payload.clone());
        let work = reference::within(job.id, work).in_current_span();
        let mut task = Aborting(tokio::spawn(work));
        let out_of_patience = Instant::now() + settings.patience;
        let beat = settings.lease.to_std().unwrap_or(Duration::from_mins(1)) / 3;
        let grace_over = async {
            stop.cancelled().await;
            sleep(settings.grace).await;
        };
        tokio::pin!(grace_over);
        loop {
            tokio::select! {
                ended = &mut task.0 => return Ended::Outcome(ended.unwrap_or_else(|error| Err(broken(&error)))),
                () = &mut grace_over => return Ended::Stopped,
                () = sleep_until(out_of_patience) => {
                    return Ended::Outcome(Err(Failure::Again(anyhow::anyhow!("the run took too long"))));
                }
                () = sleep(beat) => {
                    let until = self.0.clock.now() + settings.lease;
                    if matches!(queue::renew(&self.0.database, job, until).await, Ok(false)) {
                        return Ended::Lost;
                    }
                }
            }
        }
    }

    async fn record(&self, job: &Model, ended: Ended, elapsed_ms: u64) -> Result<()> {
        let (database, now) = (&self.0.database, self.0.clock.now());
        let held = match ended {
            Ended::Lost => false,
            Ended::Stopped => {
                tracing::info!(elapsed_ms, "job is given back, the worker stops");
                queue::release(database, job).await?
            }
            Ended::Outcome(Ok(())) => {
                // What comes by itself every minute would drown the rest.
                if self.0.registry.is_periodic(&job.kind) {
                    tracing::debug!(elapsed_ms, "job done");
                } else {
                    tracing::info!(elapsed_ms, "job done");
                }
                queue::finish(database, job, now).await?
            }
            Ended::Outcome(Err(Failure::Again(error))) if job.attempts < job.max_attempts => {
                let (reason, pause) = (reason(&error), queue::pause(job.attempts));
                tracing::warn!(elapsed_ms, reason, again_in_s = pause.num_seconds(), "job failed");
                queue::postpone(database, job, now + pause, &reason).await?
            }
            Ended::Outcome(Err(Failure::Again(error) | Failure::Never(error))) => {
                let reason = reason(&error);
                tracing::error!(elapsed_ms, reason, "job is given up");
                queue::bury(database, job, now, &reason).await?
            }
        };
        if !held {
            tracing::warn!("another worker took the job over");
        }
        Ok(())
    }
}

/// How a run ended.
enum Ended {
    Outcome(Outcome),
    Stopped,
    Lost,
}

/// A task that ends with its owner.
struct Aborting(JoinHandle<Outcome>);

impl Drop for Aborting {
    fn drop(&mut self) {
        self.0.abort();
    }
}

fn broken(error: &JoinError) -> Failure {
    Failure::Again(anyhow::anyhow!(if error.is_panic() {
        "the handler panicked"
    } else {
        "the handler was stopped"
    }))
}

/// What may be stored of an error: one line, not long, and nothing that looks like an address.
fn reason(error: &anyhow::Error) -> String {
    let text = format!("{error:#}");
    let words = text
        .split_whitespace()
        .map(|word| if word.contains('@') { "[address]" } else { word });
    words
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .take(REASON_LENGTH)
        .collect()
}
