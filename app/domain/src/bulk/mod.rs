//! Staff do one thing to many people at once: chosen first, looked at, then done.

mod judge;
#[cfg(test)]
mod tests;

pub use judge::{BulkOutcome, BulkStep, Judged, Standing};

use crate::{
    actor::{Permission, Permissions},
    admin::{FindPeople, PersonRow, ValidFindPeople},
    form::{Check, FieldErrors, Problem},
    id::{AccountId, BulkId, RoleId},
    values::{chosen, chosen_many, coming_day},
    when::Moment,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// People of one bulk action.
pub const MOST_PEOPLE: u32 = 500;

/// Each lets somebody do to many what it lets them do to one.
pub const PERMISSIONS: Permissions = Permissions::none()
    .with(Permission::ManagePeople)
    .with(Permission::ManageRoles);

stored_enum! {
    /// What can be done to many people.
    BulkAction {
        /// Stop their accounts.
        Suspend = "suspend",
        /// Let their accounts work again.
        Reinstate = "reinstate",
        /// Give them a role of staff.
        GiveRole = "give_role",
        /// Take a role of staff from them.
        TakeRole = "take_role",
    }
}

impl BulkAction {
    /// What lets somebody do it, to one as to many.
    #[must_use]
    pub const fn permission(self) -> Permission {
        if self.needs_role() {
            Permission::ManageRoles
        } else {
            Permission::ManagePeople
        }
    }

    /// Whether it is about a role.
    #[must_use]
    pub const fn needs_role(self) -> bool {
        matches!(self, Self::GiveRole | Self::TakeRole)
    }
}

stored_enum! {
    /// How people are chosen.
    Whom {
        /// Those who are ticked on the page.
        Ticked = "ticked",
        /// Everybody who fits the search.
        Found = "found",
    }
}

/// Staff choose people, and what to do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PrepareBulk {
    /// A spelling of [`Whom`].
    pub whom: String,
    /// The people who are ticked.
    pub accounts: Vec<String>,
    /// The search that the page showed, as in [`FindPeople`].
    pub query: String,
    pub of_role: String,
    pub status: String,
    /// A spelling of [`BulkAction`].
    pub action: String,
    /// The role to give or to take.
    pub role: String,
    /// The last day of a role that is given; empty is without end.
    pub until: String,
}

/// Whom staff have chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChosenPeople {
    /// These.
    Ticked(Vec<AccountId>),
    /// Everybody who fits.
    Found(ValidFindPeople),
}

/// A bulk action that can be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValidBulk {
    pub people: ChosenPeople,
    pub action: BulkAction,
    /// There is one when the action needs it.
    pub role: Option<RoleId>,
    pub until: Option<NaiveDate>,
}

impl PrepareBulk {
    /// Checks the form. What the action does not need is not looked at.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self, today: NaiveDate) -> Result<ValidBulk, FieldErrors> {
        let mut check = Check::new();
        let people = check.field("whom", self.people());
        let action = match (self.action.trim(), BulkAction::from_text(self.action.trim())) {
            ("", _) => Err(Problem::ChooseKind),
            (_, action) => action.ok_or(Problem::UnknownChoice),
        };
        let action = check.field("action", action);
        let role = action
            .filter(|action| action.needs_role())
            .and_then(|_| check.field("role", chosen(&self.role, Problem::ChooseRole)));
        let until = action
            .filter(|action| *action == BulkAction::GiveRole)
            .and_then(|_| check.field("until", coming_day(&self.until, today)))
            .flatten();
        let (Some(people), Some(action)) = (people, action) else {
            return Err(check.into_errors());
        };
        check.done(ValidBulk {
            people,
            action,
            role,
            until,
        })
    }

    fn people(&self) -> Result<ChosenPeople, Problem> {
        match (self.whom.trim(), Whom::from_text(self.whom.trim())) {
            (_, Some(Whom::Found)) => {
                let search = FindPeople {
                    query: self.query.clone(),
                    role: self.of_role.clone(),
                    status: self.status.clone(),
                    page: String::new(),
                };
                Ok(ChosenPeople::Found(search.parse()))
            }
            (_, Some(Whom::Ticked)) => {
                let ticked: Vec<AccountId> = chosen_many(&self.accounts, Problem::ChoosePeople)?;
                if ticked.len() > MOST_PEOPLE as usize {
                    return Err(Problem::TooMany { max: MOST_PEOPLE });
                }
                Ok(ChosenPeople::Ticked(ticked))
            }
            ("", None) => Err(Problem::ChoosePeople),
            (_, None) => Err(Problem::UnknownChoice),
        }
    }
}

/// Staff do what they looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ConfirmBulk {
    pub bulk: String,
}

impl ConfirmBulk {
    /// Checks the form.
    ///
    /// # Errors
    /// That the page must be loaded again.
    pub fn parse(&self) -> Result<BulkId, FieldErrors> {
        chosen(&self.bulk, Problem::ReloadPage).map_err(|problem| FieldErrors::one("bulk", problem))
    }
}

/// A bulk action to be looked at, or how it was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bulk {
    pub id: BulkId,
    pub action: BulkAction,
    /// The name of the role that is given or taken.
    pub role: Option<String>,
    /// The last day of a role that is given: "18 November 2026".
    pub until: Option<String>,
    pub lines: Vec<BulkLine>,
    /// When all of it was done.
    pub done: Option<Moment>,
}

impl Bulk {
    /// How many people it goes like this with.
    #[must_use]
    pub fn count(&self, standing: Standing) -> u64 {
        let such = self.lines.iter().filter(|line| line.outcome.standing() == standing);
        u64::try_from(such.count()).unwrap_or(u64::MAX)
    }
}

/// One of the people of a bulk action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkLine {
    /// As the account stands now.
    pub person: PersonRow,
    pub outcome: BulkOutcome,
    /// Whether that has happened, or only would.
    pub done: bool,
}
