//! Staff give many patients to a doctor: prepared, looked at, and done in one transaction.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use domain::actor::{ActorKind, Permission};
use domain::care::{
    Assignment, AssignmentLine, CareState, ConfirmAssignment, LineOutcome, PrepareAssignment, Terms, record_number,
};
use domain::conflict::Conflict;
use domain::form::{FieldErrors, Problem};
use domain::id::{AssignmentId, PatientId};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter};

use super::ask::{New, end_what_is_over, open};
use super::entity::assignment::{self, Column, Model};
use super::entity::relationship;
use super::view;
use crate::audit::{self, Action, Event, Subject};
use crate::error::{Error, OnConflict, Result};
use crate::outbox::{self, Mail};
use crate::patients::PatientRow;
use crate::scope::Scope;
use crate::times::{Formatter, plain_date_label};
use crate::{doctors, patients};

/// Writes down what staff want to assign, to be looked at before it is done.
///
/// # Errors
/// `Forbidden` without the permission to manage people, `Invalid` for a wrong form, a doctor whom nobody knows, and a name
/// that several have.
pub async fn prepare(scope: &Scope, request: &PrepareAssignment) -> Result<AssignmentId> {
    let account = scope.permission(Permission::ManagePeople)?;
    let wish = request.parse(scope.today())?;
    let mut fit = doctors::named_or_licensed(scope.db(), wish.doctor.as_str()).await?;
    let doctor = match (fit.pop(), fit.is_empty()) {
        (Some(doctor), true) => doctor.id,
        (None, _) => return Err(FieldErrors::one("doctor", Problem::DoctorUnknown).into()),
        (Some(_), false) => return Err(FieldErrors::one("doctor", Problem::DoctorsMany).into()),
    };
    let id = AssignmentId::from_uuid(scope.new_id());
    let keys = &scope.tools().keys;
    let numbers = keys.seal("care_assignment", "numbers", id.uuid(), &wish.numbers.join("\n"));
    scope
        .transaction(async |tx| {
            let row = assignment::ActiveModel {
                id: Set(id),
                account_id: Set(account),
                doctor_id: Set(doctor),
                kind: Set(wish.kind),
                ends_on: Set(wish.ends_on),
                numbers_sealed: Set(numbers.clone()),
                assigned: Set(0),
                done_at: Set(None),
                version: Set(1),
                created_at: Set(scope.now()),
            };
            assignment::Entity::insert(row).exec_without_returning(tx).await?;
            let event = Event::of(Action::AssignmentPrepared)
                .on(Subject::Assignment(id.uuid()))
                .with("kind", wish.kind.as_str())
                .with("doctor", doctor.to_string())
                .with("lines", wish.numbers.len());
            audit::record(tx, scope, event).await
        })
        .await?;
    Ok(id)
}

/// What the actor prepared: what becomes of each line, or how it was done.
///
/// # Errors
/// `Forbidden` without the permission to manage people, `NotFound` for what somebody else prepared.
pub async fn assignment(scope: &Scope, id: AssignmentId) -> Result<Assignment> {
    scope.permission(Permission::ManagePeople)?;
    let db = scope.db();
    let row = own(db, scope, id).await?;
    let lines = lines(db, scope, &row).await?;
    let doctor = doctors::by_ids(db, [row.doctor_id]).await?.remove(&row.doctor_id);
    let doctor = doctor.ok_or(Error::NotFound)?;
    let specialties = doctors::specialties(db, [row.doctor_id], scope.language())
        .await?
        .remove(&row.doctor_id);
    let named = lines.iter().filter(|line| line.patient.is_some()).count();
    audit::read(scope, Event::of(Action::PeopleListed).with("people", named)).await?;
    let times = Formatter::new(&scope.tools().site.time_zone, scope.language());
    let assigned = u64::try_from(row.assigned).unwrap_or_default();
    Ok(Assignment {
        id,
        doctor: row.doctor_id,
        doctor_about: scope
            .language()
            .ui()
            .beside([view::listed(scope, specialties), doctor.licence_number], " · "),
        doctor_name: doctor.name,
        kind: row.kind,
        until: row.ends_on.map(|day| plain_date_label(day, scope.language())),
        assigns: u64::try_from(to_assign(&lines).count()).unwrap_or_default(),
        done: row.done_at.map(|at| (times.moment(at), assigned)),
        lines: lines.into_iter().map(Line::shown).collect(),
        version: row.version,
    })
}

