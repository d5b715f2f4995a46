//! Where the clinic is.

mod admin;
mod entity;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use domain::doctors::Place;
use domain::id::LocationId;
use domain::values::Choice;
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder};

use crate::error::Result;
pub use admin::{form, list, save};
pub use entity::Model as LocationRow;

/// The location with this id, if it is open.
///
/// # Errors
/// When the database fails.
pub(crate) async fn active(db: &impl ConnectionTrait, id: LocationId) -> Result<Option<LocationRow>> {
    Ok(entity::all()
        .filter(entity::Column::Id.eq(id))
        .filter(entity::Column::Active.eq(true))
        .one(db)
        .await?)
}

/// The open locations by city and name.
///
/// # Errors
/// When the database fails.
pub(crate) async fn open(db: &impl ConnectionTrait) -> Result<Vec<LocationRow>> {
    Ok(entity::all()
        .filter(entity::Column::Active.eq(true))
        .order_by_asc(entity::Column::CityFolded)
        .order_by_asc(entity::Column::Name)
        .all(db)
        .await?)
}

/// These locations, closed ones too.
///
/// # Errors
/// When the database fails.
pub(crate) async fn by_ids(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = LocationId> + Send,
) -> Result<HashMap<LocationId, LocationRow>> {
    let rows = entity::all().filter(entity::Column::Id.is_in(ids)).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

impl LocationRow {
    /// "Riverside Clinic, London".
    #[must_use]
    pub fn label(&self) -> String {
        format!("{}, {}", self.name, self.city)
    }

    /// What a visit's or a doctor's page shows of it.
    #[must_use]
    pub fn place(&self) -> Place {
        Place {
            id: self.id,
            name: self.name.clone(),
            address_line: self.address_line.clone(),
            city: self.city.clone(),
        }
    }

    /// An entry of a list to choose from.
    #[must_use]
    pub fn choice(&self) -> Choice {
        Choice {
            value: self.id.to_string(),
            label: self.label(),
        }
    }
}
