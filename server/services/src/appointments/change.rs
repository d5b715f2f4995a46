//! What happens to a visit after it is booked.

use domain::actor::Actor;
use domain::appointments::{
    Action as Step, AppointmentStatus, CancelAppointment, StepAppointment, ValidCancellation, may,
};
use domain::conflict::{Conflict, Refusal};
use domain::id::AppointmentId;
use domain::values::FreeText;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, QueryFilter};

use super::entity::appointment;
use super::{history, letters, rules};
use crate::audit::{self, Action, Event, Subject};
use crate::error::{Error, Result};
use crate::outbox::{self, Mail, Side};
use crate::scope::Scope;
use crate::{database, doctors, live, occupancy, settings};

/// Cancels a visit for the patient or the doctor who acts; the time is free again for others.
///
/// # Errors
/// `Forbidden` for anybody without visits, `NotFound` for somebody else's, `Invalid` for a wrong form,
/// `AlreadyCancelled`, `Stale`, `TooLateToCancel`, `NotPossibleNow`.
pub async fn cancel(scope: &Scope, request: &CancelAppointment) -> Result<()> {
    participant(scope)?;
    let wish = request.parse()?;
    scope.transaction(async |tx| call_off(tx, scope, &wish).await).await
}

/// Takes another step with a visit: a doctor confirms, notes that the patient has come or not, begins, finishes.
///
/// # Errors
/// `Forbidden` for anybody without visits and for a step that is not theirs, `NotFound` for somebody else's visit,
/// `Invalid` for a wrong form, `Stale`, `NotPossibleNow`.
pub async fn step(scope: &Scope, request: &StepAppointment) -> Result<()> {
    participant(scope)?;
    let wish = request.parse()?;
    scope
        .transaction(async |tx| {
            let visit = locked(tx, scope, wish.appointment).await?;
            let settings = settings::current(tx).await?;
            let after = may(
                wish.action,
                scope.actor(),
                &rules::facts(&visit, &settings),
                scope.now(),
            );
            if visit.version != wish.version && !matches!(after, Err(Refusal::NotAllowed)) {
                return Err(Conflict::Stale.into());
            }
            let after = after.map_err(refused)?;
            update(tx, scope, &visit, after, None).await?;
            if wish.action == Step::Confirm {
                for side in letters::patients_side(tx, scope.tools(), visit.patient_id).await? {
                    let appointment = visit.id;
                    outbox::post(tx, scope, Mail::VisitConfirmed { appointment, side }).await?;
                }
            }
            let event = Event::of(Action::VisitChanged).on(Subject::Visit(visit.id.uuid()));
            audit::record(tx, scope, event.about(visit.patient_id).with("status", after.as_str())).await
        })
        .await
}

/// Proof that the actor is somebody who can have visits.
pub(super) fn participant(scope: &Scope) -> Result<()> {
    match scope.actor() {
        Actor::Patient { .. } | Actor::Carer { .. } | Actor::Doctor { .. } | Actor::System => Ok(()),
        Actor::Anonymous | Actor::Account { .. } | Actor::PendingDoctor { .. } | Actor::Staff { .. } => {
            Err(Error::Forbidden)
        }
    }
}

/// The visit, if it is the actor's.
pub(super) async fn own(db: &impl ConnectionTrait, scope: &Scope, id: AppointmentId) -> Result<appointment::Model> {
    appointment::visible_to(scope.actor())
        .filter(appointment::Column::Id.eq(id))
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}

/// The visit as it stands once nobody else can change what it occupies.
async fn locked(tx: &DatabaseTransaction, scope: &Scope, id: AppointmentId) -> Result<appointment::Model> {
    let visit = own(tx, scope, id).await?;
    database::lock_resources(tx, &[visit.doctor_id.uuid(), visit.patient_id.uuid()]).await?;
    own(tx, scope, id).await
}

async fn call_off(tx: &DatabaseTransaction, scope: &Scope, wish: &ValidCancellation) -> Result<()> {
    let visit = locked(tx, scope, wish.appointment).await?;
    let settings = settings::current(tx).await?;
    let after = may(
        Step::Cancel,
        scope.actor(),
        &rules::facts(&visit, &settings),
        scope.now(),
    );
    // Who cancels twice is told so; any other change the page did not show must be seen first.
    let seen = visit.version == wish.version || visit.status == AppointmentStatus::Cancelled;
    if !seen {
        return Err(Conflict::Stale.into());
    }
    let after = after.map_err(refused)?;
    update(tx, scope, &visit, after, wish.reason.as_ref().map(FreeText::as_str)).await?;
    let patients_side = letters::patients_side(tx, scope.tools(), visit.patient_id).await?;
    for side in patients_side.into_iter().chain([Side::Doctor]) {
        let appointment = visit.id;
        outbox::post(tx, scope, Mail::VisitCancelled { appointment, side }).await?;
    }
    let event = Event::of(Action::VisitCancelled).on(Subject::Visit(visit.id.uuid()));
    audit::record(tx, scope, event.about(visit.patient_id)).await
}

/// Writes the new status and its history; a visit that will not take place gives its time back.
async fn update(
    tx: &DatabaseTransaction,
    scope: &Scope,
    visit: &appointment::Model,
    to: AppointmentStatus,
    note: Option<&str>,
) -> Result<()> {
    let now = scope.now();
    let keys = &scope.tools().keys;
    let mut change = appointment::update(visit.id, visit.version)
        .col_expr(appointment::Column::Status, Expr::value(to))
        .col_expr(
            appointment::Column::Version,
            Expr::col(appointment::Column::Version).add(1),
        )
        .col_expr(appointment::Column::UpdatedAt, Expr::value(now));
    if to == AppointmentStatus::Cancelled {
        let sealed = note.map(|note| keys.seal("appointment", "cancel_reason", visit.id.uuid(), note));
        change = change
            .col_expr(appointment::Column::CancelledAt, Expr::value(Some(now)))
            .col_expr(appointment::Column::CancelReasonSealed, Expr::value(sealed));
    }
    if change.exec(tx).await?.rows_affected != 1 {
        return Err(Conflict::Stale.into());
    }
    if !to.is_live() {
        occupancy::release(tx, visit.id.uuid()).await?;
        doctors::refresh_next_free(tx, scope, visit.doctor_id).await?;
    }
    live::tell_visit(tx, now, (visit.patient_id, visit.doctor_id), visit.id).await?;
    let step = history::Step {
        from: Some(visit.status),
        to,
        note,
    };
    history::write(tx, scope, visit.id, &step).await
}

fn refused(refusal: Refusal) -> Error {
    match refusal {
        Refusal::NotAllowed => Error::Forbidden,
        Refusal::Conflict(conflict) => conflict.into(),
    }
}
