//! Why an account may open a patient's record, for those who watch over it.

use crate::when::Moment;
use crate::{
    actor::Permissions,
    care::CareKind,
    form::{FieldErrors, Problem},
    roles::OwnRole,
    values::{RECORD_NUMBER_MAX, number, optional},
};
use serde::{Deserialize, Serialize};

/// Staff ask whether an account can open a record: `?patient=` on the account's page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AskAccess {
    /// The account.
    pub account: String,
    /// The record number; nothing is asked when it is empty.
    pub patient: String,
}

impl AskAccess {
    /// Reads the record number, if one is asked for.
    ///
    /// # Errors
    /// That it is none.
    pub fn number(&self) -> Result<Option<i64>, FieldErrors> {
        let number: Result<Option<i64>, Problem> = optional(&self.patient, |text| number(text, 1, RECORD_NUMBER_MAX));
        number.map_err(|problem| FieldErrors::one("patient", problem))
    }
}

/// The section of an account's page that explains.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessAnswer {
    /// The record number as it was typed.
    pub patient: String,
    /// What is wrong with it.
    pub errors: FieldErrors,
    /// Nothing when nothing was asked.
    pub explained: Option<Explained>,
}

/// Whether an account can open a record, and by which rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Explained {
    /// No patient has this number.
    NoSuchRecord,
    /// The account is stopped or not confirmed: it opens nothing.
    AccountStopped,
    /// What the account can do.
    Rules {
        /// Each rule that opens the record; none means that it stays closed.
        rules: Vec<AccessRule>,
        /// What the account holds as staff. No role of today opens a record.
        staff: Vec<(OwnRole, Permissions)>,
    },
}

/// A rule that opens a record to an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccessRule {
    /// It is their own.
    Own,
    /// They are the doctor of a visit: on this day, open until this one.
    Visit { day: String, until: String },
    /// They look after the patient: since this day, until the day before that one.
    Care {
        kind: CareKind,
        since: String,
        until: Option<String>,
    },
    /// They act for the patient: since this day, until the day before that one.
    Carer { since: String, until: Option<String> },
    /// They opened it in an emergency.
    Emergency { until: Moment },
    /// They may as a doctor, by none of these.
    Doctor,
    /// They may as a member of staff.
    Staff,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_asked_for_by_its_number() {
        let ask = |patient: &str| {
            AskAccess {
                patient: patient.into(),
                ..AskAccess::default()
            }
            .number()
        };
        assert_eq!(ask(" "), Ok(None));
        assert_eq!(ask("100001"), Ok(Some(100_001)));
        assert!(ask("Ann").is_err() && ask("0").is_err());
    }
}
