//! The table of what staff prepare.

use chrono::{DateTime, NaiveDate, Utc};
use domain::actor::{Actor, Permission};
use domain::care::CareKind;
use domain::id::{AccountId, AssignmentId, DoctorId};
use sea_orm::entity::prelude::*;
use sea_orm::{DeleteMany, UpdateMany};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "care_assignment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AssignmentId,
    /// Who prepared it.
    pub account_id: AccountId,
    pub doctor_id: DoctorId,
    pub kind: CareKind,
    pub ends_on: Option<NaiveDate>,
    /// What stood in the list, a part per line: people paste anything.
    pub numbers_sealed: Vec<u8>,
    /// How many were assigned.
    pub assigned: i32,
    pub done_at: Option<DateTime<Utc>>,
    pub version: i32,
    pub created_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// What an actor may see: what they prepared, as long as they may manage people.
#[expect(clippy::disallowed_methods, reason = "the scoped way in")]
pub fn visible_to(actor: &Actor) -> Select<Entity> {
    let all = Entity::find();
    match actor {
        Actor::Staff { account, permissions } if permissions.contains(Permission::ManagePeople) => {
            all.filter(Column::AccountId.eq(*account))
        }
        _ => all.filter(Expr::value(false)),
    }
}

/// A change of one that still has the version it was read with.
pub fn update(id: AssignmentId, version: i32) -> UpdateMany<Entity> {
    Entity::update_many()
        .filter(Column::Id.eq(id))
        .filter(Column::Version.eq(version))
        .filter(Column::DoneAt.is_null())
}

/// Everything prepared before.
pub fn forgotten(before: DateTime<Utc>) -> DeleteMany<Entity> {
    Entity::delete_many().filter(Column::CreatedAt.lt(before))
}
