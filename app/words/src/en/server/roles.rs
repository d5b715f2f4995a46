//! English: roles of staff that the portal brought along.

use crate::server::RoleNames;

pub(super) const WORDS: RoleNames = RoleNames {
    admin: "Administrator",
    desk: "Front desk",
    nurse: "Nurse",
    billing: "Billing",
    privacy_officer: "Privacy officer",
    about_admin: "Runs the portal and may do everything.",
    about_desk: "Receives people, helps them with their accounts and sends mails again.",
    about_nurse: "Works beside doctors and sees how busy the clinic is.",
    about_billing: "Looks after payments and sends mails again.",
    about_privacy_officer: "Watches over who saw what, and stops accounts when something is wrong.",
    name_until: "{name} (until {date})",
};
