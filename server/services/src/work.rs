//! The job runner of a process: every kind of job, registered in one place.

use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use crate::jobs::{Registry, Settings, Worker};
use crate::scope::Tools;
use crate::{
    appointments, audit, availability, carers, doctors, exchanges, files, live, outbox, prepared, sessions, system_log,
    throttle,
};

/// A worker that can run every job of the portal.
#[must_use]
pub fn worker(tools: &Arc<Tools>) -> Worker {
    let mut registry = Registry::default();
    throttle::register(&mut registry, tools);
    sessions::register(&mut registry, tools);
    outbox::register(&mut registry, tools);
    doctors::register(&mut registry, tools);
    carers::register(&mut registry, tools);
    appointments::register(&mut registry, tools);
    availability::register(&mut registry, tools);
    live::register(&mut registry, tools);
    audit::register(&mut registry, tools);
    system_log::register(&mut registry, tools);
    exchanges::register(&mut registry, tools);
    files::register(&mut registry, tools);
    prepared::register(&mut registry, tools);
    let (database, clock) = (tools.database.clone(), Arc::clone(&tools.clock));
    Worker::new(database, clock, registry, tools.wake.clone(), Settings::default())
}

/// Runs jobs until `stop`.
pub async fn run(tools: Arc<Tools>, stop: CancellationToken) {
    worker(&tools).run(stop).await;
}
