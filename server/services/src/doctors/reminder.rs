//! Reminds those who verify doctors of applications that nobody has decided on.

use std::sync::Arc;

use chrono::TimeDelta;
use domain::actor::{Actor, Permission};
use domain::doctors::DoctorStatus;
use domain::id::AccountId;
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter};

use super::entity::doctor::{self, Column};
use crate::accounts::contact;
use crate::error::Result;
use crate::jobs::{self, Registry};
use crate::mail::Written;
use crate::outbox::Mail;
use crate::roles;
use crate::scope::Tools;

/// How long an application waits before anybody is reminded, and how long between two reminders.
const HOURS: i64 = 24;

/// Lets those who verify doctors be reminded every day.
pub(crate) fn register(registry: &mut Registry, tools: &Arc<Tools>) {
    registry.every(TimeDelta::hours(HOURS), "doctors.remind", tools, |tools| async move {
        remind(&tools).await
    });
}

async fn remind(tools: &Tools) -> Result<()> {
    if waiting(tools).await? == 0 {
        return Ok(());
    }
    let now = tools.clock.now();
    let readers = roles::holders(tools.database.read(), now, Permission::VerifyDoctors).await?;
    tools
        .database
        .transaction(async |tx| {
            for account in &readers {
                jobs::enqueue(tx, now, &Mail::ApplicationsWait { account: *account }).await?;
            }
            Ok(())
        })
        .await
}

/// The reminder; nothing when nobody waits any more, or the reader may not decide any more.
pub(crate) async fn letter(tools: &Tools, account: AccountId) -> Result<Option<Written>> {
    let (db, count) = (tools.database.read(), waiting(tools).await?);
    let may = roles::still_may(db, tools.clock.now(), account, Permission::VerifyDoctors).await?;
    if count == 0 || !may {
        return Ok(None);
    }
    let reader = contact::reader(db, account).await?;
    Ok(Some(tools.stationery().await?.applications_wait(&reader, count)))
}

/// How many have waited long enough. Whoever never confirmed the address does not count.
async fn waiting(tools: &Tools) -> Result<u64> {
    let waiting = doctor::visible_to(&Actor::System)
        .filter(Column::Status.eq(DoctorStatus::Pending))
        .filter(Column::CreatedAt.lte(tools.clock.now() - TimeDelta::hours(HOURS)))
        .filter(contact::is_active(("doctor", "account_id")));
    Ok(waiting.count(tools.database.read()).await?)
}
