//! Two records are taken apart again.

use domain::actor::Permission;
use domain::conflict::Conflict;
use domain::id::PatientId;
use domain::merges::SeparateRecords;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};

use super::entity::{self, Column};
use super::join::tell;
use super::{not_ones_own, tables};
use crate::audit::{self, Action, Event, Subject};
use crate::error::{Error, OnConflict, Result};
use crate::outbox::{self, Mail};
use crate::scope::Scope;
use crate::{database, occupancy, patients};

/// Takes two records apart: what moved goes back, what came since stays with the one that was kept. Both owners are told. Gives
/// the one that stands alone again.
///
/// # Errors
/// `Forbidden` without the permission to manage people, `Invalid` for a wrong form, `ConfirmFirst`, `NotFound` when there is
/// none, `NotPossibleNow` when it is done already, `MergedAgain`, `OwnRecord`, `VisitsOverlap`.
pub async fn separate(scope: &Scope, form: &SeparateRecords) -> Result<PatientId> {
    let actor = scope.permission(Permission::ManagePeople)?;
    let id = form.parse()?;
    scope.fresh()?;
    scope
        .transaction(async |tx| {
            let merge = entity::one(id).one(tx).await?.ok_or(Error::NotFound)?;
            let (kept, merged) = (merge.kept_id, merge.merged_id);
            database::lock_resources(tx, &[kept.uuid(), merged.uuid()]).await?;
            let rows = [
                patients::kept(tx, scope, kept).await?,
                patients::kept(tx, scope, merged).await?,
            ];
            if rows[0].merged_into_id.is_some() {
                return Err(Conflict::MergedAgain.into());
            }
            not_ones_own(tx, scope, [&rows[0], &rows[1]]).await?;
            let closed = entity::Entity::update_many()
                .col_expr(Column::SeparatedAt, Expr::value(Some(scope.now())))
                .col_expr(Column::SeparatedBy, Expr::value(Some(actor)))
                .filter(Column::Id.eq(id))
                .filter(Column::SeparatedAt.is_null())
                .exec(tx)
                .await?;
            if closed.rows_affected == 0 {
                return Err(Conflict::NotPossibleNow.into());
            }
            stand_alone(tx, merged).await?;
            tables::give_back(tx, id, kept, merged).await?;
            tables::occupy(tx, id, (kept, merged), scope.now())
                .await
                .on_conflict(occupancy::NO_OVERLAP, Conflict::VisitsOverlap)?;
            join_the_rest(tx, kept).await?;
            tell(tx, scope, id, &rows).await?;
            for account in rows.iter().filter_map(|row| row.account_id) {
                outbox::post(tx, scope, Mail::RecordsSeparated { merge: id, account }).await?;
            }
            for (row, other) in [(&rows[0], &rows[1]), (&rows[1], &rows[0])] {
                let event = Event::of(Action::RecordsSeparated).on(Subject::Patient(row.id.uuid()));
                audit::record(tx, scope, event.about(row.id).with("other", other.number)).await?;
            }
            Ok(merged)
        })
        .await
}

/// The record leads nowhere any more, and those that became part of it before lead to it again.
async fn stand_alone(tx: &DatabaseTransaction, merged: PatientId) -> Result<()> {
    patients::lead_to(tx, merged, None).await?;
    let mut beneath = vec![merged];
    while let Some(next) = beneath.pop() {
        for merge in entity::open().filter(Column::KeptId.eq(next)).all(tx).await? {
            patients::lead_to(tx, merge.merged_id, Some(merged)).await?;
            beneath.push(merge.merged_id);
        }
    }
    Ok(())
}

/// What stayed with the records that are still part of the one that was kept, because the one that left had its like, moves now.
async fn join_the_rest(tx: &DatabaseTransaction, kept: PatientId) -> Result<()> {
    for merge in entity::open().filter(Column::KeptId.eq(kept)).all(tx).await? {
        tables::hand_over(tx, merge.id, merge.merged_id, kept).await?;
    }
    Ok(())
}
