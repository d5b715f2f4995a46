//! The lists: a patient's doctors, a doctor's requests, and why a doctor sees a patient.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use domain::actor::{Actor, ActorKind};
use domain::care::{Care, CareFacts, CareKind, CareRequests, CareState, CareStep, CareTeam, KnownDoctor};
use domain::carers::CarerScope;
use domain::id::{DoctorId, PatientId};
use sea_orm::sea_query::ExprTrait;
use sea_orm::{ColumnTrait, ConnectionTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use super::entity::relationship::{self, Column};
use super::view;
use crate::audit::{self, Action, Event};
use crate::error::Result;
use crate::scope::Scope;
use crate::times::plain_date_label;
use crate::{appointments, doctors, patients};

/// What is over stands at the end of a list, so much of it.
const PAST: u64 = 20;
/// Open requests and relationships that a page shows: more than anybody has, except who is asked by a crowd.
const OPEN: u64 = 200;

/// The doctors of the patient who acts, and who asks whom.
///
/// # Errors
/// `Forbidden` for anybody but a patient.
pub async fn team(scope: &Scope) -> Result<CareTeam> {
    let patient = scope.patient_for(CarerScope::CareTeam)?;
    audit::read(scope, Event::of(Action::CareListed).about(patient)).await?;
    let own = relationship::visible_to(scope.actor())
        .order_by_desc(Column::UpdatedAt)
        .order_by_desc(Column::Id);
    let open = own.clone().filter(Column::State.is_in(relationship::OPEN)).limit(OPEN);
    let over = own.filter(Column::State.is_not_in(relationship::OPEN)).limit(PAST);
    let (open, over) = tokio::try_join!(open.all(scope.db()), over.all(scope.db()))?;
    let cares = view::cares(scope, open.into_iter().chain(over).collect()).await?;
    let seen = appointments::doctors_of(scope.db(), patient).await?;
    let mut team = CareTeam {
        to_answer: Vec::new(),
        active: Vec::new(),
        asked: Vec::new(),
        past: Vec::new(),
        known: Vec::new(),
    };
    let mut taken = HashSet::new();
    for care in cares {
        if matches!(care.state, CareState::Requested | CareState::Active) {
            taken.insert(care.doctor);
        }
        match care.state {
            CareState::Active => team.active.push(care),
            CareState::Requested if care.allows(CareStep::Accept) => team.to_answer.push(care),
            CareState::Requested => team.asked.push(care),
            CareState::Ended | CareState::Declined => team.past.push(care),
        }
    }
    team.known = known(
        scope,
        seen.into_iter().filter(|doctor| !taken.contains(doctor)).collect(),
    )
    .await?;
    Ok(team)
}

/// Those of some doctors who are there for patients.
async fn known(scope: &Scope, seen: Vec<DoctorId>) -> Result<Vec<KnownDoctor>> {
    let mut rows = doctors::bookable(scope.db(), &seen).await?;
    rows.sort_by(|one, other| one.name_sort.cmp(&other.name_sort));
    let mut about = doctors::specialties(scope.db(), seen, scope.language()).await?;
    let known = rows.into_iter().map(|row| KnownDoctor {
        id: row.id,
        about: view::listed(scope, about.remove(&row.id)),
        name: row.name,
    });
    Ok(known.collect())
}

/// The requests that wait for the doctor who acts, and those that the doctor made.
///
/// # Errors
/// `Forbidden` for anybody but a verified doctor.
pub async fn requests(scope: &Scope) -> Result<CareRequests> {
    scope.doctor()?;
    let rows = relationship::visible_to(scope.actor())
        .filter(Column::State.eq(CareState::Requested))
        .filter(Column::PatientId.not_in_subquery(patients::parts()))
        .order_by_desc(Column::UpdatedAt)
        .order_by_desc(Column::Id)
        .limit(OPEN)
        .all(scope.db())
        .await?;
    let mut listed = Event::of(Action::CareListed);
    if !rows.is_empty() {
        let patients: Vec<_> = rows.iter().map(|row| row.patient_id.to_string()).collect();
        listed = listed.with("patients", patients);
    }
    let cares = view::cares(scope, rows).await?;
    audit::read(scope, listed).await?;
    let waiting = cares.into_iter().filter(|care| care.state == CareState::Requested);
    let (to_answer, asked) = waiting.partition(|care| care.allows(CareStep::Accept));
    Ok(CareRequests { to_answer, asked })
}

/// How many patients wait for an answer of the doctor who acts.
///
/// # Errors
/// `Forbidden` for anybody but a verified doctor.
pub(crate) async fn waiting(scope: &Scope) -> Result<u64> {
    scope.doctor()?;
    let waiting = relationship::visible_to(scope.actor())
        .filter(Column::State.eq(CareState::Requested))
        .filter(Column::RequestedBy.eq(ActorKind::Patient))
        .filter(Column::PatientId.not_in_subquery(patients::parts()))
        .filter(Column::EndsOn.is_null().or(Column::EndsOn.gt(scope.today())));
    Ok(waiting.count(scope.db()).await?)
}

/// As what the doctor who acts looks after some patients now, and since when: in one statement.
///
/// # Errors
/// `Forbidden` for anybody but a verified doctor.
pub(crate) async fn of_patients(
    scope: &Scope,
    patients: &[PatientId],
) -> Result<HashMap<PatientId, Vec<(CareKind, String)>>> {
    scope.doctor()?;
    let mut found: HashMap<PatientId, Vec<(CareKind, String)>> = HashMap::new();
    if patients.is_empty() {
        return Ok(found);
    }
    let rows = relationship::visible_to(scope.actor())
        .filter(Column::PatientId.is_in(patients.iter().copied()))
        .filter(relationship::in_force(scope.today()))
        .order_by_asc(Column::StartsOn)
        .order_by_asc(Column::Id)
        .all(scope.db())
        .await?;
    for row in rows {
        let since = plain_date_label(row.starts_on, scope.language());
        found.entry(row.patient_id).or_default().push((row.kind, since));
    }
    Ok(found)
}

/// What is open between the doctor who acts and a patient whom they see.
///
/// # Errors
/// `Forbidden` for anybody but a verified doctor.
pub(crate) async fn with_patient(scope: &Scope, patient: PatientId) -> Result<Vec<Care>> {
    scope.doctor()?;
    let rows = relationship::visible_to(scope.actor())
        .filter(Column::PatientId.eq(patient))
        .filter(Column::State.is_in(relationship::OPEN))
        .order_by_asc(Column::Id)
        .all(scope.db())
        .await?;
    let mut cares = view::cares(scope, rows).await?;
    cares.retain(|care| matches!(care.state, CareState::Requested | CareState::Active));
    Ok(cares)
}

/// What lets an actor see a patient on a day, told to whoever watches over that.
///
/// # Errors
/// When the database fails.
pub(crate) async fn in_force(
    db: &impl ConnectionTrait,
    actor: &Actor,
    patient: PatientId,
    today: NaiveDate,
) -> Result<Vec<(CareKind, CareFacts)>> {
    let rows = relationship::visible_to(actor)
        .filter(Column::PatientId.eq(patient))
        .filter(relationship::in_force(today))
        .order_by_asc(Column::StartsOn)
        .all(db)
        .await?;
    Ok(rows.iter().map(|row| (row.kind, row.facts())).collect())
}
