//! Records that staff keep of patients without an account, and how their owner takes them over: a link by mail and the date of
//! birth.

use crate::{
    accounts::new_password,
    form::{Check, FieldErrors, Problem},
    id::{AccountId, PatientId},
    page::{self, Page},
    patients::{About, Details, EditPatient, TypedDetails, ValidEdit},
    values::{BirthDate, EmailAddress, FreeText, Password, PasswordRule, RECORD_NUMBER_MAX, Secret, chosen, number},
    when::Moment,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How long the link works, in days.
pub const LINK_DAYS: i64 = 7;
/// How often somebody may say a date of birth before the link is over.
pub const GUESSES: i32 = 5;

/// Staff look for a record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FindRecords {
    /// Name or record number.
    pub query: String,
    pub page: String,
}

/// A search for records that can be run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ValidFindRecords {
    pub query: Option<String>,
    /// The search is for this record number.
    pub number: Option<i64>,
    pub page: u64,
}

impl FindRecords {
    /// Reads the filters; what makes no sense is left out.
    #[must_use]
    pub fn parse(&self) -> ValidFindRecords {
        let query = FreeText::optional(&self.query, 100).ok().flatten();
        let number = query
            .as_ref()
            .and_then(|query| number(query.as_str(), 1, RECORD_NUMBER_MAX).ok());
        ValidFindRecords {
            query: query.map(FreeText::into_string),
            number,
            page: page::number(&self.page),
        }
    }
}

/// Staff add a patient who has no account.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AddRecord {
    pub name: String,
    pub phone: String,
    pub address: String,
    pub birth_day: String,
    pub birth_month: String,
    pub birth_year: String,
    /// Anything typed is yes: another person of the same name and date of birth.
    pub another: String,
}

impl AddRecord {
    /// Checks the form: who it is, and whether somebody of the same name and date of birth is somebody else.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self, today: NaiveDate) -> Result<(Details, bool), FieldErrors> {
        let mut check = Check::new();
        let typed = TypedDetails {
            name: &self.name,
            birth: [&self.birth_day, &self.birth_month, &self.birth_year],
            phone: &self.phone,
            address: &self.address,
        };
        let Some(details) = typed.check(&mut check, today, About::Another) else {
            return Err(check.into_errors());
        };
        check.done((details, !self.another.trim().is_empty()))
    }
}

/// Staff correct the details of a record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EditRecord {
    pub patient: String,
    #[serde(flatten)]
    pub details: EditPatient,
}

impl EditRecord {
    /// Checks the form.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self, today: NaiveDate) -> Result<(PatientId, ValidEdit), FieldErrors> {
        Ok((named(&self.patient)?, self.details.parse(today, About::Another)?))
    }
}

/// Staff invite the owner of a record to take it over.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct InviteOwner {
    pub patient: String,
    pub email: String,
}

impl InviteOwner {
    /// Checks the form.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self) -> Result<(PatientId, EmailAddress), FieldErrors> {
        let email = EmailAddress::parse(&self.email);
        let email = email.map_err(|problem| FieldErrors::one("email", problem))?;
        Ok((named(&self.patient)?, email))
    }
}

/// Staff withdraw the invitation to a record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WithdrawOwner {
    pub patient: String,
}

impl WithdrawOwner {
    /// Checks the form.
    ///
    /// # Errors
    /// That the page must be loaded again.
    pub fn parse(&self) -> Result<PatientId, FieldErrors> {
        named(&self.patient)
    }
}

fn named(patient: &str) -> Result<PatientId, FieldErrors> {
    chosen(patient, Problem::ReloadPage).map_err(|problem| FieldErrors::one("patient", problem))
}

/// Somebody with a mailed link shows by a date of birth that it reached the right person: the owner of a record, or who acts
/// for a patient.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ClaimRecord {
    pub birth_day: String,
    pub birth_month: String,
    pub birth_year: String,
    /// Of the account that is made; nobody who is signed in chooses one.
    pub password: Secret,
    pub password_again: Secret,
}

impl ClaimRecord {
    /// The date of birth.
    ///
    /// # Errors
    /// What to mend about it.
    pub fn birth_date(&self, today: NaiveDate, whose: About) -> Result<BirthDate, FieldErrors> {
        self.born(today, whose)
            .map_err(|problem| FieldErrors::one("birth_day", problem))
    }

