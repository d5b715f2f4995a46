//! The public search: any combination of specialty, name, city, kind of visit, and a day to be free by.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::actor::Actor;
use domain::doctors::{DoctorCard, DoctorSearch, DoctorStatus, SearchDoctors, ValidSearch};
use domain::form::{FieldErrors, Problem};
use domain::id::{DoctorId, LocationId, SpecialtyId};
use domain::page::{PAGE_SIZE, Page, offset};
use domain::values::Choice;
use sea_orm::sea_query::{Condition, Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, Select};

use super::choices::{by_code, specialty_rows};
use super::entity::doctor::{self, Column, DoctorRow};
use super::entity::next_free::{self, Which};
use super::entity::specialty::{listed, practised};
use super::next_free::place;
use super::{nearest_label, specialties};
use crate::availability::{self, OnOffer};
use crate::error::Result;
use crate::locations::{self, LocationRow};
use crate::photos;
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
    let (specialties, places, visit_types) = tokio::try_join!(
        specialty_rows(db, scope.language()),
        locations::open(db),
        visit_types::active(db)
    )?;
    let (valid, mut errors) = what_makes_sense(search, scope);
    let wanted = Wanted::new(scope, &valid, &specialties, &places, &visit_types, &mut errors);

    let asked = Ord::max(valid.page, 1);
    let (mut total, mut ids) = wanted.page(db, asked).await?;
    if ids.is_empty() && asked > 1 {
        // Behind the last page the last one is shown.
        (total, ids) = wanted.page(db, 1).await?;
    }
    let page = Ord::max(Ord::min(asked, domain::page::pages(total)), 1);
    if page > 1 && page != asked {
        (_, ids) = wanted.page(db, page).await?;
    }
    let mut found = super::by_ids(db, ids.iter().copied()).await?;
    let rows = ids.iter().filter_map(|id| found.remove(id)).collect();
    Ok(DoctorSearch {
        search: search.clone(),
        specialties: specialties.iter().map(by_code).collect(),
        cities: cities(&places),
        visit_types: visit_types.iter().map(|row| kind(row, scope)).collect(),
        errors,
        doctors: Page::of(cards(scope, rows, &wanted.times).await?, page, total),
    })
}

/// The ids of one page, by name where nothing else comes first.
fn in_pages(found: Select<doctor::Entity>, page: u64) -> Select<doctor::Entity> {
    found
        .select_only()
        .column(Column::Id)
        .order_by_asc(Column::NameSort)
        .order_by_asc(Column::Id)
        .offset(offset(page))
        .limit(PAGE_SIZE)
}

/// Only the ids are counted: sea-orm's own count has the database make whole rows first.
async fn count(db: &impl ConnectionTrait, found: Select<doctor::Entity>) -> Result<u64> {
    let count: Option<i64> = found
        .select_only()
        .column_as(Column::Id.count(), "found")
        .into_tuple()
        .one(db)
        .await?;
    Ok(count.and_then(|count| u64::try_from(count).ok()).unwrap_or_default())
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
    /// The kind of visit, every place in the city, and the end of the day to be free by, as days go in the city.
    times: Which,
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
            times: Which {
                visit_type,
                places: there.map(|there| there.iter().map(|place| place.id).collect()),
                before: valid.free_by.map(|day| day_range(day, &zone).end),
            },
        }
    }

    /// Every doctor who is wanted; the same for whoever asks.
    fn found(&self) -> Select<doctor::Entity> {
        let times = &self.times;
        let condition = match (&times.places, times.before) {
            (None, None) if times.is_of_any_kind() => Condition::all(),
            // Of whatever kind: the earliest is on the doctor's own row.
            (None, Some(before)) if times.is_of_any_kind() => Condition::all().add(Column::NextFreeAt.lt(before)),
            // A doctor of the city, with hours or without.
            (Some(places), None) if times.visit_type.is_none() => Condition::any()
                .add(Column::HomeLocationId.is_in(places.iter().copied()))
                .add(next_free::exists(times)),
            _ => Condition::all().add(next_free::exists(times)),
        };
        self.whenever_free().filter(condition)
    }

    /// How many there are, and one page of them, those who are free first when there is a day to be free by.
    async fn page(&self, db: &impl ConnectionTrait, page: u64) -> Result<(u64, Vec<DoctorId>)> {
        if self.times.before.is_none() {
            // The index gives the page in its order, so counting is the work.
            return tokio::try_join!(count(db, self.found()), async {
                Ok(in_pages(self.found(), page).into_tuple().all(db).await?)
            });
        }
        // The times of all are needed for the order, so they are counted on the way; a page behind the last knows nothing.
        let rows: Vec<(DoctorId, i64)> = in_pages(self.free_first(), page)
            .column_as(Expr::cust("COUNT(*) OVER ()"), "total")
            .into_tuple()
            .all(db)
            .await?;
        let total = rows
            .first()
            .map_or(0, |(_, total)| u64::try_from(*total).unwrap_or_default());
        Ok((total, rows.into_iter().map(|(id, _)| id).collect()))
    }

    fn free_first(&self) -> Select<doctor::Entity> {
        if self.times.is_of_any_kind() {
            return self.found().order_by_asc(Column::NextFreeAt);
        }
        let mut found = self.whenever_free();
        let own = Expr::col(("free", "doctor_id")).equals((doctor::Entity, Column::Id));
        let earliest = next_free::earliest(&self.times);
        QuerySelect::query(&mut found).join_subquery(JoinType::InnerJoin, earliest, "free", own);
        found.order_by_asc(Expr::col(("free", "free_at")))
    }

    fn whenever_free(&self) -> Select<doctor::Entity> {
        let mut wanted = Condition::all().add(Column::Status.eq(DoctorStatus::Approved));
        if let Some(specialty) = self.specialty {
            wanted = wanted.add(Column::Id.in_subquery(practised::doctors_of(specialty)));
        }
        if let Some(name) = &self.name {
            wanted = wanted.add(matches(Column::NameSearch, name));
        }
        doctor::visible_to(&Actor::Anonymous).filter(wanted)
    }
}

