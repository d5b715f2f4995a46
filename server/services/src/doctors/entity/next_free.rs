//! The next free time of a doctor for one kind of visit at one place, kept by a job: search filters and sorts by it.

use chrono::{DateTime, Utc};
use domain::id::{DoctorId, LocationId, VisitTypeId};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Condition, ExprTrait, Query, SelectStatement};
use sea_orm::{DeleteMany, QuerySelect, QueryTrait};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "doctor_next_free")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub doctor_id: DoctorId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub visit_type_id: VisitTypeId,
    /// Where the visit happens. A video visit stands at the doctor's own place, where people look for the doctor.
    #[sea_orm(primary_key, auto_increment = false)]
    pub location_id: LocationId,
    /// `None` while it is offered but nothing is free.
    pub next_free_at: Option<DateTime<Utc>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Which rows are asked for; all by default.
#[derive(Clone, Debug, Default)]
pub struct Which {
    pub visit_type: Option<VisitTypeId>,
    /// At one of these places.
    pub places: Option<Vec<LocationId>>,
    /// Free before this instant.
    pub before: Option<DateTime<Utc>>,
}

impl Which {
    /// Whether visit type and place don't matter.
    #[must_use]
    pub fn is_of_any_kind(&self) -> bool {
        self.visit_type.is_none() && self.places.is_none()
    }

    /// Whether the kind of visit and the place are asked for.
    #[must_use]
    pub fn is_at(&self, visit_type: VisitTypeId, place: LocationId) -> bool {
        self.visit_type.is_none_or(|wanted| wanted == visit_type)
            && self.places.as_ref().is_none_or(|wanted| wanted.contains(&place))
    }

    fn condition(&self) -> Condition {
        let places = self.places.as_ref();
        Condition::all()
            .add_option(self.visit_type.map(|wanted| Column::VisitTypeId.eq(wanted)))
            .add_option(places.map(|wanted| Column::LocationId.is_in(wanted.iter().copied())))
            .add_option(self.before.map(|before| Column::NextFreeAt.lt(before)))
    }
}

/// The rows of some doctors.
#[expect(
    clippy::disallowed_methods,
    reason = "the caller found the doctors through their own scope"
)]
pub fn of(doctors: impl IntoIterator<Item = DoctorId>, which: &Which) -> Select<Entity> {
    Entity::find()
        .filter(Column::DoctorId.is_in(doctors))
        .filter(which.condition())
}

/// True for rows of the doctor table with such a row.
pub fn exists(which: &Which) -> Expr {
    let rows = Query::select()
        .expr(Expr::val(1))
        .from(Entity)
        .and_where(Expr::col((Entity, Column::DoctorId)).equals(("doctor", "id")))
        .cond_where(which.condition())
        .to_owned();
    Expr::exists(rows)
}

/// `doctor_id` and `free_at`, the earliest of such rows, once for each doctor that has any.
#[expect(clippy::disallowed_methods, reason = "part of the search for doctors")]
pub fn earliest(which: &Which) -> SelectStatement {
    Entity::find()
        .select_only()
        .column(Column::DoctorId)
        .column_as(Column::NextFreeAt.min(), "free_at")
        .filter(which.condition())
        .group_by(Column::DoctorId)
        .into_query()
}

/// The doctors with a next free time before an instant.
#[expect(
    clippy::disallowed_methods,
    reason = "says whose times are due to be looked at again"
)]
pub fn doctors_before(instant: DateTime<Utc>) -> SelectStatement {
    Entity::find()
        .select_only()
        .column(Column::DoctorId)
        .filter(Column::NextFreeAt.lt(instant))
        .into_query()
}

/// Takes the rows of some doctors away, for the new ones.
pub fn remove(doctors: impl IntoIterator<Item = DoctorId>) -> DeleteMany<Entity> {
    Entity::delete_many().filter(Column::DoctorId.is_in(doctors))
}
