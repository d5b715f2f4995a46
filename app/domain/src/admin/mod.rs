//! What administrators see and change: counts, applications, people, places, deliveries.

mod views;

pub use views::{
    AdminHome, ApplicationList, Counts, DeliveryList, DeliveryRow, DoctorApplication, LocationForm, LocationRow,
    Numbers, PeopleList, Person, PersonActions, PersonDetails, PersonRow, QueueEntry, Whose,
};

use crate::{
    accounts::AccountStatus,
    actor::Role,
    doctors::{DoctorStatus, zone_name},
    form::{Check, FieldErrors, Problem},
    id::{AccountId, JobId, LocationId},
    page::{self},
    patients::{About, EditPatient, ValidEdit},
    values::{FreeText, chosen, optional, version},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Which applications are listed: `?status=`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FindApplications {
    /// `pending` when empty.
    pub status: String,
    pub name: String,
    pub page: String,
}

impl FindApplications {
    /// The status asked for.
    #[must_use]
    pub fn status(&self) -> DoctorStatus {
        DoctorStatus::from_text(self.status.trim()).unwrap_or(DoctorStatus::Pending)
    }
}

/// An administrator looks for people.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FindPeople {
    /// Name or e-mail.
    pub query: String,
    pub role: String,
    pub status: String,
    pub page: String,
}

/// A search for people that can be run; what makes no sense is left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ValidFindPeople {
    pub query: Option<String>,
    pub role: Option<Role>,
    pub status: Option<AccountStatus>,
    pub page: u64,
}

impl FindPeople {
    /// Reads the filters.
    #[must_use]
    pub fn parse(&self) -> ValidFindPeople {
        ValidFindPeople {
            query: FreeText::optional(&self.query, 100)
                .ok()
                .flatten()
                .map(FreeText::into_string),
            role: Role::from_text(self.role.trim()),
            status: AccountStatus::from_text(self.status.trim()),
            page: page::number(&self.page),
        }
    }
}

/// An administrator stops an account or lets it work again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChangeAccount {
    pub account: String,
    pub version: String,
}

impl ChangeAccount {
    /// Checks the form.
    ///
    /// # Errors
    /// That the page must be loaded again.
    pub fn parse(&self) -> Result<(AccountId, i32), FieldErrors> {
        let mut check = Check::new();
        let account = check.field("account", chosen(&self.account, Problem::ReloadPage));
        let version = check.field("version", version(&self.version));
        let (Some(account), Some(version)) = (account, version) else {
            return Err(check.into_errors());
        };
        check.done((account, version))
    }
}

/// Staff correct the details of a patient.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EditPerson {
    /// Of the patient.
    pub account: String,
    #[serde(flatten)]
    pub details: EditPatient,
}

impl EditPerson {
    /// Checks the form.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self, today: NaiveDate) -> Result<(AccountId, ValidEdit), FieldErrors> {
        let account = chosen(&self.account, Problem::ReloadPage);
        let account = account.map_err(|problem| FieldErrors::one("account", problem))?;
        Ok((account, self.details.parse(today, About::Another)?))
    }
}

/// An administrator adds or changes a place.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SaveLocation {
    /// Empty for a new place.
    pub location: String,
    pub name: String,
    pub address_line: String,
    pub city: String,
    pub country: String,
    pub zone: String,
    /// Anything typed is yes; an unticked checkbox posts nothing.
    pub active: String,
    pub version: String,
}

/// A good place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValidLocation {
    /// The place that changes and its version; `None` adds one.
    pub existing: Option<(LocationId, i32)>,
    pub name: String,
    pub address_line: String,
    pub city: String,
    pub country: String,
    /// Whether it exists is known to the services only.
    pub zone: String,
    pub active: bool,
}

