//! What was removed a short while ago: brought back by its doctor, forgotten by a job.

use std::sync::Arc;

use chrono::TimeDelta;
use domain::availability::{RestoreException, RestoreRule};
use domain::conflict::Conflict;
use domain::id::LocationId;
use sea_orm::ConnectionTrait;

use super::entity::{exception, rule};
use super::overlap::Hours;
use super::rules::{changed, own_row, place, zone_of};
use super::{exceptions, rules};
use crate::audit::{self, Action, Event, Subject};
use crate::database::lock_resources;
use crate::error::{Error, Result};
use crate::jobs::Registry;
use crate::scope::{Scope, Tools};
use crate::times::{Zone, local_day};

/// How long a removal can be taken back: longer than anybody leaves the page open that offers it.
fn kept() -> TimeDelta {
    TimeDelta::days(1)
}

/// Brings weekly hours back as they were.
///
/// # Errors
/// `Forbidden` for anybody but a verified doctor, `NotFound` when they are not the doctor's, were not removed or are
/// forgotten, `RuleOverlaps` when there are other hours at that time now, `NotPossibleNow` when their place is closed.
pub async fn restore_rule(scope: &Scope, request: &RestoreRule) -> Result<()> {
    let doctor = scope.doctor()?;
    let id = request.parse()?;
    scope
        .transaction(async |tx| {
            lock_resources(tx, &[doctor.uuid()]).await?;
            let found = rule::removed(doctor, id).one(tx).await?.ok_or(Error::NotFound)?;
            let own_zone = zone_of(&own_row(tx, doctor).await?)?;
            let zone = open_place(tx, found.location_id)
                .await?
                .unwrap_or_else(|| own_zone.clone());
            let today = local_day(scope.now(), &own_zone);
            rules::refuse_overlap(tx, doctor, &own_zone, &[Hours::of_row(&found, zone)], today).await?;
            rule::restore(id).exec(tx).await?;
            audit::record(tx, scope, Event::of(Action::HoursRestored).on(Subject::Rule(id.uuid()))).await?;
            changed(tx, scope, doctor).await
        })
        .await
}

/// Brings a block or an opening back as it was.
///
/// # Errors
/// `Forbidden` for anybody but a verified doctor, `NotFound` when it is not the doctor's, was not removed or is forgotten,
/// `ExceptionOverlaps` when something else is planned at that time now, `NotPossibleNow` when its place is closed.
pub async fn restore_exception(scope: &Scope, request: &RestoreException) -> Result<()> {
    let doctor = scope.doctor()?;
    let id = request.parse()?;
    scope
        .transaction(async |tx| {
            lock_resources(tx, &[doctor.uuid()]).await?;
            let found = exception::removed(doctor, id).one(tx).await?.ok_or(Error::NotFound)?;
            open_place(tx, found.location_id).await?;
            exceptions::refuse_overlap(tx, scope, doctor, found.kind, &found.range()).await?;
            exception::restore(id).exec(tx).await?;
            let event = Event::of(Action::ExceptionRestored).on(Subject::Exception(id.uuid()));
            audit::record(tx, scope, event).await?;
            changed(tx, scope, doctor).await
        })
        .await
}

/// The zone of the place where it was, which may have been closed meanwhile.
async fn open_place(db: &impl ConnectionTrait, location: Option<LocationId>) -> Result<Option<Zone>> {
    place(db, location).await.map_err(|error| match error {
        Error::Invalid(_) => Conflict::NotPossibleNow.into(),
        other => other,
    })
}

/// Deletes what was removed too long ago to be taken back.
///
/// # Errors
/// When the database fails.
pub async fn forget_removed(scope: &Scope) -> Result<()> {
    let before = scope.now() - kept();
    scope
        .transaction(async |tx| {
            rule::forget_removed(before).exec(tx).await?;
            exception::forget_removed(before).exec(tx).await?;
            Ok(())
        })
        .await
}

/// Says what forgets, and how often.
pub(crate) fn register(registry: &mut Registry, tools: &Arc<Tools>) {
    registry.every(TimeDelta::hours(1), "availability.sweep", tools, |tools| async move {
        forget_removed(&Scope::system(tools)).await
    });
}
