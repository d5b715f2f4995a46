//! Changes as open pages hear of them: whose and which, never what stands in them.
//!
//! A change is told as a line of words, and a page names the beginnings of the lines that concern it. The receiver asks
//! again as whoever it is, so a line that reaches somebody tells them nothing they may not read.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::actor::Role;
use crate::id::{AccountId, AppointmentId, CareId, DoctorId, PatientId};

/// Whose things changed; who may hear of it follows from that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// A patient's visits, kept time, doctors or profile; for the patient.
    Patient(PatientId),
    /// A doctor's visits, patients, hours or profile; for the doctor.
    Doctor(DoctorId),
    /// The free times of a verified doctor; for everybody who looks at them.
    Times(DoctorId),
    /// What administrators count and the list of those who wait; for staff who may read the numbers.
    Clinic,
    /// What an account may do; for the streams of that account, which look again whether they may go on.
    Account(AccountId),
}

stored_enum! {
    /// What kind of thing changed.
    Kind {
        /// A visit was booked, cancelled or taken a step further.
        Visit = "visit",
        /// A relationship of care was asked for, agreed to or ended.
        Care = "care",
        /// A record was opened in an emergency, a patient did not recognise something, or that was looked at.
        Review = "review",
        /// A time was kept or let go.
        Hold = "hold",
        /// Hours, blocked times or openings.
        Hours = "hours",
        /// What a profile says.
        Profile = "profile",
        /// A doctor applied or was decided on.
        Application = "application",
        /// People came, were stopped or reinstated.
        People = "people",
        /// A delivery failed for good or is tried again.
        Delivery = "delivery",
        /// A session ended, or roles changed.
        Rights = "rights",
    }
}

/// Something that changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    pub topic: Topic,
    pub kind: Kind,
    /// The thing itself, where a page may show just that one.
    pub id: Option<Uuid>,
}

impl Change {
    /// A change of something that no page shows alone.
    #[must_use]
    pub const fn of(topic: Topic, kind: Kind) -> Self {
        Self { topic, kind, id: None }
    }

    /// The change of a visit.
    #[must_use]
    pub const fn of_visit(topic: Topic, visit: AppointmentId) -> Self {
        Self {
            topic,
            kind: Kind::Visit,
            id: Some(visit.uuid()),
        }
    }

    /// The change of a relationship of care.
    #[must_use]
    pub const fn of_care(topic: Topic, care: CareId) -> Self {
        Self {
            topic,
            kind: Kind::Care,
            id: Some(care.uuid()),
        }
    }
}

/// The line that a browser gets: "doctor visit 0199…", "times 0199… hours".
impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = self.kind.as_str();
        match self.topic {
            Topic::Patient(_) => write!(f, "patient {kind}")?,
            Topic::Doctor(_) => write!(f, "doctor {kind}")?,
            Topic::Times(doctor) => write!(f, "times {doctor} {kind}")?,
            Topic::Clinic => write!(f, "clinic {kind}")?,
            Topic::Account(_) => write!(f, "account {kind}")?,
        }
        match self.id {
            Some(id) => write!(f, " {id}"),
            None => Ok(()),
        }
    }
}

/// The changes that concern a page: those whose lines begin with these words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interest(String);

impl Interest {
    /// All that happens to the reader as a patient, as a doctor, or in the clinic as staff.
    #[must_use]
    pub fn everything(reader: Role) -> Self {
        Self(area(reader).to_owned())
    }

    /// The reader's visits.
    #[must_use]
    pub fn visits(reader: Role) -> Self {
        Self::only(reader, Kind::Visit)
    }

    /// One kind of the reader's things.
    #[must_use]
    pub fn only(reader: Role, kind: Kind) -> Self {
        Self(format!("{} {}", area(reader), kind.as_str()))
    }

    /// One visit; an id that is none concerns nothing.
    #[must_use]
    pub fn visit(reader: Role, id: &str) -> Self {
        Self(format!("{} visit {}", area(reader), id.trim()))
    }

    /// The free times of a doctor; an id that is none concerns nothing.
    #[must_use]
    pub fn times(doctor: &str) -> Self {
        Self(format!("times {}", doctor.trim()))
    }

    /// Whether a line concerns the page.
    #[must_use]
    pub fn meets(&self, line: &str) -> bool {
        line.strip_prefix(self.0.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    }

    /// The doctor whose free times are meant: a browser asks for those by name.
    #[must_use]
    pub fn doctor(&self) -> Option<&str> {
        self.0.strip_prefix("times ")
    }
}

const fn area(reader: Role) -> &'static str {
    match reader {
        Role::Patient => "patient",
        Role::Doctor => "doctor",
        Role::Staff => "clinic",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "0199a0b2-7c3e-7d41-9a52-3f6b8f1f2a10";

    fn id<T: crate::id::Id>() -> T {
        T::from_uuid(ID.parse().unwrap())
    }

    #[test]
    fn a_page_is_met_by_the_lines_of_what_it_shows() {
        let booked = Change::of_visit(Topic::Doctor(id()), id()).to_string();
        assert_eq!(booked, format!("doctor visit {ID}"));
        assert!(Interest::everything(Role::Doctor).meets(&booked));
        assert!(Interest::visits(Role::Doctor).meets(&booked));
        assert!(Interest::visit(Role::Doctor, ID).meets(&booked));
        assert!(!Interest::visit(Role::Doctor, "0199a0b2").meets(&booked), "half an id");
        assert!(!Interest::visits(Role::Patient).meets(&booked));
        assert!(!Interest::only(Role::Doctor, Kind::Hours).meets(&booked));
    }

    #[test]
    fn free_times_are_met_by_doctor() {
        let line = Change::of(Topic::Times(id()), Kind::Hours).to_string();
        let shown = Interest::times(ID);
        assert!(shown.meets(&line));
        assert_eq!(shown.doctor(), Some(ID));
        assert!(!Interest::times("0199a0b2-7c3e-7d41-9a52-3f6b8f1f2a11").meets(&line));
    }

    #[test]
    fn no_line_says_whose_calendar_or_account_it_is() {
        let own = Change::of(Topic::Patient(id()), Kind::Profile).to_string();
        let rights = Change::of(Topic::Account(id()), Kind::Rights).to_string();
        assert_eq!((own.as_str(), rights.as_str()), ("patient profile", "account rights"));
    }

    #[test]
    fn a_change_survives_the_way_between_processes() {
        let change = Change::of_visit(Topic::Patient(id()), id());
        let text = serde_json::to_string(&change).unwrap();
        assert_eq!(serde_json::from_str::<Change>(&text).unwrap(), change);
        let clinic = Change::of(Topic::Clinic, Kind::Delivery);
        let text = serde_json::to_string(&clinic).unwrap();
        assert_eq!(serde_json::from_str::<Change>(&text).unwrap(), clinic);
    }
}
