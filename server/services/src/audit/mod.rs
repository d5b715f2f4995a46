//! Who did what, when, from where: append-only rows.
//!
//! A change writes its row in its own transaction ([`record`]). A read of another person's record is written before the
//! answer leaves, by a writer that commits many at once ([`read`]). A denial writes a row of its own ([`denied`]).
//!
//! Each row is written with a keyed MAC. A job numbers the rows and chains them in batches ([`seal`]), so that any later
//! change of the table is found ([`verify`]).

mod entity;
mod mac;
mod reads;
mod seal;
#[cfg(test)]
mod tests;
mod verify;

use domain::actor::Actor;
use domain::id::PatientId;
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::error::Result;
use crate::scope::Scope;
use entity::event;
pub use reads::Reads;
pub use seal::{register, seal};
pub use verify::{Finding, Head, Verified, verify};

/// What was done. The text in the table is [`Action::as_str`] and never changes its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    AccountRegistered,
    AccountVerified,
    AccountSuspended,
    AccountReinstated,
    AdminCreated,
    SignedIn,
    SignInRefused,
    SignedOut,
    SessionEnded,
    PasswordResetAsked,
    PasswordChanged,
    LanguageChosen,
    DoctorApplied,
    DoctorApproved,
    DoctorRejected,
    DoctorChanged,
    DoctorApplicationRead,
    DoctorApplicationsListed,
    HoursAdded,
    HoursRemoved,
    HoursRestored,
    ExceptionAdded,
    ExceptionRemoved,
    ExceptionRestored,
    PatientChanged,
    PatientRead,
    PatientsListed,
    PeopleListed,
    PersonRead,
    TimeHeld,
    HoldReleased,
    VisitBooked,
    VisitCancelled,
    VisitChanged,
    VisitRead,
    VisitsListed,
    LocationAdded,
    LocationChanged,
    SettingsChanged,
    DeliveryRetried,
    DemoCreated,
    Denied,
}

impl Action {
    /// The stored name: `subject.verb`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AccountRegistered => "account.registered",
            Self::AccountVerified => "account.verified",
            Self::AccountSuspended => "account.suspended",
            Self::AccountReinstated => "account.reinstated",
            Self::AdminCreated => "account.admin_created",
            Self::SignedIn => "session.signed_in",
            Self::SignInRefused => "session.refused",
            Self::SignedOut => "session.signed_out",
            Self::SessionEnded => "session.ended",
            Self::PasswordResetAsked => "password.reset_asked",
            Self::PasswordChanged => "password.changed",
            Self::LanguageChosen => "account.language_chosen",
            Self::DoctorApplied => "doctor.applied",
            Self::DoctorApproved => "doctor.approved",
            Self::DoctorRejected => "doctor.rejected",
            Self::DoctorChanged => "doctor.changed",
            Self::DoctorApplicationRead => "doctor.application_read",
            Self::DoctorApplicationsListed => "doctor.applications_listed",
            Self::HoursAdded => "hours.added",
            Self::HoursRemoved => "hours.removed",
            Self::HoursRestored => "hours.restored",
            Self::ExceptionAdded => "exception.added",
            Self::ExceptionRemoved => "exception.removed",
            Self::ExceptionRestored => "exception.restored",
            Self::PatientChanged => "patient.changed",
            Self::PatientRead => "patient.read",
            Self::PatientsListed => "patient.listed",
            Self::PeopleListed => "person.listed",
            Self::PersonRead => "person.read",
            Self::TimeHeld => "visit.held",
            Self::HoldReleased => "visit.hold_released",
            Self::VisitBooked => "visit.booked",
            Self::VisitCancelled => "visit.cancelled",
            Self::VisitChanged => "visit.changed",
            Self::VisitRead => "visit.read",
            Self::VisitsListed => "visit.listed",
            Self::LocationAdded => "location.added",
            Self::LocationChanged => "location.changed",
            Self::SettingsChanged => "settings.changed",
            Self::DeliveryRetried => "delivery.retried",
            Self::DemoCreated => "demo.created",
            Self::Denied => "access.denied",
        }
    }
}

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
}

impl Subject {
    fn parts(self) -> (&'static str, Uuid) {
        match self {
            Self::Account(id) => ("account", id),
            Self::Patient(id) => ("patient", id),
            Self::Doctor(id) => ("doctor", id),
            Self::Visit(id) => ("appointment", id),
            Self::Hold(id) => ("hold", id),
            Self::Rule(id) => ("availability_rule", id),
            Self::Exception(id) => ("availability_exception", id),
            Self::Location(id) => ("location", id),
            Self::Job(id) => ("job", id),
        }
    }
}

/// One thing that happened. Ids, counts and states only: no names, no typed text.
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
    if let (Actor::Patient { patient, .. }, Some(about)) = (scope.actor(), event.patient)
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
