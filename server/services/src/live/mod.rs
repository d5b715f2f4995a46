//! Live updates: open pages hear that something of theirs changed, and ask again.
//!
//! A use case [`tell`]s a change in its transaction. After the commit every process that serves the database hears it
//! (`database::news`), keeps it for a while in [`Live`], and passes it on to the [`Listener`]s whose owners may hear of it.
//! A browser that comes back after a cut says how far it had come ([`Cursor`]) and gets what it missed, or is told to ask
//! for everything again.

mod cursor;
mod hub;
mod listener;
mod reach;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use domain::id::{AccountId, AppointmentId, CareId, DoctorId, PatientId};
use domain::live::{Change, Kind, Topic};
use sea_orm::ConnectionTrait;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::database::Engine;
use crate::database::news::{self, Ear, Heard};
use crate::error::Result;
use crate::jobs::Registry;
use crate::scope::Tools;
pub use cursor::Cursor;
pub use hub::Live;
pub use listener::{Listener, Message, listen};
pub use reach::Watched;

/// How long a change is kept for browsers that were cut off.
pub(crate) const KEPT: TimeDelta = TimeDelta::minutes(10);

/// Tells changes once the transaction commits.
///
/// # Errors
/// When the database fails.
pub(crate) async fn tell(tx: &impl ConnectionTrait, now: DateTime<Utc>, changes: &[Change]) -> Result<()> {
    let text = serde_json::to_string(changes).map_err(anyhow::Error::from)?;
    news::tell(tx, now, &text).await
}

/// Tells both sides of a visit, and who counts visits.
///
/// # Errors
/// When the database fails.
pub(crate) async fn tell_visit(
    tx: &impl ConnectionTrait,
    now: DateTime<Utc>,
    (patient, doctor): (PatientId, DoctorId),
    visit: AppointmentId,
) -> Result<()> {
    let changes = [
        Change::of_visit(Topic::Patient(patient), visit),
        Change::of_visit(Topic::Doctor(doctor), visit),
        Change::of(Topic::Clinic, Kind::Visit),
    ];
    tell(tx, now, &changes).await
}

/// Tells both sides of a relationship of care.
///
/// # Errors
/// When the database fails.
pub(crate) async fn tell_care(
    tx: &impl ConnectionTrait,
    now: DateTime<Utc>,
    (patient, doctor): (PatientId, DoctorId),
    care: CareId,
) -> Result<()> {
    let changes = [
        Change::of_care(Topic::Patient(patient), care),
        Change::of_care(Topic::Doctor(doctor), care),
    ];
    tell(tx, now, &changes).await
}

/// Tells the streams of an account that its sessions or roles are not what they were.
///
/// # Errors
/// When the database fails.
pub(crate) async fn tell_rights(tx: &impl ConnectionTrait, now: DateTime<Utc>, account: AccountId) -> Result<()> {
    tell(tx, now, &[Change::of(Topic::Account(account), Kind::Rights)]).await
}

/// Begins to hear changes, those of other processes too; ends all streams at `stop`. Nothing is missed from its return on.
pub async fn start(tools: Arc<Tools>, stop: CancellationToken) -> JoinHandle<()> {
    let ear = tools.database.ear().await;
    tools.live.open(tools.clock.now());
    tokio::spawn(async move {
        stop.run_until_cancelled(pass_on(&tools, ear)).await;
        tools.live.close();
    })
}

async fn pass_on(tools: &Tools, mut ear: Ear) {
    loop {
        let heard = ear.hear().await;
        let now = tools.clock.now();
        match heard {
            Heard::Gap => tools.live.gap(now),
            // A newer program may tell of kinds that this one does not know.
            Heard::News(text) => match serde_json::from_str::<Vec<Change>>(&text) {
                Ok(changes) => tools.live.publish(now, &changes),
                Err(_) => tools.live.gap(now),
            },
        }
    }
}

/// Says what forgets old news; on `PostgreSQL` there are none to forget.
pub(crate) fn register(registry: &mut Registry, tools: &Arc<Tools>) {
    if tools.database.engine() == Engine::Postgres {
        return;
    }
    registry.every(KEPT, "live.sweep", tools, |tools| async move {
        tools.database.forget_news(tools.clock.now() - KEPT).await
    });
}
