//! The public search: any combination of specialty, name, city, kind of visit, and a day to be free by.

use domain::actor::Actor;
use domain::doctors::{DoctorCard, DoctorSearch, DoctorStatus, SearchDoctors, ValidSearch};
use domain::form::{FieldErrors, Problem};
use domain::id::{DoctorId, LocationId, SpecialtyId, VisitTypeId};
use domain::page::{PAGE_SIZE, Page, offset};
use domain::values::Choice;
use sea_orm::sea_query::Condition;
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select};

use super::choices::{by_code, specialty_rows};
use super::entity::doctor::{self, Column, DoctorRow};
use super::entity::specialty::{listed, practised};
use super::{nearest_label, specialties};
use crate::availability::{self, OnOffer};
use crate::error::Result;
use crate::locations::{self, LocationRow};
use crate::scope::Scope;
use crate::search::{fold, matches};
use crate::times::{Zone, day_range};
use crate::visit_types::{self, VisitTypeRow};

/// Finds verified doctors; anybody may. What cannot be searched for is told in `errors` and left out of the search.
///
/// # Errors
/// When the database fails.
pub async fn search(scope: &Scope, search: &SearchDoctors) -> Result<DoctorSearch> {
    let db = scope.db();
    let (specialties, places, visit_types) =
        tokio::try_join!(specialty_rows(db), locations::open(db), visit_types::active(db))?;
    let (valid, mut errors) = what_makes_sense(search, scope);
    let wanted = Wanted::new(scope, &valid, &specialties, &places, &visit_types, &mut errors);

    let found = wanted.filtered(scope);
    let total = found.clone().count(db).await?;
    let page = valid.page.min(domain::page::pages(total)).max(1);
    let found = if valid.free_by.is_some() {
        found.order_by_asc(Column::NextFreeAt)
    } else {
        found
    };
    let rows = found
        .order_by_asc(Column::NameSort)
        .order_by_asc(Column::Id)
        .offset(offset(page))
        .limit(PAGE_SIZE)
        .all(db)
        .await?;
    Ok(DoctorSearch {
        search: search.clone(),
        specialties: specialties.iter().map(by_code).collect(),
        cities: cities(&places),
        visit_types: visit_types.iter().map(kind).collect(),
        errors,
        doctors: Page::of(cards(scope, rows).await?, page, total),
    })
}

/// The search without the fields that cannot be searched for, and what is wrong with those.
fn what_makes_sense(search: &SearchDoctors, scope: &Scope) -> (ValidSearch, FieldErrors) {
    let errors = match search.parse(scope.today()) {
        Ok(valid) => return (valid, FieldErrors::default()),
        Err(errors) => errors,
    };
    let mut rest = search.clone();
    for error in &errors {
        match error.field.as_str() {
            "specialty" => rest.specialty.clear(),
            "name" => rest.name.clear(),
            "city" => rest.city.clear(),
            "visit_type" => rest.visit_type.clear(),
            _ => rest.free_by.clear(),
        }
    }
    (rest.parse(scope.today()).unwrap_or_default(), errors)
}

/// What is looked for, in ids.
#[derive(Default)]
struct Wanted {
    specialty: Option<SpecialtyId>,
    name: Option<String>,
    /// Every place in the city.
    places: Option<Vec<LocationId>>,
    visit_type: Option<VisitTypeId>,
    /// Before this instant, as days go in the city.
    free_before: Option<chrono::DateTime<chrono::Utc>>,
}

impl Wanted {
    fn new(
        scope: &Scope,
        valid: &ValidSearch,
        specialties: &[listed::Model],
        places: &[LocationRow],
        visit_types: &[VisitTypeRow],
        errors: &mut FieldErrors,
    ) -> Self {
        let mut known = |field: &str, found: bool| {
            if !found {
                errors.push(field, Problem::UnknownChoice);
            }
        };
        let specialty = valid.specialty.as_deref().and_then(|code| {
            let row = specialties.iter().find(|row| row.code == code);
            known("specialty", row.is_some());
            row.map(|row| row.id)
        });
        let visit_type = valid.visit_type.as_deref().and_then(|code| {
            let row = visit_types.iter().find(|row| row.code == code);
            known("visit_type", row.is_some());
            row.map(|row| row.id)
        });
        let there = valid.city.as_deref().map(|city| {
            let city = fold(city);
            let there = places.iter().filter(|place| fold(&place.city) == city);
            there.collect::<Vec<_>>()
        });
        let zone = there
            .as_ref()
            .and_then(|there| Zone::named(&there.first()?.zone).ok())
            .unwrap_or_else(|| scope.tools().site.time_zone.clone());
        Self {
            specialty,
            name: valid.name.clone(),
            places: there.map(|there| there.iter().map(|place| place.id).collect()),
            visit_type,
            free_before: valid.free_by.map(|day| day_range(day, &zone).end),
        }
    }

