//! Carers: people who act for a patient because the patient lets them, or because the patient is a child they look after.
//! What FHIR calls a `RelatedPerson` with a `Consent` (R4).

mod commands;
#[cfg(test)]
mod tests;
mod views;

pub use commands::{
    ActFor, ChangeCarer, ChangeCarerFor, EndCarer, OfferCarer, OfferCarerFor, ValidActFor, ValidChange, ValidOffer,
};
pub use views::{Cared, Carer, CarersOfRecord, Caring, OwnCarers};

use crate::values::age;
use chrono::{Datelike, NaiveDate};

/// How long the mailed link works, in days.
pub const LINK_DAYS: i64 = 7;
/// How often somebody with the link may say a date of birth before it is over.
pub const GUESSES: i32 = 5;
/// How many people may act for one patient, those who were asked included.
pub const MOST: u32 = 10;

stored_enum! {
    /// What a carer may do beyond seeing the patient's visits, which every carer may.
    CarerScope {
        /// Book and cancel visits.
        Booking = "booking",
        /// See and change the patient's details.
        Profile = "profile",
        /// See the patient's doctors, ask for others and answer them.
        CareTeam = "care_team",
        /// See who opened the record.
        Access = "access",
    }
}

stored_set! {
    /// What a carer may do: `booking profile`.
    CarerScopes of CarerScope
}

stored_enum! {
    /// What the carer is to the patient (FHIR `RelatedPerson.relationship`, in the words of a clinic).
    CarerRelation {
        /// Husband, wife, partner.
        Partner = "partner",
        /// Mother or father.
        Parent = "parent",
        /// Son or daughter.
        Child = "child",
        /// Of the family otherwise.
        Relative = "relative",
        /// Friend or neighbour.
        Friend = "friend",
        /// Guardian by law or by court.
        Guardian = "guardian",
        /// Cares as a profession.
        Professional = "professional",
    }
}

stored_enum! {
    /// Where it stands.
    CarerState {
        /// The patient wants it, the carer has not agreed yet.
        Offered = "offered",
        /// Both agreed.
        Active = "active",
        /// It is over, or was withdrawn before anybody agreed.
        Ended = "ended",
    }
}

/// What a patient lets a carer do, and until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CarerRights {
    pub scopes: CarerScopes,
    /// The day on which it is over; without one it has no end.
    pub ends_on: Option<NaiveDate>,
}

impl CarerRights {
    /// Whether they let the carer do something that the others do not, or for longer.
    #[must_use]
    pub fn exceed(self, others: Self) -> bool {
        let longer = match (self.ends_on, others.ends_on) {
            (_, None) => false,
            (None, Some(_)) => true,
            (Some(day), Some(other)) => day > other,
        };
        longer || !others.scopes.covers(self.scopes)
    }

    /// The same, without a day that never comes because it is over by itself before.
    #[must_use]
    pub fn within(self, over: Option<NaiveDate>) -> Self {
        let comes = |day: &NaiveDate| over.is_none_or(|over| *day < over);
        Self {
            ends_on: self.ends_on.filter(comes),
            ..self
        }
    }
}

/// What the rules need to know of what lets somebody act for a patient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CarerFacts {
    pub state: CarerState,
    /// The day on which it is over, if it was made for a while.
    pub ends_on: Option<NaiveDate>,
    /// Whether it holds only because the patient is a child.
    pub while_minor: bool,
    /// When the patient was born.
    pub born: NaiveDate,
}

impl CarerFacts {
    /// The day on which it is over: the one that was agreed, or the birthday at which the patient comes of age.
    #[must_use]
    pub fn over_on(&self, of_age_years: u16) -> Option<NaiveDate> {
        let grown = self.while_minor.then(|| comes_of_age(self.born, of_age_years));
        [self.ends_on, grown].into_iter().flatten().min()
    }

    /// Whether the carer may act on this day.
    #[must_use]
    pub fn is_in_force(&self, today: NaiveDate, of_age_years: u16) -> bool {
        self.state == CarerState::Active && self.over_on(of_age_years).is_none_or(|over| today < over)
    }
}

/// Whether somebody is a child on this day.
#[must_use]
pub fn is_minor(born: NaiveDate, today: NaiveDate, of_age_years: u16) -> bool {
    age(born, today) < u32::from(of_age_years)
}

/// The birthday at which somebody comes of age: 1 March for those born on 29 February, in years without one.
#[must_use]
pub fn comes_of_age(born: NaiveDate, of_age_years: u16) -> NaiveDate {
    let year = born.year() + i32::from(of_age_years);
    born.with_year(year)
        .or_else(|| NaiveDate::from_ymd_opt(year, 3, 1))
        .unwrap_or(born)
}
