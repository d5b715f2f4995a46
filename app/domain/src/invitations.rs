//! Staff come by invitation: a link by mail, good for one person and one use.

use crate::{
    form::{Check, FieldErrors, Problem},
    id::{InvitationId, RoleId},
    values::{Choice, EmailAddress, chosen, chosen_many, coming_day},
    when::Moment,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How long the link works, in days.
pub const LINK_DAYS: i64 = 7;

/// Staff invite somebody to join them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct InviteStaff {
    pub email: String,
    /// The roles that the person will hold.
    pub roles: Vec<String>,
    /// The last day of all of them, in the clinic's zone; empty is without end.
    pub until: String,
}

/// An invitation that can be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValidInvitation {
    pub email: EmailAddress,
    pub roles: Vec<RoleId>,
    pub until: Option<NaiveDate>,
}

impl InviteStaff {
    /// Checks the form.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self, today: NaiveDate) -> Result<ValidInvitation, FieldErrors> {
        let mut check = Check::new();
        let email = check.field("email", EmailAddress::parse(&self.email));
        let roles = check.field("roles", chosen_many(&self.roles, Problem::ChooseRole));
        let until = check.field("until", coming_day(&self.until, today)).flatten();
        let (Some(email), Some(roles)) = (email, roles) else {
            return Err(check.into_errors());
        };
        check.done(ValidInvitation { email, roles, until })
    }
}

/// Staff send an invitation once more, or withdraw it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChangeInvitation {
    pub invitation: String,
}

impl ChangeInvitation {
    /// Checks the form.
    ///
    /// # Errors
    /// That the page must be loaded again.
    pub fn parse(&self) -> Result<InvitationId, FieldErrors> {
        chosen(&self.invitation, Problem::ReloadPage).map_err(|problem| FieldErrors::one("invitation", problem))
    }
}

/// The invitations that nobody has accepted yet, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationList {
    pub pending: Vec<InvitationRow>,
    /// Roles that the reader may give.
    pub offered: Vec<Choice>,
}

/// An invitation in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationRow {
    pub id: InvitationId,
    pub email: String,
    pub roles: Vec<String>,
    /// The last day of the roles: "30 November 2026".
    pub until: Option<String>,
    /// Who invited: an address.
    pub by: Option<String>,
    pub sent: Moment,
    /// The link is too old; it can be sent again.
    pub expired: bool,
    /// Whether the reader may send it again or withdraw it.
    pub may_change: bool,
}

/// What whoever opens the link is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationView {
    /// The address that was invited.
    pub email: String,
    pub roles: Vec<String>,
    /// The last day of the roles.
    pub until: Option<String>,
    pub step: InvitationStep,
}

/// What has to be done to join.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InvitationStep {
    /// Choose a password of so many characters at least.
    ChoosePassword { min: u32 },
    /// Sign in to the account that the address has.
    SignIn,
    /// Say yes, as whoever is signed in.
    Accept,
    /// Somebody else is signed in: sign out first.
    SomebodyElse,
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "0199a0b2-7c3e-7d41-9a52-3f6b8f1f2a10";

    #[test]
    fn an_invitation_names_an_address_and_a_role() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 28).unwrap();
        let form = InviteStaff {
            email: " New@Example.org ".into(),
            roles: vec![ID.into(), String::new(), ID.into()],
            until: "2026-12-24".into(),
        };
        let valid = form.parse(today).unwrap();
        assert_eq!(
            (valid.email.folded().as_str(), valid.roles.len()),
            ("new@example.org", 1)
        );
        assert_eq!(valid.until, NaiveDate::from_ymd_opt(2026, 12, 24));
        let problems = InviteStaff::default().parse(today).unwrap_err();
        assert_eq!(problems.get("email"), Some(&Problem::EnterEmail));
        assert_eq!(problems.get("roles"), Some(&Problem::ChooseRole));
        let wrong = InviteStaff {
            email: "new".into(),
            roles: vec!["king".into()],
            until: "2026-11-27".into(),
        };
        assert_eq!(wrong.parse(today).unwrap_err().len(), 3);
        assert!(ChangeInvitation::default().parse().is_err());
    }
}
