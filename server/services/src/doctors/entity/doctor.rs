//! The doctor table.

use chrono::{DateTime, Utc};
use domain::actor::{Actor, Permission};
use domain::doctors::DoctorStatus;
use domain::id::{AccountId, DoctorId, LocationId};
use sea_orm::UpdateMany;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait, SelectStatement};
use sea_orm::{QuerySelect, QueryTrait};

use crate::accounts::contact;
use crate::search::matches;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "doctor")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DoctorId,
    pub number: i64,
    pub account_id: AccountId,
    pub name: String,
    pub name_search: String,
    pub name_sort: String,
    pub phone: String,
    pub licence_number: String,
    pub licence_folded: String,
    pub qualifications: String,
    pub experience_years: i32,
    pub biography: String,
    pub languages: String,
    pub home_location_id: LocationId,
    /// IANA zone of the doctor's video hours.
    pub time_zone: String,
    pub status: DoctorStatus,
    pub decided_by: Option<AccountId>,
    pub decided_at: Option<DateTime<Utc>>,
    pub decision_reason: Option<String>,
    /// Start of the next free time, kept by a job; search filters and sorts by it.
    pub next_free_at: Option<DateTime<Utc>>,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// A row of the table.
pub type DoctorRow = Model;

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The doctors an actor may see: for everybody those who are approved and whose account works, oneself in any state, all
/// for staff who verify.
#[expect(clippy::disallowed_methods, reason = "the scoped way in")]
pub fn visible_to(actor: &Actor) -> Select<Entity> {
    let approved = Column::Status
        .eq(DoctorStatus::Approved)
        .and(contact::is_active(("doctor", "account_id")));
    match actor {
        Actor::System => Entity::find(),
        Actor::Staff { permissions, .. } if permissions.contains(Permission::VerifyDoctors) => Entity::find(),
        Actor::Doctor { doctor, .. } | Actor::PendingDoctor { doctor, .. } => {
            Entity::find().filter(approved.or(Column::Id.eq(*doctor)))
        }
        _ => Entity::find().filter(approved),
    }
}

/// The doctor of an account.
#[expect(
    clippy::disallowed_methods,
    reason = "the caller holds the account's session or works on it"
)]
pub fn of_account(account: AccountId) -> Select<Entity> {
    Entity::find().filter(Column::AccountId.eq(account))
}

/// A change of the row as it was read: nothing changes when somebody was quicker.
pub fn change(id: DoctorId, version: i32) -> UpdateMany<Entity> {
    Entity::update_many()
        .filter(Column::Id.eq(id))
        .filter(Column::Version.eq(version))
}

/// A change of what the portal itself keeps on the row, beside its version.
pub fn keep(id: DoctorId) -> UpdateMany<Entity> {
    Entity::update_many().filter(Column::Id.eq(id))
}

/// The doctor with this licence number, folded.
#[expect(clippy::disallowed_methods, reason = "a licence is registered once, whoever asks")]
pub fn of_licence(folded: &str) -> Select<Entity> {
    Entity::find().filter(Column::LicenceFolded.eq(folded))
}

/// The doctors of these accounts.
#[expect(clippy::disallowed_methods, reason = "the caller may see the accounts")]
pub fn of_accounts(accounts: &[AccountId]) -> Select<Entity> {
    Entity::find().filter(Column::AccountId.is_in(accounts.iter().copied()))
}

/// The accounts of doctors whose name has these words, for a search among accounts that the caller may see.
#[expect(
    clippy::disallowed_methods,
    reason = "only says which of the visible accounts have the name"
)]
pub fn accounts_named(words: &str) -> SelectStatement {
    Entity::find()
        .select_only()
        .column(Column::AccountId)
        .filter(matches((Entity, Column::NameSearch), words))
        .into_query()
}