/// The doctors of one page, with everything that is read for all of them at once.
async fn cards(scope: &Scope, rows: Vec<DoctorRow>, times: &Which) -> Result<Vec<DoctorCard>> {
    let db = scope.db();
    let ids: Vec<DoctorId> = rows.iter().map(|row| row.id).collect();
    let homes: Vec<LocationId> = rows.iter().map(|row| row.home_location_id).collect();
    let accounts = rows.iter().map(|row| row.account_id).collect::<Vec<_>>();
    let (mut practised, mut offers, homes, next, photos) = tokio::try_join!(
        specialties(db, ids, scope.language()),
        availability::on_offer(db, scope.now(), rows.clone()),
        locations::by_ids(db, homes),
        next_of_page(scope, &rows, times),
        photos::of_accounts(db, accounts),
    )?;
    let cards = rows.into_iter().map(|row| {
        let offer = offers.remove(&row.id).unwrap_or_default();
        let home = homes.get(&row.home_location_id);
        let next = next.get(&row.id).copied();
        DoctorCard {
            id: row.id,
            photo: photos.get(&row.account_id).copied(),
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

/// The next free time of the kind and at the places asked for; who has none of them there shows the next of any kind if
/// no kind was asked for. A kept time that has passed meanwhile is looked for again.
async fn next_of_page(scope: &Scope, rows: &[DoctorRow], times: &Which) -> Result<HashMap<DoctorId, DateTime<Utc>>> {
    let (db, now) = (scope.db(), scope.now());
    let mut kept: HashMap<DoctorId, DateTime<Utc>> = HashMap::new();
    if !times.is_of_any_kind() {
        for row in next_free::of(rows.iter().map(|row| row.id), times).all(db).await? {
            if let Some(at) = row.next_free_at {
                let first = kept.entry(row.doctor_id).or_insert(at);
                *first = Ord::min(at, *first);
            }
        }
    }
    if times.visit_type.is_none() {
        for row in rows {
            if let Some(at) = row.next_free_at {
                kept.entry(row.id).or_insert(at);
            }
        }
    }
    let passed: Vec<DoctorId> = kept.iter().filter(|(_, at)| **at <= now).map(|(id, _)| *id).collect();
    kept.retain(|_, at| *at > now);
    let fresh = availability::next_of_each(db, scope.tools(), &passed).await?;
    for row in rows {
        let all = fresh.get(&row.id).into_iter().flatten();
        let wanted = all.filter(|one| times.is_at(one.visit_type, place(one, row)));
        if let Some(at) = wanted.filter_map(|one| one.at).min() {
            kept.insert(row.id, at);
        }
    }
    Ok(kept)
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

fn kind(row: &VisitTypeRow, scope: &Scope) -> Choice {
    Choice {
        value: row.code.clone(),
        label: row.name_in(scope.language()),
    }
}