impl SaveLocation {
    /// Checks the form.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self) -> Result<ValidLocation, FieldErrors> {
        let mut check = Check::new();
        let mut line = |field: &str, text: &str, max, missing| {
            check
                .field(field, FreeText::line(text, max, missing))
                .map(FreeText::into_string)
                .unwrap_or_default()
        };
        let name = line("name", &self.name, 200, Problem::EnterName);
        let address_line = line("address_line", &self.address_line, 300, Problem::EnterAddress);
        let city = line("city", &self.city, 100, Problem::EnterCity);
        let country = check.field("country", country(&self.country)).unwrap_or_default();
        let zone = check.field("zone", zone_name(&self.zone)).unwrap_or_default();
        let id = check
            .field(
                "location",
                optional(&self.location, |text| chosen(text, Problem::ReloadPage)),
            )
            .flatten();
        let existing = id.and_then(|id| Some((id, check.field("version", version(&self.version))?)));
        let active = !self.active.trim().is_empty();
        check.done(ValidLocation {
            existing,
            name,
            address_line,
            city,
            country,
            zone,
            active,
        })
    }
}

fn country(text: &str) -> Result<String, Problem> {
    let code = text.trim().to_ascii_uppercase();
    let good = code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase());
    if good { Ok(code) } else { Err(Problem::CountryWrong) }
}

stored_enum! {
    /// Where a piece of background work stands.
    JobState {
        /// Waits for its time.
        Queued = "queued",
        /// Is being done.
        Running = "running",
        /// Was done.
        Done = "done",
        /// Was given up after its last attempt.
        Dead = "dead",
    }
}

/// Which deliveries are listed: `?state=`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FindDeliveries {
    pub state: String,
    pub page: String,
}

impl FindDeliveries {
    /// The state asked for; what was given up when empty.
    #[must_use]
    pub fn state(&self) -> JobState {
        JobState::from_text(self.state.trim()).unwrap_or(JobState::Dead)
    }
}

/// An administrator sends a dead delivery again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RetryDelivery {
    pub job: String,
}

impl RetryDelivery {
    /// Checks the form.
    ///
    /// # Errors
    /// That the page must be loaded again.
    pub fn parse(&self) -> Result<JobId, FieldErrors> {
        chosen(&self.job, Problem::ReloadPage).map_err(|problem| FieldErrors::one("job", problem))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "0199a0b2-7c3e-7d41-9a52-3f6b8f1f2a10";

    #[test]
    fn a_place_is_added_or_changed() {
        let new = SaveLocation {
            name: "Riverside".into(),
            address_line: "1 Quay".into(),
            city: "London".into(),
            country: "gb".into(),
            zone: "Europe/London".into(),
            active: "on".into(),
            ..SaveLocation::default()
        };
        let valid = new.parse().unwrap();
        assert_eq!(
            (valid.existing, valid.country.as_str(), valid.active),
            (None, "GB", true)
        );
        let changed = SaveLocation {
            location: ID.into(),
            version: "2".into(),
            ..new.clone()
        }
        .parse()
        .unwrap();
        assert_eq!(changed.existing, Some((ID.parse().unwrap(), 2)));
        let stale = SaveLocation {
            location: ID.into(),
            ..new
        }
        .parse()
        .unwrap_err();
        assert_eq!(stale.get("version"), Some(&Problem::ReloadPage));
        assert_eq!(SaveLocation::default().parse().unwrap_err().len(), 5);
    }

    #[test]
    fn filters_that_make_no_sense_are_left_out() {
        let find = FindPeople {
            query: "\u{202E}".into(),
            role: "king".into(),
            status: "active".into(),
            page: "-1".into(),
        };
        let valid = ValidFindPeople {
            status: Some(AccountStatus::Active),
            page: 1,
            ..ValidFindPeople::default()
        };
        assert_eq!(find.parse(), valid);
        assert_eq!(FindApplications::default().status(), DoctorStatus::Pending);
        assert_eq!(FindDeliveries::default().state(), JobState::Dead);
        assert!(ChangeAccount::default().parse().is_err());
        assert!(RetryDelivery { job: ID.into() }.parse().is_ok());
    }
}
