//! Two records are made one.

use domain::actor::Permission;
use domain::conflict::Conflict;
use domain::form::{FieldErrors, Problem};
use domain::id::{AccountId, MergeId, PatientId};
use domain::live::{Change, Kind, Topic};
use domain::merges::{Looked, MergeRecords, ValidMerge};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction, EntityTrait};

use super::{entity, not_ones_own, tables};
use crate::accounts::contact;
use crate::audit::{self, Action, Event, Subject};
use crate::error::{Error, OnConflict, Result};
use crate::outbox::{self, Mail};
use crate::patients::PatientRow;
use crate::scope::Scope;
use crate::search::stored;
use crate::{appointments, care, carers, database, live, occupancy, patients, records};

/// Makes one record part of another, which gets everything that it holds; both owners are told. What the one that stays has
/// already (a doctor's relationship, a carer) stays where it is, and a time that the other one kept is let go.
///
/// # Errors
/// `Forbidden` without the permission to manage people, `Invalid` with what to mend, `ConfirmFirst`, `NotFound` without such
/// patients, `OwnRecord`, `RecordMerged`, `Stale` when one was changed meanwhile, `OwnerLeftOut` when somebody who can sign in would
/// be left without a record, `VisitsOverlap`.
pub async fn join(scope: &Scope, form: &MergeRecords) -> Result<PatientId> {
    let actor = scope.permission(Permission::ManagePeople)?;
    let wish = form.parse()?;
    scope.fresh()?;
    let (kept, merged) = (wish.kept.0, wish.merged.0);
    scope
        .transaction(async |tx| {
            database::lock_resources(tx, &[kept.uuid(), merged.uuid()]).await?;
            let rows = [
                patients::kept(tx, scope, kept).await?,
                patients::kept(tx, scope, merged).await?,
            ];
            may_be_one(&rows, &wish)?;
            let [kept_works, merged_works] = [works(tx, &rows[0]).await?, works(tx, &rows[1]).await?];
            if kept_works == Some(false) || merged_works == Some(true) && kept_works.is_none() {
                return Err(Conflict::OwnerLeftOut.into());
            }
            not_ones_own(tx, scope, [&rows[0], &rows[1]]).await?;
            records::close_invitations(tx, scope, merged).await?;
            let merge = write(tx, scope, actor, &wish).await?;
            mark(tx, scope, wish.kept, wish.merged).await?;
            appointments::let_go_of_all(tx, scope, merged).await?;
            care::give_way(tx, scope, kept, merged).await?;
            tables::hand_over(tx, merge, merged, kept).await?;
            tables::occupy(tx, merge, (merged, kept), scope.now())
                .await
                .on_conflict(occupancy::NO_OVERLAP, Conflict::VisitsOverlap)?;
            tell(tx, scope, merge, &rows).await?;
            for account in rows.iter().filter_map(|row| row.account_id) {
                outbox::post(tx, scope, Mail::RecordsMerged { merge, account }).await?;
            }
            for (row, other) in [(&rows[0], &rows[1]), (&rows[1], &rows[0])] {
                let event = Event::of(Action::RecordsMerged).on(Subject::Patient(row.id.uuid()));
                let event = event
                    .about(row.id)
                    .with("other", other.number)
                    .with("kept", row.id == kept);
                audit::record(tx, scope, event).await?;
            }
            Ok(())
        })
        .await?;
    Ok(kept)
}

/// Whether the two are as they were looked at, and the second may be part of the first.
fn may_be_one([kept, merged]: &[PatientRow; 2], wish: &ValidMerge) -> Result<()> {
    if kept.merged_into_id.is_some() || merged.merged_into_id.is_some() {
        return Err(Conflict::RecordMerged.into());
    }
    if (kept.version, merged.version) != (wish.kept.1, wish.merged.1) {
        return Err(Conflict::Stale.into());
    }
    if kept.birth_date != merged.birth_date && !wish.another_birth {
        return Err(FieldErrors::one("another_birth", Problem::CheckBirthDates).into());
    }
    Ok(())
}

/// Whether the owner can sign in; nothing for a record without an account.
pub(super) async fn works(db: &impl ConnectionTrait, row: &PatientRow) -> Result<Option<bool>> {
    match row.account_id {
        Some(account) => Ok(Some(contact::works(db, account).await?)),
        None => Ok(None),
    }
}

async fn write(tx: &DatabaseTransaction, scope: &Scope, actor: AccountId, wish: &ValidMerge) -> Result<MergeId> {
    let id = MergeId::from_uuid(scope.new_id());
    let keys = &scope.tools().keys;
    let row = entity::ActiveModel {
        id: Set(id),
        kept_id: Set(wish.kept.0),
        merged_id: Set(wish.merged.0),
        merged_at: Set(scope.now()),
        merged_by: Set(actor),
        reason_sealed: Set(keys.seal("patient_merge", "reason", id.uuid(), &stored(wish.reason.as_str()))),
        separated_at: Set(None),
        separated_by: Set(None),
    };
    entity::Entity::insert(row)
        .exec_without_returning(tx)
        .await
        .on_conflict("patient_merge_one_open", Conflict::RecordMerged)?;
    Ok(id)
}

/// Both as they were looked at: whoever changed one meanwhile was not seen.
async fn mark(tx: &DatabaseTransaction, scope: &Scope, kept: Looked, merged: Looked) -> Result<()> {
    let both = patients::touch(tx, scope, kept).await? && patients::touch(tx, scope, merged).await?;
    if !both {
        return Err(Error::from(Conflict::Stale));
    }
    patients::lead_to(tx, merged.0, Some(kept.0)).await
}

/// Open pages of everybody whom it concerns ask again, and the owner of the merged record is out of it.
pub(super) async fn tell(
    tx: &DatabaseTransaction,
    scope: &Scope,
    merge: MergeId,
    rows: &[PatientRow; 2],
) -> Result<()> {
    let now = scope.now();
    let mut changes = Change::counted(Kind::People).to_vec();
    for row in rows {
        let patient = Topic::Patient(row.id);
        changes.extend(
            [Kind::Visit, Kind::Hold, Kind::Care, Kind::Carer, Kind::Profile].map(|kind| Change::of(patient, kind)),
        );
    }
    for doctor in tables::doctors(tx, merge, now).await? {
        changes.extend([Kind::Visit, Kind::Care].map(|kind| Change::of(Topic::Doctor(doctor), kind)));
    }
    live::tell(tx, now, &changes).await?;
    let mut accounts: Vec<_> = rows.iter().filter_map(|row| row.account_id).collect();
    for row in rows {
        accounts.extend(carers::accounts_acting(tx, row.id).await?);
    }
    for account in accounts {
        live::tell_rights(tx, now, account).await?;
    }
    Ok(())
}
