//! What staff prepare to look at before they do it is kept for a day.

use std::sync::Arc;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::admin::bulk;
use crate::care;
use crate::error::Result;
use crate::jobs::{Job, Registry};
use crate::scope::Tools;

/// How long it is kept.
const KEPT: TimeDelta = TimeDelta::days(1);

/// Removes what was kept long enough.
#[derive(Debug, Serialize, Deserialize)]
struct CleanPrepared {}

impl Job for CleanPrepared {
    const KIND: &'static str = "prepared.clean";
}

/// Lets what was prepared be removed every hour.
///
/// # Errors
/// Never in practice: the payload is a constant.
pub(crate) fn register(registry: &mut Registry, tools: &Arc<Tools>) -> Result<()> {
    let tools = Arc::clone(tools);
    registry.handle(move |_, _: CleanPrepared| {
        let tools = Arc::clone(&tools);
        async move { Ok(clean(&tools).await?) }
    });
    registry.every(TimeDelta::hours(1), &CleanPrepared {})
}

async fn clean(tools: &Tools) -> Result<()> {
    let before = tools.clock.now() - KEPT;
    tools
        .database
        .transaction(async |tx| {
            care::forget(tx, before).await?;
            bulk::forget(tx, before).await
        })
        .await
}
