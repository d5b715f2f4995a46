//! Doctors: verification, search, profiles.

mod views;

pub use views::{
    ApplicationState, DoctorCard, DoctorProfile, DoctorProfileForm, DoctorSearch, FreeTimes, LicenceView, Place,
    VisitTypeChoice,
};

use crate::{
    accounts::years,
    conflict::Conflict,
    form::{Check, FieldErrors, Problem},
    id::{DoctorId, LocationId, SpecialtyId, VisitTypeId},
    page::{self},
    values::{Currency, FreeText, Money, PersonName, Phone, chosen, chosen_many, coming_day, version},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

stored_enum! {
    /// Whether the clinic has verified a doctor's licence.
    DoctorStatus {
        /// Waits for a decision; nobody finds the doctor.
        Pending = "pending",
        /// Can be found and booked.
        Approved = "approved",
        /// Was turned down, with a reason.
        Rejected = "rejected",
    }
}

stored_enum! {
    /// What an administrator decides about an application.
    Decision {
        /// The licence is right.
        Approve = "approve",
        /// It is not, or something is missing.
        Reject = "reject",
    }
}

impl DoctorStatus {
    /// The status after a decision. A rejected doctor may still be approved.
    ///
    /// # Errors
    /// The same was decided before, or the doctor is approved already.
    pub const fn decide(self, decision: Decision) -> Result<Self, Conflict> {
        match (self, decision) {
            (Self::Pending | Self::Rejected, Decision::Approve) => Ok(Self::Approved),
            (Self::Pending, Decision::Reject) => Ok(Self::Rejected),
            (Self::Approved, _) | (Self::Rejected, Decision::Reject) => Err(Conflict::AlreadyDecided),
        }
    }
}

stored_enum! {
    /// How doctor and patient meet.
    VisitKind {
        /// At a location.
        InPerson = "in_person",
        /// By video.
        Video = "video",
    }
}

/// Somebody looks for a doctor; any combination of the fields.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SearchDoctors {
    /// Code of a specialty.
    pub specialty: String,
    pub name: String,
    pub city: String,
    /// Code of a visit type.
    pub visit_type: String,
    /// Free on or before this day.
    pub free_by: String,
    pub page: String,
}

/// A search that can be run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ValidSearch {
    pub specialty: Option<String>,
    pub name: Option<String>,
    pub city: Option<String>,
    pub visit_type: Option<String>,
    pub free_by: Option<NaiveDate>,
    /// From 1.
    pub page: u64,
}

impl SearchDoctors {
    /// Checks the search.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self, today: NaiveDate) -> Result<ValidSearch, FieldErrors> {
        let mut check = Check::new();
        let mut text = |field: &str, text: &str| {
            check
                .field(field, FreeText::optional(text, 100))
                .flatten()
                .map(FreeText::into_string)
        };
        let specialty = text("specialty", &self.specialty);
        let name = text("name", &self.name);
        let city = text("city", &self.city);
        let visit_type = text("visit_type", &self.visit_type);
        let free_by = check.field("free_by", coming_day(&self.free_by, today)).flatten();
        check.done(ValidSearch {
            specialty,
            name,
            city,
            visit_type,
            free_by,
            page: page::number(&self.page),
        })
    }
}

/// What is shown below a profile: `?visit=&place=&month=&day=`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AskTimes {
    pub doctor: String,
    /// Code of a visit type.
    pub visit: String,
    /// Id of a location, or "video"; empty is any.
    pub place: String,
    /// `2026-11`.
    pub month: String,
    /// `2026-11-18`.
    pub day: String,
}

/// A doctor changes the own profile.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EditProfile {
    pub name: String,
    pub phone: String,
    pub specialties: Vec<String>,
    pub qualifications: String,
    pub experience_years: String,
    pub biography: String,
    pub languages: String,
    pub location: String,
    /// IANA zone of video visits.
    pub time_zone: String,
    /// Visit types, each with the fee at the same place of `fees`; a problem of the first fee is that of `fees[0]`.
    pub fee_types: Vec<String>,
    pub fees: Vec<String>,
    pub version: String,
}

/// A good change of profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValidProfile {
    pub name: PersonName,
    pub phone: Phone,
    pub specialties: Vec<SpecialtyId>,
    pub qualifications: FreeText,
    pub experience_years: u16,
    pub biography: Option<FreeText>,
    pub languages: Option<FreeText>,
    pub location: LocationId,
    pub time_zone: String,
    pub fees: Vec<(VisitTypeId, Money)>,
    pub version: i32,
}

