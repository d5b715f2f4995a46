//! What patients and doctors ask for.

use super::Action;
use crate::{
    form::{Check, FieldErrors, Problem},
    id::{AppointmentId, DoctorId, HoldId, LocationId, VisitTypeId},
    values::{FreeText, chosen, optional, version},
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A patient keeps a free time while confirming.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HoldTime {
    pub doctor: String,
    pub visit_type: String,
    /// Empty for a video visit.
    pub location: String,
    /// RFC 3339.
    pub starts_at: String,
}

/// A time that can be asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValidHold {
    pub doctor: DoctorId,
    pub visit_type: VisitTypeId,
    pub location: Option<LocationId>,
    pub starts_at: DateTime<Utc>,
}

impl HoldTime {
    /// Checks the form. A time that is past is told by the services as taken, with alternatives.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self) -> Result<ValidHold, FieldErrors> {
        let mut check = Check::new();
        let doctor = check.field("doctor", chosen(&self.doctor, Problem::UnknownChoice));
        let visit_type = check.field("visit_type", chosen(&self.visit_type, Problem::ChooseVisitType));
        let location = check.field(
            "location",
            optional(&self.location, |text| chosen(text, Problem::ChooseLocation)),
        );
        let starts_at = check.field("starts_at", instant(&self.starts_at));
        let (Some(doctor), Some(visit_type), Some(location), Some(starts_at)) =
            (doctor, visit_type, location, starts_at)
        else {
            return Err(check.into_errors());
        };
        check.done(ValidHold {
            doctor,
            visit_type,
            location,
            starts_at,
        })
    }
}

/// A patient lets a held time go.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReleaseHold {
    pub hold: String,
}

impl ReleaseHold {
    /// Checks the form.
    ///
    /// # Errors
    /// That the page must be loaded again.
    pub fn parse(&self) -> Result<HoldId, FieldErrors> {
        chosen(&self.hold, Problem::ReloadPage).map_err(|problem| FieldErrors::one("hold", problem))
    }
}

/// A patient books the held time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BookAppointment {
    pub hold: String,
    /// Why the patient comes; may stay empty.
    pub reason: String,
}

/// A good booking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValidBooking {
    pub hold: HoldId,
    pub reason: Option<FreeText>,
}

impl BookAppointment {
    /// Checks the form.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self) -> Result<ValidBooking, FieldErrors> {
        let mut check = Check::new();
        let hold = check.field("hold", chosen(&self.hold, Problem::ReloadPage));
        let reason = check.field("reason", FreeText::optional(&self.reason, 1000));
        let (Some(hold), Some(reason)) = (hold, reason) else {
            return Err(check.into_errors());
        };
        check.done(ValidBooking { hold, reason })
    }
}

/// A patient or a doctor cancels a visit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CancelAppointment {
    pub appointment: String,
    /// Told to the other side; may stay empty.
    pub reason: String,
    pub version: String,
}

/// A good cancellation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValidCancellation {
    pub appointment: AppointmentId,
    pub reason: Option<FreeText>,
    pub version: i32,
}

impl CancelAppointment {
    /// Checks the form.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self) -> Result<ValidCancellation, FieldErrors> {
        let mut check = Check::new();
        let appointment = check.field("appointment", chosen(&self.appointment, Problem::ReloadPage));
        let reason = check.field("reason", FreeText::optional(&self.reason, 1000));
        let version = check.field("version", version(&self.version));
        let (Some(appointment), Some(reason), Some(version)) = (appointment, reason, version) else {
            return Err(check.into_errors());
        };
        check.done(ValidCancellation {
            appointment,
            reason,
            version,
        })
    }
}

/// A doctor takes another step with a visit: confirm, arrived, begin, finish, did not come.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StepAppointment {
    pub appointment: String,
    /// The spelling of an [`Action`].
    pub action: String,
    pub version: String,
}

/// A good step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ValidStep {
    pub appointment: AppointmentId,
    pub action: Action,
    pub version: i32,
}

impl StepAppointment {
    /// Checks the form. Cancelling has its own, with a reason.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self) -> Result<ValidStep, FieldErrors> {
        let mut check = Check::new();
        let appointment = check.field("appointment", chosen(&self.appointment, Problem::ReloadPage));
        let action = Action::from_text(self.action.trim()).filter(|action| *action != Action::Cancel);
        let action = check.field("action", action.ok_or(Problem::UnknownChoice));
        let version = check.field("version", version(&self.version));
        let (Some(appointment), Some(action), Some(version)) = (appointment, action, version) else {
            return Err(check.into_errors());
        };
        check.done(ValidStep {
            appointment,
            action,
            version,
        })
    }
}

fn instant(text: &str) -> Result<DateTime<Utc>, Problem> {
    let parsed = DateTime::parse_from_rfc3339(text.trim())
        .map_err(|_| Problem::UnknownChoice)?
        .with_timezone(&Utc);
    let plausible = (0..7_258_118_400).contains(&parsed.timestamp());
    if plausible {
        Ok(parsed)
    } else {
        Err(Problem::UnknownChoice)
    }
}
