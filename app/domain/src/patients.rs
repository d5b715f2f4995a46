//! Patients: their own profile, their home, and the lists of their doctors.

use crate::{
    appointments::{Action, AppointmentSummary, HoldView},
    care::{Care, CareKind},
    conflict::SlotOffer,
    emergency::EmergencyBanner,
    figures::WeekFigures,
    form::{Check, FieldErrors},
    id::{FileId, PatientId},
    page::Page,
    values::{BirthDate, FreeText, PersonName, Phone, PostalAddress, version},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A patient changes the own profile.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EditPatient {
    pub name: String,
    pub phone: String,
    pub address: String,
    pub birth_day: String,
    pub birth_month: String,
    pub birth_year: String,
    pub version: String,
}

/// A good change of profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValidEdit {
    pub details: Details,
    pub version: i32,
}

/// Who somebody is, for the clinic: good details of a patient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Details {
    pub name: PersonName,
    pub birth_date: BirthDate,
    pub phone: Phone,
    pub address: PostalAddress,
}

/// Whom a form is about, as who fills it in sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    Oneself,
    Another,
}

/// The same as typed into a form about a patient.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TypedDetails<'a> {
    pub name: &'a str,
    /// Day, month and year.
    pub birth: [&'a str; 3],
    pub phone: &'a str,
    pub address: &'a str,
}

impl TypedDetails<'_> {
    /// Checks the fields, in the order in which every page has them.
    pub(crate) fn check(self, check: &mut Check, today: NaiveDate, about: About) -> Option<Details> {
        let [day, month, year] = self.birth;
        let name = check.field("name", PersonName::parse(self.name));
        let birth_date = match about {
            About::Oneself => BirthDate::parse(day, month, year, today),
            About::Another => BirthDate::parse_of_another(day, month, year, today),
        };
        let birth_date = check.field("birth_day", birth_date);
        let phone = check.field("phone", Phone::parse(self.phone));
        let address = check.field("address", PostalAddress::parse(self.address));
        Some(Details {
            name: name?,
            birth_date: birth_date?,
            phone: phone?,
            address: address?,
        })
    }
}

impl EditPatient {
    /// Checks the form.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self, today: NaiveDate, about: About) -> Result<ValidEdit, FieldErrors> {
        let mut check = Check::new();
        let typed = TypedDetails {
            name: &self.name,
            birth: [&self.birth_day, &self.birth_month, &self.birth_year],
            phone: &self.phone,
            address: &self.address,
        };
        let details = typed.check(&mut check, today, about);
        let version = check.field("version", version(&self.version));
        let (Some(details), Some(version)) = (details, version) else {
            return Err(check.into_errors());
        };
        check.done(ValidEdit { details, version })
    }
}

/// A patient's own profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PatientProfile {
    pub id: PatientId,
    /// Where the patient reads it in person.
    pub photo: Option<FileId>,
    /// The record number.
    pub number: i64,
    pub email: Option<String>,
    pub values: EditPatient,
}

/// A patient's first page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PatientHome {
    pub name: String,
    /// The next visit.
    pub next: Option<AppointmentSummary>,
    /// The visits after it.
    pub later: Vec<AppointmentSummary>,
    /// A time that is still kept.
    pub hold: Option<HoldView>,
    /// The next free times, and with whom.
    pub offers: Vec<SlotOffer>,
    pub offers_of: OffersOf,
}

/// Whose free times a patient's first page offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OffersOf {
    /// Doctors seen before.
    Seen,
    /// General practitioners, to somebody who has seen nobody yet.
    GeneralPractice,
    /// Any doctors, where no general practitioner has a free time.
    Clinic,
}

/// A doctor looks through the own patients.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FindPatients {
    pub name: String,
    pub page: String,
}

impl FindPatients {
    /// What to look for; text that cannot be searched for finds everybody.
    #[must_use]
    pub fn query(&self) -> Option<String> {
        FreeText::optional(&self.name, 100)
            .ok()
            .flatten()
            .map(FreeText::into_string)
    }
}

/// A doctor's list of own patients.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PatientList {
    pub search: FindPatients,
    pub patients: Page<PatientCard>,
    /// How many patients wait for the doctor's answer.
    pub requests: u64,
}

/// A patient in a doctor's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PatientCard {
    pub id: PatientId,
    pub number: i64,
    pub name: String,
    pub photo: Option<FileId>,
    /// "27 March 1985".
    pub birth_date: String,
    pub age: u32,
    /// "Wed 18 Nov 2026".
    pub last_visit: Option<String>,
    pub next_visit: Option<String>,
    /// Until when they are open in an emergency.
    pub emergency: Option<String>,
    /// As what the doctor looks after them, and since when: "18 November 2026".
    pub care: Vec<(CareKind, String)>,
}

/// A patient's page for a doctor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PatientSummary {
    pub id: PatientId,
    pub number: i64,
    pub name: String,
    pub photo: Option<FileId>,
    pub birth_date: String,
    pub age: u32,
    pub phone: String,
    pub email: Option<String>,
    /// Visits with this doctor, coming ones first.
    pub coming: Vec<AppointmentSummary>,
    pub past: Page<AppointmentSummary>,
    /// They are open in an emergency.
    pub emergency: Option<EmergencyBanner>,
    /// As what this doctor looks after them, was asked to, or asks to.
    pub care: Vec<Care>,
}

/// A visit in a list from which the next step is taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitSteps {
    pub visit: AppointmentSummary,
    /// What the reader may do now.
    pub actions: Vec<Action>,
    pub version: i32,
}

/// A doctor's first page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoctorHome {
    pub name: String,
    /// "Wednesday 18 November 2026".
    pub today: String,
    pub visits_today: Vec<VisitSteps>,
    /// The next visit after today.
    pub next: Option<AppointmentSummary>,
    /// Bookings that wait for the doctor's word.
    pub to_confirm: Vec<VisitSteps>,
    /// Visits of the coming seven days.
    pub visits_this_week: u32,
    /// Whether any time can be booked at all.
    pub has_hours: bool,
    /// This week and those before, this one last.
    pub weeks: Vec<WeekFigures>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Problem;

    #[test]
    fn a_profile_is_checked_like_a_registration() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 18).unwrap();
        let edit = EditPatient {
            name: "Ann".into(),
            phone: "020 7946 0999".into(),
            address: "1 High Street".into(),
            birth_day: "29".into(),
            birth_month: "2".into(),
            birth_year: "2025".into(),
            version: "1".into(),
        };
        assert_eq!(
            edit.parse(today, About::Oneself).unwrap_err().get("birth_day"),
            Some(&Problem::BirthDateWrong)
        );
        let unborn = EditPatient {
            birth_day: String::new(),
            birth_month: String::new(),
            birth_year: String::new(),
            ..edit.clone()
        };
        for (about, problem) in [
            (About::Oneself, Problem::EnterBirthDate),
            (About::Another, Problem::EnterDate),
        ] {
            assert_eq!(unborn.parse(today, about).unwrap_err().get("birth_day"), Some(&problem));
        }
        assert!(
            EditPatient {
                birth_year: "2024".into(),
                ..edit
            }
            .parse(today, About::Oneself)
            .is_ok()
        );
    }

    #[test]
    fn a_search_that_cannot_be_run_finds_everybody() {
        let query = |name: &str| {
            FindPatients {
                name: name.into(),
                page: String::new(),
            }
            .query()
        };
        assert_eq!(query(" ann "), Some("ann".into()));
        assert_eq!(query("\0"), None);
    }
}
