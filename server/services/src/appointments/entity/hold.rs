//! Times that are kept while a patient confirms: one of each patient.

use chrono::{DateTime, Utc};
use domain::actor::Actor;
use domain::carers::CarerScope;
use domain::id::{DoctorId, HoldId, LocationId, PatientId, VisitTypeId};
use sea_orm::DeleteMany;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "hold")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: HoldId,
    pub patient_id: PatientId,
    pub doctor_id: DoctorId,
    /// None for a video visit.
    pub location_id: Option<LocationId>,
    pub visit_type_id: VisitTypeId,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
    pub created_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The holds an actor may see: a patient's own.
#[expect(clippy::disallowed_methods, reason = "the scoped way in")]
pub fn visible_to(actor: &Actor) -> Select<Entity> {
    let all = Entity::find();
    match actor {
        Actor::Patient { patient, .. } | Actor::Carer { patient, .. } if actor.allows(CarerScope::Booking) => {
            all.filter(Column::PatientId.eq(*patient))
        }
        Actor::System => all,
        _ => all.filter(Expr::value(false)),
    }
}

/// Takes a hold away; what it occupies goes with it.
pub fn remove(id: HoldId) -> DeleteMany<Entity> {
    Entity::delete_many().filter(Column::Id.eq(id))
}

/// Takes away what ended before `before`.
pub fn remove_ended(before: DateTime<Utc>) -> DeleteMany<Entity> {
    Entity::delete_many().filter(Column::ExpiresAt.lt(before))
}
