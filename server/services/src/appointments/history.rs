//! Who did what to a visit, and when.

use std::cmp::Reverse;
use std::collections::HashMap;

use domain::actor::ActorKind;
use domain::appointments::{AppointmentStatus, HistoryEntry};
use domain::id::{AccountId, AppointmentId, PatientId};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction, EntityTrait};

use super::entity::event;
use crate::carers;
use crate::error::Result;
use crate::scope::Scope;
use crate::times::Formatter;

/// A step from one status to the next.
#[derive(Debug)]
pub struct Step<'a> {
    pub from: Option<AppointmentStatus>,
    pub to: AppointmentStatus,
    /// What was written to it; stored sealed.
    pub note: Option<&'a str>,
}

/// Writes a step of the actor down.
pub async fn write(tx: &DatabaseTransaction, scope: &Scope, visit: AppointmentId, step: &Step<'_>) -> Result<()> {
    let id = scope.new_id();
    let keys = &scope.tools().keys;
    let row = event::ActiveModel {
        id: Set(id),
        appointment_id: Set(visit),
        at: Set(scope.now()),
        actor_kind: Set(scope.actor().kind()),
        account_id: Set(scope.actor().account()),
        from_status: Set(step.from),
        to_status: Set(step.to),
        note_sealed: Set(step.note.map(|note| keys.seal("appointment_event", "note", id, note))),
    };
    event::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// The steps of a visit from the newest. Steps of one instant stand as the states follow each other.
pub async fn rows(db: &impl ConnectionTrait, visit: AppointmentId) -> Result<Vec<event::Model>> {
    let mut steps = event::of(visit).all(db).await?;
    steps.sort_unstable_by_key(|step| Reverse((step.at, step.to_status)));
    Ok(steps)
}

/// The names of those who can have done something with a visit.
pub struct People<'a> {
    pub patient: &'a str,
    pub doctor: &'a str,
    /// Those who act for the patient.
    pub carers: HashMap<AccountId, String>,
}

impl<'a> People<'a> {
    /// Those of a visit with these steps.
    pub async fn of(
        db: &impl ConnectionTrait,
        (patient, doctor): (&'a str, &'a str),
        whose: PatientId,
        steps: &[event::Model],
    ) -> Result<Self> {
        let by_carer = steps.iter().any(|step| step.actor_kind == ActorKind::Carer);
        let carers = if by_carer {
            carers::names(db, whose).await?
        } else {
            HashMap::new()
        };
        Ok(Self {
            patient,
            doctor,
            carers,
        })
    }
}

/// A step as its reader sees it.
pub fn entry(scope: &Scope, formatter: &Formatter, people: &People<'_>, row: &event::Model) -> Result<HistoryEntry> {
    let by_name = match row.actor_kind {
        ActorKind::Patient => Some(people.patient.to_owned()),
        ActorKind::Carer => row.account_id.and_then(|account| people.carers.get(&account).cloned()),
        ActorKind::Doctor => Some(people.doctor.to_owned()),
        ActorKind::Anonymous | ActorKind::Staff | ActorKind::System => None,
    };
    let keys = &scope.tools().keys;
    let note = row.note_sealed.as_deref();
    let note = note.map(|note| keys.open("appointment_event", "note", row.id, note));
    Ok(HistoryEntry {
        at: formatter.moment(row.at),
        by: row.actor_kind,
        by_reader: row.account_id.is_some() && row.account_id == scope.actor().account(),
        by_name,
        from: row.from_status,
        to: row.to_status,
        note: note.transpose()?,
    })
}
