//! What a doctor charges for a type of visit; public.

use domain::id::{DoctorId, VisitTypeId};
use sea_orm::DeleteMany;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "doctor_fee")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub doctor_id: DoctorId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub visit_type_id: VisitTypeId,
    /// In the currency's minor unit.
    pub amount_minor: i64,
    /// ISO 4217.
    pub currency: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The fees of some doctors.
#[expect(
    clippy::disallowed_methods,
    reason = "the caller found the doctors through their own scope"
)]
pub fn of(doctors: impl IntoIterator<Item = DoctorId>) -> Select<Entity> {
    Entity::find().filter(Column::DoctorId.is_in(doctors))
}

/// Takes a doctor's fees away, for the new ones.
pub fn remove(doctor: DoctorId) -> DeleteMany<Entity> {
    Entity::delete_many().filter(Column::DoctorId.eq(doctor))
}
