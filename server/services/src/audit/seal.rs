//! Numbers for the rows that have none yet, a batch at a time.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::{IntoActiveModel, QuerySelect};

use super::entity::{batch, event, seal};
use super::{Head, mac};
use crate::error::Result;
use crate::jobs::Registry;
use crate::scope::Tools;

/// The most rows of one batch: their numbers fit into one statement on both engines.
const MOST: u64 = 5000;

/// How much later than it says a row may be committed.
pub(super) fn late() -> TimeDelta {
    TimeDelta::minutes(2)
}

/// Lets the rows be numbered every ten seconds.
pub fn register(registry: &mut Registry, tools: &Arc<Tools>) {
    registry.every(TimeDelta::seconds(10), "audit.seal", tools, |tools| async move {
        seal(&tools).await.map(drop)
    });
}

/// Numbers every row that has no number yet, and tells the head of the chain to the log: kept there, it shows when the end
/// of the table is cut off. Answers the head when there was something to number.
///
/// # Errors
/// When the database fails; batches that are complete stay.
pub async fn seal(tools: &Tools) -> Result<Option<Head>> {
    let mut head = None;
    loop {
        let sealed = tools
            .database
            .transaction(async |tx| one_batch(tx, tools).await)
            .await?;
        let Some((next, rows)) = sealed else { break };
        tracing::info!(head = %next, rows, "audit sealed");
        head = Some(next);
        if rows < MOST {
            break;
        }
    }
    Ok(head)
}

/// Another process that numbers the same rows fails at the unique numbers, and comes again.
async fn one_batch(tx: &impl ConnectionTrait, tools: &Tools) -> Result<Option<(Head, u64)>> {
    let before = batch::newest().one(tx).await?;
    let mut waiting = event::unsealed().limit(MOST);
    if let Some(since) = since(tx, before.as_ref()).await? {
        waiting = waiting.filter(event::Column::At.gte(since));
    }
    // A row that was put into the table by somebody without the key gets no number: the verifier tells of it.
    let mut strange = 0;
    let rows = loop {
        let page = waiting.clone().offset(strange).all(tx).await?;
        let found = u64::try_from(page.len()).unwrap_or(u64::MAX);
        let (genuine, others): (Vec<_>, Vec<_>) = page.into_iter().partition(|row| mac::is_of_event(&tools.keys, row));
        strange += u64::try_from(others.len()).unwrap_or(u64::MAX);
        // However many somebody has put there, those behind them get their numbers.
        if found < MOST || !genuine.is_empty() {
            break genuine;
        }
    };
    if strange > 0 {
        tracing::error!(rows = strange, "audit rows that Salve did not write");
    }
    let last = before.as_ref().map_or(0, |batch| batch.last_seq);
    let seals: Vec<_> = (last + 1..)
        .zip(&rows)
        .map(|(seq, row)| seal::Model {
            seq,
            event_id: row.id,
            mac: mac::of_seal(&tools.keys, seq, row),
        })
        .collect();
    let Some(newest) = seals.last() else { return Ok(None) };
    let mut next = batch::Model {
        number: before.as_ref().map_or(0, |batch| batch.number) + 1,
        first_seq: last + 1,
        last_seq: newest.seq,
        sealed_at: tools.clock.now(),
        head: Vec::new(),
    };
    let head = before.map(|batch| batch.head).unwrap_or_default();
    next.head = mac::of_batch(&tools.keys, &head, &next, &seals);
    let told = Head::of(&next);
    let count = u64::try_from(seals.len()).unwrap_or(u64::MAX);
    let seals = seals.into_iter().map(|seal| seal.into_active_model().reset_all());
    seal::Entity::insert_many(seals).exec_without_returning(tx).await?;
    batch::Entity::insert(next.into_active_model().reset_all())
        .exec_without_returning(tx)
        .await?;
    Ok(Some((told, count)))
}

/// From when on rows can be without a number; nothing for always.
async fn since(tx: &impl ConnectionTrait, before: Option<&batch::Model>) -> Result<Option<DateTime<Utc>>> {
    let Some(batch) = before else { return Ok(None) };
    let newest = seal::newest().one(tx).await?;
    let row = match newest {
        Some(newest) => event::by_ids([newest.event_id]).one(tx).await?,
        None => None,
    };
    let until = row.map_or(batch.sealed_at, |row| Ord::min(row.at, batch.sealed_at));
    Ok(Some(until - late()))
}
