//! Who is acting, what they may do in general, and the policies that guard routes.

use crate::id::{AccountId, DoctorId, PatientId};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Who a request acts as. The area of the URL decides the role, checked against the account's grants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// Nobody has signed in.
    Anonymous,
    /// A patient in their own affairs.
    Patient { account: AccountId, patient: PatientId },
    /// A doctor whose licence was verified.
    Doctor { account: AccountId, doctor: DoctorId },
    /// A doctor who waits for verification or was rejected.
    PendingDoctor { account: AccountId, doctor: DoctorId },
    /// A member of staff with what their roles permit.
    Staff {
        account: AccountId,
        permissions: Permissions,
    },
    /// The portal itself: jobs and commands of the operator.
    System,
}

impl Actor {
    /// The account behind the actor.
    #[must_use]
    pub const fn account(&self) -> Option<AccountId> {
        match self {
            Self::Patient { account, .. }
            | Self::Doctor { account, .. }
            | Self::PendingDoctor { account, .. }
            | Self::Staff { account, .. } => Some(*account),
            Self::Anonymous | Self::System => None,
        }
    }

    /// The patient, when acting as one.
    #[must_use]
    pub const fn patient(&self) -> Option<PatientId> {
        if let Self::Patient { patient, .. } = self {
            Some(*patient)
        } else {
            None
        }
    }

    /// The doctor, when verified and acting as one.
    #[must_use]
    pub const fn doctor(&self) -> Option<DoctorId> {
        if let Self::Doctor { doctor, .. } = self {
            Some(*doctor)
        } else {
            None
        }
    }

    /// The role, when signed in.
    #[must_use]
    pub const fn role(&self) -> Option<Role> {
        match self {
            Self::Patient { .. } => Some(Role::Patient),
            Self::Doctor { .. } | Self::PendingDoctor { .. } => Some(Role::Doctor),
            Self::Staff { .. } => Some(Role::Staff),
            Self::Anonymous | Self::System => None,
        }
    }

    /// The kind that histories and the audit log record.
    #[must_use]
    pub const fn kind(&self) -> ActorKind {
        match self {
            Self::Anonymous => ActorKind::Anonymous,
            Self::Patient { .. } => ActorKind::Patient,
            Self::Doctor { .. } | Self::PendingDoctor { .. } => ActorKind::Doctor,
            Self::Staff { .. } => ActorKind::Staff,
            Self::System => ActorKind::System,
        }
    }

    /// Whether a member of staff holds the permission.
    #[must_use]
    pub const fn holds(&self, permission: Permission) -> bool {
        matches!(self, Self::Staff { permissions, .. } if permissions.contains(permission))
    }
}

stored_enum! {
    /// The roles a person signs in with.
    Role {
        /// Is treated.
        Patient = "patient",
        /// Treats.
        Doctor = "doctor",
        /// Runs the clinic.
        Staff = "staff",
    }
}

stored_enum! {
    /// Who did something, in histories and in the audit log.
    ActorKind {
        /// Somebody who was not signed in.
        Anonymous = "anonymous",
        /// A patient.
        Patient = "patient",
        /// A doctor.
        Doctor = "doctor",
        /// A member of staff.
        Staff = "staff",
        /// The portal itself.
        System = "system",
    }
}

stored_enum! {
    /// What a member of staff may be permitted.
    Permission {
        /// See counts and figures.
        ReadNumbers = "read_numbers",
        /// Approve and reject doctors.
        VerifyDoctors = "verify_doctors",
        /// Search, suspend and reinstate people.
        ManagePeople = "manage_people",
        /// Change settings and locations.
        ManageSettings = "manage_settings",
        /// See and send again what could not be delivered.
        ManageDeliveries = "manage_deliveries",
        /// Search the audit.
        ReadAudit = "read_audit",
        /// Make roles of staff, and give and take them.
        ManageRoles = "manage_roles",
        /// Look at emergency accesses and at what patients do not recognise.
        ReviewAccess = "review_access",
    }
}

/// A set of permissions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Permissions(u32);

impl Permissions {
    /// No permission at all.
    #[must_use]
    pub const fn none() -> Self {
        Self(0)
    }

    /// What lets somebody see who has an account: each of them.
    #[must_use]
    pub const fn of_people() -> Self {
        Self::none()
            .with(Permission::ManagePeople)
            .with(Permission::ManageRoles)
            .with(Permission::ReadAudit)
    }

    /// Every permission.
    #[must_use]
    pub const fn admin() -> Self {
        Self((1 << Permission::ALL.len()) - 1)
    }

    /// The set with one more.
    #[must_use]
    pub const fn with(self, permission: Permission) -> Self {
        Self(self.0 | 1 << permission as u32)
    }

    /// The union of two sets.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the set holds the permission.
    #[must_use]
    pub const fn contains(self, permission: Permission) -> bool {
        self.0 & (1 << permission as u32) != 0
    }

    /// Whether the set holds everything that the other one holds.
    #[must_use]
    pub const fn covers(self, other: Self) -> bool {
        other.0 & !self.0 == 0
    }

    /// Whether the sets have a permission in common.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The permissions in the order of their declaration.
    pub fn iter(self) -> impl Iterator<Item = Permission> {
        Permission::ALL
            .iter()
            .copied()
            .filter(move |permission| self.contains(*permission))
    }

    /// Reads what [`Display`](fmt::Display) writes; what is no permission (any more) gives nothing.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        text.split(' ').filter_map(Permission::from_text).collect()
    }

    /// Whether the set is empty.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl FromIterator<Permission> for Permissions {
    fn from_iter<T: IntoIterator<Item = Permission>>(all: T) -> Self {
        all.into_iter().fold(Self::none(), Self::with)
    }
}