    /// The date of birth, and the password of a new account with this address.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self, email: &str, today: NaiveDate, whose: About) -> Result<(BirthDate, Password), FieldErrors> {
        let mut check = Check::new();
        let birth = check.field("birth_day", self.born(today, whose));
        let (typed, again) = (&self.password, &self.password_again);
        let password = new_password(&mut check, typed, again, PasswordRule::Patient, &[email]);
        let (Some(birth), Some(password)) = (birth, password) else {
            return Err(check.into_errors());
        };
        check.done((birth, password))
    }

    fn born(&self, today: NaiveDate, whose: About) -> Result<BirthDate, Problem> {
        let (day, month, year) = (&self.birth_day, &self.birth_month, &self.birth_year);
        match whose {
            About::Oneself => BirthDate::parse(day, month, year, today),
            About::Another => BirthDate::parse_of_another(day, month, year, today),
        }
    }
}

/// The patients without an account, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordList {
    pub search: FindRecords,
    pub records: Page<RecordRow>,
}

/// A patient in that list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordRow {
    pub patient: PatientId,
    pub number: i64,
    pub name: String,
    /// "27 March 1985".
    pub birth_date: String,
    pub since: Moment,
    /// It is part of another record.
    pub merged: bool,
}

/// A record as staff see it. Nothing clinical.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    pub row: RecordRow,
    pub keeper: Keeper,
}

/// Who looks after a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Keeper {
    /// Staff.
    Staff {
        /// What the form begins with.
        values: Box<EditPatient>,
        invited: Option<InvitedOwner>,
    },
    /// Its owner, with this account.
    Owner(AccountId),
}

/// Who was invited to take a record over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitedOwner {
    pub email: String,
    pub sent: Moment,
    /// The link is too old, or was used with too many wrong dates of birth.
    pub over: bool,
}

/// What whoever opens the link is shown: nothing of the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimView {
    /// The address that was invited.
    pub email: String,
    pub step: ClaimStep,
}

/// What whoever has a mailed link has to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClaimStep {
    /// Say the date of birth and choose a password of so many characters at least.
    NewAccount { min: u32 },
    /// Sign in to the account that the address has.
    SignIn,
    /// Say the date of birth only, as whoever is signed in.
    OwnAccount,
    /// Somebody else is signed in: sign out first.
    SomebodyElse,
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "0199a0b2-7c3e-7d41-9a52-3f6b8f1f2a10";

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 29).unwrap()
    }

    #[test]
    fn a_record_needs_what_a_registration_needs() {
        let form = AddRecord {
            name: "Ann Lee".into(),
            phone: "020 7946 0999".into(),
            address: "1 High Street".into(),
            birth_day: "29".into(),
            birth_month: "2".into(),
            birth_year: "2024".into(),
            another: String::new(),
        };
        let (details, another) = form.parse(today()).unwrap();
        assert_eq!((details.name.as_str(), another), ("Ann Lee", false));
        let sure = AddRecord {
            another: "on".into(),
            ..form.clone()
        };
        assert!(sure.parse(today()).unwrap().1);
        let problems = AddRecord::default().parse(today()).unwrap_err();
        assert_eq!(problems.len(), 4);
        assert_eq!(problems.get("birth_day"), Some(&Problem::EnterDate));
    }

    #[test]
    fn a_search_is_for_a_name_or_a_number() {
        let find = |query: &str| {
            FindRecords {
                query: query.into(),
                page: String::new(),
            }
            .parse()
        };
        assert_eq!(
            (find("100042").number, find("100042").query),
            (Some(100_042), Some("100042".into()))
        );
        assert_eq!(find("١٠٠٠٤٢").number, Some(100_042), "in the digits of whoever types");
        assert_eq!(find(" ann ").number, None);
        assert_eq!(
            find("\u{202E}"),
            ValidFindRecords {
                page: 1,
                ..ValidFindRecords::default()
            }
        );
    }

    #[test]
    fn forms_name_a_record_and_an_address() {
        let invite = InviteOwner {
            patient: ID.into(),
            email: " New@Example.org ".into(),
        };
        assert_eq!(invite.parse().unwrap().1.folded(), "new@example.org");
        let wrong = InviteOwner {
            email: "new".into(),
            ..invite
        };
        assert!(wrong.parse().unwrap_err().get("email").is_some());
        assert_eq!(
            WithdrawOwner::default().parse().unwrap_err().get("patient"),
            Some(&Problem::ReloadPage)
        );
        let claim = ClaimRecord {
            birth_day: "1".into(),
            ..ClaimRecord::default()
        };
        let problems = claim.parse("new@example.org", today(), About::Oneself).unwrap_err();
        assert_eq!(problems.get("birth_day"), Some(&Problem::BirthDateIncomplete));
        assert!(problems.get("password").is_some());
    }
}
