//! What an administrator can tune, with the values a new clinic starts with.

use crate::form::{Check, FieldErrors, Problem};
use crate::values::{FreeText, Phone, number, version};
use serde::{Deserialize, Serialize};

/// The clinic's settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The clinic's name on pages and mails.
    pub clinic_name: String,
    /// Where patients call when the portal says so.
    pub clinic_phone: String,
    /// Hours before a visit from which on a patient can no longer cancel it.
    pub cancel_notice_hours: u16,
    /// Minutes before a visit from which on it can no longer be booked.
    pub book_notice_minutes: u16,
    /// Days ahead that can be booked.
    pub book_horizon_days: u16,
    /// Minutes that a time is kept while the patient confirms.
    pub hold_minutes: u16,
    /// Visits that a patient may book for one day.
    pub visits_per_day: u16,
    /// Minutes between the starts of two offered times.
    pub slot_step_minutes: u16,
    /// Minutes without activity after which a patient is signed out.
    pub patient_idle_minutes: u16,
    /// Minutes without activity after which doctors and staff are signed out.
    pub staff_idle_minutes: u16,
    /// Days after a visit in which its doctor still sees the patient.
    pub relationship_days: u16,
    /// Age in years at which nobody acts for somebody any more only because they are a child.
    pub of_age_years: u16,
    /// Whether doctors work only with a second step at sign-in.
    pub factor_required_doctors: bool,
    /// Whether staff work only with a second step at sign-in.
    pub factor_required_staff: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            clinic_name: "Salve".to_owned(),
            clinic_phone: "020 7946 0100".to_owned(),
            cancel_notice_hours: 0,
            book_notice_minutes: 60,
            book_horizon_days: 90,
            hold_minutes: 10,
            visits_per_day: 3,
            slot_step_minutes: 10,
            patient_idle_minutes: 30,
            staff_idle_minutes: 15,
            relationship_days: 90,
            of_age_years: 18,
            factor_required_doctors: false,
            factor_required_staff: false,
        }
    }
}

/// The settings form.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SaveSettings {
    pub clinic_name: String,
    pub clinic_phone: String,
    pub cancel_notice_hours: String,
    pub book_notice_minutes: String,
    pub book_horizon_days: String,
    pub hold_minutes: String,
    pub visits_per_day: String,
    pub slot_step_minutes: String,
    pub patient_idle_minutes: String,
    pub staff_idle_minutes: String,
    pub relationship_days: String,
    pub of_age_years: String,
    /// Anything typed is yes; an unticked checkbox posts nothing.
    pub factor_required_doctors: String,
    /// The same.
    pub factor_required_staff: String,
    pub version: String,
}

/// Settings within their bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValidSettings {
    pub settings: Settings,
    pub version: i32,
}

impl SaveSettings {
    /// Checks every setting against its bounds.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self) -> Result<ValidSettings, FieldErrors> {
        let mut check = Check::new();
        let clinic_name = check.field(
            "clinic_name",
            FreeText::line(&self.clinic_name, 100, Problem::EnterName),
        );
        let clinic_phone = check.field("clinic_phone", Phone::parse(&self.clinic_phone));
        let mut bounded =
            |field: &str, text: &str, min, max| check.field(field, number::<u16>(text, min, max)).unwrap_or_default();
        let settings = Settings {
            clinic_name: clinic_name.map_or_else(String::new, FreeText::into_string),
            clinic_phone: clinic_phone.map_or_else(String::new, Phone::into_string),
            cancel_notice_hours: bounded("cancel_notice_hours", &self.cancel_notice_hours, 0, 168),
            book_notice_minutes: bounded("book_notice_minutes", &self.book_notice_minutes, 0, 10_080),
            book_horizon_days: bounded("book_horizon_days", &self.book_horizon_days, 1, 365),
            hold_minutes: bounded("hold_minutes", &self.hold_minutes, 2, 60),
            visits_per_day: bounded("visits_per_day", &self.visits_per_day, 1, 20),
            slot_step_minutes: bounded("slot_step_minutes", &self.slot_step_minutes, 5, 120),
            patient_idle_minutes: bounded("patient_idle_minutes", &self.patient_idle_minutes, 5, 240),
            staff_idle_minutes: bounded("staff_idle_minutes", &self.staff_idle_minutes, 5, 240),
            relationship_days: bounded("relationship_days", &self.relationship_days, 0, 3650),
            of_age_years: bounded("of_age_years", &self.of_age_years, 12, 25),
            factor_required_doctors: !self.factor_required_doctors.trim().is_empty(),
            factor_required_staff: !self.factor_required_staff.trim().is_empty(),
        };
        let version = check.field("version", version(&self.version));
        check.done(ValidSettings {
            settings,
            version: version.unwrap_or_default(),
        })
    }
}

/// The settings page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingsView {
    pub settings: Settings,
    pub version: i32,
}
