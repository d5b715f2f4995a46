//! The privacy officer's side: the cases, and the answers.

use domain::actor::{Actor, ActorKind, Permission};
use domain::conflict::Conflict;
use domain::id::{AccountId, CaseId, PatientId};
use domain::live::{Change, Kind, Topic};
use domain::page::{self, PAGE_SIZE, Page};
use domain::privacy::{AnswerCase, Case, CaseList, CaseRow, CaseState, CloseCase, FindCases};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, UpdateMany};

use super::entity::{self, Column, Entity, Model};
use super::report::{opened, tell};
use crate::accounts::contact;
use crate::audit::{self, Action, Event, Subject};
use crate::error::{Error, Result};
use crate::mail::Written;
use crate::outbox::{self, Mail};
use crate::scope::{Scope, Tools};
use crate::search::stored;
use crate::times::Formatter;
use crate::{doctors, live, patients};

/// How many cases wait for an answer.
///
/// # Errors
/// `Forbidden` without the permission to review.
pub async fn open_cases(scope: &Scope) -> Result<u64> {
    scope.permission(Permission::ReviewAccess)?;
    let open = entity::visible_to(scope.actor()).filter(Column::State.eq(CaseState::Open));
    Ok(open.count(scope.db()).await?)
}

/// The cases in one state, the oldest first.
///
/// # Errors
/// `Forbidden` without the permission to review.
pub async fn list(scope: &Scope, find: &FindCases) -> Result<CaseList> {
    scope.permission(Permission::ReviewAccess)?;
    let state = find.state();
    let found = entity::visible_to(scope.actor()).filter(Column::State.eq(state));
    let total = found.clone().count(scope.db()).await?;
    let page = find.page().min(page::pages(total));
    let rows = found
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id)
        .offset(page::offset(page))
        .limit(PAGE_SIZE)
        .all(scope.db())
        .await?;
    let listed = Event::of(Action::CasesListed)
        .with("page", page)
        .with("rows", rows.len());
    audit::read(scope, listed).await?;
    let rows = told(scope, &rows).await?;
    Ok(CaseList {
        state,
        rows: Page::of(rows, page, total),
    })
}

/// One case: what the patient does not recognise, and nothing else of the record.
///
/// # Errors
/// `Forbidden` without the permission to review, `NotFound` when there is none.
pub async fn one(scope: &Scope, id: CaseId) -> Result<Case> {
    scope.permission(Permission::ReviewAccess)?;
    let row = get(scope.db(), scope, id).await?;
    let entry = audit::entry_of(scope, row.event_id).await?;
    let who = match entry.as_ref().and_then(|entry| Some((entry.role, entry.account?))) {
        Some((ActorKind::Doctor, account)) => doctors::of_account(scope.db(), account).await?.map(|row| row.name),
        Some((_, account)) => Some(contact::address(scope.db(), account).await?.0),
        None => None,
    };
    let read = Event::of(Action::CaseRead).on(Subject::Case(id.uuid()));
    audit::read(scope, read.about(row.patient_id)).await?;
    let times = Formatter::new(&scope.tools().site.time_zone, scope.language());
    let (message, answer) = opened(scope, &row)?;
    Ok(Case {
        row: told(scope, std::slice::from_ref(&row))
            .await?
            .pop()
            .ok_or(Error::NotFound)?,
        at: entry.as_ref().map(|entry| times.moment(entry.at)),
        what: entry.as_ref().map(|entry| entry.what),
        role: entry.as_ref().map(|entry| entry.role),
        who,
        message,
        answer,
        version: row.version,
    })
}

