//! The patients of a doctor: whoever has a visit with them, from booking until some weeks after it, and whom they look after.

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};
use domain::care::CareKind;
use domain::id::PatientId;
use domain::page::{self, PAGE_SIZE, Page};
use domain::patients::{FindPatients, PatientCard, PatientList, PatientSummary};
use domain::values::age;
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select};

use super::entity::{self, Column, Entity, Model};
use crate::appointments::{self, Around};
use crate::audit::{self, Action, Event, Subject};
use crate::error::{Error, Result};
use crate::scope::Scope;
use crate::search::matches;
use crate::times::{plain_date_label, short_date_year_label};
use crate::{accounts, care, settings};

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
    let mut care = care::of_patients(scope, &ids).await?;
    let event = Event::of(Action::PatientsListed)
        .with("page", page)
        .with("patients", ids.iter().map(ToString::to_string).collect::<Vec<_>>());
    audit::read(scope, event).await?;
    let cards = rows.into_iter().map(|row| {
        card(
            scope,
            &row,
            visits.get(&row.id),
            care.remove(&row.id).unwrap_or_default(),
        )
    });
    Ok(PatientList {
        search: request.clone(),
        requests: care::waiting(scope).await?,
        patients: Page::of(cards.collect(), page, total),
    })
}

fn card(scope: &Scope, row: &Model, visits: Option<&Around>, care: Vec<(CareKind, String)>) -> PatientCard {
    let day = |day| short_date_year_label(day, scope.language());
    PatientCard {
        id: row.id,
        number: row.number,
        name: row.name.clone(),
        birth_date: plain_date_label(row.birth_date, scope.language()),
        age: age(row.birth_date, scope.today()),
        last_visit: visits.and_then(|visits| visits.last).map(day),
        next_visit: visits.and_then(|visits| visits.next).map(day),
        care,
    }
}

/// A patient of the doctor who acts, with their visits to this doctor; `page` is that of the past ones.
///
/// # Errors
/// `Forbidden` for anybody but a verified doctor, `NotFound` for whoever is not their patient.
pub async fn summary(scope: &Scope, id: PatientId, page: &str) -> Result<PatientSummary> {
    let row = seen(scope, id).await?;
    let email = match row.account_id {
        Some(account) => Some(accounts::contact::address(scope.db(), account).await?.0),
        None => None,
    };
    let visits = appointments::with_patient(scope, id, page::number(page)).await?;
    let care = care::with_patient(scope, id).await?;
    let event = Event::of(Action::PatientRead).on(Subject::Patient(id.uuid())).about(id);
    audit::read(scope, event).await?;
    Ok(PatientSummary {
        id,
        number: row.number,
        birth_date: plain_date_label(row.birth_date, scope.language()),
        age: age(row.birth_date, scope.today()),
        name: row.name,
        phone: row.phone,
        email,
        coming: visits.coming,
        past: visits.past,
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
    let since: DateTime<Utc> = scope.now() - TimeDelta::days(settings.relationship_days.into());
    Ok(entity::visible_to(scope.actor(), since, scope.today()))
}
