//! Accounts: registration, sign-in, passwords, sessions.

use crate::{
    actor::Role,
    conflict::Conflict,
    form::{Check, FieldErrors, Problem},
    id::{AccountId, LocationId, SpecialtyId},
    values::{
        BirthDate, Choice, EmailAddress, FreeText, LicenceNumber, Password, PasswordRule, PersonName, Phone,
        PostalAddress, Secret, chosen, chosen_many, local_path, number,
    },
    when::Moment,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

stored_enum! {
    /// Whether an account works.
    AccountStatus {
        /// The e-mail address was not confirmed yet.
        Unverified = "unverified",
        /// Works.
        Active = "active",
        /// Was stopped by staff.
        Suspended = "suspended",
    }
}

impl AccountStatus {
    /// The person confirmed the e-mail address. Confirming twice does no harm.
    ///
    /// # Errors
    /// Suspended accounts stay suspended.
    pub const fn verify(self) -> Result<Self, Conflict> {
        match self {
            Self::Unverified | Self::Active => Ok(Self::Active),
            Self::Suspended => Err(Conflict::NotPossibleNow),
        }
    }

    /// Staff stop the account.
    ///
    /// # Errors
    /// Not twice.
    pub const fn suspend(self) -> Result<Self, Conflict> {
        match self {
            Self::Unverified | Self::Active => Ok(Self::Suspended),
            Self::Suspended => Err(Conflict::Stale),
        }
    }

    /// Staff let the account work again; an address that was never confirmed still has to be.
    ///
    /// # Errors
    /// Only suspended accounts.
    pub const fn reinstate(self, email_verified: bool) -> Result<Self, Conflict> {
        match self {
            Self::Suspended if email_verified => Ok(Self::Active),
            Self::Suspended => Ok(Self::Unverified),
            Self::Unverified | Self::Active => Err(Conflict::Stale),
        }
    }
}

stored_enum! {
    /// What a mailed link is for.
    TokenPurpose {
        /// Confirms an e-mail address.
        Verify = "verify",
        /// Sets a new password.
        Reset = "reset",
    }
}

/// A person registers as a patient.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct RegisterPatient {
    pub name: String,
    pub email: String,
    pub phone: String,
    pub address: String,
    pub birth_day: String,
    pub birth_month: String,
    pub birth_year: String,
    pub password: Secret,
    pub password_again: Secret,
}

/// A good registration of a patient.
#[derive(Debug, Clone)]
pub struct ValidPatient {
    pub name: PersonName,
    pub email: EmailAddress,
    pub phone: Phone,
    pub address: PostalAddress,
    pub birth_date: BirthDate,
    pub password: Password,
}

impl RegisterPatient {
    /// Checks the form.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self, today: NaiveDate) -> Result<ValidPatient, FieldErrors> {
        let mut check = Check::new();
        let name = check.field("name", PersonName::parse(&self.name));
        let email = check.field("email", EmailAddress::parse(&self.email));
        let phone = check.field("phone", Phone::parse(&self.phone));
        let address = check.field("address", PostalAddress::parse(&self.address));
        let birth_date = check.field(
            "birth_day",
            BirthDate::parse(&self.birth_day, &self.birth_month, &self.birth_year, today),
        );
        let words = [self.name.as_str(), self.email.as_str()];
        let password = new_password(
            &mut check,
            &self.password,
            &self.password_again,
            PasswordRule::Patient,
            &words,
        );
        let (Some(name), Some(email), Some(phone), Some(address), Some(birth_date), Some(password)) =
            (name, email, phone, address, birth_date, password)
        else {
            return Err(check.into_errors());
        };
        check.done(ValidPatient {
            name,
            email,
            phone,
            address,
            birth_date,
            password,
        })
    }
}

/// A person registers as a doctor.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct RegisterDoctor {
    pub name: String,
    pub email: String,
    pub phone: String,
    pub specialties: Vec<String>,
    pub qualifications: String,
    pub licence_number: String,
    pub experience_years: String,
    pub location: String,
    pub password: Secret,
    pub password_again: Secret,
}

/// A good registration of a doctor.
#[derive(Debug, Clone)]
pub struct ValidDoctor {
    pub name: PersonName,
    pub email: EmailAddress,
    pub phone: Phone,
    pub specialties: Vec<SpecialtyId>,
    pub qualifications: FreeText,
    pub licence_number: LicenceNumber,
    pub experience_years: u16,
    pub location: LocationId,
    pub password: Password,
}

impl RegisterDoctor {
    /// Checks the form.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self) -> Result<ValidDoctor, FieldErrors> {
        let mut check = Check::new();
        let name = check.field("name", PersonName::parse(&self.name));
        let email = check.field("email", EmailAddress::parse(&self.email));
        let phone = check.field("phone", Phone::parse(&self.phone));
        let specialties = check.field("specialties", chosen_many(&self.specialties, Problem::ChooseSpecialty));
        let qualifications = check.field(
            "qualifications",
            FreeText::parse(&self.qualifications, 500, Problem::EnterQualifications),
        );
        let licence_number = check.field("licence_number", LicenceNumber::parse(&self.licence_number));
        let experience_years = check.field("experience_years", years(&self.experience_years));
        let location = check.field("location", chosen(&self.location, Problem::ChooseLocation));
        let words = [self.name.as_str(), self.email.as_str()];
        let password = new_password(
            &mut check,
            &self.password,
            &self.password_again,
            PasswordRule::Staff,
            &words,
        );
        let (Some(name), Some(email), Some(phone), Some(specialties), Some(qualifications)) =
            (name, email, phone, specialties, qualifications)
        else {
            return Err(check.into_errors());
        };
        let (Some(licence_number), Some(experience_years), Some(location), Some(password)) =
            (licence_number, experience_years, location, password)
        else {
            return Err(check.into_errors());
        };
        check.done(ValidDoctor {
            name,
            email,
            phone,
            specialties,
            qualifications,
            licence_number,
            experience_years,
            location,
            password,
        })
    }
}

