//! Roles of staff, and what they permit.

use domain::actor::Permission;

section! {
    /// Roles of staff, and what they permit.
    Roles {
        texts {
            title,
            lead,
            add,
            new_title,
            name,
            description,
            description_hint,
            permissions,
            permissions_hint,
            fixed,
            fixed_lead,
            not_yours,
            save,
            saved,
            delete,
            delete_title,
            delete_lead,
            delete_button,
            deleted,
            in_use,
            as_it_is_now,
            held_title,
            held_none,
            give_title,
            give_lead,
            give_hint,
            role,
            choose,
            until,
            until_hint,
            give,
            given,
            revoke,
            revoked,
            over,
            yours,
            your_places,
            why_title,
            why_lead,
            why_button,
            why_none,
            why_no_record,
            why_stopped,
            why_open,
            why_own,
            why_doctor,
            why_staff,
            why_roles,
            read_numbers,
            verify_doctors,
            manage_people,
            manage_settings,
            manage_deliveries,
            read_audit,
            read_log,
            review_access,
            why_carer,
            why_emergency,
            manage_roles,
        }
        phrases {
            why_visit(day, until),
            why_care(kind, since),
            why_care_until(kind, since, until),
            ends_on(date),
            ended_on(date),
            since(time),
            given_by(address),
            revoke_from(role),
        }
        counts {
            held_by(),
        }
    }
}

impl Roles {
    /// What a permission lets people do.
    #[must_use]
    pub const fn permission(&self, permission: Permission) -> &'static str {
        match permission {
            Permission::ReadNumbers => self.read_numbers,
            Permission::VerifyDoctors => self.verify_doctors,
            Permission::ManagePeople => self.manage_people,
            Permission::ManageSettings => self.manage_settings,
            Permission::ManageDeliveries => self.manage_deliveries,
            Permission::ReadAudit => self.read_audit,
            Permission::ReviewAccess => self.review_access,
            Permission::ReadLog => self.read_log,
            Permission::ManageRoles => self.manage_roles,
        }
    }
}
