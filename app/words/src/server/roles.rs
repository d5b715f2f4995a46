//! Roles of staff that the portal brought along, as lists and mails name them.

use domain::roles::RoleCode;

section! {
    /// Roles of staff that the portal brought along, as lists and mails name them.
    RoleNames {
        texts {
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
        }
        phrases {
            name_until(name, date),
        }
    }
}

impl RoleNames {
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
}
