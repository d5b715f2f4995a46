//! Changes as open pages hear of them: whose and which, never what stands in them.
//!
//! A change is told as a line of words, and a page names the beginnings of the lines that concern it. The receiver asks
//! again as whoever it is, so a line that reaches somebody tells them nothing they may not read.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::actor::{Actor, Permission, Permissions, Role};
use crate::carers::CarerScope;
use crate::id::{AccountId, AppointmentId, CareId, DoctorId, PatientId};

/// Whose things changed; who may hear of it follows from that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// A patient's visits, kept time, doctors or profile; for the patient, and for carers what their scopes let them read.
    Patient(PatientId),
    /// A doctor's visits, patients, hours or profile; for the doctor.
    Doctor(DoctorId),
    /// The free times of a verified doctor; for everybody who looks at them.
    Times(DoctorId),
    /// What staff look after and count; for staff who may read the page of it.
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
        /// Somebody was asked to act for a patient, agreed, may do something else now, or acts no more.
        Carer = "carer",
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
        /// Something that staff count beside the visits. It is told beside what happened, which not everybody may know who
        /// sees the numbers.
        Numbers = "numbers",
        /// A session ended, or roles changed.
        Rights = "rights",
    }
}

stored_set! {
    /// Kinds of things.
    Kinds of Kind
}

impl Kinds {
    /// What is heard of a patient by whoever acts on the pages of patients.
    #[must_use]
    pub fn of_patient(actor: &Actor) -> Self {
        let heard = |kind: &Kind| match (actor, kind.carer_needs()) {
            (Actor::Patient { .. }, _) | (Actor::Carer { .. }, Needs::Nothing) => true,
            (Actor::Carer { scopes, .. }, Needs::Scope(scope)) => scopes.contains(scope),
            _ => false,
        };
        Kind::ALL.iter().copied().filter(heard).collect()
    }

    /// What is heard of the clinic by staff with these permissions.
    #[must_use]
    pub fn of_clinic(permissions: Permissions) -> Self {
        let heard = |kind: &Kind| permissions.meets(kind.staff_need());
        Kind::ALL.iter().copied().filter(heard).collect()
    }
}

/// What a carer needs to read a kind of thing.
enum Needs {
    Nothing,
    Scope(CarerScope),
    /// It is the patient's alone.
    ToBeThePatient,
}

impl Kind {
    const fn carer_needs(self) -> Needs {
        match self {
            Self::Visit => Needs::Nothing,
            Self::Hold => Needs::Scope(CarerScope::Booking),
            Self::Profile => Needs::Scope(CarerScope::Profile),
            Self::Care => Needs::Scope(CarerScope::CareTeam),
            Self::Review => Needs::Scope(CarerScope::Access),
            Self::Carer
            | Self::Hours
            | Self::Application
            | Self::People
            | Self::Delivery
            | Self::Numbers
            | Self::Rights => Needs::ToBeThePatient,
        }
    }

    /// The permissions each of which opens the page where such things of the clinic stand; none where there is no such page.
    const fn staff_need(self) -> Permissions {
        let one = Permissions::none();
        match self {
            Self::Visit | Self::Numbers => one.with(Permission::ReadNumbers),
            Self::Review => one.with(Permission::ReviewAccess),
            Self::Application => one.with(Permission::VerifyDoctors),
            Self::People => Permissions::of_people(),
            Self::Delivery => one.with(Permission::ManageDeliveries),
            Self::Care | Self::Carer | Self::Hold | Self::Hours | Self::Profile | Self::Rights => Permissions::none(),
        }
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

    /// A change in the clinic that is counted too.
    #[must_use]
    pub const fn counted(kind: Kind) -> [Self; 2] {
        [Self::of(Topic::Clinic, kind), Self::of(Topic::Clinic, Kind::Numbers)]
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
    use crate::carers::CarerScopes;

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
    fn staff_hear_what_their_pages_show() {
        let heard = |permission| Kinds::of_clinic(Permissions::none().with(permission)).to_string();
        let table = [
            (Permission::ReadNumbers, "visit numbers"),
            (Permission::VerifyDoctors, "application"),
            (Permission::ManagePeople, "people"),
            (Permission::ManageRoles, "people"),
            (Permission::ReadAudit, "people"),
            (Permission::ManageDeliveries, "delivery"),
            (Permission::ReviewAccess, "review"),
            (Permission::ManageSettings, ""),
            (Permission::ReadLog, ""),
        ];
        assert_eq!(table.len(), Permission::ALL.len());
        for (permission, kinds) in table {
            assert_eq!(heard(permission), kinds, "{permission:?}");
        }
    }

    #[test]
    fn carers_hear_what_their_scopes_let_them_read() {
        let (account, patient) = (id(), id());
        let heard = |scopes| {
            let carer = Actor::Carer {
                account,
                patient,
                carer: id(),
                scopes,
                preview: false,
            };
            Kinds::of_patient(&carer).to_string()
        };
        let only = |scope| heard(CarerScopes::none().with(scope));
        assert_eq!(heard(CarerScopes::none()), "visit");
        assert_eq!(only(CarerScope::Booking), "visit hold");
        assert_eq!(only(CarerScope::Profile), "visit profile");
        assert_eq!(only(CarerScope::CareTeam), "visit care");
        assert_eq!(only(CarerScope::Access), "visit review");
        assert!(
            !Kinds::of_patient(&Actor::Carer {
                account,
                patient,
                carer: id(),
                scopes: CarerScopes::all(),
                preview: false
            })
            .contains(Kind::Carer)
        );
        assert_eq!(Kinds::of_patient(&Actor::Patient { account, patient }), Kinds::all());
        assert_eq!(Kinds::of_patient(&Actor::Account { account }), Kinds::none());
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
