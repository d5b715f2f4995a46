//! What patients, carers and staff ask for.

use super::{CarerRelation, CarerRights, CarerScope, CarerScopes};
use crate::{
    form::{Check, FieldErrors, Problem},
    id::{CarerId, PatientId},
    values::{EmailAddress, FreeText, IsoDate, PersonName, chosen, optional, version},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Letters of what staff have checked.
const BASIS_MAX: u32 = 500;

/// A patient asks somebody to act for them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OfferCarer {
    pub name: String,
    pub email: String,
    pub relation: String,
    /// Those that are ticked.
    pub scopes: Vec<String>,
    /// The day on which it is over; empty when it has no end.
    pub ends_on: String,
}

/// Whom to ask, and for what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValidOffer {
    pub name: PersonName,
    pub email: EmailAddress,
    pub relation: CarerRelation,
    pub rights: CarerRights,
}

impl CarerRights {
    /// Reads the two fields that every form about it has.
    fn read(check: &mut Check, scopes: &[String], ends_on: &str, today: NaiveDate) -> Option<Self> {
        let ticked = scopes.iter().filter(|text| !text.trim().is_empty());
        let ticked = ticked.map(|text| CarerScope::from_text(text.trim()).ok_or(Problem::UnknownChoice));
        let scopes = check.field("scopes", ticked.collect::<Result<CarerScopes, _>>());
        let end = match optional(ends_on, |text| IsoDate::parse(text).map(IsoDate::date)) {
            Ok(Some(day)) if day <= today => Err(Problem::DateNotComing),
            read => read,
        };
        let ends_on = check.field("ends_on", end);
        Some(Self {
            scopes: scopes?,
            ends_on: ends_on?,
        })
    }
}

impl OfferCarer {
    /// Checks the form.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self, today: NaiveDate) -> Result<ValidOffer, FieldErrors> {
        let mut check = Check::new();
        let offer = self.read(&mut check, today);
        match offer {
            Some(offer) => check.done(offer),
            None => Err(check.into_errors()),
        }
    }

    fn read(&self, check: &mut Check, today: NaiveDate) -> Option<ValidOffer> {
        let name = check.field("name", PersonName::parse(&self.name));
        let email = check.field("email", EmailAddress::parse(&self.email));
        let relation = CarerRelation::from_text(self.relation.trim()).ok_or(Problem::UnknownChoice);
        let relation = check.field("relation", relation);
        let rights = CarerRights::read(check, &self.scopes, &self.ends_on, today);
        Some(ValidOffer {
            name: name?,
            email: email?,
            relation: relation?,
            rights: rights?,
        })
    }
}

/// Staff let somebody act for a patient without an account: a child, or somebody with a guardian.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OfferCarerFor {
    pub patient: String,
    #[serde(flatten)]
    pub offer: OfferCarer,
    /// What was checked: "Birth certificate and passport seen".
    pub basis: String,
}

impl OfferCarerFor {
    /// Checks the form.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self, today: NaiveDate) -> Result<(PatientId, ValidOffer, FreeText), FieldErrors> {
        let mut check = Check::new();
        let patient = check.field("patient", chosen(&self.patient, Problem::ReloadPage));
        let offer = self.offer.read(&mut check, today);
        let basis = check.field("basis", FreeText::parse(&self.basis, BASIS_MAX, Problem::EnterChecked));
        let (Some(patient), Some(offer), Some(basis)) = (patient, offer, basis) else {
            return Err(check.into_errors());
        };
        check.done((patient, offer, basis))
    }
}

/// The patient or staff change what a carer may do, and until when.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChangeCarer {
    pub carer: String,
    /// Of the row as the form showed it.
    pub version: String,
    /// Those that are ticked.
    pub scopes: Vec<String>,
    /// The day on which it is over; empty when it has no end.
    pub ends_on: String,
}

/// What a carer may do from now on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ValidChange {
    pub carer: CarerId,
    pub version: i32,
    pub rights: CarerRights,
}

impl ChangeCarer {
    /// The form as it begins.
    #[must_use]
    pub fn of(carer: CarerId, version: i32, rights: CarerRights) -> Self {
        Self {
            carer: carer.to_string(),
            version: version.to_string(),
            scopes: rights.scopes.iter().map(|scope| scope.as_str().to_owned()).collect(),
            ends_on: rights.ends_on.map(|day| day.to_string()).unwrap_or_default(),
        }
    }

    /// Checks the form.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self, today: NaiveDate) -> Result<ValidChange, FieldErrors> {
        let mut check = Check::new();
        let Some(change) = self.read(&mut check, today) else {
            return Err(check.into_errors());
        };
        check.done(change)
    }

    fn read(&self, check: &mut Check, today: NaiveDate) -> Option<ValidChange> {
        let carer = check.field("carer", chosen(&self.carer, Problem::ReloadPage));
        let version = check.field("version", version(&self.version));
        let rights = CarerRights::read(check, &self.scopes, &self.ends_on, today);
        Some(ValidChange {
            carer: carer?,
            version: version?,
            rights: rights?,
        })
    }
}

/// Staff change it for a patient without an account.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChangeCarerFor {
    #[serde(flatten)]
    pub change: ChangeCarer,
    /// What was checked, where it gives more than before: "Court order of 3 May seen".
    pub basis: String,
}

impl ChangeCarerFor {
    /// Checks the form.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self, today: NaiveDate) -> Result<(ValidChange, Option<FreeText>), FieldErrors> {
        let mut check = Check::new();
        let change = self.change.read(&mut check, today);
        let basis = optional(&self.basis, |text| {
            FreeText::parse(text, BASIS_MAX, Problem::EnterChecked)
        });
        let (Some(change), Some(basis)) = (change, check.field("basis", basis)) else {
            return Err(check.into_errors());
        };
        check.done((change, basis))
    }
}

/// Somebody ends what lets a carer act: the patient, the carer or staff.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EndCarer {
    pub carer: String,
}

impl EndCarer {
    /// Which one.
    ///
    /// # Errors
    /// That the page must be loaded again.
    pub fn parse(&self) -> Result<CarerId, FieldErrors> {
        chosen(&self.carer, Problem::ReloadPage).map_err(|problem| FieldErrors::one("carer", problem))
    }
}

/// Somebody begins to act for a patient, or a patient looks at what a carer would see; with nothing chosen they act for
/// themselves again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ActFor {
    pub carer: String,
    /// Anything typed is yes.
    pub preview: String,
}

/// What lets somebody act, and whether the patient only looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ValidActFor {
    pub carer: CarerId,
    pub preview: bool,
}

impl ActFor {
    /// For whom; nothing for oneself.
    ///
    /// # Errors
    /// That the page must be loaded again.
    pub fn parse(&self) -> Result<Option<ValidActFor>, FieldErrors> {
        let carer = optional(&self.carer, |text| text.trim().parse().map_err(|_| Problem::ReloadPage));
        let carer = carer.map_err(|problem| FieldErrors::one("carer", problem))?;
        Ok(carer.map(|carer| ValidActFor {
            carer,
            preview: !self.preview.trim().is_empty(),
        }))
    }
}
