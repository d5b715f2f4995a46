//! The audit table. Nothing updates or deletes its rows.

use chrono::{DateTime, Utc};
use domain::actor::ActorKind;
use domain::id::{AccountId, PatientId};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Condition, ExprTrait, Query};
use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect, Select};

use super::{all, seal};
use crate::audit::{Action, Event, Search, Subject, mac};
use crate::error::Result;
use crate::long_list;
use crate::scope::Scope;
use crate::times::Instants;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_event")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub at: DateTime<Utc>,
    pub actor_kind: String,
    pub account_id: Option<Uuid>,
    pub action: String,
    pub subject_kind: Option<String>,
    pub subject_id: Option<Uuid>,
    pub patient_id: Option<Uuid>,
    pub outcome: String,
    pub request_id: Uuid,
    pub ip: Option<String>,
    pub detail: Json,
    /// Over everything else; none in rows from before there were any.
    pub mac: Option<Vec<u8>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The row of `event`, as it happens now.
pub fn row(scope: &Scope, event: Event, outcome: &str) -> Model {
    let subject = event.subject.map(Subject::parts);
    let mut row = Model {
        id: scope.new_id(),
        at: scope.now(),
        actor_kind: scope.actor().kind().as_str().to_owned(),
        account_id: scope.actor().account().map(AccountId::uuid),
        action: event.action.as_str().to_owned(),
        subject_kind: subject.map(|(kind, _)| kind.to_owned()),
        subject_id: subject.map(|(_, id)| id),
        patient_id: event.patient.map(PatientId::uuid),
        outcome: outcome.to_owned(),
        request_id: scope.request().id,
        ip: scope.request().ip.map(|ip| ip.to_string()),
        detail: event.detail,
        mac: None,
    };
    row.mac = Some(mac::of_event(&scope.tools().keys, &row));
    row
}

/// Appends rows.
pub async fn insert(db: &impl ConnectionTrait, rows: Vec<Model>) -> Result<()> {
    let rows = rows.into_iter().map(|row| row.into_active_model().reset_all());
    Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}

/// Those with these ids.
pub fn by_ids(ids: impl IntoIterator<Item = Uuid>) -> Select<Entity> {
    all::<Entity>().filter(Column::Id.is_in(ids))
}

/// What other people than the patient, who has this account, did with a patient's records, the newest first: neither what the
/// portal does by itself, nor what one did before one had an account, nor what one did as a patient with an account whose record
/// is part of this one now.
pub fn by_others(
    records: impl IntoIterator<Item = PatientId>,
    own: Option<AccountId>,
    once_own: &[AccountId],
) -> Select<Entity> {
    let mut others = Condition::all().add(Column::AccountId.is_not_null());
    if let Some(own) = own {
        others = others.add(Column::AccountId.ne(own.uuid()));
    }
    if !once_own.is_empty() {
        let theirs = Column::AccountId.is_in(once_own.iter().map(|account| account.uuid()));
        let as_patient = Column::ActorKind.eq(ActorKind::Patient.as_str());
        others = others.add(theirs.and(as_patient).not());
    }
    all::<Entity>()
        .filter(Column::PatientId.is_in(records.into_iter().map(PatientId::uuid)))
        .filter(others)
        .order_by_desc(Column::At)
        .order_by_desc(Column::Id)
}

/// What an account did about a patient within some time, its end included, the oldest first.
pub fn of_account_about(
    account: AccountId,
    records: impl IntoIterator<Item = PatientId>,
    within: &Instants,
) -> Select<Entity> {
    all::<Entity>()
        .filter(Column::PatientId.is_in(records.into_iter().map(PatientId::uuid)))
        .filter(Column::AccountId.eq(account.uuid()))
        .filter(Column::At.gte(within.start))
        .filter(Column::At.lte(within.end))
        .order_by_asc(Column::At)
        .order_by_asc(Column::Id)
}

/// What fits a search, the newest first.
pub fn found(search: &Search, before: Option<&Model>) -> Select<Entity> {
    let mut found = all::<Entity>();
    if let Some(account) = search.account {
        found = found.filter(Column::AccountId.eq(account.uuid()));
    }
    if let Some(records) = &search.patient {
        found = found.filter(Column::PatientId.is_in(records.iter().map(|record| record.uuid())));
    }
    if let Some(action) = search.action {
        found = found.filter(Column::Action.eq(action.as_str()));
    }
    if let Some(start) = search.start {
        found = found.filter(Column::At.gte(start));
    }
    if let Some(end) = search.end {
        found = found.filter(Column::At.lt(end));
    }
    if let Some(row) = before {
        found = found.filter(long_list::after(Column::At, Column::Id, (row.at, row.id)));
    }
    found.order_by_desc(Column::At).order_by_desc(Column::Id)
}

/// How often these things happened, from an instant to another, which is not included: `(String, i64)` for each that did.
pub fn counts(actions: &[Action], from: DateTime<Utc>, until: DateTime<Utc>) -> Select<Entity> {
    all::<Entity>()
        .select_only()
        .column(Column::Action)
        .column_as(Column::Id.count(), "count")
        .filter(Column::Action.is_in(actions.iter().map(|action| action.as_str())))
        .filter(Column::At.gte(from))
        .filter(Column::At.lt(until))
        .group_by(Column::Action)
}

/// Those without a number, the oldest first.
pub fn unsealed() -> Select<Entity> {
    let sealed = Query::select()
        .expr(Expr::val(1))
        .from(seal::Entity)
        .and_where(Expr::col((seal::Entity, seal::Column::EventId)).equals((Entity, Column::Id)))
        .to_owned();
    all::<Entity>()
        .filter(Expr::exists(sealed).not())
        .order_by_asc(Column::At)
        .order_by_asc(Column::Id)
}
