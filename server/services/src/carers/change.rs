//! What a carer may do, and until when, is changed. They agreed to act for the patient, not to each thing: nobody agrees anew, and
//! the carer is told. Less bites on the next request; for more it has to be certain who gives it.

use chrono::TimeDelta;
use domain::actor::Permission;
use domain::carers::{CarerRights, ChangeCarer, ChangeCarerFor, ValidChange};
use domain::conflict::Conflict;
use domain::form::{FieldErrors, Problem};
use domain::id::{AccountId, PatientId};
use domain::live::{Change, Kind, Topic};
use domain::values::FreeText;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseTransaction, QueryFilter};

use super::acting::is_near;
use super::entity::{self, Column, Model};
use super::lists::View;
use crate::audit::{self, Action, Event, Subject};
use crate::error::{Error, Result};
use crate::outbox::{self, Mail};
use crate::scope::Scope;
use crate::search::stored;
use crate::{live, patients};

/// Changes in a row are one mail to the carer, of what holds after the last.
const TOLD_AFTER: TimeDelta = TimeDelta::minutes(5);

/// Staff who change it.
#[derive(Clone, Copy)]
struct Staff<'a> {
    account: AccountId,
    /// What they checked.
    basis: Option<&'a FreeText>,
}

/// The patient who acts changes what one of their carers may do, or somebody who has not agreed yet.
///
/// # Errors
/// `Forbidden` for anybody but a patient, `Invalid` with what to mend, `NotFound` for somebody else's, `NotPossibleNow` when it is
/// over, `Stale` when it was changed meanwhile, `RecordMerged`; for more than before `ConfirmFirst`.
pub async fn change(scope: &Scope, request: &ChangeCarer) -> Result<()> {
    scope.patient()?;
    let wish = request.parse(scope.today())?;
    let own = entity::visible_to(scope.actor()).filter(Column::Id.eq(wish.carer));
    let row = own.one(scope.db()).await?.ok_or(Error::NotFound)?;
    set(scope, &row, wish, None).await
}

/// Staff change it for a patient without an account, and say what they checked where they give more.
///
/// # Errors
/// `Forbidden` without the permission to manage people, `Invalid` with what to mend, `NotFound` when there is none, `RecordTaken`
/// when the patient has an account and changes it themselves, `OwnRecord` when the actor acts for the patient or was asked to;
/// otherwise as [`change`].
pub async fn change_of_record(scope: &Scope, request: &ChangeCarerFor) -> Result<PatientId> {
    let account = scope.permission(Permission::ManagePeople)?;
    let (wish, basis) = request.parse(scope.today())?;
    let row = entity::one(wish.carer).one(scope.db()).await?.ok_or(Error::NotFound)?;
    let basis = basis.as_ref();
    set(scope, &row, wish, Some(Staff { account, basis })).await?;
    Ok(row.patient_id)
}

/// Changes it, unless all of it is as it was.
async fn set(scope: &Scope, row: &Model, wish: ValidChange, staff: Option<Staff<'_>>) -> Result<()> {
    let view = View::of(scope, row.patient_id).await?;
    if !view.can_change(row) {
        return Err(Conflict::NotPossibleNow.into());
    }
    if row.version != wish.version {
        return Err(Conflict::Stale.into());
    }
    let rights = wish.rights.within(view.over_by_age(row));
    let basis = staff.and_then(|staff| staff.basis);
    if rights == row.rights() && basis.is_none() {
        return Ok(());
    }
    if rights.exceed(row.rights()) {
        if staff.is_some() && basis.is_none() {
            return Err(FieldErrors::one("basis", Problem::EnterChecked).into());
        }
        scope.fresh()?;
    }
    let keys = &scope.tools().keys;
    let basis = basis.map(|basis| keys.seal("carer", "basis", row.id.uuid(), &stored(basis.as_str())));
    scope
        .transaction(async |tx| {
            patients::stands(tx, row.patient_id).await?;
            if let Some(staff) = staff {
                may(tx, staff, row.patient_id).await?;
            }
            let after = write(tx, row, rights, basis.as_deref()).await?;
            tell(tx, scope, row.rights(), &after, basis.is_some()).await
        })
        .await
}

/// Whoever has an account does it themselves, and nobody of the staff gives rights to themselves.
async fn may(tx: &DatabaseTransaction, staff: Staff<'_>, patient: PatientId) -> Result<()> {
    if patients::account_of(tx, patient).await?.is_some() {
        return Err(Conflict::RecordTaken.into());
    }
    if is_near(tx, staff.account, patient).await? {
        return Err(Conflict::OwnRecord.into());
    }
    Ok(())
}

/// Writes it on the row as it was read; the row as it is then, of somebody who may have agreed meanwhile.
async fn write(tx: &DatabaseTransaction, row: &Model, rights: CarerRights, basis: Option<&[u8]>) -> Result<Model> {
    let mut change = entity::update(row.id, &entity::OPEN);
    if let Some(basis) = basis {
        change = change.col_expr(Column::BasisSealed, Expr::value(Some(basis.to_vec())));
    }
    let changed = change
        .col_expr(Column::Scopes, Expr::value(rights.scopes.to_string()))
        .col_expr(Column::EndsOn, Expr::value(rights.ends_on))
        .col_expr(Column::Version, Expr::value(row.version.wrapping_add(1)))
        .filter(Column::Version.eq(row.version))
        .filter(Column::PatientId.eq(row.patient_id))
        .exec(tx)
        .await?;
    let now = entity::one(row.id).one(tx).await?.ok_or(Error::NotFound)?;
    match changed.rows_affected {
        0 if entity::OPEN.contains(&now.state) => Err(Conflict::Stale.into()),
        0 => Err(Conflict::NotPossibleNow.into()),
        _ => Ok(now),
    }
}

/// Tells everybody whom it concerns: who has not agreed yet hears what there is when they do.
async fn tell(
    tx: &DatabaseTransaction,
    scope: &Scope,
    before: CarerRights,
    after: &Model,
    checked: bool,
) -> Result<()> {
    let (now, patient, rights) = (scope.now(), after.patient_id, after.rights());
    if let Some(account) = after.account_id.filter(|_| rights != before) {
        let once = format!("carer_changed {}", after.id);
        outbox::post_later(tx, scope, Mail::CarerChanged { carer: after.id }, TOLD_AFTER, once).await?;
        live::tell_rights(tx, now, account).await?;
    }
    live::tell(tx, now, &[Change::of(Topic::Patient(patient), Kind::Carer)]).await?;
    let day = |rights: CarerRights| rights.ends_on.map(|day| day.to_string());
    let event = Event::of(Action::CarerChanged)
        .on(Subject::Carer(after.id.uuid()))
        .about(patient)
        .with("before", before.scopes.to_string())
        .with("scopes", rights.scopes.to_string())
        .with("ends_on_before", day(before))
        .with("ends_on", day(rights))
        .with("checked_anew", checked);
    audit::record(tx, scope, event).await
}
