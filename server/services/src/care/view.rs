//! Relationships as one of their sides sees them.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use domain::actor::{Actor, ActorKind};
use domain::care::{Care, CareState, allowed_steps};
use domain::id::PatientId;

use super::entity::relationship::Model;
use crate::error::Result;
use crate::patients::PatientRow;
use crate::scope::Scope;
use crate::times::{local_day, plain_date_label};
use crate::{doctors, patients};

/// Rows for whoever acts, with the names that they may read: two statements however many there are.
pub async fn cares(scope: &Scope, rows: Vec<Model>) -> Result<Vec<Care>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let db = scope.db();
    let people = patients::by_ids(db, rows.iter().map(|row| row.patient_id)).await?;
    let doctors = match scope.actor() {
        Actor::Patient { .. } | Actor::Carer { .. } => doctors::names(db, rows.iter().map(|row| row.doctor_id)).await?,
        _ => HashMap::new(),
    };
    let known: HashSet<PatientId> = match scope.actor() {
        Actor::Doctor { .. } => patients::seen_of(scope, people.keys().copied().collect()).await?,
        _ => HashSet::new(),
    };
    let mut cares = Vec::with_capacity(rows.len());
    for row in rows {
        let patient = people.get(&row.patient_id);
        let name = match scope.actor() {
            Actor::Patient { .. } | Actor::Carer { .. } => doctors.get(&row.doctor_id).cloned(),
            // Who asks a doctor says who they are; whom a doctor asked by number is known when they agree.
            _ if row.requested_by == ActorKind::Patient || known.contains(&row.patient_id) => {
                patient.map(|patient| patient.name.clone())
            }
            _ => None,
        };
        cares.push(care(scope, &row, patient, name)?);
    }
    Ok(cares)
}

fn care(scope: &Scope, row: &Model, patient: Option<&PatientRow>, name: Option<String>) -> Result<Care> {
    let (today, facts) = (scope.today(), row.facts());
    let keys = &scope.tools().keys;
    let referral = row.referral_sealed.as_deref();
    let referral = referral.map(|sealed| keys.open("care_relationship", "referral", row.id.uuid(), sealed));
    let label = |day| plain_date_label(day, scope.language());
    let day = |at: DateTime<Utc>| -> NaiveDate { local_day(at, &scope.tools().site.time_zone) };
    let state = facts.state_on(today);
    let until = match (row.ended_at, row.ends_on) {
        (Some(at), Some(end)) if matches!(state, CareState::Ended | CareState::Declined) => Some(day(at).min(end)),
        (Some(at), None) => Some(day(at)),
        (_, end) => end,
    };
    Ok(Care {
        id: row.id,
        kind: row.kind,
        state,
        doctor: row.doctor_id,
        patient: row.patient_id,
        name,
        number: patient.map_or(0, |patient| patient.number),
        since: label(row.starts_on),
        until: until.map(label),
        referral: referral.transpose()?,
        actions: allowed_steps(scope.actor(), &facts, today),
        version: row.version,
    })
}

/// Specialties in one line.
pub fn listed(scope: &Scope, specialties: Option<Vec<String>>) -> String {
    scope.language().ui().list(specialties.unwrap_or_default())
}
