//! What the owners of records hear of it: that it was done, never what stands in the other record.

use domain::id::{AccountId, MergeId};

use super::entity::{self, Model};
use crate::accounts::contact;
use crate::error::{Error, Result};
use crate::mail::Written;
use crate::patients;
use crate::scope::Tools;

/// The mail to an owner whose record was made one with another; to the owner of the one that is part of the other now, that they
/// sign in with their other account. Nothing when the two were taken apart meanwhile.
///
/// # Errors
/// When the database fails.
pub(crate) async fn merged(tools: &Tools, id: MergeId, account: AccountId) -> Result<Option<Written>> {
    let row = found(tools, id).await?;
    if row.separated_at.is_some() {
        return Ok(None);
    }
    let db = tools.database.read();
    let reader = contact::reader(db, account).await?;
    let own = patients::brought_by(db, account).await?.map(|patient| patient.id);
    let paper = tools.stationery().await?;
    Ok(Some(if own == Some(row.merged_id) {
        paper.record_merged_away(&reader)
    } else {
        paper.record_merged(&reader)
    }))
}

/// The mail to an owner whose record was taken apart from another.
///
/// # Errors
/// When the database fails.
pub(crate) async fn separated(tools: &Tools, id: MergeId, account: AccountId) -> Result<Option<Written>> {
    found(tools, id).await?;
    let reader = contact::reader(tools.database.read(), account).await?;
    Ok(Some(tools.stationery().await?.record_separated(&reader)))
}

async fn found(tools: &Tools, id: MergeId) -> Result<Model> {
    let row = entity::one(id).one(tools.database.read()).await?;
    row.ok_or(Error::NotFound)
}
