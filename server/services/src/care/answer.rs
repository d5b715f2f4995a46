//! What happens to a relationship after it was asked for.

use domain::actor::{Actor, ActorKind};
use domain::care::{CareState, CareStep, StepCare, ValidStep, may};
use domain::carers::CarerScope;
use domain::conflict::{Conflict, Refusal};
use domain::id::CareId;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, QueryFilter};

use super::entity::relationship::{self, Column, Model};
use crate::audit::{self, Action, Event, Subject};
use crate::error::{Error, Result};
use crate::live;
use crate::outbox::{self, Mail, Side};
use crate::scope::Scope;

/// The patient or the doctor who acts takes a step: agrees or declines when they were asked, withdraws what they asked
/// for, ends what is in force.
///
/// # Errors
/// `Forbidden` for anybody else and for a step that is the other side's, `Invalid` for a wrong form, `NotFound` for
/// somebody else's relationship, `Stale`, `NotPossibleNow`.
pub async fn step(scope: &Scope, request: &StepCare) -> Result<()> {
    match scope.actor() {
        Actor::Patient { .. } | Actor::Doctor { .. } => {}
        _ => drop(scope.patient_for(CarerScope::CareTeam)?),
    }
    let wish = request.parse()?;
    scope
        .transaction(async |tx| {
            let care = own(tx, scope, wish.care).await?;
            take(tx, scope, &care, &wish).await
        })
        .await
}

/// Takes the step that the rules allow the actor, and tells everybody whom it concerns.
///
/// # Errors
/// `Forbidden` for a step that is not the actor's, `Stale`, `NotPossibleNow`.
pub(super) async fn take(tx: &DatabaseTransaction, scope: &Scope, care: &Model, wish: &ValidStep) -> Result<()> {
    let after = may(wish.step, scope.actor(), &care.facts(), scope.today());
    if care.version != wish.version && !matches!(after, Err(Refusal::NotAllowed)) {
        return Err(Conflict::Stale.into());
    }
    let after = after.map_err(|refusal| match refusal {
        Refusal::NotAllowed => Error::Forbidden,
        Refusal::Conflict(conflict) => conflict.into(),
    })?;
    write(tx, scope, care, after).await?;
    live::tell_care(tx, scope.now(), (care.patient_id, care.doctor_id), care.id).await?;
    // What was only asked for is taken back, whatever it is called.
    let step = match (care.state, wish.step) {
        (CareState::Requested, CareStep::End) => CareStep::Withdraw,
        (_, step) => step,
    };
    let (action, mails) = told(step, care.id, scope.actor().side());
    for mail in mails {
        outbox::post(tx, scope, mail).await?;
    }
    let event = Event::of(action).on(Subject::Care(care.id.uuid()));
    audit::record(tx, scope, event.about(care.patient_id).with("kind", care.kind.as_str())).await
}

async fn own(db: &impl ConnectionTrait, scope: &Scope, id: CareId) -> Result<Model> {
    let found = relationship::visible_to(scope.actor()).filter(Column::Id.eq(id));
    found.one(db).await?.ok_or(Error::NotFound)
}

/// Writes the new state: from the day of the answer on, until the day of the end.
async fn write(tx: &DatabaseTransaction, scope: &Scope, care: &Model, after: CareState) -> Result<()> {
    let (now, actor) = (scope.now(), scope.actor());
    let mut change = relationship::update(care.id, care.version)
        .col_expr(Column::State, Expr::value(after))
        .col_expr(Column::UpdatedAt, Expr::value(now))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1));
    if care.state == CareState::Requested && after != CareState::Ended {
        change = change.col_expr(Column::AnsweredAt, Expr::value(Some(now)));
    }
    if after == CareState::Active {
        change = change.col_expr(Column::StartsOn, Expr::value(scope.today()));
    } else {
        change = change
            .col_expr(Column::EndedBy, Expr::value(Some(actor.side())))
            .col_expr(Column::EndedAccountId, Expr::value(actor.account()))
            .col_expr(Column::EndedAt, Expr::value(Some(now)));
    }
    if change.exec(tx).await?.rows_affected == 1 {
        Ok(())
    } else {
        Err(Conflict::Stale.into())
    }
}

/// What the audit says of a step, and which mails tell those who did not take it; a request that was withdrawn needs none.
fn told(step: CareStep, care: CareId, by: ActorKind) -> (Action, Vec<Mail>) {
    let ended = |side| Mail::CareEnded { care, side: Some(side) };
    match (step, by) {
        (CareStep::Accept, _) => (Action::CareAccepted, vec![Mail::CareAnswered { care }]),
        (CareStep::Decline, _) => (Action::CareDeclined, vec![Mail::CareAnswered { care }]),
        (CareStep::Withdraw, _) => (Action::CareWithdrawn, Vec::new()),
        (CareStep::End, ActorKind::Patient) => (Action::CareEnded, vec![ended(Side::Doctor)]),
        (CareStep::End, ActorKind::Doctor) => (Action::CareEnded, vec![ended(Side::Patient)]),
        (CareStep::End, _) => (Action::CareEnded, vec![ended(Side::Patient), ended(Side::Doctor)]),
    }
}
