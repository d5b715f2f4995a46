//! The table of relationships.

use chrono::{DateTime, NaiveDate, Utc};
use domain::actor::{Actor, ActorKind};
use domain::care::{CareFacts, CareKind, CareState};
use domain::carers::CarerScope;
use domain::id::{AccountId, CareId, DoctorId, PatientId};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::SelectStatement;
use sea_orm::{Condition, QuerySelect, QueryTrait, UpdateMany};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "care_relationship")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CareId,
    pub patient_id: PatientId,
    pub doctor_id: DoctorId,
    pub kind: CareKind,
    pub state: CareState,
    /// The patient, the doctor, or staff who arranged it.
    pub requested_by: ActorKind,
    /// The first day; while nobody has answered, that of the request.
    pub starts_on: NaiveDate,
    /// The day on which it is over.
    pub ends_on: Option<NaiveDate>,
    pub referral_sealed: Option<Vec<u8>>,
    pub answered_at: Option<DateTime<Utc>>,
    pub ended_by: Option<ActorKind>,
    pub ended_account_id: Option<AccountId>,
    pub ended_at: Option<DateTime<Utc>>,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// What the rules need to know.
    pub fn facts(&self) -> CareFacts {
        CareFacts {
            patient: self.patient_id,
            doctor: self.doctor_id,
            state: self.state,
            requested_by: self.requested_by,
            starts_on: self.starts_on,
            ends_on: self.ends_on,
        }
    }
}

/// States in which there is at most one of a kind between two people.
pub const OPEN: [CareState; 2] = [CareState::Requested, CareState::Active];

/// The relationships an actor may see: one's own as patient or doctor.
#[expect(clippy::disallowed_methods, reason = "the scoped way in")]
pub fn visible_to(actor: &Actor) -> Select<Entity> {
    let all = Entity::find();
    match actor {
        Actor::Patient { patient, .. } | Actor::Carer { patient, .. } if actor.allows(CarerScope::CareTeam) => {
            all.filter(Column::PatientId.eq(*patient))
        }
        Actor::Doctor { doctor, .. } => all.filter(Column::DoctorId.eq(*doctor)),
        Actor::System => all,
        _ => all.filter(Expr::value(false)),
    }
}

/// Those of a patient.
#[expect(clippy::disallowed_methods, reason = "the caller may manage people")]
pub fn of_patient(patient: PatientId) -> Select<Entity> {
    Entity::find().filter(Column::PatientId.eq(patient))
}

/// One by its id.
#[expect(clippy::disallowed_methods, reason = "the caller may manage people")]
pub fn one(id: CareId) -> Select<Entity> {
    Entity::find().filter(Column::Id.eq(id))
}

/// The open ones of a doctor with some patients, one kind, for whoever assigns patients.
#[expect(clippy::disallowed_methods, reason = "the caller may manage people")]
pub fn open_with(doctor: DoctorId, kind: CareKind, patients: &[PatientId]) -> Select<Entity> {
    Entity::find()
        .filter(Column::DoctorId.eq(doctor))
        .filter(Column::Kind.eq(kind))
        .filter(Column::State.is_in(OPEN))
        .filter(Column::PatientId.is_in(patients.iter().copied()))
}

/// Ids of the patients whom a doctor looks after on a day.
#[expect(
    clippy::disallowed_methods,
    reason = "part of what makes a patient visible to a doctor"
)]
pub fn patients_of(doctor: DoctorId, today: NaiveDate) -> SelectStatement {
    Entity::find()
        .select_only()
        .column(Column::PatientId)
        .filter(Column::DoctorId.eq(doctor))
        .filter(in_force(today))
        .into_query()
}

/// What [`CareFacts::gives_access`] says, in SQL.
pub fn in_force(today: NaiveDate) -> Condition {
    Condition::all()
        .add(Column::State.eq(CareState::Active))
        .add(Column::StartsOn.lte(today))
        .add(
            Condition::any()
                .add(Column::EndsOn.is_null())
                .add(Column::EndsOn.gt(today)),
        )
}

/// A change of one that still has the version it was read with.
pub fn update(id: CareId, version: i32) -> UpdateMany<Entity> {
    Entity::update_many()
        .filter(Column::Id.eq(id))
        .filter(Column::Version.eq(version))
}

/// A change of the open one of a kind between a patient and a doctor.
pub fn open_between(patient: PatientId, doctor: DoctorId, kind: CareKind) -> UpdateMany<Entity> {
    Entity::update_many()
        .filter(Column::PatientId.eq(patient))
        .filter(Column::DoctorId.eq(doctor))
        .filter(Column::Kind.eq(kind))
        .filter(Column::State.is_in(OPEN))
}

/// A change of the open ones of a doctor whose end has come: they stand in nobody's way.
pub fn over(doctor: DoctorId, kind: CareKind, patients: &[PatientId], today: NaiveDate) -> UpdateMany<Entity> {
    Entity::update_many()
        .filter(Column::DoctorId.eq(doctor))
        .filter(Column::Kind.eq(kind))
        .filter(Column::State.is_in(OPEN))
        .filter(Column::EndsOn.lte(today))
        .filter(Column::PatientId.is_in(patients.iter().copied()))
}
