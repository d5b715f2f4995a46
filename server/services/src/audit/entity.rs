//! The audit table. Nothing updates or deletes its rows.

use chrono::{DateTime, Utc};
use domain::id::{AccountId, PatientId};
use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;

use super::Event;
use crate::error::Result;
use crate::scope::Scope;

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
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The row of `event`, as it happens now.
pub(super) fn row(scope: &Scope, event: Event, outcome: &str) -> ActiveModel {
    let subject = event.subject.map(super::Subject::parts);
    ActiveModel {
        id: Set(scope.new_id()),
        at: Set(scope.now()),
        actor_kind: Set(scope.actor().kind().as_str().to_owned()),
        account_id: Set(scope.actor().account().map(AccountId::uuid)),
        action: Set(event.action.as_str().to_owned()),
        subject_kind: Set(subject.map(|(kind, _)| kind.to_owned())),
        subject_id: Set(subject.map(|(_, id)| id)),
        patient_id: Set(event.patient.map(PatientId::uuid)),
        outcome: Set(outcome.to_owned()),
        request_id: Set(scope.request().id),
        ip: Set(scope.request().ip.map(|ip| ip.to_string())),
        detail: Set(event.detail),
    }
}

/// Appends rows.
pub(super) async fn insert(db: &impl ConnectionTrait, rows: Vec<ActiveModel>) -> Result<()> {
    Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}
