//! `tower-sessions` over the session table.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;
use chrono::TimeDelta;
use domain::id::AccountId;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::Value;
use time::OffsetDateTime;
use tower_sessions_core::session::{Id, Record};
use tower_sessions_core::session_store::{Error, Result};
use tower_sessions_core::{ExpiredDeletion, SessionStore};

use super::{ABSOLUTE_HOURS, HOLDER, Holder, ended, entity};
use crate::live;
use crate::scope::Tools;

/// Seconds a visitor's session lasts without a request: long enough for typed text to come back with its errors.
const VISITOR_IDLE_SECONDS: i32 = 30 * 60;

/// A visitor's session ends after an hour; signing in begins another one.
const VISITOR_HOURS: i64 = 1;

/// The session store of the portal.
#[derive(Clone)]
pub struct Store(Arc<Tools>);

impl Store {
    /// A store over the tools' database, clock and keys.
    #[must_use]
    pub fn new(tools: Arc<Tools>) -> Self {
        Self(tools)
    }

    fn row(&self, record: &Record) -> Result<entity::ActiveModel> {
        let now = self.0.clock.now();
        let hash = hash(&self.0, &record.id.to_string());
        let holder = holder(record);
        let plain = serde_json::to_vec(&record.data).map_err(|e| Error::Encode(e.to_string()))?;
        let data = self.0.keys.seal_session(&hash, &plain);
        let hours = if holder.is_some() {
            ABSOLUTE_HOURS
        } else {
            VISITOR_HOURS
        };
        let goes_on = holder.as_ref().and_then(|holder| holder.goes_on);
        let (began, ends) = goes_on.unwrap_or((now, now + TimeDelta::hours(hours)));
        Ok(entity::ActiveModel {
            id_hash: Set(hash),
            account_id: Set(holder.as_ref().map(|h| h.account.uuid())),
            data: Set(data),
            idle_seconds: Set(holder.as_ref().map_or(VISITOR_IDLE_SECONDS, |h| h.idle_seconds)),
            expires_at: Set(ends),
            created_at: Set(began),
            seen_at: Set(now),
            ip: Set(holder.as_ref().and_then(|h| h.ip.clone())),
            user_agent: Set(holder.map(|h| h.user_agent).unwrap_or_default()),
            replaced: Set(false),
        })
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Store")
    }
}

#[async_trait]
impl SessionStore for Store {
    async fn create(&self, record: &mut Record) -> Result<()> {
        loop {
            let row = self.row(record)?;
            let inserted = self
                .0
                .database
                .transaction(async |tx| {
                    Ok(entity::Entity::insert(row.clone())
                        .on_conflict(OnConflict::column(entity::Column::IdHash).do_nothing().to_owned())
                        .exec_without_returning(tx)
                        .await?)
                })
                .await
                .map_err(backend)?;
            if inserted == 1 {
                return Ok(());
            }
            record.id = Id::default();
        }
    }

    async fn save(&self, record: &Record) -> Result<()> {
        let hash = hash(&self.0, &record.id.to_string());
        let now = self.0.clock.now();
        let mut row = self.row(record)?;
        row.id_hash = NotSet;
        // Its beginning and its ends stay. A session that was ended while its request ran stays ended and
        // nothing is written into it.
        row.created_at = NotSet;
        row.expires_at = NotSet;
        row.replaced = NotSet;
        row.idle_seconds = NotSet;
        self.0
            .database
            .transaction(async |tx| {
                entity::Entity::update_many()
                    .set(row.clone())
                    .filter(entity::Column::IdHash.eq(hash.as_str()))
                    .filter(entity::Column::ExpiresAt.gt(now))
                    .exec(tx)
                    .await?;
                Ok(())
            })
            .await
            .map_err(backend)
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let hash = hash(&self.0, &id.to_string());
        let now = self.0.clock.now();
        let row = entity::by_hash(&hash)
            .one(self.0.database.read())
            .await
            .map_err(backend)?;
        let Some(row) = row.filter(|row| row.is_live(now)) else {
            return Ok(None);
        };
        let data = values(&self.0, &row).map_err(|e| Error::Decode(e.to_string()))?;
        // tower-sessions compares this with the machine's clock; the row above was judged by ours.
        Ok(Some(Record {
            id: *id,
            data,
            expiry_date: far_away(),
        }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        let hash = hash(&self.0, &id.to_string());
        self.0
            .database
            .transaction(async |tx| {
                let Some(row) = entity::by_hash(&hash).one(tx).await? else {
                    return Ok(());
                };
                let ended = ended::delete(tx, &row).await?;
                match row.account_id.map(AccountId::from_uuid) {
                    Some(account) if ended => live::tell_rights(tx, self.0.clock.now(), account).await,
                    _ => Ok(()),
                }
            })
            .await
            .map_err(backend)
    }
}

#[async_trait]
impl ExpiredDeletion for Store {
    async fn delete_expired(&self) -> Result<()> {
        ended::sweep(&self.0).await.map_err(|e| Error::Backend(e.to_string()))?;
        Ok(())
    }
}

/// What a session holds.
pub(super) fn values(tools: &Tools, row: &entity::Model) -> anyhow::Result<HashMap<String, Value>> {
    let plain = tools.keys.open_session(&row.id_hash, &row.data)?;
    Ok(serde_json::from_slice(&plain)?)
}

/// What the table knows of a cookie's value.
pub(super) fn hash(tools: &Tools, session: &str) -> String {
    tools.keys.token_hash("session", session)
}

fn holder(record: &Record) -> Option<Holder> {
    record
        .data
        .get(HOLDER)
        .and_then(|value| serde_json::from_value(value.clone()).ok())
}

fn far_away() -> OffsetDateTime {
    time::macros::datetime!(9999-01-01 0:00 UTC)
}

fn backend(error: impl Into<crate::error::Error>) -> Error {
    Error::Backend(error.into().to_string())
}
