//! The patients of a doctor: whoever has a visit with them, from booking until some weeks after it.

use chrono::{DateTime, TimeDelta, Utc};
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
use crate::{accounts, settings};

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
    let event = Event::of(Action::PatientsListed)
        .with("page", page)
        .with("patients", ids.iter().map(ToString::to_string).collect::<Vec<_>>());
    audit::read(scope, event).await?;
    let cards = rows.into_iter().map(|row| card(scope, &row, visits.get(&row.id)));
    Ok(PatientList {
        search: request.clone(),
        patients: Page::of(cards.collect(), page, total),
    })
}

fn card(scope: &Scope, row: &Model, visits: Option<&Around>) -> PatientCard {
    let day = |day| short_date_year_label(day, scope.language());
    PatientCard {
        id: row.id,
        number: row.number,
        name: row.name.clone(),
        birth_date: plain_date_label(row.birth_date, scope.language()),
        age: age(row.birth_date, scope.today()),
        last_visit: visits.and_then(|visits| visits.last).map(day),
        next_visit: visits.and_then(|visits| visits.next).map(day),
    }
}

/// A patient of the doctor who acts, with their visits to this doctor; `page` is that of the past ones.
///
/// # Errors
/// `Forbidden` for anybody but a verified doctor, `NotFound` for whoever is not their patient.
pub async fn summary(scope: &Scope, id: PatientId, page: &str) -> Result<PatientSummary> {
    scope.doctor()?;
    let row = visible(scope)
        .await?
        .filter(Column::Id.eq(id))
        .one(scope.db())
        .await?
        .ok_or(Error::NotFound)?;
    let email = match row.account_id {
        Some(account) => Some(accounts::contact::address(scope.db(), account).await?.0),
        None => None,
    };
    let visits = appointments::with_patient(scope, id, page::number(page)).await?;
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
    })
}

/// Whom the actor may know of now.
async fn visible(scope: &Scope) -> Result<Select<Entity>> {
    let settings = settings::current(scope.db()).await?;
    let since: DateTime<Utc> = scope.now() - TimeDelta::days(settings.relationship_days.into());
    Ok(entity::visible_to(scope.actor(), since))
}
