//! Looking at what was opened, afterwards.

use domain::actor::Permission;
use domain::conflict::Conflict;
use domain::emergency::{Emergency, EmergencyList, EmergencyRow, FindEmergencies, ReviewEmergency};
use domain::id::{DoctorId, EmergencyId, PatientId};
use domain::page::{self, PAGE_SIZE, Page};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use super::entity::{self, Column, Model};
use super::open::tell;
use crate::audit::{self, Action, Event, Subject};
use crate::error::{Error, Result};
use crate::scope::Scope;
use crate::search::stored;
use crate::times::Formatter;
use crate::{doctors, patients};

/// How many wait to be looked at.
///
/// # Errors
/// `Forbidden` without the permission to review.
pub async fn waiting(scope: &Scope) -> Result<u64> {
    scope.permission(Permission::ReviewAccess)?;
    let waiting = entity::visible_to(scope.actor()).filter(Column::ReviewedAt.is_null());
    Ok(waiting.count(scope.db()).await?)
}

/// Those that wait, the oldest first, or those that were looked at, the newest first.
///
/// # Errors
/// `Forbidden` without the permission to review.
pub async fn list(scope: &Scope, find: &FindEmergencies) -> Result<EmergencyList> {
    scope.permission(Permission::ReviewAccess)?;
    let all = entity::visible_to(scope.actor());
    let found = if find.reviewed() {
        let reviewed = all.filter(Column::ReviewedAt.is_not_null());
        reviewed.order_by_desc(Column::ReviewedAt).order_by_desc(Column::Id)
    } else {
        let waiting = all.filter(Column::ReviewedAt.is_null());
        waiting.order_by_asc(Column::OpenedAt).order_by_asc(Column::Id)
    };
    let total = found.clone().count(scope.db()).await?;
    let page = find.page().min(page::pages(total));
    let found = found.offset(page::offset(page)).limit(PAGE_SIZE);
    let rows = found.all(scope.db()).await?;
    let rows = told(scope, rows).await?;
    let event = Event::of(Action::EmergenciesListed)
        .with("page", page)
        .with("rows", rows.len());
    audit::read(scope, event).await?;
    let items = rows.into_iter().map(|(_, row)| row).collect();
    Ok(EmergencyList {
        search: find.clone(),
        rows: Page::of(items, page, total),
    })
}

/// One with its reason and what was done meanwhile.
///
/// # Errors
/// `Forbidden` without the permission to review, `NotFound` when there is none.
pub async fn one(scope: &Scope, id: EmergencyId) -> Result<Emergency> {
    scope.permission(Permission::ReviewAccess)?;
    let found = entity::visible_to(scope.actor()).filter(Column::Id.eq(id));
    let found = found.one(scope.db()).await?.ok_or(Error::NotFound)?;
    let (model, row) = told(scope, vec![found]).await?.pop().ok_or(Error::NotFound)?;
    let seen = Event::of(Action::EmergencyRead).on(Subject::Emergency(id.uuid()));
    audit::read(scope, seen.about(model.patient_id)).await?;
    let times = Formatter::new(&scope.tools().site.time_zone, scope.language());
    let span = model.opened_at..model.ends_at;
    let opened = audit::of_doctor_about(scope, model.account_id, model.patient_id, &span).await?;
    let keys = &scope.tools().keys;
    let note = model.note_sealed.as_deref();
    let note = note.map(|note| keys.open("emergency_access", "note", id.uuid(), note));
    Ok(Emergency {
        row,
        reason: keys.open("emergency_access", "reason", id.uuid(), &model.reason_sealed)?,
        ended: times.moment(model.ends_at),
        opened: opened.into_iter().map(|(at, what)| (times.moment(at), what)).collect(),
        note: note.transpose()?,
        reviewed: model.reviewed_at.map(|at| times.moment(at)),
        version: model.version,
    })
}

/// Decides whether it was needed; once.
///
/// # Errors
/// `Forbidden` without the permission to review, `Invalid` for a wrong form, `NotFound`, `OwnMatter` for whoever opened it,
/// `AlreadyDecided`, `Stale`.
pub async fn review(scope: &Scope, request: &ReviewEmergency) -> Result<EmergencyId> {
    let account = scope.permission(Permission::ReviewAccess)?;
    let wish = request.parse()?;
    let id = wish.emergency;
    let keys = &scope.tools().keys;
    let note = wish.note.as_ref().map(|text| stored(text.as_str()));
    let note = note.map(|text| keys.seal("emergency_access", "note", id.uuid(), &text));
    scope
        .transaction(async |tx| {
            let row = entity::visible_to(scope.actor())
                .filter(Column::Id.eq(id))
                .one(tx)
                .await?;
            let row = row.ok_or(Error::NotFound)?;
            if row.account_id == account {
                return Err(Conflict::OwnMatter.into());
            }
            if row.reviewed_at.is_some() {
                return Err(Conflict::AlreadyDecided.into());
            }
            let done = entity::update(id, wish.version)
                .col_expr(Column::Verdict, Expr::value(Some(wish.verdict)))
                .col_expr(Column::NoteSealed, Expr::value(note.clone()))
                .col_expr(Column::ReviewedBy, Expr::value(Some(account)))
                .col_expr(Column::ReviewedAt, Expr::value(Some(scope.now())))
                .col_expr(Column::Version, Expr::value(wish.version.wrapping_add(1)))
                .exec(tx)
                .await?;
            if done.rows_affected != 1 {
                return Err(Conflict::Stale.into());
            }
            tell(tx, scope).await?;
            let event = Event::of(Action::EmergencyReviewed).on(Subject::Emergency(id.uuid()));
            audit::record(
                tx,
                scope,
                event.about(row.patient_id).with("verdict", wish.verdict.as_str()),
            )
            .await
        })
        .await?;
    Ok(id)
}

/// Rows with the names that the reviewer needs: two statements however many there are.
async fn told(scope: &Scope, rows: Vec<Model>) -> Result<Vec<(Model, EmergencyRow)>> {
    let db = scope.db();
    let doctors: Vec<DoctorId> = rows.iter().map(|row| row.doctor_id).collect();
    let people: Vec<PatientId> = rows.iter().map(|row| row.patient_id).collect();
    let (doctors, people) = tokio::try_join!(doctors::names(db, doctors), patients::by_ids(db, people))?;
    let times = Formatter::new(&scope.tools().site.time_zone, scope.language());
    let told = rows.into_iter().map(|row| {
        let told = EmergencyRow {
            id: row.id,
            opened: times.moment(row.opened_at),
            doctor: doctors.get(&row.doctor_id).cloned().unwrap_or_default(),
            number: people.get(&row.patient_id).map_or(0, |patient| patient.number),
            kind: row.kind,
            verdict: row.verdict,
        };
        (row, told)
    });
    Ok(told.collect())
}
