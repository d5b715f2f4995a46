//! Two records of one person, made one by staff and taken apart again (FHIR: `Patient.link`, replaced-by).

use crate::{
    form::{Check, FieldErrors, Problem},
    id::{MergeId, PatientId},
    values::{FreeText, RECORD_NUMBER_MAX, chosen, number, version},
    when::Moment,
};
use serde::{Deserialize, Serialize};

/// Letters of what staff have checked.
const REASON_MAX: u32 = 500;

/// Staff look for another record of the same person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FindTwin {
    /// The patient whose record is open.
    pub patient: String,
    /// The record number of the other one; empty at first.
    pub number: String,
}

impl FindTwin {
    /// The record number of the other one, when something is typed.
    ///
    /// # Errors
    /// What to mend about it.
    pub fn number(&self) -> Result<Option<i64>, FieldErrors> {
        if self.number.trim().is_empty() {
            return Ok(None);
        }
        number(&self.number, 1, RECORD_NUMBER_MAX)
            .map(Some)
            .map_err(|problem| FieldErrors::one("number", problem))
    }
}

/// Staff make two records one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MergeRecords {
    pub patient: String,
    pub patient_version: String,
    pub other: String,
    pub other_version: String,
    /// Which of the two stays.
    pub keep: String,
    /// What was checked: "Passport seen, one person registered twice".
    pub reason: String,
    /// Anything typed is yes: one person although the dates of birth differ.
    pub another_birth: String,
}

/// A record as it was looked at.
pub type Looked = (PatientId, i32);

/// Which record becomes part of which.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValidMerge {
    /// The one that stays.
    pub kept: Looked,
    /// The one that is part of it from now on.
    pub merged: Looked,
    pub reason: FreeText,
    /// The dates of birth may differ.
    pub another_birth: bool,
}

impl MergeRecords {
    /// Checks the form: two records, one of which stays, and what was checked.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self) -> Result<ValidMerge, FieldErrors> {
        let mut check = Check::new();
        let reason = FreeText::parse(&self.reason, REASON_MAX, Problem::EnterChecked);
        let reason = check.field("reason", reason);
        let keep = check.field("keep", chosen::<PatientId>(&self.keep, Problem::ChooseRecord));
        let looked = |id: &str, seen: &str| -> Result<Looked, Problem> {
            Ok((chosen(id, Problem::ReloadPage)?, version(seen)?))
        };
        let one = check.field("keep", looked(&self.patient, &self.patient_version));
        let other = check.field("keep", looked(&self.other, &self.other_version));
        let (Some(reason), Some(keep), Some(one), Some(other)) = (reason, keep, one, other) else {
            return Err(check.into_errors());
        };
        let (kept, merged) = if keep == one.0 { (one, other) } else { (other, one) };
        let are_two = kept.0 == keep && kept.0 != merged.0;
        check.require(are_two, "keep", Problem::UnknownChoice);
        check.done(ValidMerge {
            kept,
            merged,
            reason,
            another_birth: !self.another_birth.trim().is_empty(),
        })
    }
}

/// Staff take apart what was made one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SeparateRecords {
    pub merge: String,
}

impl SeparateRecords {
    /// Checks the form.
    ///
    /// # Errors
    /// That the page must be loaded again.
    pub fn parse(&self) -> Result<MergeId, FieldErrors> {
        chosen(&self.merge, Problem::ReloadPage).map_err(|problem| FieldErrors::one("merge", problem))
    }
}

/// A record and others that may be of the same person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Twins {
    pub search: FindTwin,
    pub errors: FieldErrors,
    pub name: String,
    pub record_number: i64,
    /// The record that it is part of already.
    pub merged: Option<PatientId>,
    /// Others born on the same day with a name or a phone number that is alike.
    pub likely: Vec<Likely>,
    /// The two, when another one was named.
    pub both: Option<Comparison>,
}

/// A record that may be of the same person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Likely {
    pub number: i64,
    pub name: String,
    /// "27 March 1985".
    pub birth_date: String,
    pub phone: String,
    pub has_account: bool,
}

/// Two records side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// The one that was open first.
    pub one: Twin,
    pub other: Twin,
    /// Those that may stay: with an account that works, or none where nobody has such a one. Empty when neither may.
    pub may_stay: Vec<PatientId>,
    pub another_birth: bool,
    /// When both have a visit that is still to come: "Monday 30 November 2026, 2:30pm".
    pub overlaps: Vec<String>,
}

