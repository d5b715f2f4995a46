//! Which roles an invitation brings.

use domain::id::{InvitationId, RoleId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invitation_role")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub invitation_id: InvitationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub role_id: RoleId,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// What these invitations bring.
#[expect(clippy::disallowed_methods, reason = "the caller found the invitations")]
pub fn of(invitations: impl IntoIterator<Item = InvitationId>) -> Select<Entity> {
    Entity::find().filter(Column::InvitationId.is_in(invitations))
}

/// The invitations that bring this role.
#[expect(
    clippy::disallowed_methods,
    reason = "the caller holds the permission to manage roles"
)]
pub fn with(role: RoleId) -> Select<Entity> {
    Entity::find().filter(Column::RoleId.eq(role))
}
