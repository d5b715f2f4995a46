//! What patients, carers and staff are shown.

use super::{CarerRelation, CarerScopes, CarerState, ChangeCarer};
use crate::id::{CarerId, PatientId};
use serde::{Deserialize, Serialize};

/// The people who act for the patient who reads, and those who did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnCarers {
    pub open: Vec<Carer>,
    pub past: Vec<Carer>,
}

/// The same for staff, with what they may do about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarersOfRecord {
    pub open: Vec<Carer>,
    /// Whether staff may let somebody act for this patient: only where nobody has an account to do it themselves.
    pub may_offer: bool,
    /// The day on which the patient comes of age, for a child: "27 March 2035".
    pub of_age: Option<String>,
}

/// Somebody who acts for a patient, did, or was asked to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carer {
    pub id: CarerId,
    pub name: String,
    pub email: String,
    pub relation: CarerRelation,
    pub scopes: CarerScopes,
    pub state: CarerState,
    /// Whether the link that was mailed does not work any more.
    pub link_over: bool,
    /// Whether the clinic arranged it.
    pub by_clinic: bool,
    /// The day on which it was asked for, agreed to, or ended: "27 March 2025".
    pub since: String,
    /// The day on which it is over: "27 March 2035".
    pub until: Option<String>,
    /// What staff checked; for staff only.
    pub basis: Option<String>,
    /// How the form begins with which the reader changes it; nothing where they may not.
    pub change: Option<ChangeCarer>,
}

/// The people for whom the account that reads may act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caring {
    pub people: Vec<Cared>,
    /// The account's own record became part of another one: the person has another account to sign in with, or none.
    pub merged: bool,
}

/// Somebody for whom the account may act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cared {
    pub id: CarerId,
    pub patient: PatientId,
    pub name: String,
    /// Record number.
    pub number: i64,
    pub scopes: CarerScopes,
    /// The day on which it was agreed to.
    pub since: String,
    /// The day on which it is over.
    pub until: Option<String>,
}