/// Somebody signs in.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct SignIn {
    pub email: String,
    pub password: Secret,
    /// Where to go afterwards; only local paths are followed.
    pub next: String,
}

/// A sign-in that can be tried.
#[derive(Debug, Clone)]
pub struct ValidSignIn {
    pub email: EmailAddress,
    pub password: Secret,
    pub next: Option<String>,
}

impl SignIn {
    /// Checks the form. The password's length is bounded only to spare the hashing.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self) -> Result<ValidSignIn, FieldErrors> {
        let mut check = Check::new();
        let email = check.field("email", EmailAddress::parse(&self.email));
        check.require(!self.password.expose().is_empty(), "password", Problem::EnterPassword);
        check.require(self.password.expose().len() <= 1024, "password", Problem::SignInFailed);
        let Some(email) = email else {
            return Err(check.into_errors());
        };
        check.done(ValidSignIn {
            email,
            password: self.password.clone(),
            next: local_path(&self.next),
        })
    }
}

/// Somebody asks for a mail: a new password, or the confirmation link once more.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ForgottenPassword {
    pub email: String,
}

impl ForgottenPassword {
    /// Checks the form.
    ///
    /// # Errors
    /// That the address is missing or has no usable form.
    pub fn parse(&self) -> Result<EmailAddress, FieldErrors> {
        EmailAddress::parse(&self.email).map_err(|problem| FieldErrors::one("email", problem))
    }
}

/// Somebody sets a new password by a mailed link.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ResetPassword {
    pub password: Secret,
    pub password_again: Secret,
}

impl ResetPassword {
    /// Checks the form by the rule of the account's role and the words that the password may not hold.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self, rule: PasswordRule, words: &[&str]) -> Result<Password, FieldErrors> {
        let mut check = Check::new();
        let password = new_password(&mut check, &self.password, &self.password_again, rule, words);
        let Some(password) = password else {
            return Err(check.into_errors());
        };
        check.done(password)
    }
}

/// Somebody who is signed in changes the password.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ChangePassword {
    pub password_current: Secret,
    pub password: Secret,
    pub password_again: Secret,
}

/// A good change of password.
#[derive(Debug, Clone)]
pub struct ValidChangePassword {
    pub current: Secret,
    pub password: Password,
}

impl ChangePassword {
    /// Checks the form by the rule of the account's role and the words that the password may not hold.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self, rule: PasswordRule, words: &[&str]) -> Result<ValidChangePassword, FieldErrors> {
        let mut check = Check::new();
        check.require(
            !self.password_current.expose().is_empty(),
            "password_current",
            Problem::EnterCurrentPassword,
        );
        check.require(
            self.password_current.expose().len() <= 1024,
            "password_current",
            Problem::CurrentPasswordWrong,
        );
        let password = new_password(&mut check, &self.password, &self.password_again, rule, words);
        let Some(password) = password else {
            return Err(check.into_errors());
        };
        check.done(ValidChangePassword {
            current: self.password_current.clone(),
            password,
        })
    }
}

/// Somebody ends one of their own sessions.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct EndSession {
    /// [`SessionRow::key`].
    pub session: String,
}

/// The account page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountView {
    pub account: AccountId,
    pub email: String,
    pub roles: Vec<Role>,
    pub sessions: Vec<SessionRow>,
}

/// A browser that is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionRow {
    /// Names the session in [`EndSession`]; opens nothing.
    pub key: String,
    /// Whether it is the one that asks.
    pub current: bool,
    /// "Firefox on Linux".
    pub device: String,
    pub ip: Option<String>,
    pub last_seen: Moment,
}

/// What the registration form of doctors offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegistrationChoices {
    pub specialties: Vec<Choice>,
    pub locations: Vec<Choice>,
}

/// Reads years of experience, 0 to 70.
pub(crate) fn years(text: &str) -> Result<u16, Problem> {
    number(text, 0, 70).map_err(|problem| match problem {
        Problem::EnterNumber => Problem::EnterYears,
        _ => Problem::YearsWrong { max: 70 },
    })
}

fn new_password(
    check: &mut Check,
    text: &Secret,
    again: &Secret,
    rule: PasswordRule,
    words: &[&str],
) -> Option<Password> {
    let parsed = Password::parse(text, rule).and_then(|password| password.without(words));
    let password = check.field("password", parsed)?;
    check.require(text == again, "password_again", Problem::PasswordsDiffer);
    Some(password)
}

#[cfg(test)]
#[path = "accounts_tests.rs"]
mod tests;
