//! The overview: how much there is, and who waits.

use chrono::TimeDelta;
use domain::actor::{Permission, Permissions};
use domain::admin::{AdminHome, Counts, FindApplications, JobState, Numbers, QueueEntry};
use domain::doctors::DoctorStatus;
use domain::figures::VisitFigures;

use crate::error::Result;
use crate::scope::Scope;
use crate::times::day_range;
use crate::{appointments, doctors, emergency, jobs, locations, patients, privacy, roles};

/// How many of those who wait stand on the overview; the list shows all.
const SHOWN: usize = 5;

/// Whatever the reader's permissions are for: live counts, and the doctors who wait for verification, the longest first.
///
/// Each figure counts the rows of the list it opens. Counts name nobody, so only the list of doctors is audited.
///
/// # Errors
/// `Forbidden` for everybody but staff.
pub async fn home(scope: &Scope) -> Result<AdminHome> {
    scope.any_permission(Permissions::admin())?;
    let numbers = match scope.permission(Permission::ReadNumbers) {
        Ok(_) => Some(Numbers {
            counts: counts(scope).await?,
            figures: appointments::of_clinic(scope).await?,
        }),
        Err(_) => None,
    };
    Ok(AdminHome {
        roles: roles::own(scope).await?,
        no_location: scope.permission(Permission::ManageSettings).is_ok()
            && locations::open(scope.db()).await?.is_empty(),
        numbers,
        waiting: waiting(scope).await?,
        reviews: if_reviewing(scope, emergency::waiting(scope)).await?,
        cases: if_reviewing(scope, privacy::open_cases(scope)).await?,
    })
}

/// The visits of the last days, by day and by hour.
///
/// # Errors
/// `Forbidden` without the permission to read numbers.
pub async fn visit_figures(scope: &Scope) -> Result<VisitFigures> {
    scope.permission(Permission::ReadNumbers)?;
    appointments::of_clinic(scope).await
}

async fn counts(scope: &Scope) -> Result<Counts> {
    let (db, now) = (scope.db(), scope.now());
    let today = day_range(scope.today(), &scope.tools().site.time_zone);
    let coming = now..now + TimeDelta::days(7);
    let behind = now - TimeDelta::days(7)..now;
    Ok(Counts {
        patients: patients::count_with_account(db).await?,
        doctors: doctors::count(db, DoctorStatus::Approved).await?,
        doctors_waiting: doctors::count(db, DoctorStatus::Pending).await?,
        visits_today: appointments::count_live(db, &today).await?,
        visits_next_seven_days: appointments::count_live(db, &coming).await?,
        cancelled_last_seven_days: appointments::count_cancelled(db, &behind).await?,
        deliveries_failed: jobs::count(db, JobState::Dead).await?,
    })
}

/// No number for staff who may not review.
async fn if_reviewing(scope: &Scope, count: impl Future<Output = Result<u64>>) -> Result<Option<u64>> {
    if scope.permission(Permission::ReviewAccess).is_err() {
        return Ok(None);
    }
    count.await.map(Some)
}

/// Nothing for staff who may not verify.
async fn waiting(scope: &Scope) -> Result<Option<Vec<QueueEntry>>> {
    if scope.permission(Permission::VerifyDoctors).is_err() {
        return Ok(None);
    }
    let mut list = doctors::applications(scope, &FindApplications::default()).await?;
    list.entries.items.truncate(SHOWN);
    Ok(Some(list.entries.items))
}
