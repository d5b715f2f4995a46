//! Roles of staff: sets of permissions with a name, and who may hand them out.

mod views;

pub use views::{Grants, HeldRole, OwnRole, RoleForm, RoleList, RoleRow};

use crate::{
    actor::{Permission, Permissions},
    conflict::Conflict,
    form::{Check, FieldErrors, Problem},
    id::{AccountId, GrantId, RoleId},
    values::{FreeText, chosen, coming_day, optional, version},
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

stored_enum! {
    /// The roles that the portal brings along. Until somebody gives them a name of the clinic's own, they are called by
    /// the words of the reader's language.
    RoleCode {
        /// May do everything, and cannot be changed.
        Admin = "admin",
        /// Receives people and helps them with their accounts.
        Desk = "desk",
        /// Works beside doctors.
        Nurse = "nurse",
        /// Keeps the accounts in order.
        Billing = "billing",
        /// Watches over who sees what.
        PrivacyOfficer = "privacy_officer",
    }
}

impl RoleCode {
    /// Whether nobody can change or delete the role.
    #[must_use]
    pub const fn is_fixed(self) -> bool {
        matches!(self, Self::Admin)
    }
}

/// A role that somebody holds: what it permits, and until when. Without an end it lasts.
pub type Held = (Permissions, Option<DateTime<Utc>>);

/// Everything that these roles permit.
#[must_use]
pub fn permitted(held: &[Held]) -> Permissions {
    held.iter()
        .fold(Permissions::none(), |all, (permissions, _)| all.and(*permissions))
}

/// Whether somebody who holds these roles may give, change or take something that permits `wanted` until `until`: nobody
/// hands out more than they hold themselves, nor for longer.
///
/// # Errors
/// [`Conflict::MoreThanHeld`] otherwise.
pub fn may_hand_out(held: &[Held], wanted: Permissions, until: Option<DateTime<Utc>>) -> Result<(), Conflict> {
    let lasts = |end: &Option<DateTime<Utc>>| end.is_none_or(|end| until.is_some_and(|until| until <= end));
    let lasting: Vec<Held> = held.iter().copied().filter(|(_, end)| lasts(end)).collect();
    if permitted(&lasting).covers(wanted) {
        Ok(())
    } else {
        Err(Conflict::MoreThanHeld)
    }
}

/// Whether somebody who holds these roles may change or take what permits `wanted`, now.
///
/// # Errors
/// [`Conflict::MoreThanHeld`] otherwise.
pub fn may_touch(held: &[Held], wanted: Permissions) -> Result<(), Conflict> {
    if permitted(held).covers(wanted) {
        Ok(())
    } else {
        Err(Conflict::MoreThanHeld)
    }
}

/// Staff make or change a role.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SaveRole {
    /// Empty for a new role.
    pub role: String,
    pub name: String,
    pub description: String,
    /// Spellings of [`Permission`].
    pub permissions: Vec<String>,
    pub version: String,
}

/// A good role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValidRole {
    /// The role that changes and its version; `None` makes one.
    pub existing: Option<(RoleId, i32)>,
    pub name: String,
    pub description: Option<String>,
    pub permissions: Permissions,
}

impl SaveRole {
    /// Checks the form.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self) -> Result<ValidRole, FieldErrors> {
        let mut check = Check::new();
        let name = check
            .field("name", FreeText::line(&self.name, 60, Problem::EnterName))
            .map(FreeText::into_string)
            .unwrap_or_default();
        let description = check
            .field(
                "description",
                optional(&self.description, |text| FreeText::line(text, 300, Problem::EnterText)),
            )
            .flatten()
            .map(FreeText::into_string);
        let permissions = check
            .field("permissions", permissions(&self.permissions))
            .unwrap_or_default();
        let id = check
            .field("role", optional(&self.role, |text| chosen(text, Problem::ReloadPage)))
            .flatten();
        let existing = id.and_then(|id| Some((id, check.field("version", version(&self.version))?)));
        check.done(ValidRole {
            existing,
            name,
            description,
            permissions,
        })
    }
}

/// Reads the ticked permissions: one at least, and none that does not exist.
fn permissions(ticked: &[String]) -> Result<Permissions, Problem> {
    let ticked = ticked.iter().map(|text| text.trim()).filter(|text| !text.is_empty());
    let all: Permissions = ticked
        .map(|text| Permission::from_text(text).ok_or(Problem::UnknownChoice))
        .collect::<Result<_, _>>()?;
    if all.is_empty() {
        Err(Problem::ChoosePermission)
    } else {
        Ok(all)
    }
}

/// Staff delete a role that nobody holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteRole {
    pub role: String,
    pub version: String,
}

impl DeleteRole {
    /// Checks the form.
    ///
    /// # Errors
    /// That the page must be loaded again.
    pub fn parse(&self) -> Result<(RoleId, i32), FieldErrors> {
        let mut check = Check::new();
        let role = check.field("role", chosen(&self.role, Problem::ReloadPage));
        let version = check.field("version", version(&self.version));
        let (Some(role), Some(version)) = (role, version) else {
            return Err(check.into_errors());
        };
        check.done((role, version))
    }
}

/// Staff give somebody a role, or give it for another time than before.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct GrantRole {
    pub account: String,
    pub role: String,
    /// The last day, in the clinic's zone; empty is without end.
    pub until: String,
}

/// A role that can be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ValidGrant {
    pub account: AccountId,
    pub role: RoleId,
    pub until: Option<NaiveDate>,
}

impl GrantRole {
    /// Checks the form.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self, today: NaiveDate) -> Result<ValidGrant, FieldErrors> {
        let mut check = Check::new();
        let account = check.field("account", chosen(&self.account, Problem::ReloadPage));
        let role = check.field("role", chosen(&self.role, Problem::ChooseRole));
        let until = check.field("until", coming_day(&self.until, today)).flatten();
        let (Some(account), Some(role)) = (account, role) else {
            return Err(check.into_errors());
        };
        check.done(ValidGrant { account, role, until })
    }
}

/// Staff take a role from somebody.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RevokeRole {
    pub grant: String,
}

impl RevokeRole {
    /// Checks the form.
    ///
    /// # Errors
    /// That the page must be loaded again.
    pub fn parse(&self) -> Result<GrantId, FieldErrors> {
        chosen(&self.grant, Problem::ReloadPage).map_err(|problem| FieldErrors::one("grant", problem))
    }
}

#[cfg(test)]
mod tests;