/// Answers a case; the patient is told that there is an answer.
///
/// # Errors
/// `Forbidden` without the permission to review, `Invalid` for a wrong form, `NotFound`, `OwnMatter` for whoever did it
/// or asks, `NotPossibleNow` when it was answered before, `Stale`.
pub async fn answer(scope: &Scope, request: &AnswerCase) -> Result<CaseId> {
    let account = scope.permission(Permission::ReviewAccess)?;
    let (id, answer, version) = request.parse()?;
    let keys = &scope.tools().keys;
    let sealed = keys.seal("access_case", "answer", id.uuid(), &stored(answer.as_str()));
    scope
        .transaction(async |tx| {
            let row = get(tx, scope, id).await?;
            about_another(scope, &row, account).await?;
            let change = step(scope, &row, version, row.state.answer()?)
                .col_expr(Column::AnswerSealed, Expr::value(Some(sealed.clone())))
                .col_expr(Column::AnsweredBy, Expr::value(Some(account)))
                .col_expr(Column::AnsweredAt, Expr::value(Some(scope.now())));
            if change.exec(tx).await?.rows_affected != 1 {
                return Err(Conflict::Stale.into());
            }
            tell(tx, scope).await?;
            let own = Change::of(Topic::Patient(row.patient_id), Kind::Review);
            live::tell(tx, scope.now(), &[own]).await?;
            outbox::post(tx, scope, Mail::CaseAnswered { case: id }).await?;
            let event = Event::of(Action::CaseAnswered).on(Subject::Case(id.uuid()));
            audit::record(tx, scope, event.about(row.patient_id)).await
        })
        .await?;
    Ok(id)
}

/// Closes a case that was answered.
///
/// # Errors
/// As [`answer`].
pub async fn close(scope: &Scope, request: &CloseCase) -> Result<CaseId> {
    let account = scope.permission(Permission::ReviewAccess)?;
    let (id, version) = request.parse()?;
    scope
        .transaction(async |tx| {
            let row = get(tx, scope, id).await?;
            about_another(scope, &row, account).await?;
            let change = step(scope, &row, version, row.state.close()?);
            if change.exec(tx).await?.rows_affected != 1 {
                return Err(Conflict::Stale.into());
            }
            tell(tx, scope).await?;
            let event = Event::of(Action::CaseClosed).on(Subject::Case(id.uuid()));
            audit::record(tx, scope, event.about(row.patient_id)).await
        })
        .await?;
    Ok(id)
}

/// Nobody judges what they did or asked themselves.
async fn about_another(scope: &Scope, row: &Model, account: AccountId) -> Result<()> {
    let entry = audit::entry_of(scope, row.event_id).await?;
    let own = patients::of_account(scope.db(), account).await?;
    let asked = own.is_some_and(|own| own.id == row.patient_id);
    if asked || entry.is_some_and(|entry| entry.account == Some(account)) {
        return Err(Conflict::OwnMatter.into());
    }
    Ok(())
}

fn step(scope: &Scope, row: &Model, version: i32, after: CaseState) -> UpdateMany<Entity> {
    entity::update(row.id, version)
        .col_expr(Column::State, Expr::value(after))
        .col_expr(Column::UpdatedAt, Expr::value(scope.now()))
        .col_expr(Column::Version, Expr::value(version.wrapping_add(1)))
}

async fn get(db: &impl ConnectionTrait, scope: &Scope, id: CaseId) -> Result<Model> {
    let found = entity::visible_to(scope.actor()).filter(Column::Id.eq(id));
    found.one(db).await?.ok_or(Error::NotFound)
}

/// Rows with the record numbers of their patients.
async fn told(scope: &Scope, rows: &[Model]) -> Result<Vec<CaseRow>> {
    let people: Vec<PatientId> = rows.iter().map(|row| row.patient_id).collect();
    let people = patients::by_ids(scope.db(), people).await?;
    let times = Formatter::new(&scope.tools().site.time_zone, scope.language());
    let told = rows.iter().map(|row| CaseRow {
        id: row.id,
        asked: times.moment(row.created_at),
        number: people.get(&row.patient_id).map_or(0, |patient| patient.number),
        state: row.state,
    });
    Ok(told.collect())
}

/// The mail to the patient: that there is an answer, never which.
pub(crate) async fn answered_letter(tools: &Tools, id: CaseId) -> Result<Option<Written>> {
    let db = tools.database.read();
    let found = entity::visible_to(&Actor::System).filter(Column::Id.eq(id));
    let row = found.one(db).await?.ok_or(Error::NotFound)?;
    let Some(account) = patients::account_of(db, row.patient_id).await? else {
        return Ok(None);
    };
    let reader = contact::reader(db, account).await?;
    Ok(Some(tools.stationery().await?.case_answered(&reader)))
}
