//! The first pages of patients and doctors, and a patient's visits on the page a doctor has of them.

use chrono::TimeDelta;
use domain::appointments::{AppointmentStatus, AppointmentSummary, allowed_actions};
use domain::carers::CarerScope;
use domain::conflict::SlotOffer;
use domain::id::{DoctorId, PatientId};
use domain::page::{PAGE_SIZE, Page};
use domain::patients::{DoctorHome, OffersOf, PatientHome, VisitSteps};
use domain::settings::Settings;
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use super::calendar::{coming, ids, note_read, page, past};
use super::entity::appointment::{self, Column, Model};
use super::figures;
use super::get::held_now;
use super::rules::{self, open_states};
use super::telling::{Reader, summaries};
use crate::availability::Kinds;
use crate::error::{Error, Result};
use crate::scope::Scope;
use crate::times::{date_label, day_range, local_day};
use crate::{availability, doctors, patients, settings};

/// Visits after the next one on a patient's first page.
const LATER: u64 = 5;

/// Earlier visits that say whom a patient may want to see again, and how many of those doctors are offered.
const LOOK_BACK: u64 = 20;
const OFFERS: usize = 3;

/// Whom somebody sees who does not know whom to see.
const GENERAL_PRACTICE: &str = "general_practice";

/// The first page of the patient who acts.
///
/// # Errors
/// `Forbidden` for anybody but a patient.
pub async fn patient_home(scope: &Scope) -> Result<PatientHome> {
    let patient = scope.actor().patient().ok_or(Error::Forbidden)?;
    let (db, now) = (scope.db(), scope.now());
    let reader = Reader::of(scope).await?;
    let mine = || appointment::visible_to(scope.actor());
    let (names, rows, hold, (offers_of, offers)) = tokio::try_join!(
        patients::names(db, [patient]),
        async { Ok(coming(mine(), now).limit(LATER + 1).all(db).await?) },
        Box::pin(held_now(scope)),
        Box::pin(offers(scope)),
    )?;
    note_read(scope, rows.iter().map(|visit| visit.id).collect()).await?;
    let mut visits = summaries(scope, &reader, &rows).await?.into_iter();
    Ok(PatientHome {
        name: names.into_values().next().ok_or(Error::NotFound)?,
        next: visits.next(),
        later: visits.collect(),
        hold,
        offers,
        offers_of,
    })
}

/// The next free times of the doctors whom the patient saw last; who saw nobody yet begins with a first visit in general
/// practice, or with whoever is free.
async fn offers(scope: &Scope) -> Result<(OffersOf, Vec<SlotOffer>)> {
    if !scope.actor().allows(CarerScope::Booking) {
        return Ok((OffersOf::Clinic, Vec::new()));
    }
    let db = scope.db();
    let seen: Vec<DoctorId> = past(appointment::visible_to(scope.actor()), scope.now())
        .filter(Column::Status.eq(AppointmentStatus::Fulfilled))
        .select_only()
        .columns([Column::DoctorId])
        .limit(LOOK_BACK)
        .into_tuple()
        .all(db)
        .await?;
    let mut known: Vec<DoctorId> = Vec::new();
    for doctor in seen {
        if known.len() < OFFERS && !known.contains(&doctor) {
            known.push(doctor);
        }
    }
    let mut free = availability::next_free(db, scope.tools(), &known, Kinds::Any, scope.language()).await?;
    if !free.is_empty() {
        let offers = known.iter().filter_map(|doctor| free.remove(doctor)).collect();
        return Ok((OffersOf::Seen, offers));
    }
    for (of, specialty) in [
        (OffersOf::GeneralPractice, Some(GENERAL_PRACTICE)),
        (OffersOf::Clinic, None),
    ] {
        let first = doctors::free_first(db, scope.now(), specialty, OFFERS as u64).await?;
        let free = availability::next_free(db, scope.tools(), &first, Kinds::ListedFirst, scope.language()).await?;
        if !free.is_empty() {
            let mut offers: Vec<SlotOffer> = free.into_values().collect();
            offers.sort_by_key(|offer| (offer.when.instant, offer.doctor));
            return Ok((of, offers));
        }
    }
    Ok((OffersOf::Clinic, Vec::new()))
}

