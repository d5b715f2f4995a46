//! A row per piece of work.
#![expect(
    clippy::disallowed_methods,
    reason = "every read and change of the table starts here"
)]

use sea_orm::entity::prelude::*;
use sea_orm::{DeleteMany, UpdateMany};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "job")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kind: String,
    pub payload: Json,
    pub run_at: DateTimeUtc,
    pub priority: i32,
    pub dedupe_key: Option<String>,
    pub state: State,
    pub attempts: i32,
    pub max_attempts: i32,
    pub locked_until: Option<DateTimeUtc>,
    pub last_error: Option<String>,
    pub created_at: DateTimeUtc,
    pub finished_at: Option<DateTimeUtc>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// All jobs: they belong to nobody, and carry ids only.
pub(super) fn all() -> Select<Entity> {
    Entity::find()
}

/// The start of a change.
pub(super) fn change() -> UpdateMany<Entity> {
    Entity::update_many()
}

/// The start of a clean-up.
pub(super) fn remove() -> DeleteMany<Entity> {
    Entity::delete_many()
}

/// Where a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum State {
    /// Waits for its time, the first or after a failure.
    Queued,
    /// A worker holds it until `locked_until`.
    Running,
    /// Did what it should.
    Done,
    /// Was given up; an admin decides.
    Dead,
}
