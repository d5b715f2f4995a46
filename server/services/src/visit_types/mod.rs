//! The kinds of visit that the clinic offers.

mod entity;

use domain::doctors::VisitTypeChoice;
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder};

use crate::error::Result;
pub use entity::Model as VisitTypeRow;

/// Every kind in the order of lists, those no longer offered too.
///
/// # Errors
/// When the database fails.
pub(crate) async fn all(db: &impl ConnectionTrait) -> Result<Vec<VisitTypeRow>> {
    Ok(entity::all().order_by_asc(entity::Column::Position).all(db).await?)
}

/// The kinds on offer, in the order of lists.
///
/// # Errors
/// When the database fails.
pub(crate) async fn active(db: &impl ConnectionTrait) -> Result<Vec<VisitTypeRow>> {
    Ok(entity::all()
        .filter(entity::Column::Active.eq(true))
        .order_by_asc(entity::Column::Position)
        .all(db)
        .await?)
}

impl VisitTypeRow {
    /// How long such a visit is.
    #[must_use]
    pub fn minutes(&self) -> u16 {
        u16::try_from(self.duration_minutes).unwrap_or_default()
    }

    /// What a page shows of it, with a doctor's fee as people read it.
    #[must_use]
    pub fn choice(&self, fee: Option<String>) -> VisitTypeChoice {
        VisitTypeChoice {
            id: self.id,
            code: self.code.clone(),
            name: self.name.clone(),
            kind: self.kind,
            minutes: self.minutes(),
            fee,
            confirms: self.confirms,
        }
    }
}
