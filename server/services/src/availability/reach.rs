//! Who can be reached where and for what: for the search for doctors, their pages, and the list of places.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{DoctorId, LocationId, VisitTypeId};
use sea_orm::sea_query::{Condition, Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QuerySelect};

use super::diaries::Diaries;
use super::entity::{exception, rule};
use crate::doctors::DoctorRow;
use crate::error::Result;
use crate::locations::LocationRow;
use crate::visit_types::VisitTypeRow;

/// What a doctor offers now or will, whether or not a time is free.
#[derive(Clone, Debug, Default)]
pub(crate) struct OnOffer {
    /// In the order of lists.
    pub visit_types: Vec<VisitTypeRow>,
    /// By name.
    pub places: Vec<LocationRow>,
    pub video: bool,
}

/// What each of these doctors offers.
///
/// # Errors
/// When the database fails.
pub(crate) async fn on_offer(
    db: &impl ConnectionTrait,
    now: DateTime<Utc>,
    doctors: Vec<DoctorRow>,
) -> Result<HashMap<DoctorId, OnOffer>> {
    let ids: Vec<DoctorId> = doctors.iter().map(|doctor| doctor.id).collect();
    let diaries = Diaries::load(db, now, doctors).await?;
    let offers = ids
        .into_iter()
        .filter_map(|id| Some((id, OnOffer::of(&diaries, diaries.diary(id)?))));
    Ok(offers.collect())
}

impl OnOffer {
    fn of(diaries: &Diaries, diary: &super::diaries::Diary) -> Self {
        let mut offer = Self::default();
        for visit_type in &diaries.visit_types {
            let places = diary.places(visit_type.id);
            if places.is_empty() {
                continue;
            }
            offer.visit_types.push(visit_type.clone());
            for place in places {
                match place.location.map(|id| diaries.locations.get(&id)) {
                    Some(Some(location)) if !offer.places.contains(location) => offer.places.push(location.clone()),
                    Some(_) => {}
                    None => offer.video = true,
                }
            }
        }
        offer.places.sort_by(|one, other| one.name.cmp(&other.name));
        offer
    }
}

/// True for rows of the doctor table with hours or openings for this kind of visit, today or later.
pub(crate) fn offers_visit_type(visit_type: VisitTypeId, today: NaiveDate, now: DateTime<Utc>) -> Condition {
    let hours = weekly(today)
        .inner_join(
            rule::visit_type::Entity,
            Expr::col((rule::visit_type::Entity, rule::visit_type::Column::RuleId))
                .equals((rule::Entity, rule::Column::Id)),
        )
        .and_where(Expr::col((rule::visit_type::Entity, rule::visit_type::Column::VisitTypeId)).eq(visit_type))
        .to_owned();
    let openings = coming(now)
        .inner_join(
            exception::visit_type::Entity,
            Expr::col((
                exception::visit_type::Entity,
                exception::visit_type::Column::ExceptionId,
            ))
            .equals((exception::Entity, exception::Column::Id)),
        )
        .and_where(
            Expr::col((
                exception::visit_type::Entity,
                exception::visit_type::Column::VisitTypeId,
            ))
            .eq(visit_type),
        )
        .to_owned();
    Condition::any().add(Expr::exists(hours)).add(Expr::exists(openings))
}

/// True for rows of the doctor table with hours or openings at one of these places, today or later.
pub(crate) fn works_at(places: &[LocationId], today: NaiveDate, now: DateTime<Utc>) -> Condition {
    let ids = || places.iter().copied();
    let hours = weekly(today)
        .and_where(Expr::col((rule::Entity, rule::Column::LocationId)).is_in(ids()))
        .to_owned();
    let openings = coming(now)
        .and_where(Expr::col((exception::Entity, exception::Column::LocationId)).is_in(ids()))
        .to_owned();
    Condition::any().add(Expr::exists(hours)).add(Expr::exists(openings))
}

/// Weekly hours of the doctor in the row around it that hold today or later.
fn weekly(today: NaiveDate) -> SelectStatement {
    let until = || Expr::col((rule::Entity, rule::Column::ValidUntil));
    Query::select()
        .expr(Expr::val(1))
        .from(rule::Entity)
        .and_where(Expr::col((rule::Entity, rule::Column::DoctorId)).equals(("doctor", "id")))
        .and_where(until().is_null().or(until().gte(today)))
        .to_owned()
}

/// What the doctor in the row around it planned and is not over; only openings name places and kinds of visit.
fn coming(now: DateTime<Utc>) -> SelectStatement {
    Query::select()
        .expr(Expr::val(1))
        .from(exception::Entity)
        .and_where(Expr::col((exception::Entity, exception::Column::DoctorId)).equals(("doctor", "id")))
        .and_where(Expr::col((exception::Entity, exception::Column::EndsAt)).gt(now))
        .to_owned()
}

/// Which doctors have hours at these places today or later; a place where nobody has any is not in the map.
///
/// # Errors
/// When the database fails.
pub(crate) async fn doctors_at(
    db: &impl ConnectionTrait,
    places: impl IntoIterator<Item = LocationId> + Send,
    today: NaiveDate,
) -> Result<HashMap<LocationId, Vec<DoctorId>>> {
    let rows: Vec<(LocationId, DoctorId)> = rule::at(places, today)
        .select_only()
        .column(rule::Column::LocationId)
        .column(rule::Column::DoctorId)
        .distinct()
        .into_tuple()
        .all(db)
        .await?;
    Ok(super::diaries::grouped(rows))
}

/// Whether anybody has hours or coming openings there.
///
/// # Errors
/// When the database fails.
pub(crate) async fn is_used(
    db: &impl ConnectionTrait,
    place: LocationId,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<bool> {
    if rule::at([place], today).one(db).await?.is_some() {
        return Ok(true);
    }
    let opening = exception::at(place).filter(exception::Column::EndsAt.gt(now));
    Ok(opening.one(db).await?.is_some())
}
