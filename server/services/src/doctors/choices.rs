//! What the registration form of doctors offers.

use domain::accounts::RegistrationChoices;
use domain::values::Choice;
use sea_orm::{ConnectionTrait, QueryOrder};

use super::entity::specialty::listed;
use crate::error::Result;
use crate::locations;
use crate::scope::Scope;

/// The specialties and the open locations; public. Without a location nobody can register as a doctor yet.
///
/// # Errors
/// When the database fails.
pub async fn registration_choices(scope: &Scope) -> Result<RegistrationChoices> {
    let (specialties, locations) = tokio::try_join!(specialty_rows(scope.db()), locations::open(scope.db()))?;
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
    Ok(specialty_rows(scope.db()).await?.iter().map(by_code).collect())
}

/// Every specialty by name.
pub(super) async fn specialty_rows(db: &impl ConnectionTrait) -> Result<Vec<listed::Model>> {
    Ok(listed::all().order_by_asc(listed::Column::Name).all(db).await?)
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
