//! The start of each doctor's next free time, kept on the row so that search can filter and sort by it.

use domain::id::DoctorId;
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::jobs::{self, Job, Order};
use crate::scope::Scope;

/// Recomputes the next free time of one doctor.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct RefreshNextFree {
    doctor: DoctorId,
}

impl Job for RefreshNextFree {
    const KIND: &'static str = "doctors.refresh_next_free";
}

/// Asks for a doctor's next free time to be recomputed: in the transaction of whatever changes hours or visits.
/// Many calls make one job.
///
/// # Errors
/// When the database fails.
pub(crate) async fn refresh_next_free(tx: &impl ConnectionTrait, scope: &Scope, doctor: DoctorId) -> Result<()> {
    let once = Order::default().once(format!("{}:{doctor}", RefreshNextFree::KIND));
    jobs::enqueue_ordered(tx, scope.now(), &RefreshNextFree { doctor }, once)
        .await
        .map(drop)
}
