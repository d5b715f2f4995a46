//! Two records of one person: looked at side by side, made one, and taken apart again.
//!
//! The record that stays gets what the other one holds; which rows moved is kept, so that they can go back. The other one is
//! in no list from then on, and its number leads to the one that stayed.

mod compare;
mod entity;
mod join;
mod letters;
mod of_record;
mod separate;
mod stands;
mod tables;
#[cfg(test)]
mod tests;

use domain::conflict::Conflict;
use sea_orm::DatabaseTransaction;

use crate::error::Result;
use crate::patients::PatientRow;
use crate::scope::Scope;
use crate::{carers, patients};
pub use compare::compare;
pub use join::join;
pub(crate) use letters::{merged as merged_letter, separated as separated_letter};
pub use of_record::of_record;
pub use separate::separate;

/// Nobody decides about records that they own, by whichever account, or of somebody for whom they act or were asked to: it could
/// open another's record to them.
async fn not_ones_own(tx: &DatabaseTransaction, scope: &Scope, records: [&PatientRow; 2]) -> Result<()> {
    let account = scope.account()?;
    for record in records {
        let parts = patients::with_merged(tx, record.id).await?;
        if parts.iter().any(|part| part.account_id == Some(account)) || carers::is_near(tx, account, record.id).await? {
            return Err(Conflict::OwnRecord.into());
        }
    }
    Ok(())
}
