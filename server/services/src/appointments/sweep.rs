//! Holds that nobody confirmed. They never block a time; sweeping keeps the table small and the next free times true.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::TimeDelta;
use domain::id::{DoctorId, HoldId};
use sea_orm::{ColumnTrait, QueryFilter};
use uuid::Uuid;

use super::entity::hold;
use super::hold::tell;
use crate::error::Result;
use crate::jobs::Registry;
use crate::scope::{Scope, Tools};
use crate::{doctors, occupancy};

/// How long somebody who comes back is told that the hold expired, instead of that there is none.
fn remembered() -> TimeDelta {
    TimeDelta::days(1)
}

/// Frees what expired holds occupy, and forgets holds that expired long ago; tells how many times became free.
///
/// # Errors
/// When the database fails.
pub async fn sweep_holds(scope: &Scope) -> Result<usize> {
    let now = scope.now();
    scope
        .transaction(async |tx| {
            let freed = occupancy::sweep_expired(tx, now).await?;
            let resources: BTreeSet<Uuid> = freed.iter().map(|(resource, _)| *resource).collect();
            for doctor in resources {
                doctors::refresh_next_free(tx, scope, DoctorId::from_uuid(doctor)).await?;
            }
            // Whoever kept a time hears that it is kept no more, and the doctor too.
            let expired: Vec<HoldId> = freed
                .iter()
                .filter_map(|(_, hold)| hold.map(HoldId::from_uuid))
                .collect();
            if !expired.is_empty() {
                let expired = hold::visible_to(scope.actor()).filter(hold::Column::Id.is_in(expired));
                for held in expired.all(tx).await? {
                    tell(tx, scope, held.patient_id, [held.doctor_id]).await?;
                }
            }
            hold::remove_ended(now - remembered()).exec(tx).await?;
            Ok(freed.len())
        })
        .await
}

/// Says what sweeps, and how often.
pub(crate) fn register(registry: &mut Registry, tools: &Arc<Tools>) {
    registry.every(
        TimeDelta::minutes(1),
        "appointments.sweep_holds",
        tools,
        |tools| async move { sweep_holds(&Scope::system(tools)).await.map(drop) },
    );
}
