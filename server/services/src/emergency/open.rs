//! Opening, and ending before the time.

use std::collections::HashMap;

use domain::conflict::Conflict;
use domain::emergency::{EmergencyBanner, EndEmergency, OpenEmergency, Span};
use domain::form::{FieldErrors, Problem};
use domain::id::{EmergencyId, PatientId};
use domain::live::{Change, Kind, Topic};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::entity::{self, Column};
use super::letters;
use crate::accounts::{confirm, factor};
use crate::audit::{self, Action, Event, Subject};
use crate::error::{Error, Result};
use crate::outbox::{self, Mail};
use crate::scope::Scope;
use crate::search::stored;
use crate::times::Formatter;
use crate::{live, patients};

/// Opens a patient to the doctor who acts, for an hour; who sees the patient anyway needs none, and gets none. `session` is
/// the one that asks. Whatever does not fit is told like a number that nobody has, and tries are counted.
///
/// # Errors
/// `Forbidden` for anybody but a verified doctor, `Invalid` for a wrong form, a wrong password, and a number and a birthday
/// that do not belong together, `ConfirmFirst` for whoever has a second step and has not shown it lately, `TooMany`.
pub async fn open(scope: &Scope, request: &OpenEmergency, session: Option<&str>) -> Result<PatientId> {
    let (doctor, account) = (scope.doctor()?, scope.account()?);
    let wish = request.parse(scope.today())?;
    // Where there is a second step, the password alone does not say who it is.
    if factor::is_on(scope.db(), account).await? {
        scope.fresh()?;
    }
    confirm::again(scope, &request.password, session).await?;
    scope.throttle().record_number(account).await??;
    let Some(found) = patients::known_by(scope.db(), wish.number, wish.birth_date).await? else {
        audit::denied(scope, "emergency access").await?;
        return Err(FieldErrors::one("number", Problem::NobodyHasNumber).into());
    };
    let patient = found.id;
    match patients::seen(scope, patient).await {
        Ok(_) => return Ok(patient),
        Err(Error::NotFound) => {}
        Err(error) => return Err(error),
    }
    let id = EmergencyId::from_uuid(scope.new_id());
    let span = Span::beginning(scope.now());
    let reason = stored(wish.reason.as_str());
    let sealed = scope
        .tools()
        .keys
        .seal("emergency_access", "reason", id.uuid(), &reason);
    scope
        .transaction(async |tx| {
            patients::stands(tx, patient).await?;
            let row = entity::ActiveModel {
                id: Set(id),
                patient_id: Set(patient),
                doctor_id: Set(doctor),
                account_id: Set(account),
                kind: Set(wish.kind),
                reason_sealed: Set(sealed.clone()),
                opened_at: Set(span.opened_at),
                ends_at: Set(span.ends_at),
                verdict: Set(None),
                note_sealed: Set(None),
                reviewed_by: Set(None),
                reviewed_at: Set(None),
                version: Set(1),
            };
            entity::Entity::insert(row).exec_without_returning(tx).await?;
            for carer in letters::readers(tx, scope.tools(), patient).await? {
                outbox::post(tx, scope, Mail::EmergencyOpened { emergency: id, carer }).await?;
            }
            tell(tx, scope).await?;
            let event = Event::of(Action::EmergencyOpened).on(Subject::Emergency(id.uuid()));
            let event = event.about(patient).in_emergency().with("kind", wish.kind.as_str());
            audit::record(tx, scope, event).await
        })
        .await?;
    Ok(patient)
}

/// Ends what the doctor who acts opened, before its time.
///
/// # Errors
/// `Forbidden` for anybody but a verified doctor, `Invalid` for a wrong form, `NotFound` for somebody else's,
/// `NotPossibleNow` when it is over.
pub async fn end(scope: &Scope, request: &EndEmergency) -> Result<()> {
    scope.doctor()?;
    let id = request.parse()?;
    scope
        .transaction(async |tx| {
            let row = entity::visible_to(scope.actor())
                .filter(Column::Id.eq(id))
                .one(tx)
                .await?;
            let row = row.ok_or(Error::NotFound)?;
            let ended = row.span().end(scope.now())?;
            let done = entity::update(id, row.version)
                .col_expr(Column::EndsAt, Expr::value(ended.ends_at))
                .col_expr(Column::Version, Expr::col(Column::Version).add(1))
                .exec(tx)
                .await?;
            if done.rows_affected != 1 {
                return Err(Conflict::Stale.into());
            }
            tell(tx, scope).await?;
            let event = Event::of(Action::EmergencyEnded).on(Subject::Emergency(id.uuid()));
            audit::record(tx, scope, event.about(row.patient_id)).await
        })
        .await
}

/// Which of some patients the doctor who acts has open in an emergency, and until when.
pub(crate) async fn banners(scope: &Scope, patients: &[PatientId]) -> Result<HashMap<PatientId, EmergencyBanner>> {
    scope.doctor()?;
    if patients.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = entity::visible_to(scope.actor())
        .filter(Column::EndsAt.gt(scope.now()))
        .filter(Column::PatientId.is_in(patients.iter().copied()))
        .all(scope.db())
        .await?;
    let times = Formatter::new(&scope.tools().site.time_zone, scope.language());
    let banner = |row: entity::Model| {
        let until = times.moment(row.ends_at);
        (row.patient_id, EmergencyBanner { id: row.id, until })
    };
    Ok(rows.into_iter().map(banner).collect())
}

/// Tells the pages of those who review.
pub(super) async fn tell(tx: &sea_orm::DatabaseTransaction, scope: &Scope) -> Result<()> {
    live::tell(tx, scope.now(), &[Change::of(Topic::Clinic, Kind::Review)]).await
}