/// Does what was looked at: all in one transaction. What has changed since is decided by how it stands now.
///
/// # Errors
/// `Forbidden` without the permission to manage people, `Invalid` for a wrong form, `ConfirmFirst`, `NotFound` for what
/// somebody else prepared, `OwnMatter` for whoever would get patients themselves, `Stale` for what was done before or
/// changed while it was being done, `NotPossibleNow` for a doctor who can no longer have patients and when nobody is
/// left to assign.
pub async fn confirm(scope: &Scope, request: &ConfirmAssignment) -> Result<AssignmentId> {
    let account = scope.permission(Permission::ManagePeople)?;
    let (id, version) = request.parse()?;
    scope.fresh()?;
    scope
        .transaction(async |tx| {
            let row = own(tx, scope, id).await?;
            if row.done_at.is_some() || row.version != version {
                return Err(Conflict::Stale.into());
            }
            let own = doctors::of_account(tx, account).await?;
            if own.is_some_and(|own| own.id == row.doctor_id) {
                return Err(Conflict::OwnMatter.into());
            }
            let is_over = row.ends_on.is_some_and(|end| end <= scope.today());
            if is_over || doctors::bookable(tx, &[row.doctor_id]).await?.is_empty() {
                return Err(Conflict::NotPossibleNow.into());
            }
            let lines = lines(tx, scope, &row).await?;
            let assigned = to_assign(&lines).count();
            if assigned == 0 {
                return Err(Conflict::NotPossibleNow.into());
            }
            let people: Vec<PatientId> = to_assign(&lines).collect();
            end_what_is_over(tx, scope, row.doctor_id, row.kind, &people).await?;
            let terms = Terms {
                kind: row.kind,
                ends_on: row.ends_on,
                referral: None,
            };
            for patient in people {
                assign(tx, scope, &row, &terms, patient).await?;
            }
            let count = u64::try_from(assigned).unwrap_or_default();
            let doctor = row.doctor_id;
            outbox::post(tx, scope, Mail::PatientsAssigned { doctor, count }).await?;
            let done = assignment::update(id, version)
                .col_expr(Column::DoneAt, Expr::value(Some(scope.now())))
                .col_expr(
                    Column::Assigned,
                    Expr::value(i32::try_from(assigned).unwrap_or(i32::MAX)),
                )
                .col_expr(Column::Version, Expr::value(version.wrapping_add(1)))
                .exec(tx)
                .await?;
            if done.rows_affected == 1 {
                Ok(id)
            } else {
                Err(Conflict::Stale.into())
            }
        })
        .await
}

async fn assign(tx: &DatabaseTransaction, scope: &Scope, row: &Model, terms: &Terms, patient: PatientId) -> Result<()> {
    let new = New {
        patient,
        doctor: row.doctor_id,
        terms,
        state: CareState::Active,
        requested_by: ActorKind::Staff,
    };
    let care = open(tx, scope, &new)
        .await
        .on_conflict("care_relationship_one_open", Conflict::Stale)?;
    outbox::post(tx, scope, Mail::CareAssigned { care }).await?;
    let event = Event::of(Action::CareAssigned).on(Subject::Care(care.uuid()));
    let event = event
        .with("kind", row.kind.as_str())
        .with("doctor", row.doctor_id.to_string());
    audit::record(tx, scope, event.about(patient)).await
}

/// Removes what was prepared before, done or not.
///
/// # Errors
/// When the database fails.
pub(crate) async fn forget(tx: &DatabaseTransaction, before: DateTime<Utc>) -> Result<()> {
    assignment::forgotten(before).exec(tx).await?;
    Ok(())
}

async fn own(db: &impl ConnectionTrait, scope: &Scope, id: AssignmentId) -> Result<Model> {
    let found = assignment::visible_to(scope.actor()).filter(Column::Id.eq(id));
    found.one(db).await?.ok_or(Error::NotFound)
}

struct Line {
    typed: String,
    patient: Option<(PatientId, String)>,
    outcome: LineOutcome,
}

impl Line {
    fn shown(self) -> AssignmentLine {
        AssignmentLine {
            typed: self.typed,
            name: self.patient.map(|(_, name)| name),
            outcome: self.outcome,
        }
    }
}

fn to_assign(lines: &[Line]) -> impl Iterator<Item = PatientId> {
    let assigns = lines.iter().filter(|line| line.outcome == LineOutcome::Assigns);
    assigns.filter_map(|line| Some(line.patient.as_ref()?.0))
}

/// What becomes of each line, in two statements however many there are.
async fn lines(db: &impl ConnectionTrait, scope: &Scope, row: &Model) -> Result<Vec<Line>> {
    let keys = &scope.tools().keys;
    let typed = keys.open("care_assignment", "numbers", row.id.uuid(), &row.numbers_sealed)?;
    let numbers: Vec<i64> = typed.lines().filter_map(record_number).collect();
    let people = patients::of_numbers(db, scope, &numbers).await?;
    let ids: Vec<PatientId> = people.values().map(|patient| patient.id).collect();
    let open: HashMap<PatientId, CareState> = relationship::open_with(row.doctor_id, row.kind, &ids)
        .all(db)
        .await?
        .into_iter()
        .map(|care| (care.patient_id, care.facts().state_on(scope.today())))
        .collect();
    let mut named = HashSet::new();
    let line = |typed: &str| {
        let patient: Option<&PatientRow> = record_number(typed).and_then(|number| people.get(&number));
        let outcome = match patient {
            None => LineOutcome::Unknown,
            Some(patient) if !named.insert(patient.id) => LineOutcome::Twice,
            Some(patient) => match open.get(&patient.id) {
                Some(CareState::Active) => LineOutcome::Active,
                Some(CareState::Requested) => LineOutcome::Waits,
                _ => LineOutcome::Assigns,
            },
        };
        Line {
            typed: typed.to_owned(),
            patient: patient.map(|patient| (patient.id, patient.name.clone())),
            outcome,
        }
    };
    Ok(typed.lines().map(line).collect())
}
