//! Sessions in the database: ids only as hashes, contents sealed, idle and absolute limits kept on the row.

mod device;
mod ended;
mod entity;
mod store;
#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use domain::accounts::SessionRow;
use domain::id::AccountId;
use sea_orm::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::accounts::identity::Identity;
use crate::audit::{self, Action, Event, Subject};
use crate::error::{Error, Result};
use crate::jobs::Registry;
use crate::scope::{Scope, Tools};
use crate::times::Formatter;
use crate::{live, settings};
pub(crate) use device::name as device_name;
pub use ended::former;
pub use store::Store;

/// Where the session store finds [`Holder`] among the session's values.
pub const HOLDER: &str = "salve.holder";

/// A session ends this long after it began, whatever happens in it.
pub const ABSOLUTE_HOURS: i64 = 12;

/// A row is touched at most this often.
const TOUCH_SECONDS: i64 = 60;

/// So long an id is good for that was replaced: what the browser has sent with it is answered. A page that hears of things by
/// it looks for the new one when it looks next whether it may.
const REPLACED_SECONDS: i64 = 10;

/// Who holds a session and on what: written at sign-in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Holder {
    pub account: AccountId,
    /// Seconds without a request after which the session is over.
    pub idle_seconds: i32,
    pub ip: Option<String>,
    pub user_agent: String,
    /// The session goes on that began then and ends then, under another id.
    #[serde(default)]
    pub goes_on: Option<(DateTime<Utc>, DateTime<Utc>)>,
}

/// How long a session of this person may idle, in seconds, by the clinic's settings and what the person may do now.
///
/// # Errors
/// When the database fails.
pub(crate) async fn may_idle(db: &impl ConnectionTrait, who: &Identity) -> Result<i32> {
    let settings = settings::current(db).await?;
    let minutes = if who.serves_others() {
        settings.staff_idle_minutes
    } else {
        settings.patient_idle_minutes
    };
    Ok(i32::from(minutes) * 60)
}

/// Notes that the person behind the session did something, at most once a minute. Whoever got a role since the sign-in idles
/// as long as those who have one.
///
/// # Errors
/// When the database fails.
pub async fn touch(tools: &Tools, session: &str, who: &Identity) -> Result<()> {
    let now = tools.clock.now();
    let stale = now - TimeDelta::seconds(TOUCH_SECONDS);
    let hash = store::hash(tools, session);
    let seen = entity::by_hash(&hash).one(tools.database.read()).await?;
    if seen.is_none_or(|row| row.seen_at >= stale) {
        return Ok(());
    }
    let idle_seconds = may_idle(tools.database.read(), who).await?;
    tools
        .database
        .transaction(async |tx| {
            entity::Entity::update_many()
                .col_expr(entity::Column::SeenAt, Expr::value(now))
                .col_expr(entity::Column::IdleSeconds, Expr::value(idle_seconds))
                .filter(entity::Column::IdHash.eq(hash.as_str()))
                .exec(tx)
                .await?;
            Ok(())
        })
        .await
}

/// The session that asks is about to go on under a new id (by `cycle_id` of the web layer), and what that holds is answered:
/// it began and ends with this one. The old one is left for some seconds, as it is. Nobody is told, and it is no device of
/// its own.
///
/// # Errors
/// `Forbidden` without an account.
pub async fn replace(scope: &Scope, session: &str, holder: Holder) -> Result<Holder> {
    let account = scope.account()?;
    let until = scope.now() + TimeDelta::seconds(REPLACED_SECONDS);
    let hash = store::hash(scope.tools(), session);
    let row = entity::of_account(account)
        .filter(entity::Column::IdHash.eq(hash.as_str()))
        .one(scope.db())
        .await?;
    let Some(row) = row else { return Ok(holder) };
    scope
        .transaction(async |tx| {
            entity::Entity::update_many()
                .col_expr(entity::Column::Replaced, Expr::value(true))
                .col_expr(entity::Column::ExpiresAt, Expr::value(until))
                .filter(entity::Column::IdHash.eq(hash.as_str()))
                .filter(entity::Column::AccountId.eq(account.uuid()))
                .filter(entity::Column::ExpiresAt.gt(until))
                .exec(tx)
                .await?;
            Ok(())
        })
        .await?;
    let ends = row.created_at + TimeDelta::hours(ABSOLUTE_HOURS);
    Ok(Holder {
        idle_seconds: row.idle_seconds,
        goes_on: Some((row.created_at, ends)),
        ..holder
    })
}

/// The actor's own live sessions, the latest used first; `current` is the session that asks.
///
/// # Errors
/// `Forbidden` without an account.
pub async fn mine(scope: &Scope, current: Option<&str>) -> Result<Vec<SessionRow>> {
    let account = scope.account()?;
    let now = scope.now();
    let current = current.map(|id| store::hash(scope.tools(), id));
    let rows = entity::of_account(account)
        .order_by_desc(entity::Column::SeenAt)
        .all(scope.db())
        .await?;
    let labels = Formatter::new(&scope.tools().site.time_zone, scope.language());
    Ok(rows
        .into_iter()
        .filter(|row| row.is_live(now) && !row.replaced)
        .map(|row| SessionRow {
            current: current.as_deref() == Some(row.id_hash.as_str()),
            device: device::name(&row.user_agent, scope.language()),
            ip: row.ip,
            signed_in: labels.moment(row.created_at),
            last_seen: labels.moment(row.seen_at),
            key: row.id_hash,
        })
        .collect())
}

