//! The table of files.

use chrono::{DateTime, Utc};
use domain::files::{FileKind, MediaType};
use domain::id::{AccountId, FileId};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{DeleteMany, QueryOrder, QuerySelect, UpdateMany};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "file")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: FileId,
    pub kind: FileKind,
    /// Whoever handed it in.
    pub account_id: AccountId,
    /// The file that this one is another form of.
    pub part_of: Option<FileId>,
    pub media_type: MediaType,
    /// Bytes of the content, not sealed.
    pub length: i64,
    /// Of the content, not sealed.
    pub sha256: Vec<u8>,
    /// What its owner calls it, where that is kept.
    pub name_sealed: Option<Vec<u8>>,
    /// The name under which the store has the content.
    pub object: String,
    /// The data key that seals the content.
    pub key_number: i64,
    pub created_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The files of one kind that these accounts handed in, the oldest first.
#[expect(
    clippy::disallowed_methods,
    reason = "the caller is one of them, or found them through a scope"
)]
pub fn of_accounts(accounts: impl IntoIterator<Item = AccountId>, kind: FileKind) -> Select<Entity> {
    Entity::find()
        .filter(Column::AccountId.is_in(accounts))
        .filter(Column::Kind.eq(kind))
        .order_by_asc(Column::Id)
}

/// One file of this kind; the caller decides by its owner who may see it.
#[expect(clippy::disallowed_methods, reason = "says whose file it is")]
pub fn one(id: FileId, kind: FileKind) -> Select<Entity> {
    Entity::find_by_id(id).filter(Column::Kind.eq(kind))
}

/// The other forms of these files.
#[expect(clippy::disallowed_methods, reason = "the caller has the files themselves")]
pub fn parts_of(files: impl IntoIterator<Item = FileId>) -> Select<Entity> {
    Entity::find().filter(Column::PartOf.is_in(files))
}

/// The bytes that an account has handed in, as one value.
#[expect(clippy::disallowed_methods, reason = "a number tells nothing about a file")]
pub fn lengths_of(account: AccountId) -> Select<Entity> {
    // PostgreSQL adds whole numbers up to one without bounds.
    let sum = Expr::col(Column::Length).sum().cast_as("bigint");
    Entity::find()
        .select_only()
        .column_as(sum, "length")
        .filter(Column::AccountId.eq(account))
}

/// Which of these names rows speak of.
#[expect(clippy::disallowed_methods, reason = "only says which content is nobody's")]
pub fn with_objects(names: &[String]) -> Select<Entity> {
    Entity::find()
        .select_only()
        .column(Column::Object)
        .filter(Column::Object.is_in(names.iter().map(String::as_str)))
}

/// Files after this one whose content another key seals, in order.
#[expect(clippy::disallowed_methods, reason = "all are sealed anew, whoever they belong to")]
pub fn sealed_by_others(key_number: i64, after: FileId) -> Select<Entity> {
    Entity::find()
        .filter(Column::KeyNumber.ne(key_number))
        .filter(Column::Id.gt(after))
        .order_by_asc(Column::Id)
}

/// A change of the row.
pub fn change(id: FileId) -> UpdateMany<Entity> {
    Entity::update_many().filter(Column::Id.eq(id))
}

/// Takes these rows away.
pub fn remove(files: impl IntoIterator<Item = FileId>) -> DeleteMany<Entity> {
    Entity::delete_many().filter(Column::Id.is_in(files))
}
