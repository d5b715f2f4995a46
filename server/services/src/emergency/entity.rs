//! The table of emergency accesses.

use chrono::{DateTime, Utc};
use domain::actor::{Actor, Permission};
use domain::emergency::{EmergencyReason, Span, Verdict};
use domain::id::{AccountId, DoctorId, EmergencyId, PatientId};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::SelectStatement;
use sea_orm::{QuerySelect, QueryTrait, UpdateMany};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "emergency_access")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: EmergencyId,
    pub patient_id: PatientId,
    pub doctor_id: DoctorId,
    /// The doctor's account, by which the audit knows them.
    pub account_id: AccountId,
    pub kind: EmergencyReason,
    pub reason_sealed: Vec<u8>,
    pub opened_at: DateTime<Utc>,
    /// The instant from which on it gives nothing: after its minutes, or when the doctor ended it.
    pub ends_at: DateTime<Utc>,
    pub verdict: Option<Verdict>,
    pub note_sealed: Option<Vec<u8>>,
    pub reviewed_by: Option<AccountId>,
    pub reviewed_at: Option<DateTime<Utc>>,
    pub version: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// When it gives access.
    pub fn span(&self) -> Span {
        Span {
            opened_at: self.opened_at,
            ends_at: self.ends_at,
        }
    }
}

/// The emergency accesses that an actor may see: a doctor's own, all for whoever reviews them.
#[expect(clippy::disallowed_methods, reason = "the scoped way in")]
pub fn visible_to(actor: &Actor) -> Select<Entity> {
    let all = Entity::find();
    match actor {
        Actor::Doctor { doctor, .. } => all.filter(Column::DoctorId.eq(*doctor)),
        Actor::Staff { permissions, .. } if permissions.contains(Permission::ReviewAccess) => all,
        Actor::System => all,
        _ => all.filter(Expr::value(false)),
    }
}

/// Ids of the patients whom a doctor sees in an emergency now.
#[expect(
    clippy::disallowed_methods,
    reason = "part of what makes a patient visible to a doctor"
)]
pub fn patients_of(doctor: DoctorId, now: DateTime<Utc>) -> SelectStatement {
    Entity::find()
        .select_only()
        .column(Column::PatientId)
        .filter(Column::DoctorId.eq(doctor))
        .filter(Column::EndsAt.gt(now))
        .into_query()
}

/// A change of one that still has the version it was read with.
pub fn update(id: EmergencyId, version: i32) -> UpdateMany<Entity> {
    Entity::update_many()
        .filter(Column::Id.eq(id))
        .filter(Column::Version.eq(version))
}
