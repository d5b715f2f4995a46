//! What is to be done to many people, and who prepared it.

use chrono::{DateTime, NaiveDate, Utc};
use domain::actor::Actor;
use domain::bulk::BulkAction;
use domain::id::{AccountId, BulkId, RoleId};
use sea_orm::entity::prelude::*;
use sea_orm::{DeleteMany, UpdateMany};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bulk_change")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: BulkId,
    /// Who prepared it.
    pub account_id: AccountId,
    pub action: BulkAction,
    pub role_id: Option<RoleId>,
    /// The last day of a role that is given.
    pub until: Option<NaiveDate>,
    pub done_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// What an actor may see: what they prepared, as long as they may do the same to one person.
#[expect(clippy::disallowed_methods, reason = "the scoped way in")]
pub fn visible_to(actor: &Actor) -> Select<Entity> {
    let all = Entity::find();
    match actor {
        Actor::Staff { account, permissions } => {
            let may = |action: &BulkAction| permissions.contains(action.permission());
            let actions = BulkAction::ALL.iter().copied().filter(may);
            all.filter(Column::AccountId.eq(*account))
                .filter(Column::Action.is_in(actions))
        }
        _ => all.filter(Expr::value(false)),
    }
}

/// Writes that all of it is done; nothing when it was before.
pub fn finish(id: BulkId, now: DateTime<Utc>) -> UpdateMany<Entity> {
    Entity::update_many()
        .col_expr(Column::DoneAt, Expr::value(Some(now)))
        .filter(Column::Id.eq(id))
        .filter(Column::DoneAt.is_null())
}

/// Everything prepared before, with its lines.
pub fn forgotten(before: DateTime<Utc>) -> DeleteMany<Entity> {
    Entity::delete_many().filter(Column::CreatedAt.lt(before))
}