/// `read_numbers verify_doctors`: how a set stands in a table.
impl fmt::Display for Permissions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, permission) in self.iter().enumerate() {
            let gap = if place == 0 { "" } else { " " };
            write!(f, "{gap}{}", permission.as_str())?;
        }
        Ok(())
    }
}

/// Who a route is for. Whoever is not named is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Policy {
    /// Everybody, signed in or not.
    Public,
    /// Everybody who has signed in, whatever the role.
    SignedIn,
    /// Patients.
    Patient,
    /// Verified doctors.
    Doctor,
    /// Doctors who wait for verification or were rejected.
    PendingDoctor,
    /// Doctors, verified or not.
    AnyDoctor,
    /// Staff with the permission.
    Staff(Permission),
    /// Staff with one of the permissions at least.
    StaffWithAny(Permissions),
    /// Everybody, but the route exists in development mode only.
    Development,
    /// Browsers by themselves: reports that no page of ours sends, and that act for nobody.
    Report,
    /// The portal itself; never reached over HTTP.
    Internal,
}

impl Policy {
    /// Whether a change must come from a page of ours, because a browser's cookie speaks for the person.
    #[must_use]
    pub const fn needs_own_page(self) -> bool {
        !matches!(self, Self::Report)
    }

    /// Whether the actor may come in.
    #[must_use]
    pub const fn admits(self, actor: &Actor) -> bool {
        match (self, actor) {
            (Self::Public | Self::Development | Self::Report, _)
            | (Self::Patient, Actor::Patient { .. })
            | (Self::Doctor, Actor::Doctor { .. })
            | (Self::PendingDoctor, Actor::PendingDoctor { .. })
            | (Self::AnyDoctor, Actor::Doctor { .. } | Actor::PendingDoctor { .. })
            | (Self::Internal, Actor::System) => true,
            (Self::SignedIn, actor) => actor.account().is_some(),
            (Self::Staff(permission), actor) => actor.holds(permission),
            (Self::StaffWithAny(wanted), Actor::Staff { permissions, .. }) => permissions.meets(wanted),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn actors() -> [Actor; 7] {
        let account = AccountId::from_uuid(Uuid::from_u128(1));
        let (patient, doctor) = (
            PatientId::from_uuid(Uuid::from_u128(2)),
            DoctorId::from_uuid(Uuid::from_u128(3)),
        );
        [
            Actor::Anonymous,
            Actor::Patient { account, patient },
            Actor::Doctor { account, doctor },
            Actor::PendingDoctor { account, doctor },
            Actor::Staff {
                account,
                permissions: Permissions::none().with(Permission::VerifyDoctors),
            },
            Actor::Staff {
                account,
                permissions: Permissions::admin(),
            },
            Actor::System,
        ]
    }

    #[test]
    fn policies_refuse_whoever_they_do_not_name() {
        let table = [
            (Policy::Public, [true; 7]),
            (Policy::Development, [true; 7]),
            (Policy::Report, [true; 7]),
            (Policy::SignedIn, [false, true, true, true, true, true, false]),
            (Policy::Patient, [false, true, false, false, false, false, false]),
            (Policy::Doctor, [false, false, true, false, false, false, false]),
            (Policy::PendingDoctor, [false, false, false, true, false, false, false]),
            (
                Policy::Staff(Permission::VerifyDoctors),
                [false, false, false, false, true, true, false],
            ),
            (
                Policy::StaffWithAny(Permissions::admin()),
                [false, false, false, false, true, true, false],
            ),
            (
                Policy::StaffWithAny(Permissions::of_people()),
                [false, false, false, false, false, true, false],
            ),
            (
                Policy::Staff(Permission::ManagePeople),
                [false, false, false, false, false, true, false],
            ),
            (Policy::Internal, [false, false, false, false, false, false, true]),
        ];
        for (policy, expected) in table {
            for (actor, admitted) in actors().iter().zip(expected) {
                assert_eq!(policy.admits(actor), admitted, "{policy:?} {actor:?}");
            }
        }
    }

    #[test]
    fn doctors_share_a_policy_whether_verified_or_not() {
        for actor in actors() {
            let is_doctor = matches!(actor, Actor::Doctor { .. } | Actor::PendingDoctor { .. });
            assert_eq!(Policy::AnyDoctor.admits(&actor), is_doctor, "{actor:?}");
        }
    }

    #[test]
    fn an_admin_holds_every_permission_and_nobody_else_any() {
        for permission in Permission::ALL {
            assert!(Permissions::admin().contains(*permission));
            assert!(!Permissions::none().contains(*permission));
            assert!(!actors()[2].holds(*permission));
        }
    }

    #[test]
    fn sets_of_permissions_are_compared_and_read_back() {
        let few: Permissions = [Permission::ReadAudit, Permission::ReadNumbers].into_iter().collect();
        assert_eq!(few.to_string(), "read_numbers read_audit");
        assert_eq!(Permissions::from_text(&few.to_string()), few);
        assert_eq!(
            Permissions::from_text(" read_audit  be_king read_audit").iter().count(),
            1
        );
        assert_eq!(Permissions::from_text(""), Permissions::none());
        assert!(Permissions::admin().covers(few) && !few.covers(Permissions::admin()) && few.covers(few));
        assert!(few.covers(Permissions::none()) && !few.meets(Permissions::none()));
        assert!(few.meets(Permissions::of_people()));
    }

    #[test]
    fn stored_spellings_read_back() {
        for kind in ActorKind::ALL {
            assert_eq!(ActorKind::from_text(kind.as_str()), Some(*kind));
            assert_eq!(serde_json::to_string(kind).unwrap(), format!("\"{}\"", kind.as_str()));
        }
        assert_eq!(Role::from_text("Doctor"), None);
    }
}
