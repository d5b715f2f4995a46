//! The table of cases.

use chrono::{DateTime, Utc};
use domain::actor::{Actor, Permission};
use domain::carers::CarerScope;
use domain::id::{AccountId, CaseId, PatientId};
use domain::privacy::CaseState;
use sea_orm::UpdateMany;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "access_case")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CaseId,
    pub patient_id: PatientId,
    /// The row of the audit that it is about.
    pub event_id: Uuid,
    pub state: CaseState,
    pub message_sealed: Option<Vec<u8>>,
    pub answer_sealed: Option<Vec<u8>>,
    pub answered_by: Option<AccountId>,
    pub answered_at: Option<DateTime<Utc>>,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The cases an actor may see: a patient's own, all for whoever reviews.
#[expect(clippy::disallowed_methods, reason = "the scoped way in")]
pub fn visible_to(actor: &Actor) -> Select<Entity> {
    let all = Entity::find();
    match actor {
        Actor::Patient { patient, .. } | Actor::Carer { patient, .. } if actor.allows(CarerScope::Access) => {
            all.filter(Column::PatientId.eq(*patient))
        }
        Actor::Staff { permissions, .. } if permissions.contains(Permission::ReviewAccess) => all,
        Actor::System => all,
        _ => all.filter(Expr::value(false)),
    }
}

/// A change of one that still has the version it was read with.
pub fn update(id: CaseId, version: i32) -> UpdateMany<Entity> {
    Entity::update_many()
        .filter(Column::Id.eq(id))
        .filter(Column::Version.eq(version))
}
