//! The doctors of any patient, for staff who look after people: they end what should not be.

use domain::actor::Permission;
use domain::care::{CareOfRecord, StepCare};
use domain::id::PatientId;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};

use super::answer;
use super::entity::relationship::{self, Column};
use crate::audit::{self, Action, Event, Subject};
use crate::error::{Error, Result};
use crate::scope::Scope;
use crate::times::plain_date_label;
use crate::{doctors, patients};

/// Who looks after a patient, or was asked to. Why somebody was referred is not told.
///
/// # Errors
/// `Forbidden` without the permission to manage people, `NotFound` without such a patient.
pub async fn of_record(scope: &Scope, patient: PatientId) -> Result<Vec<CareOfRecord>> {
    scope.permission(Permission::ManagePeople)?;
    let db = scope.db();
    patients::kept(db, scope, patient).await?;
    let open = relationship::of_patient(patient)
        .filter(Column::State.is_in(relationship::OPEN))
        .order_by_desc(Column::UpdatedAt);
    let mut rows = open.all(db).await?;
    rows.retain(|row| !row.facts().is_over(scope.today()));
    let names = doctors::names(db, rows.iter().map(|row| row.doctor_id)).await?;
    let label = |day| plain_date_label(day, scope.language());
    let cares = rows.into_iter().map(|row| CareOfRecord {
        id: row.id,
        doctor: names.get(&row.doctor_id).cloned().unwrap_or_default(),
        kind: row.kind,
        state: row.state,
        since: label(row.starts_on),
        until: row.ends_on.map(label),
        version: row.version,
    });
    let cares: Vec<_> = cares.collect();
    let seen = Event::of(Action::CareListed).on(Subject::Patient(patient.uuid()));
    audit::read(scope, seen.about(patient)).await?;
    Ok(cares)
}

/// Staff end a relationship, of which both sides are told, or take back what nobody has agreed to.
///
/// # Errors
/// `Forbidden` without the permission to manage people and for any other step, `Invalid` for a wrong form, `NotFound` when there
/// is none, `Stale`, `NotPossibleNow`.
pub async fn end_of_record(scope: &Scope, request: &StepCare) -> Result<PatientId> {
    scope.permission(Permission::ManagePeople)?;
    let wish = request.parse()?;
    scope
        .transaction(async |tx| {
            let care = relationship::one(wish.care).one(tx).await?.ok_or(Error::NotFound)?;
            answer::take(tx, scope, &care, &wish).await?;
            Ok(care.patient_id)
        })
        .await
}