/// A record as it is compared with another. Nothing clinical.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Twin {
    pub patient: PatientId,
    pub version: i32,
    pub number: i64,
    pub name: String,
    /// "27 March 1985".
    pub birth_date: String,
    pub phone: String,
    pub address: String,
    /// Of the account, where there is one.
    pub email: Option<String>,
    pub since: Moment,
    /// What would move to the other record.
    pub holds: Holds,
}

/// How much stands in a record.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holds {
    pub visits: u32,
    /// Of the visits, those still to come.
    pub coming: u32,
    /// Doctors who look after the patient or were asked to.
    pub doctors: u32,
    /// People who act for the patient or were asked to.
    pub carers: u32,
}

/// What a record is part of, and what is part of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merges {
    pub into: Option<Merge>,
    /// The newest first.
    pub from: Vec<Merge>,
}

/// Two records that were made one, seen from one of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merge {
    pub id: MergeId,
    /// The other of the two.
    pub patient: PatientId,
    pub number: i64,
    pub name: String,
    pub at: Moment,
    /// Who did it.
    pub by: String,
    /// What they had checked.
    pub reason: String,
    /// Not while the record that was kept is itself part of another.
    pub may_separate: bool,
}

/// Whether two people born on the same day may be one: a part of the name in common, or the phone number. The names are as
/// they are searched: folded, parted by spaces.
#[must_use]
pub fn alike((name, phone): (&str, &str), (other_name, other_phone): (&str, &str)) -> bool {
    let digits = |phone: &str| phone.chars().filter(char::is_ascii_digit).collect::<String>();
    let same_phone = digits(phone) == digits(other_phone) && !digits(phone).is_empty();
    let parts = |name: &str| name.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let theirs = parts(other_name);
    same_phone
        || parts(name)
            .iter()
            .any(|part| part.chars().count() > 1 && theirs.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "0199a0b2-7c3e-7d41-9a52-3f6b8f1f2a10";
    const OTHER: &str = "0199a0b2-7c3e-7d41-9a52-3f6b8f1f2a11";

    fn form() -> MergeRecords {
        MergeRecords {
            patient: ONE.into(),
            patient_version: "3".into(),
            other: OTHER.into(),
            other_version: "1".into(),
            keep: OTHER.into(),
            reason: "Passport seen".into(),
            another_birth: String::new(),
        }
    }

    #[test]
    fn the_one_that_is_chosen_stays() {
        let wish = form().parse().unwrap();
        assert_eq!(wish.kept, (OTHER.parse().unwrap(), 1));
        assert_eq!(wish.merged, (ONE.parse().unwrap(), 3));
        let other = MergeRecords {
            keep: ONE.into(),
            another_birth: "on".into(),
            ..form()
        };
        let wish = other.parse().unwrap();
        assert_eq!((wish.kept.1, wish.another_birth), (3, true));
    }

    #[test]
    fn a_record_is_not_merged_with_itself_or_into_a_third() {
        let with = |keep: &str, other: &str| {
            MergeRecords {
                keep: keep.into(),
                other: other.into(),
                ..form()
            }
            .parse()
            .unwrap_err()
        };
        assert_eq!(with(ONE, ONE).get("keep"), Some(&Problem::UnknownChoice));
        let third = "0199a0b2-7c3e-7d41-9a52-3f6b8f1f2a12";
        assert_eq!(with(third, OTHER).get("keep"), Some(&Problem::UnknownChoice));
        assert_eq!(with("", OTHER).get("keep"), Some(&Problem::ChooseRecord));
    }

    #[test]
    fn what_was_checked_is_asked_for() {
        let errors = MergeRecords::default().parse().unwrap_err();
        assert_eq!(errors.get("reason"), Some(&Problem::EnterChecked));
        assert!(SeparateRecords::default().parse().is_err());
    }

    #[test]
    fn a_number_is_read_in_any_digits_or_not_at_all() {
        let find = |number: &str| {
            FindTwin {
                number: number.into(),
                ..FindTwin::default()
            }
            .number()
        };
        assert_eq!(find(" "), Ok(None));
        assert_eq!(find("١٠٠٠٤٢"), Ok(Some(100_042)));
        assert!(find("ann").is_err());
    }

    #[test]
    fn names_and_phones_are_compared_by_their_parts() {
        assert!(alike(("rosa diaz", "1"), ("rosa maria diaz", "2")));
        assert!(alike(("rosa diaz", "020 7946 0321"), ("r d", "+02079460321")));
        assert!(!alike(("rosa diaz", "1"), ("ann lee", "2")));
        assert!(
            !alike(("j diaz", ""), ("j lee", "")),
            "an initial or no phone is nothing in common"
        );
    }
}