/// The first page of the doctor who acts.
///
/// # Errors
/// `Forbidden` for anybody but a verified doctor.
pub async fn doctor_home(scope: &Scope) -> Result<DoctorHome> {
    let doctor = scope.doctor()?;
    let (db, now) = (scope.db(), scope.now());
    let reader = Reader::of(scope).await?;
    let settings = settings::current(db).await?;
    let date = local_day(now, &reader.zone);
    let today = day_range(date, &reader.zone);
    let (week_end, horizon) = (
        now + TimeDelta::days(7),
        now + TimeDelta::days(settings.book_horizon_days.into()),
    );
    let mine = || appointment::visible_to(scope.actor());
    let until = now..horizon;
    let (names, of_today, next, to_confirm, visits_this_week, open, weeks) = tokio::try_join!(
        doctors::names(db, [doctor]),
        async {
            let today = mine()
                .filter(Column::StartsAt.gte(today.start))
                .filter(Column::StartsAt.lt(today.end))
                .filter(Column::Status.ne(AppointmentStatus::Cancelled));
            Ok(today.order_by_asc(Column::StartsAt).all(db).await?)
        },
        async {
            let after = coming(mine(), now).filter(Column::StartsAt.gte(today.end));
            Ok(after.one(db).await?)
        },
        async {
            let waiting = coming(mine(), now)
                .filter(Column::StartsAt.gt(now))
                .filter(Column::Status.eq(AppointmentStatus::Pending));
            Ok(waiting.limit(PAGE_SIZE).all(db).await?)
        },
        async {
            let this_week = mine()
                .filter(Column::StartsAt.gte(now))
                .filter(Column::StartsAt.lt(week_end))
                .filter(Column::Status.is_in(open_states()));
            Ok(this_week.count(db).await?)
        },
        availability::open_times(scope, doctor, &until),
        figures::of_doctor(scope),
    )?;
    let home = DoctorHome {
        name: names.into_values().next().ok_or(Error::NotFound)?,
        today: date_label(date, reader.language),
        visits_today: steps(scope, &reader, &settings, &of_today).await?,
        next: summaries(scope, &reader, next.as_slice()).await?.pop(),
        to_confirm: steps(scope, &reader, &settings, &to_confirm).await?,
        visits_this_week: u32::try_from(visits_this_week).unwrap_or(u32::MAX),
        has_hours: !open.is_empty(),
        weeks,
    };
    let shown = of_today.iter().chain(&next).chain(&to_confirm).map(|visit| visit.id);
    note_read(scope, shown.collect()).await?;
    Ok(home)
}

/// Visits from which the next step is taken.
async fn steps(scope: &Scope, reader: &Reader, settings: &Settings, visits: &[Model]) -> Result<Vec<VisitSteps>> {
    let told = summaries(scope, reader, visits).await?;
    let steps = visits.iter().zip(told).map(|(row, visit)| VisitSteps {
        visit,
        actions: allowed_actions(scope.actor(), &rules::facts(row, settings), scope.now()),
        version: row.version,
    });
    Ok(steps.collect())
}

/// The visits of a doctor with one patient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithPatient {
    pub coming: Vec<AppointmentSummary>,
    pub past: Page<AppointmentSummary>,
}

/// The visits of one patient with the doctor who acts: the coming ones and a page of the past ones. Whoever shows them
/// checks that the doctor may see the patient.
///
/// # Errors
/// `Forbidden` for anybody but a verified doctor.
pub async fn with_patient(scope: &Scope, patient: PatientId, number: u64) -> Result<WithPatient> {
    scope.doctor()?;
    let reader = Reader::of(scope).await?;
    let of_patient = || appointment::visible_to(scope.actor()).filter(Column::PatientId.eq(patient));
    let next = coming(of_patient(), scope.now())
        .limit(PAGE_SIZE)
        .all(scope.db())
        .await?;
    let coming = summaries(scope, &reader, &next).await?;
    let past = page(scope, &reader, past(of_patient(), scope.now()), number).await?;
    note_read(scope, ids(&coming).chain(ids(&past.items)).collect()).await?;
    Ok(WithPatient { coming, past })
}
