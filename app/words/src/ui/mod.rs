//! The words of pages and errors, a section for each part of the portal.

mod account;
mod audit;
mod booking;
mod calendar;
mod care;
mod carers;
mod common;
mod device;
mod doctors;
mod emergency;
mod errors;
mod factor;
mod files;
mod hours;
mod invitation;
mod nav;
mod passkeys;
mod patients;
mod privacy;
mod problems;
mod public;
mod time;

pub use account::Account;
pub use audit::Audit;
pub use booking::Booking;
pub use calendar::Calendar;
pub use care::Care;
pub use carers::Carers;
pub use common::Common;
pub use device::Device;
pub use doctors::Doctors;
pub use emergency::Emergency;
pub use errors::Errors;
pub use factor::Factor;
pub use files::Files;
pub use hours::Hours;
pub use invitation::Invitation;
pub use nav::Nav;
pub use passkeys::Passkeys;
pub use patients::Patients;
pub use privacy::Privacy;
pub use problems::Problems;
pub use public::Public;
pub use time::Time;

use crate::{Count, Grammar};

/// Everything that pages and errors say in one language.
#[derive(Debug)]
pub struct Ui {
    pub(crate) grammar: &'static Grammar,
    pub common: Common,
    pub nav: Nav,
    pub public: Public,
    pub account: Account,
    pub doctors: Doctors,
    pub booking: Booking,
    pub calendar: Calendar,
    pub care: Care,
    pub carers: Carers,
    pub hours: Hours,
    pub patients: Patients,
    pub invitation: Invitation,
    pub audit: Audit,
    pub emergency: Emergency,
    pub errors: Errors,
    pub privacy: Privacy,
    pub factor: Factor,
    pub files: Files,
    pub passkeys: Passkeys,
    pub problems: Problems,
    pub time: Time,
    pub device: Device,
}

impl Ui {
    /// A whole number as people write it.
    #[must_use]
    pub fn number(&self, number: impl Count) -> String {
        self.grammar.number(number.count())
    }

    /// Parts of a list: "Cardiology, Neurology".
    #[must_use]
    pub fn list<T: AsRef<str>>(&self, parts: impl IntoIterator<Item = T>) -> String {
        self.beside(parts, &String::from_iter([self.grammar.comma, ' ']))
    }

    /// Parts side by side in one line, each in its own direction.
    #[must_use]
    pub fn beside<T: AsRef<str>>(&self, parts: impl IntoIterator<Item = T>, separator: &str) -> String {
        let mut line = String::new();
        for part in parts {
            if !line.is_empty() {
                line.push_str(separator);
            }
            self.grammar.direction.push(&mut line, part.as_ref());
        }
        line
    }

    /// The same words with every text changed.
    #[cfg(any(test, feature = "pseudo"))]
    pub(crate) fn map(&self, change: &mut dyn FnMut(crate::catalogue::Entry) -> &'static str) -> Self {
        Self {
            grammar: self.grammar,
            common: self.common.map(change),
            nav: self.nav.map(change),
            public: self.public.map(change),
            account: self.account.map(change),
            doctors: self.doctors.map(change),
            booking: self.booking.map(change),
            calendar: self.calendar.map(change),
            care: self.care.map(change),
            carers: self.carers.map(change),
            hours: self.hours.map(change),
            patients: self.patients.map(change),
            invitation: self.invitation.map(change),
            audit: self.audit.map(change),
            emergency: self.emergency.map(change),
            errors: self.errors.map(change),
            privacy: self.privacy.map(change),
            factor: self.factor.map(change),
            files: self.files.map(change),
            passkeys: self.passkeys.map(change),
            problems: self.problems.map(change),
            time: self.time.map(change),
            device: self.device.map(change),
        }
    }
}