/// Ends one of the actor's own sessions; `key` is [`SessionRow::key`].
///
/// # Errors
/// `NotFound` when it is not there or somebody else's.
pub async fn end(scope: &Scope, key: &str) -> Result<()> {
    let account = scope.account()?;
    // Text that can be no key is not even asked for: PostgreSQL refuses some of it.
    if !key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(Error::NotFound);
    }
    scope
        .transaction(async |tx| {
            let ended = ended::end(scope.now())
                .filter(entity::Column::AccountId.eq(account.uuid()))
                .filter(entity::Column::IdHash.eq(key))
                .exec(tx)
                .await?;
            if ended.rows_affected == 0 {
                return Err(Error::NotFound);
            }
            live::tell_rights(tx, scope.now(), account).await?;
            audit::record(
                tx,
                scope,
                Event::of(Action::SessionEnded).on(Subject::Account(account.uuid())),
            )
            .await
        })
        .await
}

/// Ends the actor's own sessions, all but the one that asks; how many they were.
///
/// # Errors
/// `Forbidden` without an account.
pub async fn end_others(scope: &Scope, current: Option<&str>) -> Result<u64> {
    let account = scope.account()?;
    scope
        .transaction(async |tx| {
            let ended = end_all(tx, scope.tools(), account, current).await?;
            let event = Event::of(Action::SessionEnded)
                .on(Subject::Account(account.uuid()))
                .with("sessions", ended);
            audit::record(tx, scope, event).await?;
            Ok(ended)
        })
        .await
}

/// Who holds a session, and how long it lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Left {
    pub account: AccountId,
    /// If nothing happens in it.
    pub idle: Duration,
    /// Whatever happens in it.
    pub at_most: Duration,
}

/// How long a session lasts; nothing for one that is over or a visitor's.
///
/// # Errors
/// When the database fails.
pub(crate) async fn left(tools: &Tools, session: &str) -> Result<Option<Left>> {
    let now = tools.clock.now();
    let row = entity::by_hash(&store::hash(tools, session))
        .one(tools.database.read())
        .await?;
    let Some(row) = row.filter(|row| row.is_live(now)) else {
        return Ok(None);
    };
    let until = |end: DateTime<Utc>| (end - now).to_std().unwrap_or_default();
    // Under its new id it goes on: its end is none to be warned of.
    let (idle, at_most) = if row.replaced {
        (row.idles_at(), row.idles_at())
    } else {
        (row.ends_at(), row.expires_at)
    };
    Ok(row.account_id.map(|account| Left {
        account: AccountId::from_uuid(account),
        idle: until(idle),
        at_most: until(at_most),
    }))
}

/// What a live session of the actor keeps under a key.
///
/// # Errors
/// `Forbidden` without an account, `Internal` for a session that does not open.
pub(crate) async fn kept<T: DeserializeOwned>(scope: &Scope, session: &str, key: &str) -> Result<Option<T>> {
    let account = scope.account()?;
    let row = entity::of_account(account)
        .filter(entity::Column::IdHash.eq(store::hash(scope.tools(), session)))
        .one(scope.db())
        .await?;
    let Some(row) = row.filter(|row| row.is_live(scope.now())) else {
        return Ok(None);
    };
    let value = store::values(scope.tools(), &row)?.remove(key);
    Ok(value.and_then(|value| serde_json::from_value(value).ok()))
}

/// On how many devices an account is signed in.
///
/// # Errors
/// When the database fails.
pub(crate) async fn count(scope: &Scope, account: AccountId) -> Result<u32> {
    let now = scope.now();
    let rows = entity::of_account(account).all(scope.db()).await?;
    let live = rows.iter().filter(|row| row.is_live(now) && !row.replaced).count();
    Ok(u32::try_from(live).unwrap_or(u32::MAX))
}

/// Ends all sessions of `account`, but for `keep`: after a suspension or a new password.
///
/// # Errors
/// When the database fails.
pub async fn end_all(tx: &impl ConnectionTrait, tools: &Tools, account: AccountId, keep: Option<&str>) -> Result<u64> {
    ended::end_replaced(tx, account).await?;
    let mut ended = ended::end(tools.clock.now()).filter(entity::Column::AccountId.eq(account.uuid()));
    if let Some(keep) = keep {
        ended = ended.filter(entity::Column::IdHash.ne(store::hash(tools, keep)));
    }
    let ended = ended.exec(tx).await?.rows_affected;
    live::tell_rights(tx, tools.clock.now(), account).await?;
    Ok(ended)
}

/// Has ended sessions deleted every hour.
pub fn register(registry: &mut Registry, tools: &Arc<Tools>) {
    registry.every(TimeDelta::hours(1), "sessions.sweep", tools, |tools| async move {
        ended::sweep(&tools).await.map(drop)
    });
}

impl entity::Model {
    fn is_live(&self, now: DateTime<Utc>) -> bool {
        self.ends_at() > now
    }

    /// When it is over, if nothing happens in it.
    fn ends_at(&self) -> DateTime<Utc> {
        self.expires_at.min(self.idles_at())
    }

    /// When nothing has happened in it for too long.
    fn idles_at(&self) -> DateTime<Utc> {
        self.seen_at + TimeDelta::seconds(self.idle_seconds.into())
    }
}
