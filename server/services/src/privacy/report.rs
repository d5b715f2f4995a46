//! A patient asks about an entry.

use std::collections::HashMap;

use domain::carers::CarerScope;
use domain::conflict::Conflict;
use domain::id::CaseId;
use domain::live::{Change, Kind, Topic};
use domain::privacy::{CaseState, OwnCase, ReportAccess};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::entity::{self, Column, Model};
use crate::audit::{self, Action, Event, Subject};
use crate::error::{OnConflict, Result};
use crate::live;
use crate::scope::Scope;
use crate::search::stored;

/// Opens a case about an entry of the access history of the patient who acts; one about each at most.
///
/// # Errors
/// `Forbidden` for anybody but a patient, `Invalid` for a wrong form, `NotFound` for an entry that is not theirs,
/// `NotPossibleNow` when there is a case already.
pub async fn report(scope: &Scope, request: &ReportAccess) -> Result<CaseId> {
    let patient = scope.patient_for(CarerScope::Access)?;
    let (event, message) = request.parse()?;
    audit::own_entry(scope, event).await?;
    let id = CaseId::from_uuid(scope.new_id());
    let message = message.map(|text| stored(text.as_str()));
    let keys = &scope.tools().keys;
    let sealed = message.map(|text| keys.seal("access_case", "message", id.uuid(), &text));
    scope
        .transaction(async |tx| {
            let now = scope.now();
            let row = entity::ActiveModel {
                id: Set(id),
                patient_id: Set(patient),
                event_id: Set(event),
                state: Set(CaseState::Open),
                message_sealed: Set(sealed.clone()),
                answer_sealed: Set(None),
                answered_by: Set(None),
                answered_at: Set(None),
                version: Set(1),
                created_at: Set(now),
                updated_at: Set(now),
            };
            let written = entity::Entity::insert(row).exec_without_returning(tx).await;
            written
                .map(drop)
                .on_conflict("access_case_event_unique", Conflict::NotPossibleNow)?;
            tell(tx, scope).await?;
            let opened = Event::of(Action::CaseOpened).on(Subject::Case(id.uuid()));
            audit::record(tx, scope, opened.about(patient)).await
        })
        .await?;
    Ok(id)
}

/// The cases of the patient who acts about some entries.
///
/// # Errors
/// `Forbidden` for anybody but a patient.
pub(crate) async fn of_events(scope: &Scope, events: &[Uuid]) -> Result<HashMap<Uuid, OwnCase>> {
    scope.patient_for(CarerScope::Access)?;
    if events.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = entity::visible_to(scope.actor())
        .filter(Column::EventId.is_in(events.iter().copied()))
        .all(scope.db())
        .await?;
    let own = |row: Model| {
        let (message, answer) = opened(scope, &row)?;
        let state = row.state;
        Ok((row.event_id, OwnCase { state, message, answer }))
    };
    rows.into_iter().map(own).collect()
}

/// What was written, by both sides.
pub(super) fn opened(scope: &Scope, row: &Model) -> Result<(Option<String>, Option<String>)> {
    let keys = &scope.tools().keys;
    let open = |column, sealed: &Option<Vec<u8>>| {
        let sealed = sealed.as_deref();
        sealed
            .map(|sealed| keys.open("access_case", column, row.id.uuid(), sealed))
            .transpose()
    };
    Ok((
        open("message", &row.message_sealed)?,
        open("answer", &row.answer_sealed)?,
    ))
}

/// Tells the pages of those who review.
pub(super) async fn tell(tx: &DatabaseTransaction, scope: &Scope) -> Result<()> {
    live::tell(tx, scope.now(), &[Change::of(Topic::Clinic, Kind::Review)]).await
}
