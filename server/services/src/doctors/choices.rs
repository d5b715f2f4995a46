//! What the registration form of doctors offers.

use domain::accounts::RegistrationChoices;
use domain::values::Choice;
use sea_orm::ConnectionTrait;
use words::Language;

use super::entity::specialty::listed;
use crate::error::Result;
use crate::locations;
use crate::scope::Scope;
use crate::search::sort_key;

/// The specialties and the open locations; public. Without a location nobody can register as a doctor yet.
///
/// # Errors
/// When the database fails.
pub async fn registration_choices(scope: &Scope) -> Result<RegistrationChoices> {
    let language = scope.language();
    let (specialties, locations) = tokio::try_join!(specialty_rows(scope.db(), language), locations::open(scope.db()))?;
    Ok(RegistrationChoices {
        specialties: specialties.iter().map(by_id).collect(),
        locations: locations.iter().map(locations::LocationRow::choice).collect(),
    })
}

/// The specialties by name, for a search; public.
///
/// # Errors
/// When the database fails.
pub async fn specialty_choices(scope: &Scope) -> Result<Vec<Choice>> {
    let rows = specialty_rows(scope.db(), scope.language()).await?;
    Ok(rows.iter().map(by_code).collect())
}

/// Every specialty, named and ordered as the language does.
pub(super) async fn specialty_rows(db: &impl ConnectionTrait, language: Language) -> Result<Vec<listed::Model>> {
    let mut rows = listed::all().all(db).await?;
    for row in &mut rows {
        if let Some(name) = language.server().medicine.specialty(&row.code) {
            name.clone_into(&mut row.name);
        }
    }
    rows.sort_by_cached_key(|row| sort_key(&row.name));
    Ok(rows)
}

/// A specialty in a form that posts its id.
pub(super) fn by_id(row: &listed::Model) -> Choice {
    Choice {
        value: row.id.to_string(),
        label: row.name.clone(),
    }
}

/// A specialty in an address, which names its code.
pub(super) fn by_code(row: &listed::Model) -> Choice {
    Choice {
        value: row.code.clone(),
        label: row.name.clone(),
    }
}
