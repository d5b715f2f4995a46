//! Jobs that come by themselves, and the clean-up of the table.

use std::sync::PoisonError;

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::entity::{self, Column, State};
use super::registry::Periodic;
use super::worker::Worker;
use super::{Order, add, queue};
use crate::error::Result;

/// Where the day of the last clean-up is kept among the periods.
const CLEANING: &str = "(cleaning)";

impl Worker {
    /// Enqueues the periodic jobs of the present period under an id that is the same in every process.
    pub(super) async fn enqueue_periodic(&self) -> Result<()> {
        let now = self.0.clock.now();
        for periodic in self.0.registry.periodic() {
            let number = now.timestamp().div_euclid(periodic.period.num_seconds().max(1));
            let kind = periodic.template.kind;
            if self.seen(kind) == Some(number) {
                continue;
            }
            self.enqueue_period(periodic, number, now).await?;
            self.0
                .seen
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .insert(kind, number);
        }
        let before = now - self.0.settings.kept;
        let day = before.timestamp().div_euclid(24 * 3600);
        if self.seen(CLEANING) != Some(day) {
            self.0
                .seen
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .insert(CLEANING, day);
            queue::clean(&self.0.database, before).await?;
        }
        Ok(())
    }

    fn seen(&self, kind: &str) -> Option<i64> {
        self.0
            .seen
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(kind)
            .copied()
    }

    async fn enqueue_period(&self, periodic: &Periodic, number: i64, now: DateTime<Utc>) -> Result<()> {
        let template = &periodic.template;
        let id = id_of_period(template.kind, number);
        self.0
            .database
            .transaction(async |tx| {
                let unfinished = entity::all()
                    .filter(Column::Kind.eq(template.kind))
                    .filter(Column::State.is_in([State::Queued, State::Running]));
                if unfinished.count(tx).await? == 0 {
                    add(tx, now, id, template.clone(), Order::default()).await?;
                }
                Ok(())
            })
            .await
    }
}

/// The id of a periodic job in one period: whoever comes first adds it, the others find it there.
fn id_of_period(kind: &str, number: i64) -> Uuid {
    let hash = Sha256::new()
        .chain_update(kind)
        .chain_update(number.to_be_bytes())
        .finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}