    /// Every doctor who is wanted; the same for whoever asks.
    fn filtered(&self, scope: &Scope) -> Select<doctor::Entity> {
        let (today, now) = (scope.today(), scope.now());
        let mut wanted = Condition::all().add(Column::Status.eq(DoctorStatus::Approved));
        if let Some(specialty) = self.specialty {
            wanted = wanted.add(Column::Id.in_subquery(practised::doctors_of(specialty)));
        }
        if let Some(name) = &self.name {
            wanted = wanted.add(matches(Column::NameSearch, name));
        }
        if let Some(places) = &self.places {
            let home = Column::HomeLocationId.is_in(places.iter().copied());
            wanted = wanted.add(
                Condition::any()
                    .add(home)
                    .add(availability::works_at(places, today, now)),
            );
        }
        if let Some(visit_type) = self.visit_type {
            wanted = wanted.add(availability::offers_visit_type(visit_type, today, now));
        }
        if let Some(before) = self.free_before {
            wanted = wanted.add(Column::NextFreeAt.lt(before));
        }
        doctor::visible_to(&Actor::Anonymous).filter(wanted)
    }
}

/// The doctors of one page, with everything that is read for all of them at once.
async fn cards(scope: &Scope, rows: Vec<DoctorRow>) -> Result<Vec<DoctorCard>> {
    let db = scope.db();
    let ids: Vec<DoctorId> = rows.iter().map(|row| row.id).collect();
    let homes: Vec<LocationId> = rows.iter().map(|row| row.home_location_id).collect();
    let passed: Vec<DoctorId> = rows
        .iter()
        .filter(|row| row.next_free_at.is_some_and(|next| next <= scope.now()))
        .map(|row| row.id)
        .collect();
    let (mut practised, mut offers, homes, fresh) = tokio::try_join!(
        specialties(db, ids),
        availability::on_offer(db, scope.now(), rows.clone()),
        locations::by_ids(db, homes),
        availability::next_free(db, scope.tools(), &passed),
    )?;
    let cards = rows.into_iter().map(|row| {
        let offer = offers.remove(&row.id).unwrap_or_default();
        let home = homes.get(&row.home_location_id);
        let next = match fresh.get(&row.id) {
            Some(offer) => Some(offer.when.instant),
            None => row.next_free_at.filter(|next| *next > scope.now()),
        };
        DoctorCard {
            id: row.id,
            specialties: practised.remove(&row.id).unwrap_or_default(),
            places: place_labels(&offer, home),
            video: offer.video,
            next_free: next.map(|next| nearest_label(scope, next, &row, home)),
            languages: row.languages,
            experience_years: u16::try_from(row.experience_years).unwrap_or_default(),
            name: row.name,
        }
    });
    Ok(cards.collect())
}

/// Where visits happen; the doctor's own place while there are no hours.
fn place_labels(offer: &OnOffer, home: Option<&LocationRow>) -> Vec<String> {
    if offer.places.is_empty() && !offer.video {
        return home.map(LocationRow::label).into_iter().collect();
    }
    offer.places.iter().map(LocationRow::label).collect()
}

/// The cities of the open places, each once.
fn cities(places: &[LocationRow]) -> Vec<Choice> {
    let mut cities: Vec<Choice> = Vec::new();
    for place in places {
        let city = fold(&place.city);
        if cities.last().is_none_or(|last| fold(&last.value) != city) {
            cities.push(Choice {
                value: place.city.clone(),
                label: place.city.clone(),
            });
        }
    }
    cities
}

fn kind(row: &VisitTypeRow) -> Choice {
    Choice {
        value: row.code.clone(),
        label: row.name.clone(),
    }
}
