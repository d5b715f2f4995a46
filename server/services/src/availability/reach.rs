//! Who can be reached where and for what: for the cards and pages of doctors, and the list of places.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{DoctorId, LocationId};
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
