//! Where the clinic is.

mod entity;

use domain::id::LocationId;
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter};

use crate::error::Result;
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
