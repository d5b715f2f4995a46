//! Work that happens after the transaction that asked for it: mails, clean-up, look-ahead.
//!
//! A feature declares a [`Job`] (ids only), enqueues it in its own transaction, and registers what runs it in
//! [`Registry`]. A [`Worker`] in any process claims it, at least once: handlers are idempotent, and mails carry the
//! job's id as Message-ID. Failures wait longer each time and end as dead jobs that an admin sees and can revive. What comes by
//! itself needs no [`Job`], only a name: [`Registry::every`].

mod entity;
mod overview;
mod periodic;
mod queue;
mod registry;
#[cfg(test)]
mod tests;
mod worker;

use std::sync::Arc;

use anyhow::Context;
use chrono::{DateTime, Utc};
use domain::id::JobId;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, EntityTrait, Set};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::sync::Notify;
use uuid::Uuid;

use crate::error::Result;
pub use overview::{SeenJob, count, list, retry_dead};
pub use registry::{Failure, Registry, Run};
pub use worker::{Settings, Worker};

/// After so many failed runs a job is usually dead.
const MAX_ATTEMPTS: i32 = 8;
/// Of most jobs.
const PRIORITY: i32 = 0;

/// A kind of work. The value is what is stored: ids and nothing that tells about a person.
pub trait Job: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// Its name in the table: `feature.verb_object`. Never changes while rows may wait.
    const KIND: &'static str;
    /// After so many failed runs the job is dead.
    const MAX_ATTEMPTS: i32 = MAX_ATTEMPTS;
    /// Due jobs with a higher number run first.
    const PRIORITY: i32 = PRIORITY;
}

/// When a job runs, and which others it stands for.
#[derive(Clone, Debug, Default)]
pub struct Order {
    run_at: Option<DateTime<Utc>>,
    dedupe_key: Option<String>,
}

impl Order {
    /// Not before this instant.
    #[must_use]
    pub fn at(run_at: DateTime<Utc>) -> Self {
        Self {
            run_at: Some(run_at),
            ..Self::default()
        }
    }

    /// Once among those that still wait: with an equal key waiting, nothing is added.
    #[must_use]
    pub fn once(mut self, key: impl Into<String>) -> Self {
        self.dedupe_key = Some(key.into());
        self
    }
}

/// Enqueues a job to run as soon as the transaction is committed.
///
/// # Errors
/// When the database fails or the payload cannot be written.
pub async fn enqueue<J: Job>(tx: &impl ConnectionTrait, now: DateTime<Utc>, job: &J) -> Result<JobId> {
    let id = new_id(now);
    add(tx, now, id, job_row(job)?, Order::default()).await?;
    Ok(JobId::from_uuid(id))
}

/// Enqueues a job with an order; [`None`] when one with its key waits already.
///
/// # Errors
/// When the database fails or the payload cannot be written.
pub async fn enqueue_ordered<J: Job>(
    tx: &impl ConnectionTrait,
    now: DateTime<Utc>,
    job: &J,
    order: Order,
) -> Result<Option<JobId>> {
    let id = new_id(now);
    Ok(add(tx, now, id, job_row(job)?, order)
        .await?
        .then(|| JobId::from_uuid(id)))
}

/// Tells the workers of this process that something may be due, so that they do not wait for their next look. To be
/// called after a commit that enqueued; forgetting it costs a second.
#[derive(Clone, Debug, Default)]
pub struct Wake(Arc<Notify>);

impl Wake {
    /// Wakes one worker, which wakes the next when there is more to do.
    pub fn up(&self) {
        self.0.notify_one();
    }

    async fn heard(&self) {
        self.0.notified().await;
    }
}

/// What a kind and its value say about the row.
#[derive(Clone, Debug)]
struct Template {
    kind: &'static str,
    payload: serde_json::Value,
    priority: i32,
    max_attempts: i32,
}

impl Template {
    /// Of what needs nothing but to be done.
    fn without_payload(kind: &'static str) -> Self {
        Self {
            kind,
            payload: serde_json::json!({}),
            priority: PRIORITY,
            max_attempts: MAX_ATTEMPTS,
        }
    }
}

fn job_row<J: Job>(job: &J) -> Result<Template> {
    let payload = serde_json::to_value(job).with_context(|| format!("the payload of {}", J::KIND))?;
    Ok(Template {
        kind: J::KIND,
        payload,
        priority: J::PRIORITY,
        max_attempts: J::MAX_ATTEMPTS,
    })
}

async fn add(
    tx: &impl ConnectionTrait,
    now: DateTime<Utc>,
    id: Uuid,
    template: Template,
    order: Order,
) -> Result<bool> {
    let row = entity::ActiveModel {
        id: Set(id),
        kind: Set(template.kind.to_owned()),
        payload: Set(template.payload),
        run_at: Set(order.run_at.unwrap_or(now)),
        priority: Set(template.priority),
        dedupe_key: Set(order.dedupe_key),
        state: Set(entity::State::Queued),
        attempts: Set(0),
        max_attempts: Set(template.max_attempts),
        locked_until: Set(None),
        last_error: Set(None),
        created_at: Set(now),
        finished_at: Set(None),
    };
    let unless_waiting = OnConflict::new().do_nothing().to_owned();
    let added = entity::Entity::insert(row)
        .on_conflict(unless_waiting)
        .exec_without_returning(tx)
        .await?;
    Ok(added > 0)
}

fn new_id(now: DateTime<Utc>) -> Uuid {
    let seconds = u64::try_from(now.timestamp()).unwrap_or_default();
    Uuid::new_v7(uuid::Timestamp::from_unix(
        uuid::NoContext,
        seconds,
        now.timestamp_subsec_nanos(),
    ))
}
