//! Content that no row speaks of: removed after the commit that removed its row, and swept up where a crash left it.

use std::collections::HashSet;
use std::sync::Arc;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use super::entity;
use crate::error::Result;
use crate::jobs::{Job, Registry};
use crate::scope::Tools;

/// How often the store is swept.
const HOURS: i64 = 24;
/// Content is put before its row is written: so old, nothing waits for a row any more.
const OLD_HOURS: i64 = 24;
/// Names that are looked up at a time.
const BATCH: usize = 500;

/// Removes content whose row is gone. Its name is random.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct RemoveContent {
    pub(super) object: String,
}

impl Job for RemoveContent {
    const KIND: &'static str = "files.remove_content";
}

/// Says what removes content, and how often the store is swept.
pub(crate) fn register(registry: &mut Registry, tools: &Arc<Tools>) {
    let own = Arc::clone(tools);
    registry.handle(move |_, job: RemoveContent| {
        let tools = Arc::clone(&own);
        async move { Ok(remove_if_nobodys(&tools, &[job.object]).await.map(drop)?) }
    });
    registry.every(TimeDelta::hours(HOURS), "files.sweep", tools, |tools| async move {
        let swept = sweep(&tools).await?;
        if swept > 0 {
            tracing::warn!(swept, "content without a row was removed");
        }
        Ok(())
    });
}

/// Removes what lies in the store for a day and no row speaks of; how much it was.
///
/// # Errors
/// When database or store fail.
pub(super) async fn sweep(tools: &Tools) -> Result<usize> {
    let before = tools.clock.now() - TimeDelta::hours(OLD_HOURS);
    let names = tools.files.store.older_than(before).await?;
    let mut swept = 0;
    for names in names.chunks(BATCH) {
        swept += remove_if_nobodys(tools, names).await?;
    }
    Ok(swept)
}

async fn remove_if_nobodys(tools: &Tools, names: &[String]) -> Result<usize> {
    let kept: Vec<String> = entity::with_objects(names)
        .into_tuple()
        .all(tools.database.read())
        .await?;
    let kept: HashSet<String> = kept.into_iter().collect();
    let mut removed = 0;
    for name in names.iter().filter(|name| !kept.contains(*name)) {
        tools.files.store.remove(name).await?;
        removed += 1;
    }
    Ok(removed)
}
