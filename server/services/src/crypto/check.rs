//! A wrong key is noticed at the start, not when somebody opens a record.

use anyhow::Context;
use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, EntityTrait, Set};
use serde_json::json;
use uuid::Uuid;

use super::KeyRing;
use crate::error::Result;

const NAME: &str = "crypto.check";
const CONSTANT: &str = "These are the right keys.";

/// The keys given are not those the database was sealed with.
#[derive(Debug, thiserror::Error)]
#[error(
    "the data keys (SALVE_KEYS, SALVE_KEYS_FILE or data/keys) are not those this database was sealed with: {0}. Restore the right keys"
)]
pub struct WrongKeys(#[from] super::OpenError);

mod setting {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "setting")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub key: String,
        pub value: Json,
        pub version: i32,
        pub updated_at: DateTimeUtc,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}

    /// The setting of this name.
    #[expect(clippy::disallowed_methods, reason = "every read of the table starts here")]
    pub(super) fn named(key: &str) -> Select<Entity> {
        Entity::find_by_id(key)
    }
}

/// Stores a sealed constant at the first start and opens it at every other one.
///
/// # Errors
/// [`WrongKeys`] inside when the ring does not open it; a database failure otherwise.
pub async fn verify_or_store(db: &impl ConnectionTrait, keys: &KeyRing, now: DateTime<Utc>) -> Result<()> {
    let first = setting::ActiveModel {
        key: Set(NAME.to_owned()),
        value: Set(json!({ "sealed": keys.seal("setting", NAME, Uuid::nil(), CONSTANT) })),
        version: Set(1),
        updated_at: Set(now),
    };
    let unless_there = OnConflict::column(setting::Column::Key).do_nothing().to_owned();
    setting::Entity::insert(first)
        .on_conflict(unless_there)
        .exec_without_returning(db)
        .await?;

    let stored = setting::named(NAME).one(db).await?;
    let value = stored.context("the key check vanished from the settings")?.value;
    let sealed: Vec<u8> = serde_json::from_value(value["sealed"].clone()).unwrap_or_default();
    keys.open("setting", NAME, Uuid::nil(), &sealed)
        .map_err(|error| anyhow::Error::new(WrongKeys(error)))?;
    Ok(())
}
