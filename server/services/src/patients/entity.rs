//! The patient table.

use chrono::{DateTime, NaiveDate, Utc};
use domain::actor::Actor;
use domain::carers::CarerScope;
use domain::id::{AccountId, PatientId};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait, SelectStatement, UnionType};
use sea_orm::{QuerySelect, QueryTrait};

use crate::search::matches;
use crate::{appointments, care, emergency};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "patient")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PatientId,
    /// Record number.
    pub number: i64,
    pub account_id: Option<AccountId>,
    pub name: String,
    pub name_search: String,
    pub name_sort: String,
    pub phone: String,
    pub birth_date: NaiveDate,
    pub address_sealed: Option<Vec<u8>>,
    /// The record of the same person that this one became part of.
    pub merged_into_id: Option<PatientId>,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Not part of another record: a record that is, is nobody's and stands in no list.
fn stands_alone() -> Expr {
    Column::MergedIntoId.is_null()
}

/// What decides whom a doctor sees at present.
#[derive(Clone, Copy, Debug)]
pub struct Present {
    pub now: DateTime<Utc>,
    /// The clinic's day.
    pub today: NaiveDate,
    /// The oldest start of a visit that still counts.
    pub since: DateTime<Utc>,
}

/// The patients an actor may know of: oneself; for a doctor those with a visit that was not cancelled, from booking until
/// some days after it, those whom the doctor looks after, and those whom the doctor opened in an emergency.
#[expect(clippy::disallowed_methods, reason = "the scoped way in")]
pub fn visible_to(actor: &Actor, at: &Present) -> Select<Entity> {
    let all = Entity::find().filter(stands_alone());
    match actor {
        Actor::Patient { patient, .. } | Actor::Carer { patient, .. } if actor.allows(CarerScope::Profile) => {
            all.filter(Column::Id.eq(*patient))
        }
        // One list of ids, which both engines look up by the key; two conditions would read the whole table.
        Actor::Doctor { doctor, .. } => {
            let mut seen = appointments::patients_of(*doctor, at.since);
            seen.union(UnionType::Distinct, care::patients_of(*doctor, at.today));
            seen.union(UnionType::Distinct, emergency::patients_of(*doctor, at.now));
            all.filter(Column::Id.in_subquery(seen))
        }
        _ => all.filter(Expr::value(false)),
    }
}

/// These patients.
#[expect(
    clippy::disallowed_methods,
    reason = "the caller found the patients through their own scope"
)]
pub fn these(ids: impl IntoIterator<Item = PatientId>) -> Select<Entity> {
    Entity::find().filter(Column::Id.is_in(ids))
}

/// The patient with this record number.
#[expect(
    clippy::disallowed_methods,
    reason = "the caller reads the audit, which names the patients"
)]
pub fn of_number(number: i64) -> Select<Entity> {
    Entity::find().filter(Column::Number.eq(number))
}

/// The patients with these record numbers.
#[expect(
    clippy::disallowed_methods,
    reason = "the caller looks after accounts, or knows the date of birth too"
)]
pub fn of_numbers(numbers: &[i64]) -> Select<Entity> {
    Entity::find().filter(Column::Number.is_in(numbers.iter().copied()))
}

/// The patient that an account brought, part of another record by now or not.
#[expect(
    clippy::disallowed_methods,
    reason = "the caller holds the account's session or works on it"
)]
pub fn brought_by(account: AccountId) -> Select<Entity> {
    Entity::find().filter(Column::AccountId.eq(account))
}

/// The patient of an account.
pub fn of_account(account: AccountId) -> Select<Entity> {
    brought_by(account).filter(stands_alone())
}

/// The patients of these accounts.
#[expect(clippy::disallowed_methods, reason = "the caller may see the accounts")]
pub fn of_accounts(accounts: &[AccountId]) -> Select<Entity> {
    Entity::find()
        .filter(Column::AccountId.is_in(accounts.iter().copied()))
        .filter(stands_alone())
}

/// The accounts of patients whose name has these words, for a search among accounts that the caller may see.
#[expect(
    clippy::disallowed_methods,
    reason = "only says which of the visible accounts have the name"
)]
pub fn accounts_named(words: &str) -> SelectStatement {
    Entity::find()
        .select_only()
        .column(Column::AccountId)
        .filter(Column::AccountId.is_not_null())
        .filter(stands_alone())
        .filter(matches((Entity, Column::NameSearch), words))
        .into_query()
}

/// The patients without an account.
#[expect(clippy::disallowed_methods, reason = "the caller looks after people")]
pub fn without_account() -> Select<Entity> {
    Entity::find()
        .filter(Column::AccountId.is_null())
        .filter(stands_alone())
}

/// The patients without an account, and the records that became part of others.
#[expect(clippy::disallowed_methods, reason = "the caller looks after people")]
pub fn without_account_or_merged() -> Select<Entity> {
    Entity::find().filter(Column::AccountId.is_null().or(Column::MergedIntoId.is_not_null()))
}

/// The patients born on this day whose name sorts like this.
#[expect(
    clippy::disallowed_methods,
    reason = "the caller looks after people and knows both already"
)]
pub fn same_person(birth_date: NaiveDate, name_sort: &str) -> Select<Entity> {
    Entity::find()
        .filter(Column::BirthDate.eq(birth_date))
        .filter(Column::NameSort.eq(name_sort))
        .filter(stands_alone())
}

/// The patients born on this day.
#[expect(clippy::disallowed_methods, reason = "the caller looks after people")]
pub fn born_on(day: NaiveDate) -> Select<Entity> {
    Entity::find().filter(Column::BirthDate.eq(day)).filter(stands_alone())
}

/// The records that became part of this one.
#[expect(
    clippy::disallowed_methods,
    reason = "the caller may see the record that stayed, or looks after people"
)]
pub fn merged_into(kept: PatientId) -> Select<Entity> {
    Entity::find().filter(Column::MergedIntoId.eq(kept))
}

/// The ids of records that are part of others: what stayed with them is nobody's to see.
#[expect(
    clippy::disallowed_methods,
    reason = "takes rows out of a list that the caller may see"
)]
pub fn parts() -> SelectStatement {
    Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::MergedIntoId.is_not_null())
        .into_query()
}

/// The patients with an account, to be counted.
#[expect(clippy::disallowed_methods, reason = "a number tells nothing about anybody")]
pub fn with_account() -> Select<Entity> {
    Entity::find()
        .filter(Column::AccountId.is_not_null())
        .filter(stands_alone())
}
