//! Nobody acts for the patient by it any more: the patient, the carer, or staff end it. It bites on the next request.

use domain::actor::{Actor, ActorKind, Permission};
use domain::carers::{CarerState, EndCarer};
use domain::conflict::Conflict;
use domain::id::PatientId;
use domain::live::{Change, Kind, Topic};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseTransaction, QueryFilter};

use super::entity::{self, Column, Model};
use crate::audit::{self, Action, Event, Subject};
use crate::error::{Error, Result};
use crate::live;
use crate::outbox::{self, Mail};
use crate::scope::Scope;

/// The patient who acts ends it, or withdraws what nobody has agreed to.
///
/// # Errors
/// `Forbidden` for anybody but a patient, `Invalid` for a wrong form, `NotFound` for somebody else's, `NotPossibleNow` when it
/// is over already.
pub async fn end(scope: &Scope, request: &EndCarer) -> Result<()> {
    scope.patient()?;
    let id = request.parse()?;
    scope
        .transaction(async |tx| {
            let own = entity::visible_to(scope.actor()).filter(Column::Id.eq(id));
            let row = own.one(tx).await?.ok_or(Error::NotFound)?;
            close(tx, scope, &row, scope.actor().kind()).await
        })
        .await
}

/// The account that acts does not want to act for the patient any more.
///
/// # Errors
/// `Forbidden` for visitors, `Invalid` for a wrong form, `NotFound` for somebody else's and for what is over.
pub async fn leave(scope: &Scope, request: &EndCarer) -> Result<()> {
    let account = scope.account()?;
    let id = request.parse()?;
    scope
        .transaction(async |tx| {
            let own = entity::of_account(account).filter(Column::Id.eq(id));
            let row = own.one(tx).await?.ok_or(Error::NotFound)?;
            close(tx, &scope.acting_as(Actor::Account { account }), &row, ActorKind::Carer).await
        })
        .await
}

/// Staff end it, for any patient.
///
/// # Errors
/// `Forbidden` without the permission to manage people, `Invalid` for a wrong form, `NotFound` when there is none,
/// `NotPossibleNow` when it is over already.
pub async fn end_of_record(scope: &Scope, request: &EndCarer) -> Result<PatientId> {
    scope.permission(Permission::ManagePeople)?;
    let id = request.parse()?;
    scope
        .transaction(async |tx| {
            let row = entity::one(id).one(tx).await?.ok_or(Error::NotFound)?;
            close(tx, scope, &row, ActorKind::Staff).await?;
            Ok(row.patient_id)
        })
        .await
}

/// Ends it and tells everybody whom it concerns.
///
/// # Errors
/// `NotPossibleNow` when it is over already.
pub(super) async fn close(tx: &DatabaseTransaction, scope: &Scope, row: &Model, by: ActorKind) -> Result<()> {
    let now = scope.now();
    let closed = entity::update(row.id, &entity::OPEN)
        .col_expr(Column::State, Expr::value(CarerState::Ended))
        .col_expr(Column::EndedAt, Expr::value(Some(now)))
        .col_expr(Column::EndedBy, Expr::value(Some(by)))
        .col_expr(Column::TokenHash, Expr::value(None::<String>))
        .exec(tx)
        .await?;
    if closed.rows_affected == 0 {
        return Err(Conflict::NotPossibleNow.into());
    }
    if let Some(account) = row.account_id {
        outbox::post(tx, scope, Mail::CarerEnded { carer: row.id }).await?;
        live::tell_rights(tx, now, account).await?;
    }
    let patient = row.patient_id;
    live::tell(tx, now, &[Change::of(Topic::Patient(patient), Kind::Carer)]).await?;
    let event = Event::of(Action::CarerEnded).on(Subject::Carer(row.id.uuid()));
    audit::record(tx, scope, event.about(patient)).await
}