impl EditProfile {
    /// Checks the form; whether the zone exists is known to the services only.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self, currency: Currency) -> Result<ValidProfile, FieldErrors> {
        let mut check = Check::new();
        let name = check.field("name", PersonName::parse(&self.name));
        let phone = check.field("phone", Phone::parse(&self.phone));
        let specialties = check.field("specialties", chosen_many(&self.specialties, Problem::ChooseSpecialty));
        let qualifications = check.field(
            "qualifications",
            FreeText::parse(&self.qualifications, 500, Problem::EnterQualifications),
        );
        let experience_years = check.field("experience_years", years(&self.experience_years));
        let biography = check.field("biography", FreeText::optional(&self.biography, 2000));
        let languages = check.field("languages", FreeText::optional(&self.languages, 200));
        let location = check.field("location", chosen(&self.location, Problem::ChooseLocation));
        let time_zone = check.field("time_zone", zone_name(&self.time_zone));
        let fees = self.parse_fees(&mut check, currency);
        let version = check.field("version", version(&self.version));
        let (Some(name), Some(phone), Some(specialties), Some(qualifications), Some(experience_years)) =
            (name, phone, specialties, qualifications, experience_years)
        else {
            return Err(check.into_errors());
        };
        let (Some(biography), Some(languages), Some(location), Some(time_zone), Some(version)) =
            (biography, languages, location, time_zone, version)
        else {
            return Err(check.into_errors());
        };
        check.done(ValidProfile {
            name,
            phone,
            specialties,
            qualifications,
            experience_years,
            biography,
            languages,
            location,
            time_zone,
            fees,
            version,
        })
    }

    fn parse_fees(&self, check: &mut Check, currency: Currency) -> Vec<(VisitTypeId, Money)> {
        let typed = self.fee_types.iter().zip(&self.fees).enumerate();
        typed
            .filter(|(_, (_, fee))| !fee.trim().is_empty())
            .filter_map(|(place, (visit_type, fee))| {
                let field = format!("fees[{place}]");
                let visit_type = check.field(&field, chosen(visit_type, Problem::UnknownChoice))?;
                Some((visit_type, check.field(&field, Money::parse(fee, currency))?))
            })
            .collect()
    }
}

/// Reads the shape of an IANA zone name; whether it exists is known to the services only.
///
/// # Errors
/// That it cannot be one.
pub fn zone_name(text: &str) -> Result<String, Problem> {
    let text = text.trim();
    let shaped =
        (1..=64).contains(&text.len()) && text.chars().all(|c| c.is_ascii_alphanumeric() || "/_+-".contains(c));
    if shaped {
        Ok(text.to_owned())
    } else {
        Err(Problem::ZoneUnknown)
    }
}

/// An administrator decides about a doctor's application.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DecideDoctor {
    pub doctor: String,
    /// `approve` or `reject`.
    pub decision: String,
    pub reason: String,
    pub version: String,
}

/// A good decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValidDecision {
    pub doctor: DoctorId,
    pub decision: Decision,
    /// Mailed to the doctor; always there when rejected.
    pub reason: Option<FreeText>,
    pub version: i32,
}

impl DecideDoctor {
    /// Checks the form: a rejection needs a reason.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self) -> Result<ValidDecision, FieldErrors> {
        let mut check = Check::new();
        let doctor = check.field("doctor", chosen(&self.doctor, Problem::ReloadPage));
        let decision = check.field(
            "decision",
            Decision::from_text(self.decision.trim()).ok_or(Problem::ChooseDecision),
        );
        let reason = match decision {
            Some(Decision::Reject) => check
                .field(
                    "reason",
                    FreeText::parse(&self.reason, 1000, Problem::EnterReasonForRejection),
                )
                .map(Some),
            _ => check.field("reason", FreeText::optional(&self.reason, 1000)),
        };
        let version = check.field("version", version(&self.version));
        let (Some(doctor), Some(decision), Some(reason), Some(version)) = (doctor, decision, reason, version) else {
            return Err(check.into_errors());
        };
        check.done(ValidDecision {
            doctor,
            decision,
            reason,
            version,
        })
    }
}

#[cfg(test)]
mod tests;
