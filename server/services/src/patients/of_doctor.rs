//! The patients of a doctor: whoever has a visit with them, from booking until some weeks after it, and whom they look after.

use std::collections::{HashMap, HashSet};

use chrono::TimeDelta;
use domain::care::CareKind;
use domain::emergency::EmergencyBanner;
use domain::id::{AccountId, FileId, PatientId};
use domain::page::{self, PAGE_SIZE, Page};
use domain::patients::{FindPatients, PatientCard, PatientList, PatientSummary};
use domain::values::age;
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select};

use super::entity::{self, Column, Entity, Model, Present};
use crate::appointments::{self, Around};
use crate::audit::{self, Action, Event, Subject};
use crate::error::{Error, Result};
use crate::scope::Scope;
use crate::search::matches;
use crate::times::{plain_date_label, short_date_year_label};
use crate::{accounts, care, emergency, photos, settings};

/// The patients of the doctor who acts, by name.
///
/// # Errors
/// `Forbidden` for anybody but a verified doctor.
pub async fn of_doctor(scope: &Scope, request: &FindPatients) -> Result<PatientList> {
    let doctor = scope.doctor()?;
    let found = visible(scope)
        .await?
        .filter(matches(Column::NameSearch, &request.query().unwrap_or_default()));
    let total = found.clone().count(scope.db()).await?;
    let page = page::number(&request.page).min(page::pages(total));
    let rows = found
        .order_by_asc(Column::NameSort)
        .order_by_asc(Column::Id)
        .offset(page::offset(page))
        .limit(PAGE_SIZE)
        .all(scope.db())
        .await?;
    let ids: Vec<PatientId> = rows.iter().map(|row| row.id).collect();
    let visits = appointments::around(scope.db(), doctor, &ids, scope.now()).await?;
    let mut why = Why {
        visits,
        care: care::of_patients(scope, &ids).await?,
        emergencies: emergency::banners(scope, &ids).await?,
        photos: photos::of_accounts(scope.db(), rows.iter().filter_map(|row| row.account_id)).await?,
    };
    let event = Event::of(Action::PatientsListed)
        .with("page", page)
        .with("patients", ids.iter().map(ToString::to_string).collect::<Vec<_>>());
    audit::read(scope, event).await?;
    let cards = rows.into_iter().map(|row| card(scope, &row, &mut why));
    Ok(PatientList {
        search: request.clone(),
        requests: care::waiting(scope).await?,
        patients: Page::of(cards.collect(), page, total),
    })
}

/// Why the patients of a page are seen, and their photos.
struct Why {
    visits: HashMap<PatientId, Around>,
    care: HashMap<PatientId, Vec<(CareKind, String)>>,
    emergencies: HashMap<PatientId, EmergencyBanner>,
    photos: HashMap<AccountId, FileId>,
}

fn card(scope: &Scope, row: &Model, why: &mut Why) -> PatientCard {
    let day = |day| short_date_year_label(day, scope.language());
    let visits = why.visits.get(&row.id);
    PatientCard {
        id: row.id,
        number: row.number,
        name: row.name.clone(),
        photo: row.account_id.and_then(|account| why.photos.remove(&account)),
        birth_date: plain_date_label(row.birth_date, scope.language()),
        age: age(row.birth_date, scope.today()),
        last_visit: visits.and_then(|visits| visits.last).map(day),
        next_visit: visits.and_then(|visits| visits.next).map(day),
        emergency: why.emergencies.remove(&row.id).map(|banner| banner.until.label),
        care: why.care.remove(&row.id).unwrap_or_default(),
    }
}

/// A patient of the doctor who acts, with their visits to this doctor; `page` is that of the past ones.
///
/// # Errors
/// `Forbidden` for anybody but a verified doctor, `NotFound` for whoever is not their patient.
pub async fn summary(scope: &Scope, id: PatientId, page: &str) -> Result<PatientSummary> {
    let row = seen(scope, id).await?;
    let (email, photo) = match row.account_id {
        Some(account) => (
            Some(accounts::contact::address(scope.db(), account).await?.0),
            photos::of_account(scope.db(), account).await?,
        ),
        None => (None, None),
    };
    let visits = appointments::with_patient(scope, id, page::number(page)).await?;
    let care = care::with_patient(scope, id).await?;
    let emergency = emergency::banners(scope, &[id]).await?.remove(&id);
    let mut event = Event::of(Action::PatientRead).on(Subject::Patient(id.uuid())).about(id);
    if emergency.is_some() {
        event = event.in_emergency();
    }
    audit::read(scope, event).await?;
    Ok(PatientSummary {
        id,
        number: row.number,
        birth_date: plain_date_label(row.birth_date, scope.language()),
        age: age(row.birth_date, scope.today()),
        name: row.name,
        photo,
        phone: row.phone,
        email,
        coming: visits.coming,
        past: visits.past,
        emergency,
        care,
    })
}

/// The patient, if the doctor who acts may see them.
///
/// # Errors
/// `Forbidden` for anybody but a verified doctor, `NotFound` for whoever is not their patient.
pub(crate) async fn seen(scope: &Scope, id: PatientId) -> Result<Model> {
    scope.doctor()?;
    let found = visible(scope).await?.filter(Column::Id.eq(id));
    found.one(scope.db()).await?.ok_or(Error::NotFound)
}

/// Which of some patients the doctor who acts may see.
///
/// # Errors
/// When the database fails.
pub(crate) async fn seen_of(scope: &Scope, ids: Vec<PatientId>) -> Result<HashSet<PatientId>> {
    let found = visible(scope).await?.filter(Column::Id.is_in(ids));
    let ids: Vec<PatientId> = found
        .select_only()
        .column(Column::Id)
        .into_tuple()
        .all(scope.db())
        .await?;
    Ok(ids.into_iter().collect())
}

/// Whom the actor may know of now.
async fn visible(scope: &Scope) -> Result<Select<Entity>> {
    let settings = settings::current(scope.db()).await?;
    let now = scope.now();
    let at = Present {
        now,
        today: scope.today(),
        since: now - TimeDelta::days(settings.relationship_days.into()),
    };
    Ok(entity::visible_to(scope.actor(), &at))
}
