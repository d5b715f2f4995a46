//! What staff see of roles.

use super::SaveRole;
use crate::{
    actor::Permissions,
    id::{GrantId, RoleId},
    values::Choice,
    when::Moment,
};
use serde::{Deserialize, Serialize};

/// All roles, the one that may do everything first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleList {
    pub roles: Vec<RoleRow>,
}

/// A role in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleRow {
    pub id: RoleId,
    pub name: String,
    pub description: String,
    pub permissions: Permissions,
    /// How many people hold it now.
    pub holders: u64,
    /// It comes with the portal and stays as it is.
    pub fixed: bool,
}

/// A role on its own page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleForm {
    /// The role as it stands; `None` for a new one.
    pub row: Option<RoleRow>,
    pub values: SaveRole,
    /// What the reader holds and so may put into a role.
    pub offered: Permissions,
    /// What the reader may do now.
    pub may_change: bool,
    pub may_delete: bool,
}

/// The roles of one account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grants {
    pub held: Vec<HeldRole>,
    /// Roles that the reader may give to this account; none when the reader may not.
    pub offered: Vec<Choice>,
}

/// A role that an account holds or held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldRole {
    pub grant: GrantId,
    pub name: String,
    /// Who gave it: an address.
    pub by: Option<String>,
    pub since: Moment,
    /// The last day: "30 November 2026".
    pub until: Option<String>,
    /// The last day is past: it permits nothing any more.
    pub over: bool,
    /// Whether the reader may take it back now.
    pub may_revoke: bool,
}

/// One of the reader's own roles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnRole {
    pub name: String,
    /// The last day: "30 November 2026".
    pub until: Option<String>,
}
