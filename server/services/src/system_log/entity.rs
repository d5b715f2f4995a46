//! The table of log lines.

use chrono::{DateTime, Utc};
use domain::system_log::LogLevel;
use sea_orm::DeleteMany;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "log_line")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub at: DateTime<Utc>,
    pub level: LogLevel,
    /// The module that said it.
    pub target: String,
    pub message: String,
    pub fields: String,
    pub request_id: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Every line.
#[expect(
    clippy::disallowed_methods,
    reason = "the caller may read the log, which names nobody"
)]
pub fn all() -> Select<Entity> {
    Entity::find()
}

/// A deletion of the lines from before an instant.
pub fn remove_before(at: DateTime<Utc>) -> DeleteMany<Entity> {
    Entity::delete_many().filter(Column::At.lt(at))
}
