//! One of the people to whom something is to be done, and how it went.

use domain::bulk::BulkOutcome;
use domain::id::{AccountId, BulkId};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, UpdateMany};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bulk_line")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub change_id: BulkId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: AccountId,
    /// Nothing while it is still to be done.
    pub outcome: Option<BulkOutcome>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Everybody to whom it is to be done, the newest account first.
#[expect(clippy::disallowed_methods, reason = "the caller found the change by its scoped way")]
pub fn of(change: BulkId) -> Select<Entity> {
    Entity::find()
        .filter(Column::ChangeId.eq(change))
        .order_by_desc(Column::AccountId)
}

/// Writes how it went with somebody, once.
pub fn settle((change, account): (BulkId, AccountId), outcome: BulkOutcome) -> UpdateMany<Entity> {
    Entity::update_many()
        .col_expr(Column::Outcome, Expr::value(outcome))
        .filter(Column::ChangeId.eq(change))
        .filter(Column::AccountId.eq(account))
        .filter(Column::Outcome.is_null())
}

/// Still to be done.
pub fn waits() -> Expr {
    Column::Outcome.is_null()
}
