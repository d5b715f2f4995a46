//! What can be wrong with a form, said once for the server, the page and the API.

use serde::{Deserialize, Serialize};

/// One thing that a person can mend. `words` has a plain sentence for each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    EnterName,
    NameTooLong {
        max: u32,
    },
    EnterEmail,
    EmailWrong,
    EmailTaken,
    EmailSame,
    EnterPhone,
    PhoneWrong,
    EnterAddress,
    EnterBirthDate,
    BirthDateIncomplete,
    BirthDateWrong,
    BirthDateInFuture,
    BirthDateKept,
    EnterPassword,
    EnterCurrentPassword,
    CurrentPasswordWrong,
    PasswordTooShort {
        min: u32,
    },
    PasswordTooLong {
        max: u32,
    },
    PasswordHasContext,
    PasswordCommon,
    PasswordsDiffer,
    SignInFailed,
    EnterCode,
    CodeForm,
    CodeWrong,
    PasskeyRefused,
    PasskeyNotConfirmed,
    PasskeyNotAdded,
    ChooseReason,
    ConfirmEmailFirst,
    AccountSuspended,
    ChooseSpecialty,
    EnterQualifications,
    EnterLicence,
    LicenceWrong,
    LicenceTaken,
    EnterYears,
    YearsWrong {
        max: u32,
    },
    ChooseLocation,
    ChoosePlace,
    ChooseVisitType,
    ChooseWeekday,
    ChooseDecision,
    ChooseKind,
    EnterReasonForRejection,
    ChoosePermission,
    ChooseRole,
    /// Which of two records stays.
    ChooseRecord,
    ChoosePeople,
    RoleNameTaken,
    EnterTime,
    EnterStart,
    EnterEnd,
    TimeWrong,
    EndBeforeStart,
    TooShortForVisit {
        minutes: u32,
    },
    TimePast,
    TimeSkipped,
    OnlyVideoVisits,
    OnlyVisitsInPerson,
    EnterDate,
    DateWrong,
    DatePast,
    DateNotComing,
    DateTooFar,
    EndsBeforeItStarts,
    MoneyWrong,
    EnterCity,
    CountryWrong,
    ZoneUnknown,
    EnterNumber,
    NobodyHasNumber,
    /// The dates of birth of two records differ, and nothing says that this was checked.
    CheckBirthDates,
    /// No patient has the record number.
    NoSuchRecord,
    /// The record number of the record itself.
    SameRecord,
    ReferenceWrong,
    DoctorUnknown,
    DoctorsMany,
    TooMany {
        max: u32,
    },
    NumberOutOfRange {
        min: i64,
        max: i64,
    },
    TextTooLong {
        max: u32,
    },
    EnterText,
    EnterReason,
    /// What staff have checked before they did it.
    EnterChecked,
    CharacterNotAllowed,
    UnknownChoice,
    ReloadPage,
    ChooseFile,
    FileEmpty,
    FileTooLarge {
        max_megabytes: u32,
    },
    FileEndingDiffers,
    FileRefused,
    PhotoType,
    PhotoBroken,
    PhotoTooLarge {
        max_megapixels: u32,
    },
    DocumentType,
    DocumentsFull {
        max: u32,
    },
    StorageFull,
}

/// A problem and the field where it can be mended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The `name` of the form field.
    pub field: String,
    /// What is wrong there.
    pub problem: Problem,
}

/// The problems of one form, in the order of its fields.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FieldErrors(Vec<FieldError>);

impl FieldErrors {
    /// A single problem.
    #[must_use]
    pub fn one(field: &str, problem: Problem) -> Self {
        let mut errors = Self::default();
        errors.push(field, problem);
        errors
    }

    /// Adds a problem.
    pub fn push(&mut self, field: &str, problem: Problem) {
        self.0.push(FieldError {
            field: field.to_owned(),
            problem,
        });
    }

    /// The first problem of a field.
    #[must_use]
    pub fn get(&self, field: &str) -> Option<&Problem> {
        self.0
            .iter()
            .find(|error| error.field == field)
            .map(|error| &error.problem)
    }

    /// The problems in order.
    pub fn iter(&self) -> std::slice::Iter<'_, FieldError> {
        self.0.iter()
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many problems there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

impl<'a> IntoIterator for &'a FieldErrors {
    type Item = &'a FieldError;
    type IntoIter = std::slice::Iter<'a, FieldError>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Collects the problems of a form so that all of them are told at once.
///
/// ```
/// use domain::{form::{Check, FieldErrors}, values::{EmailAddress, PersonName}};
///
/// fn parse(name: &str, email: &str) -> Result<(PersonName, EmailAddress), FieldErrors> {
///     let mut check = Check::new();
///     let name = check.field("name", PersonName::parse(name));
///     let email = check.field("email", EmailAddress::parse(email));
///     let (Some(name), Some(email)) = (name, email) else { return Err(check.into_errors()) };
///     check.done((name, email))
/// }
/// assert_eq!(parse("", "x").unwrap_err().len(), 2);
/// ```
#[derive(Debug, Default)]
pub struct Check(FieldErrors);

impl Check {
    /// Starts with no problem.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Keeps the value of a good field, or notes what is wrong with it.
    pub fn field<T>(&mut self, field: &str, parsed: Result<T, Problem>) -> Option<T> {
        parsed.map_err(|problem| self.refuse(field, problem)).ok()
    }

    /// Notes a problem.
    pub fn refuse(&mut self, field: &str, problem: Problem) {
        self.0.push(field, problem);
    }

    /// Notes a problem when the condition does not hold.
    pub fn require(&mut self, holds: bool, field: &str, problem: Problem) {
        if !holds {
            self.refuse(field, problem);
        }
    }

    /// The problems found.
    #[must_use]
    pub fn into_errors(self) -> FieldErrors {
        self.0
    }

    /// The value, when nothing was wrong.
    ///
    /// # Errors
    /// The problems found.
    pub fn done<T>(self, value: T) -> Result<T, FieldErrors> {
        if self.0.is_empty() { Ok(value) } else { Err(self.0) }
    }
}
