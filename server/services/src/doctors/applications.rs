//! Applications of doctors, and what staff decide about them.

use domain::actor::{Actor, Permission};
use domain::admin::{ApplicationList, DoctorApplication, FindApplications, QueueEntry};
use domain::conflict::Conflict;
use domain::doctors::{ApplicationState, DecideDoctor, Decision, DoctorStatus, ValidDecision};
use domain::id::{AccountId, DoctorId, LocationId};
use domain::live::{Change, Kind};
use domain::page::{PAGE_SIZE, Page, number, offset, pages};
use domain::values::FreeText;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Condition;
use sea_orm::{ColumnTrait, DatabaseTransaction, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use super::entity::doctor::{self, Column, DoctorRow};
use super::{documents, next_free, profile, specialties};
use crate::audit::{self, Action, Event, Subject};
use crate::error::{Error, Result};
use crate::locations::{self, LocationRow};
use crate::outbox::{self, Mail};
use crate::scope::Scope;
use crate::search::{matches, stored};
use crate::times::Formatter;
use crate::{accounts::contact, live};

/// The applications in one state: those who wait by how long they do, the others by name.
///
/// # Errors
/// `Forbidden` without the permission to verify doctors.
pub async fn applications(scope: &Scope, find: &FindApplications) -> Result<ApplicationList> {
    scope.permission(Permission::VerifyDoctors)?;
    let (db, status) = (scope.db(), find.status());
    let name = FreeText::optional(&find.name, 100).ok().flatten();
    let mut wanted = Condition::all().add(Column::Status.eq(status));
    if let Some(name) = &name {
        wanted = wanted.add(matches(Column::NameSearch, name.as_str()));
    }
    let found = doctor::visible_to(scope.actor()).filter(wanted);
    let total = found.clone().count(db).await?;
    let page = number(&find.page).min(pages(total));
    let found = match status {
        DoctorStatus::Pending => found.order_by_asc(Column::Id),
        _ => found.order_by_asc(Column::NameSort).order_by_asc(Column::Id),
    };
    let rows = found.offset(offset(page)).limit(PAGE_SIZE).all(db).await?;
    let entries = entries(scope, rows).await?;
    let event = Event::of(Action::DoctorApplicationsListed)
        .with("status", status.as_str())
        .with("count", entries.len());
    audit::read(scope, event).await?;
    Ok(ApplicationList {
        search: find.clone(),
        status,
        entries: Page::of(entries, page, total),
    })
}

/// One application with everything that helps to decide.
///
/// # Errors
/// `Forbidden` without the permission to verify doctors, `NotFound` when there is no such doctor.
pub async fn application(scope: &Scope, id: &str) -> Result<DoctorApplication> {
    scope.permission(Permission::VerifyDoctors)?;
    let id: DoctorId = id.trim().parse().map_err(|_| Error::NotFound)?;
    let db = scope.db();
    let row = find(scope, id).await?;
    let (mut entries, (email, email_verified), decided_by, documents) = tokio::try_join!(
        entries(scope, vec![row.clone()]),
        contact::address(db, row.account_id),
        decider(scope, row.decided_by),
        documents::of_doctor(scope, row.account_id),
    )?;
    let entry = entries.pop().ok_or(Error::NotFound)?;
    let event = Event::of(Action::DoctorApplicationRead).on(Subject::Doctor(id.uuid()));
    audit::read(scope, event).await?;
    Ok(DoctorApplication {
        entry,
        number: row.number,
        account: row.account_id,
        email,
        email_verified,
        experience_years: profile::years(&row),
        decided_by,
        decided_at: row.decided_at.map(|at| formatter(scope).moment(at)),
        reason: row.decision_reason,
        phone: row.phone,
        qualifications: row.qualifications,
        documents,
        version: row.version,
    })
}

/// Approves or rejects a doctor; mailed, and in force with the doctor's next request.
///
/// # Errors
/// `Forbidden` without the permission to verify doctors, `Invalid` when a rejection has no reason, `ConfirmFirst`,
/// `NotFound`, `OwnMatter` for one's own application, `AlreadyDecided` when somebody else was quicker, `Stale` when the
/// page is older than the application.
pub async fn decide(scope: &Scope, request: &DecideDoctor) -> Result<DoctorStatus> {
    let by = scope.permission(Permission::VerifyDoctors)?;
    let wanted = request.parse()?;
    scope.fresh()?;
    scope
        .transaction(async |tx| {
            let row = doctor::visible_to(scope.actor())
                .filter(Column::Id.eq(wanted.doctor))
                .one(tx)
                .await?
                .ok_or(Error::NotFound)?;
            if row.account_id == by {
                return Err(Conflict::OwnMatter.into());
            }
            let status = row.status.decide(wanted.decision)?;
            write(tx, scope, &wanted, status, by).await?;
            let (action, mail) = match wanted.decision {
                Decision::Approve => (
                    Action::DoctorApproved,
                    Mail::DoctorApproved {
                        account: row.account_id,
                    },
                ),
                Decision::Reject => (
                    Action::DoctorRejected,
                    Mail::DoctorRejected {
                        account: row.account_id,
                    },
                ),
            };
            audit::record(tx, scope, Event::of(action).on(Subject::Doctor(row.id.uuid()))).await?;
            outbox::post(tx, scope, mail).await?;
            next_free::refresh_next_free(tx, scope, row.id).await?;
            live::tell(tx, scope.now(), &Change::counted(Kind::Application)).await?;
            live::tell_rights(tx, scope.now(), row.account_id).await?;
            Ok(status)
        })
        .await
}

/// What a doctor who waits or was rejected reads.
///
/// # Errors
/// `Forbidden` for everybody else.
pub async fn application_state(scope: &Scope) -> Result<ApplicationState> {
    let Actor::PendingDoctor { doctor, .. } = *scope.actor() else {
        return Err(Error::Forbidden);
    };
    let row = find(scope, doctor).await?;
    Ok(ApplicationState {
        documents: documents::count(scope.db(), row.account_id).await?,
        name: row.name,
        status: row.status,
        reason: row.decision_reason,
    })
}

async fn find(scope: &Scope, id: DoctorId) -> Result<DoctorRow> {
    doctor::visible_to(scope.actor())
        .filter(Column::Id.eq(id))
        .one(scope.db())
        .await?
        .ok_or(Error::NotFound)
}

/// Writes the decision on the application as it was read; whoever comes second has nothing to write on.
async fn write(
    tx: &DatabaseTransaction,
    scope: &Scope,
    wanted: &ValidDecision,
    status: DoctorStatus,
    by: AccountId,
) -> Result<()> {
    let decided = doctor::ActiveModel {
        status: Set(status),
        decided_by: Set(Some(by)),
        decided_at: Set(Some(scope.now())),
        decision_reason: Set(wanted.reason.as_ref().map(|reason| stored(reason.as_str()))),
        version: Set(wanted.version + 1),
        updated_at: Set(scope.now()),
        ..doctor::ActiveModel::default()
    };
    let changed = doctor::change(wanted.doctor, wanted.version)
        .set(decided)
        .exec(tx)
        .await?;
    if changed.rows_affected > 0 {
        return Ok(());
    }
    let now = doctor::visible_to(scope.actor())
        .filter(Column::Id.eq(wanted.doctor))
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    now.status.decide(wanted.decision)?;
    Err(Conflict::Stale.into())
}

async fn entries(scope: &Scope, rows: Vec<DoctorRow>) -> Result<Vec<QueueEntry>> {
    let db = scope.db();
    let ids: Vec<DoctorId> = rows.iter().map(|row| row.id).collect();
    let homes: Vec<LocationId> = rows.iter().map(|row| row.home_location_id).collect();
    let (mut practised, homes) =
        tokio::try_join!(specialties(db, ids, scope.language()), locations::by_ids(db, homes))?;
    let formatter = formatter(scope);
    let entries = rows.into_iter().map(|row| QueueEntry {
        id: row.id,
        specialties: practised.remove(&row.id).unwrap_or_default(),
        place: homes.get(&row.home_location_id).map(LocationRow::label),
        status: row.status,
        applied: formatter.moment(row.created_at),
        licence_number: row.licence_number,
        name: row.name,
    });
    Ok(entries.collect())
}

/// Whoever decided, by the name that colleagues know.
async fn decider(scope: &Scope, account: Option<AccountId>) -> Result<Option<String>> {
    match account {
        Some(account) => Ok(Some(contact::reader(scope.db(), account).await?.name)),
        None => Ok(None),
    }
}

fn formatter(scope: &Scope) -> Formatter {
    Formatter::new(&scope.tools().site.time_zone, scope.language())
}
