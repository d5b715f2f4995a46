//! The audit as those may search it who watch over the clinic.

use chrono::{DateTime, Utc};
use domain::actor::{ActorKind, Permission};
use domain::audit::Action;
use domain::form::{FieldErrors, Problem};
use domain::id::{AccountId, PatientId};
use sea_orm::QuerySelect;
use serde_json::Value;
use uuid::Uuid;

use super::entity::event::{self, Model};
use crate::error::Result;
use crate::long_list;
use crate::scope::Scope;

/// What is looked for.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// Who did it.
    pub account: Option<AccountId>,
    /// Whom it touched: the records of one patient.
    pub patient: Option<Vec<PatientId>>,
    pub action: Option<Action>,
    /// Not before this.
    pub start: Option<DateTime<Utc>>,
    /// Before this.
    pub end: Option<DateTime<Utc>>,
    /// Older than this row.
    pub before: Option<Uuid>,
}

/// A row that was found.
#[derive(Debug, Clone)]
pub struct Found {
    pub id: Uuid,
    pub at: DateTime<Utc>,
    pub role: ActorKind,
    pub account: Option<AccountId>,
    pub what: Action,
    pub refused: bool,
    pub patient: Option<PatientId>,
    pub subject: Option<(String, Uuid)>,
    pub ip: Option<String>,
    pub request: Uuid,
    /// An object.
    pub detail: Value,
}

/// At most `limit` rows, the newest first, and where the older ones begin if there are any.
///
/// # Errors
/// `Forbidden` without the permission to read the audit, `Invalid` when the row to begin before is none.
pub async fn search(scope: &Scope, search: &Search, limit: u64) -> Result<(Vec<Found>, Option<Uuid>)> {
    scope.permission(Permission::ReadAudit)?;
    let before = match search.before {
        Some(id) => {
            let row = event::by_ids([id]).one(scope.db()).await?;
            Some(row.ok_or_else(|| FieldErrors::one("before", Problem::ReloadPage))?)
        }
        None => None,
    };
    let asked = event::found(search, before.as_ref()).limit(limit + 1);
    let mut rows = asked.all(scope.db()).await?;
    let older = long_list::cut(&mut rows, limit, |row| row.id);
    Ok((rows.into_iter().filter_map(found).collect(), older))
}

/// Nothing for what only a newer program knows, while both run.
fn found(row: Model) -> Option<Found> {
    Some(Found {
        id: row.id,
        at: row.at,
        role: ActorKind::from_text(&row.actor_kind)?,
        account: row.account_id.map(AccountId::from_uuid),
        what: Action::from_text(&row.action)?,
        refused: row.outcome != "done",
        patient: row.patient_id.map(PatientId::from_uuid),
        subject: row.subject_kind.zip(row.subject_id),
        ip: row.ip,
        request: row.request_id,
        detail: row.detail,
    })
}
