//! How patients and doctors register.

use super::passwords::new_password;
use crate::{
    form::{Check, FieldErrors, Problem},
    id::{LocationId, SpecialtyId},
    patients::{About, Details, TypedDetails},
    values::{
        Choice, EmailAddress, FreeText, LicenceNumber, Password, PasswordRule, PersonName, Phone, Secret, chosen,
        chosen_many, local_path, number,
    },
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

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
    /// The page that sent the person to register; only local paths are followed.
    pub next: String,
}

/// A good registration of a patient.
#[derive(Debug, Clone)]
pub struct ValidPatient {
    pub details: Details,
    pub email: EmailAddress,
    pub password: Password,
    /// Where the first sign-in leads.
    pub next: Option<String>,
}

impl RegisterPatient {
    /// Checks the form.
    ///
    /// # Errors
    /// A problem for each field to mend, in the order of the page.
    pub fn parse(&self, today: NaiveDate) -> Result<ValidPatient, FieldErrors> {
        let mut check = Check::new();
        let typed = TypedDetails {
            name: &self.name,
            birth: [&self.birth_day, &self.birth_month, &self.birth_year],
            phone: &self.phone,
            address: &self.address,
        };
        let details = typed.check(&mut check, today, About::Oneself);
        let email = check.field("email", EmailAddress::parse(&self.email));
        let words = [self.name.as_str(), self.email.as_str()];
        let password = new_password(
            &mut check,
            &self.password,
            &self.password_again,
            PasswordRule::Patient,
            &words,
        );
        let (Some(details), Some(email), Some(password)) = (details, email, password) else {
            return Err(check.into_errors());
        };
        check.done(ValidPatient {
            details,
            email,
            password,
            next: local_path(&self.next),
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
        let phone = check.field("phone", Phone::parse(&self.phone));
        let specialties = check.field("specialties", chosen_many(&self.specialties, Problem::ChooseSpecialty));
        let qualifications = check.field(
            "qualifications",
            FreeText::parse(&self.qualifications, 500, Problem::EnterQualifications),
        );
        let licence_number = check.field("licence_number", LicenceNumber::parse(&self.licence_number));
        let experience_years = check.field("experience_years", years(&self.experience_years));
        let location = check.field("location", chosen(&self.location, Problem::ChooseLocation));
        let email = check.field("email", EmailAddress::parse(&self.email));
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
