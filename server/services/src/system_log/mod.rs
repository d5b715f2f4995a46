//! The system log: warnings and failures of every process, and when it began and stopped, where those can read it who run the
//! portal. What goes to standard error is more; this is what somebody looks for who was told a reference.
//!
//! A process hands over what it said in batches ([`crate::handover`], [`keep`]): what is said about the database must not wait
//! for it.

mod entity;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use domain::actor::Permission;
use domain::form::{FieldErrors, Problem};
use domain::system_log::{FindLines, KEPT_DAYS, LineList, LogLevel, LogLine, ValidFindLines};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use self::entity::Column;
use crate::audit::{self, Action, Event};
use crate::error::Result;
use crate::jobs::Registry;
use crate::long_list;
use crate::scope::{Scope, Tools, new_uuid};
use crate::times::{Formatter, day_range};

/// Lines of a list.
const LINES: u64 = 50;

/// Something that a process said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub at: DateTime<Utc>,
    pub level: LogLevel,
    /// The module that said it.
    pub target: String,
    pub message: String,
    /// `error=…, job.id=…`
    pub fields: String,
    /// The request or the job in which it was said.
    pub reference: Option<Uuid>,
}

/// Writes down what a process said.
///
/// # Errors
/// When the database fails.
pub async fn keep(tools: &Tools, lines: Vec<Said>) -> Result<()> {
    let rows: Vec<_> = lines
        .into_iter()
        .map(|said| entity::ActiveModel {
            id: Set(new_uuid(said.at)),
            at: Set(said.at),
            level: Set(said.level),
            target: Set(said.target),
            message: Set(said.message),
            fields: Set(said.fields),
            request_id: Set(said.reference),
        })
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    tools
        .database
        .transaction(async |tx| {
            entity::Entity::insert_many(rows.clone())
                .exec_without_returning(tx)
                .await?;
            Ok(())
        })
        .await
}

/// The lines that fit a search, the newest first. That somebody looked is audited.
///
/// # Errors
/// `Forbidden` without the permission to read the log.
pub async fn list(scope: &Scope, search: &FindLines) -> Result<LineList> {
    scope.permission(Permission::ReadLog)?;
    let mut list = LineList {
        search: search.clone(),
        errors: FieldErrors::default(),
        lines: Vec::new(),
        older: None,
    };
    match search.parse() {
        Ok(wanted) => match found(scope, &wanted).await? {
            Some((lines, older)) => (list.lines, list.older) = (lines, older),
            None => list.errors = FieldErrors::one("before", Problem::ReloadPage),
        },
        Err(errors) => list.errors = errors,
    }
    let event = Event::of(Action::LogRead).with("lines", list.lines.len());
    audit::read(scope, event).await?;
    Ok(list)
}

/// Nothing when the line to begin before is none.
async fn found(scope: &Scope, wanted: &ValidFindLines) -> Result<Option<(Vec<LogLine>, Option<Uuid>)>> {
    let zone = &scope.tools().site.time_zone;
    let mut fits = Condition::all()
        .add_option(wanted.level.map(|level| Column::Level.eq(level)))
        .add_option(wanted.reference.map(|request| Column::RequestId.eq(request)))
        .add_option(wanted.from.map(|day| Column::At.gte(day_range(day, zone).start)))
        .add_option(wanted.until.map(|day| Column::At.lt(day_range(day, zone).end)));
    if let Some(before) = wanted.before {
        let Some(row) = entity::all().filter(Column::Id.eq(before)).one(scope.db()).await? else {
            return Ok(None);
        };
        fits = fits.add(long_list::after(Column::At, Column::Id, (row.at, row.id)));
    }
    let mut rows = entity::all()
        .filter(fits)
        .order_by_desc(Column::At)
        .order_by_desc(Column::Id)
        .limit(LINES + 1)
        .all(scope.db())
        .await?;
    let older = long_list::cut(&mut rows, LINES, |row| row.id);
    let times = Formatter::new(zone, scope.language());
    let lines = rows.into_iter().map(|row| LogLine {
        at: times.moment(row.at),
        level: row.level,
        target: row.target,
        message: row.message,
        fields: row.fields,
        reference: row.request_id,
    });
    Ok(Some((lines.collect(), older)))
}

/// Lets old lines be deleted every day.
pub(crate) fn register(registry: &mut Registry, tools: &Arc<Tools>) {
    registry.every(TimeDelta::hours(24), "log.clean", tools, |tools| async move {
        clean(&tools).await
    });
}

async fn clean(tools: &Tools) -> Result<()> {
    let before = tools.clock.now() - TimeDelta::days(KEPT_DAYS);
    tools
        .database
        .transaction(async |tx| {
            entity::remove_before(before).exec(tx).await?;
            Ok(())
        })
        .await
}
