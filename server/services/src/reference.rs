//! What a task works for: the request that it answers, or the job that it runs. Its id is the reference by which people find
//! what was written about it.

use uuid::Uuid;

tokio::task_local! {
    static REFERENCE: Uuid;
}

/// Does `work` for the request or the job with this id.
pub fn within<F: Future>(id: Uuid, work: F) -> impl Future<Output = F::Output> {
    REFERENCE.scope(id, work)
}

/// The request or the job that this task works for, if it does for one.
#[must_use]
pub fn current() -> Option<Uuid> {
    REFERENCE.try_with(|id| *id).ok()
}
