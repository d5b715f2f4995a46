//! The kinds of visit that the clinic offers.

mod entity;

use domain::doctors::VisitTypeChoice;
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder};
use words::Language;

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

    /// Its name in a language; the stored one for a kind that the clinic added itself.
    #[must_use]
    pub fn name_in(&self, language: Language) -> String {
        let known = language.server().medicine.visit_type(&self.code);
        known.map_or_else(|| self.name.clone(), str::to_owned)
    }

    /// What a page shows of it, with a doctor's fee as people read it.
    #[must_use]
    pub fn choice(&self, fee: Option<String>, language: Language) -> VisitTypeChoice {
        VisitTypeChoice {
            id: self.id,
            code: self.code.clone(),
            name: self.name_in(language),
            kind: self.kind,
            minutes: self.minutes(),
            fee,
            confirms: self.confirms,
        }
    }
}
