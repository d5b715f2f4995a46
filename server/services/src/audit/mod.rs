//! Who did what, when, from where: append-only rows.
//!
//! A change writes its row in its own transaction ([`record`]). A read of another person's record is written before the
//! answer leaves, by a writer that commits many at once ([`read`]). A denial writes a row of its own ([`denied`]).
//!
//! Each row is written with a keyed MAC. A job numbers the rows and chains them in batches ([`seal`]), so that any later
//! change of the table is found ([`verify`]). Every week those who may read the audit are told of it by mail.

mod entity;
mod history;
mod mac;
mod reads;
mod report;
mod seal;
mod search;
#[cfg(test)]
mod tests;
mod verify;

use std::sync::Arc;

use domain::actor::Actor;
pub use domain::audit::Action;
use domain::id::PatientId;
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::error::Result;
use crate::jobs::Registry;
use crate::scope::{Scope, Tools};
use entity::event;
pub use history::{Entry, by_others};
pub(crate) use history::{entry_of, of_doctor_about, own_entry};
pub use reads::Reads;
pub use report::Week;
pub(crate) use report::report_letter;
pub use seal::seal;
pub use search::{Found, Search, search};
pub use verify::{Finding, Head, Verified, verify};

/// Says what numbers the rows, and what reports them.
pub fn register(registry: &mut Registry, tools: &Arc<Tools>) {
    seal::register(registry, tools);
    report::register(registry, tools);
}

/// The fact that something was done in an emergency.
const EMERGENCY: &str = "emergency";

/// What it was done to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    Account(Uuid),
    Patient(Uuid),
    Doctor(Uuid),
    Visit(Uuid),
    Hold(Uuid),
    Rule(Uuid),
    Exception(Uuid),
    Location(Uuid),
    Job(Uuid),
    Care(Uuid),
    Role(Uuid),
    Invitation(Uuid),
    Emergency(Uuid),
    Case(Uuid),
    Carer(Uuid),
    Bulk(Uuid),
    Assignment(Uuid),
}

impl Subject {
    const VISIT: &str = "appointment";

    fn parts(self) -> (&'static str, Uuid) {
        match self {
            Self::Account(id) => ("account", id),
            Self::Patient(id) => ("patient", id),
            Self::Doctor(id) => ("doctor", id),
            Self::Visit(id) => (Self::VISIT, id),
            Self::Hold(id) => ("hold", id),
            Self::Rule(id) => ("availability_rule", id),
            Self::Exception(id) => ("availability_exception", id),
            Self::Location(id) => ("location", id),
            Self::Job(id) => ("job", id),
            Self::Care(id) => ("care_relationship", id),
            Self::Role(id) => ("role", id),
            Self::Invitation(id) => ("invitation", id),
            Self::Emergency(id) => ("emergency_access", id),
            Self::Case(id) => ("access_case", id),
            Self::Carer(id) => ("carer", id),
            Self::Bulk(id) => ("bulk_change", id),
            Self::Assignment(id) => ("care_assignment", id),
        }
    }
}

/// One thing that happened. Ids, counts and states only: no names, no typed text but the clinic's own settings.
#[derive(Clone, Debug)]
pub struct Event {
    action: Action,
    subject: Option<Subject>,
    patient: Option<PatientId>,
    detail: Value,
}

impl Event {
    /// An event with nothing but its action.
    #[must_use]
    pub fn of(action: Action) -> Self {
        Self {
            action,
            subject: None,
            patient: None,
            detail: json!({}),
        }
    }

    /// What it was done to.
    #[must_use]
    pub fn on(mut self, subject: Subject) -> Self {
        self.subject = Some(subject);
        self
    }

    /// Whose record it touched: the row shows in this patient's access history.
    #[must_use]
    pub fn about(mut self, patient: PatientId) -> Self {
        self.patient = Some(patient);
        self
    }

    /// It was done in an emergency: the patient's access history says so.
    #[must_use]
    pub fn in_emergency(self) -> Self {
        self.with(EMERGENCY, true)
    }

    /// One more fact: an id, a count or a state.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.detail[key] = value.into();
        self
    }
}

/// Writes the row of a change, in the transaction of the change.
///
/// # Errors
/// When the row can't be written; the change must then not be committed.
pub async fn record(tx: &impl ConnectionTrait, scope: &Scope, event: Event) -> Result<()> {
    event::insert(tx, vec![event::row(scope, event, "done")]).await
}

/// Writes the row of a read of somebody else's record and returns when it is committed. One's own reads write nothing.
///
/// # Errors
/// When the row can't be written; the answer must then not leave.
pub async fn read(scope: &Scope, event: Event) -> Result<()> {
    if let (
        Actor::Patient { patient, .. }
        | Actor::Carer {
            patient, preview: true, ..
        },
        Some(about),
    ) = (scope.actor(), event.patient)
        && *patient == about
    {
        return Ok(());
    }
    scope
        .tools()
        .reads
        .write(&scope.tools().database, event::row(scope, event, "done"))
        .await
}

/// Writes the row of a refusal: `door` is the route template or the use case that refused.
///
/// # Errors
/// When the row can't be written.
pub async fn denied(scope: &Scope, door: &str) -> Result<()> {
    let event = Event::of(Action::Denied).with("door", door);
    scope
        .tools()
        .reads
        .write(&scope.tools().database, event::row(scope, event, "denied"))
        .await
}
