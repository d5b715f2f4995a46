//! One identifier type per table, so that a patient's id cannot be used as a doctor's.
//!
//! Values are `UUIDv7` and are made by the services, from their clock.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// What all identifiers can do; lets a factory make any of them.
pub trait Id: Copy + Eq + fmt::Debug + fmt::Display {
    /// Wraps a raw value.
    fn from_uuid(uuid: Uuid) -> Self;
    /// The raw value.
    fn uuid(self) -> Uuid;
}

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident,)+) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "db", derive(sea_orm::DeriveValueType))]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Wraps a raw value.
            #[must_use]
            pub const fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The raw value.
            #[must_use]
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl Id for $name {
            fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }

            fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::try_parse(text.trim()).map(Self)
            }
        }

        #[cfg(feature = "db")]
        impl sea_orm::TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, sea_orm::DbErr> {
                Err(sea_orm::DbErr::ConvertFromU64(stringify!($name)))
            }
        }
    )+};
}

ids! {
    /// A sign-in: e-mail, password, roles.
    AccountId,
    /// A person who is treated.
    PatientId,
    /// A person who treats.
    DoctorId,
    /// A field of medicine.
    SpecialtyId,
    /// A place where visits happen.
    LocationId,
    /// A kind of visit with its length.
    VisitTypeId,
    /// A visit.
    AppointmentId,
    /// A time kept free for one patient while they confirm.
    HoldId,
    /// A relationship of care between a patient and a doctor.
    CareId,
    /// Many patients given to one doctor by staff.
    AssignmentId,
    /// One thing done to many people by staff.
    BulkId,
    /// A patient opened by a doctor in an emergency.
    EmergencyId,
    /// An entry of an access history that a patient does not recognise.
    CaseId,
    /// A weekly rule of availability.
    RuleId,
    /// A blocked time or an extra opening.
    ExceptionId,
    /// A signed-in browser.
    SessionId,
    /// A piece of background work.
    JobId,
    /// A row of the audit log.
    AuditId,
    /// A busy range of a resource.
    OccupancyId,
    /// A step in a visit's history.
    EventId,
    /// A role of staff.
    RoleId,
    /// A role that somebody was given.
    GrantId,
    /// An invitation to join the staff.
    InvitationId,
    /// An invitation to take a record over.
    OwnerInvitationId,
    /// What lets somebody act for a patient.
    CarerId,
    /// Two records of one person, made one.
    MergeId,
    /// A mailed link.
    TokenId,
    /// The second step of an account at sign-in.
    FactorId,
    /// A passkey of an account.
    PasskeyId,
    /// A file that somebody handed in.
    FileId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_what_it_writes() {
        let text = "0199a0b2-7c3e-7d41-9a52-3f6b8f1f2a10";
        let id: PatientId = text.parse().unwrap();
        assert_eq!(id.to_string(), text);
        assert_eq!(serde_json::to_string(&id).unwrap(), format!("\"{text}\""));
        assert_eq!(format!("{id:?}"), format!("PatientId({text})"));
        assert!("17".parse::<PatientId>().is_err());
    }
}
