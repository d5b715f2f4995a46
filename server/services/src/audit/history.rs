//! What others did with one's own record.

use chrono::{DateTime, Utc};
use domain::actor::ActorKind;
use domain::audit::Action;
use domain::id::{AccountId, AppointmentId};
use domain::page::{self, PAGE_SIZE, Page};
use sea_orm::{PaginatorTrait, QuerySelect};

use super::Subject;
use super::entity::event::{self, Model};
use crate::error::Result;
use crate::scope::Scope;

/// A row of the audit, as far as a patient may know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub at: DateTime<Utc>,
    pub role: ActorKind,
    pub account: Option<AccountId>,
    pub what: Action,
    /// The visit that it was about.
    pub visit: Option<AppointmentId>,
}

/// A page of what others did with the record of the patient who acts, the newest first.
///
/// # Errors
/// `Forbidden` for anybody but a patient.
pub async fn by_others(scope: &Scope, wanted: u64) -> Result<Page<Entry>> {
    let found = event::by_others(scope.patient()?, scope.account()?);
    let total = found.clone().count(scope.db()).await?;
    let page = wanted.min(page::pages(total));
    let rows = found
        .offset(page::offset(page))
        .limit(PAGE_SIZE)
        .all(scope.db())
        .await?;
    Ok(Page::of(rows.iter().filter_map(entry).collect(), page, total))
}

/// Nothing for what only a newer program knows, while both run.
fn entry(row: &Model) -> Option<Entry> {
    let is_visit = row.subject_kind.as_deref() == Some(Subject::VISIT);
    Some(Entry {
        at: row.at,
        role: ActorKind::from_text(&row.actor_kind)?,
        account: row.account_id.map(AccountId::from_uuid),
        what: Action::from_text(&row.action)?,
        visit: row.subject_id.filter(|_| is_visit).map(AppointmentId::from_uuid),
    })
}
