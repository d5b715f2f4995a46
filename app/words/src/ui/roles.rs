//! Roles of staff, and what they permit.

use domain::actor::Permission;
use domain::roles::RoleCode;

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
            holders,
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
            nothing_waits,
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
            admin,
            desk,
            nurse,
            billing,
            privacy_officer,
            about_admin,
            about_desk,
            about_nurse,
            about_billing,
            about_privacy_officer,
            read_numbers,
            verify_doctors,
            manage_people,
            manage_settings,
            manage_deliveries,
            read_audit,
            review_access,
            why_emergency,
            manage_roles,
        }
        phrases {
            why_visit(day, until),
            why_care(kind, since),
            why_care_until(kind, since, until),
            name_until(name, date),
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
    /// What a role is called that the portal brought along.
    #[must_use]
    pub const fn role(&self, code: RoleCode) -> &'static str {
        match code {
            RoleCode::Admin => self.admin,
            RoleCode::Desk => self.desk,
            RoleCode::Nurse => self.nurse,
            RoleCode::Billing => self.billing,
            RoleCode::PrivacyOfficer => self.privacy_officer,
        }
    }

    /// What a role is for that the portal brought along.
    #[must_use]
    pub const fn about(&self, code: RoleCode) -> &'static str {
        match code {
            RoleCode::Admin => self.about_admin,
            RoleCode::Desk => self.about_desk,
            RoleCode::Nurse => self.about_nurse,
            RoleCode::Billing => self.about_billing,
            RoleCode::PrivacyOfficer => self.about_privacy_officer,
        }
    }

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
            Permission::ManageRoles => self.manage_roles,
        }
    }
}
