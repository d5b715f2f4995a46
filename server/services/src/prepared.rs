//! What staff prepare to look at before they do it is kept for a day.

use std::sync::Arc;

use chrono::TimeDelta;

use crate::admin::bulk;
use crate::care;
use crate::error::Result;
use crate::jobs::Registry;
use crate::scope::Tools;

/// How long it is kept.
const KEPT: TimeDelta = TimeDelta::days(1);

/// Lets what was prepared be removed every hour.
pub(crate) fn register(registry: &mut Registry, tools: &Arc<Tools>) {
    registry.every(TimeDelta::hours(1), "prepared.clean", tools, |tools| async move {
        clean(&tools).await
    });
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
