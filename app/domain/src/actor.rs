//! Who is acting, what they may do in general, and the policies that guard routes.

use crate::carers::{CarerScope, CarerScopes};
use crate::id::{AccountId, CarerId, DoctorId, PatientId};

/// Who a request acts as. The area of the URL decides the role, checked against the account's grants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// Nobody has signed in.
    Anonymous,
    /// A patient in their own affairs.
    Patient { account: AccountId, patient: PatientId },
    /// Somebody in the affairs of a patient who let them, or of a child they look after.
    Carer {
        account: AccountId,
        patient: PatientId,
        /// What lets them.
        carer: CarerId,
        scopes: CarerScopes,
        /// The patient looks at what this carer would see, and changes nothing.
        preview: bool,
    },
    /// Somebody who has signed in and holds no role: they may act for others, and keep their own account.
    Account { account: AccountId },
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
            | Self::Carer { account, .. }
            | Self::Account { account }
            | Self::Doctor { account, .. }
            | Self::PendingDoctor { account, .. }
            | Self::Staff { account, .. } => Some(*account),
            Self::Anonymous | Self::System => None,
        }
    }

    /// The patient in whose affairs somebody acts: their own, or as a carer.
    #[must_use]
    pub const fn patient(&self) -> Option<PatientId> {
        if let Self::Patient { patient, .. } | Self::Carer { patient, .. } = self {
            Some(*patient)
        } else {
            None
        }
    }

    /// The patient in whose affairs somebody may do this: their own, or as a carer with the scope.
    #[must_use]
    pub fn patient_for(&self, scope: CarerScope) -> Option<PatientId> {
        self.patient().filter(|_| self.allows(scope))
    }

    /// Whether the scope keeps nothing from the actor: it binds carers only.
    #[must_use]
    pub const fn allows(&self, scope: CarerScope) -> bool {
        match self {
            Self::Carer { scopes, .. } => scopes.contains(scope),
            _ => true,
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
            Self::Patient { .. } | Self::Carer { .. } => Some(Role::Patient),
            Self::Doctor { .. } | Self::PendingDoctor { .. } => Some(Role::Doctor),
            Self::Staff { .. } => Some(Role::Staff),
            Self::Anonymous | Self::Account { .. } | Self::System => None,
        }
    }

    /// The kind that histories and the audit log record.
    #[must_use]
    pub const fn kind(&self) -> ActorKind {
        match self {
            Self::Anonymous => ActorKind::Anonymous,
            Self::Patient { .. } | Self::Carer { preview: true, .. } => ActorKind::Patient,
            Self::Carer { .. } | Self::Account { .. } => ActorKind::Carer,
            Self::Doctor { .. } | Self::PendingDoctor { .. } => ActorKind::Doctor,
            Self::Staff { .. } => ActorKind::Staff,
            Self::System => ActorKind::System,
        }
    }

    /// The side on which somebody acts where patient and doctor have to agree: carers stand on the patient's.
    #[must_use]
    pub const fn side(&self) -> ActorKind {
        match self {
            Self::Carer { .. } => ActorKind::Patient,
            _ => self.kind(),
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
        /// Somebody who acts for a patient, or has no role of their own.
        Carer = "carer",
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
        /// Read the system log.
        ReadLog = "read_log",
    }
}

stored_set! {
    /// A set of permissions: `read_numbers verify_doctors`.
    Permissions of Permission
}

impl Permissions {
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
        Self::all()
    }
}

/// Who a route is for. Whoever is not named is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Policy {
    /// Everybody, signed in or not.
    Public,
    /// Everybody who has signed in, whatever the role.
    SignedIn,
    /// Patients, in their own affairs only.
    Patient,
    /// Patients, and carers in the affairs of the patient for whom they act.
    PatientOrCarer,
    /// Patients, and carers who may do this.
    PatientOrCarerFor(CarerScope),
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
            | (Self::Patient | Self::PatientOrCarer | Self::PatientOrCarerFor(_), Actor::Patient { .. })
            | (Self::PatientOrCarer, Actor::Carer { .. })
            | (Self::Doctor, Actor::Doctor { .. })
            | (Self::PendingDoctor, Actor::PendingDoctor { .. })
            | (Self::AnyDoctor, Actor::Doctor { .. } | Actor::PendingDoctor { .. })
            | (Self::Internal, Actor::System) => true,
            (Self::SignedIn, actor) => actor.account().is_some(),
            (Self::PatientOrCarerFor(scope), Actor::Carer { scopes, .. }) => scopes.contains(scope),
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

    fn actors() -> [Actor; 9] {
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
            Actor::Carer {
                account,
                patient,
                carer: CarerId::from_uuid(Uuid::from_u128(4)),
                scopes: CarerScopes::none().with(CarerScope::Booking),
                preview: false,
            },
            Actor::Account { account },
        ]
    }

    #[test]
    fn policies_refuse_whoever_they_do_not_name() {
        let table = [
            (Policy::Public, [true; 9]),
            (Policy::Development, [true; 9]),
            (Policy::Report, [true; 9]),
            (
                Policy::SignedIn,
                [false, true, true, true, true, true, false, true, true],
            ),
            (
                Policy::Patient,
                [false, true, false, false, false, false, false, false, false],
            ),
            (
                Policy::PatientOrCarer,
                [false, true, false, false, false, false, false, true, false],
            ),
            (
                Policy::PatientOrCarerFor(CarerScope::Booking),
                [false, true, false, false, false, false, false, true, false],
            ),
            (
                Policy::PatientOrCarerFor(CarerScope::Profile),
                [false, true, false, false, false, false, false, false, false],
            ),
            (
                Policy::Doctor,
                [false, false, true, false, false, false, false, false, false],
            ),
            (
                Policy::PendingDoctor,
                [false, false, false, true, false, false, false, false, false],
            ),
            (
                Policy::Staff(Permission::VerifyDoctors),
                [false, false, false, false, true, true, false, false, false],
            ),
            (
                Policy::StaffWithAny(Permissions::admin()),
                [false, false, false, false, true, true, false, false, false],
            ),
            (
                Policy::StaffWithAny(Permissions::of_people()),
                [false, false, false, false, false, true, false, false, false],
            ),
            (
                Policy::Staff(Permission::ManagePeople),
                [false, false, false, false, false, true, false, false, false],
            ),
            (
                Policy::Internal,
                [false, false, false, false, false, false, true, false, false],
            ),
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
