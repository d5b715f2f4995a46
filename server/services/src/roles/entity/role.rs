//! What a role permits.

use chrono::{DateTime, Utc};
use domain::actor::Permissions;
use domain::id::RoleId;
use domain::roles::RoleCode;
use sea_orm::entity::prelude::*;
use words::Language;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "role")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RoleId,
    /// Of a role that the portal brought along.
    pub code: Option<RoleCode>,
    /// As the clinic calls it; nothing while the words of the reader's language do.
    pub name: Option<String>,
    pub name_folded: Option<String>,
    pub description: Option<String>,
    /// [`Permissions`] as text.
    pub permissions: String,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// Whether nobody can change it.
    pub fn is_fixed(&self) -> bool {
        self.code.is_some_and(RoleCode::is_fixed)
    }

    pub fn permissions(&self) -> Permissions {
        if self.code == Some(RoleCode::Admin) {
            Permissions::admin()
        } else {
            Permissions::from_text(&self.permissions)
        }
    }

    /// What the reader of a language calls it.
    pub fn name(&self, language: Language) -> String {
        match (&self.name, self.code) {
            (Some(name), _) => name.clone(),
            (None, Some(code)) => language.server().roles.role(code).to_owned(),
            (None, None) => String::new(),
        }
    }

    /// What the reader of a language is told about it.
    pub fn description(&self, language: Language) -> String {
        match (&self.description, self.name.is_none().then_some(self.code).flatten()) {
            (Some(description), _) => description.clone(),
            (None, Some(code)) => language.server().roles.about(code).to_owned(),
            (None, None) => String::new(),
        }
    }
}

/// Every role.
#[expect(
    clippy::disallowed_methods,
    reason = "the caller holds the permission to manage roles"
)]
pub fn all() -> Select<Entity> {
    Entity::find()
}

/// These roles.
#[expect(clippy::disallowed_methods, reason = "the roles decide who the actor is")]
pub fn these(ids: impl IntoIterator<Item = RoleId>) -> Select<Entity> {
    Entity::find().filter(Column::Id.is_in(ids))
}
