//! Mails and other background work: what waits, what was given up, and trying again.

use domain::actor::Permission;
use domain::admin::{DeliveryList, DeliveryRow, FindDeliveries, JobState, RetryDelivery};
use domain::conflict::Conflict;
use domain::live::{Change, Kind};
use domain::page::{PAGE_SIZE, Page, number, offset, pages};

use crate::audit::{self, Action, Event, Subject};
use crate::error::{OnConflict, Result};
use crate::jobs::{self, SeenJob};
use crate::live;
use crate::scope::Scope;
use crate::times::Formatter;

/// The work in one state. Rows name nobody: jobs carry ids only, and errors lose their addresses when they are stored.
///
/// # Errors
/// `Forbidden` without the permission to see deliveries.
pub async fn deliveries(scope: &Scope, find: &FindDeliveries) -> Result<DeliveryList> {
    scope.permission(Permission::ManageDeliveries)?;
    let (db, state) = (scope.db(), find.state());
    let total = jobs::count(db, state).await?;
    let page = number(&find.page).min(pages(total));
    let found = jobs::list(db, state, offset(page), PAGE_SIZE).await?;
    let times = Formatter::new(&scope.tools().site.time_zone, scope.language());
    let rows = found.into_iter().map(|job| row(job, &times)).collect();
    Ok(DeliveryList {
        search: find.clone(),
        state,
        rows: Page::of(rows, page, total),
    })
}

/// Gives work that was given up all its tries again, from now.
///
/// # Errors
/// `Forbidden` without the permission, `Invalid` for a form that is none, `NotFound` when the work is not given up: done
/// or tried again meanwhile; `NotPossibleNow` when newer work of the same kind waits already.
pub async fn retry(scope: &Scope, request: &RetryDelivery) -> Result<()> {
    scope.permission(Permission::ManageDeliveries)?;
    let job = request.parse()?;
    scope
        .transaction(async |tx| {
            jobs::retry_dead(tx, scope.now(), job)
                .await
                .on_conflict("job_dedupe_unique", Conflict::NotPossibleNow)?;
            live::tell(tx, scope.now(), &Change::counted(Kind::Delivery)).await?;
            let event = Event::of(Action::DeliveryRetried).on(Subject::Job(job.uuid()));
            audit::record(tx, scope, event).await
        })
        .await
}

fn row(job: SeenJob, times: &Formatter) -> DeliveryRow {
    let times_tried = |count: i32| u32::try_from(count).unwrap_or_default();
    DeliveryRow {
        id: job.id,
        kind: job.kind,
        state: job.state,
        attempts: times_tried(job.attempts),
        max_attempts: times_tried(job.max_attempts),
        created: times.moment(job.created_at),
        next: (job.state == JobState::Queued).then(|| times.moment(job.run_at)),
        last_error: job.last_error,
    }
}
