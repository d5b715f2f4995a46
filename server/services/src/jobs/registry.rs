//! Who runs which kind of job, and which jobs come by themselves.

use std::collections::HashMap;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use chrono::TimeDelta;
use domain::id::JobId;
use sea_orm::DbErr;

use super::{Job, Template};
use crate::error::{Error, Result};
use crate::ports::mailer::MailError;

/// One run of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// The job; the same in every run, so it can be the key of what goes outside.
    pub id: JobId,
    /// 1 for the first run.
    pub attempt: i32,
}

/// Why a run failed. What it says is stored and logged: no personal data.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Another try can help.
    #[error(transparent)]
    Again(anyhow::Error),
    /// No other try can help: the job is given up.
    #[error(transparent)]
    Never(anyhow::Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::Internal(error) => Self::Again(error),
            other => Self::Never(other.into()),
        }
    }
}

impl From<DbErr> for Failure {
    fn from(error: DbErr) -> Self {
        Self::Again(error.into())
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::Again(error)
    }
}

impl From<MailError> for Failure {
    fn from(error: MailError) -> Self {
        match error {
            MailError::Later(_) => Self::Again(error.into()),
            MailError::Refused(_) => Self::Never(error.into()),
        }
    }
}

pub(super) type Outcome = Result<(), Failure>;
type Handler = Box<dyn Fn(Run, serde_json::Value) -> Pin<Box<dyn Future<Output = Outcome> + Send>> + Send + Sync>;

/// A job that comes by itself.
pub(super) struct Periodic {
    pub(super) template: Template,
    pub(super) period: TimeDelta,
}

/// The handlers of a process. A worker claims only kinds that stand here, so an older process leaves newer kinds alone.
#[derive(Default)]
pub struct Registry {
    handlers: HashMap<&'static str, Handler>,
    periodic: Vec<Periodic>,
}

impl fmt::Debug for Registry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.handlers.keys()).finish()
    }
}

impl Registry {
    /// Says what runs a kind of job. Handlers are idempotent: a job runs at least once.
    ///
    /// # Panics
    /// When the kind has a handler already.
    pub fn handle<J, Running>(&mut self, handler: impl Fn(Run, J) -> Running + Send + Sync + 'static)
    where
        J: Job,
        Running: Future<Output = Outcome> + Send + 'static,
    {
        let boxed: Handler = Box::new(move |run, payload| match serde_json::from_value::<J>(payload) {
            Ok(job) => Box::pin(handler(run, job)),
            Err(_) => Box::pin(std::future::ready(Err(Failure::Never(anyhow::anyhow!(
                "the payload is not of this kind"
            ))))),
        });
        self.insert(J::KIND, boxed);
    }

    /// Has something done by itself once in every period, however many processes run, and not while the last time is
    /// still waiting or going on. `kind` names it in the table, as [`Job::KIND`] does, and `tools` is what it is done with.
    ///
    /// # Panics
    /// When the kind has a handler already.
    pub fn every<Tools, Running>(
        &mut self,
        period: TimeDelta,
        kind: &'static str,
        tools: &Arc<Tools>,
        work: impl Fn(Arc<Tools>) -> Running + Send + Sync + 'static,
    ) where
        Tools: Send + Sync + 'static,
        Running: Future<Output = Result<()>> + Send + 'static,
    {
        let tools = Arc::clone(tools);
        let boxed: Handler = Box::new(move |_, _| {
            let running = work(Arc::clone(&tools));
            Box::pin(async { Ok(running.await?) })
        });
        self.insert(kind, boxed);
        let template = Template::without_payload(kind);
        self.periodic.push(Periodic { template, period });
    }

    fn insert(&mut self, kind: &'static str, handler: Handler) {
        let before = self.handlers.insert(kind, handler);
        assert!(before.is_none(), "two handlers for {kind}");
    }

    pub(super) fn kinds(&self) -> Vec<&'static str> {
        self.handlers.keys().copied().collect()
    }

    pub(super) fn periodic(&self) -> &[Periodic] {
        &self.periodic
    }

    pub(super) fn is_periodic(&self, kind: &str) -> bool {
        self.periodic.iter().any(|periodic| periodic.template.kind == kind)
    }

    pub(super) fn run(
        &self,
        kind: &str,
        run: Run,
        payload: serde_json::Value,
    ) -> Pin<Box<dyn Future<Output = Outcome> + Send>> {
        match self.handlers.get(kind) {
            Some(handler) => handler(run, payload),
            None => Box::pin(std::future::ready(Err(Failure::Again(anyhow::anyhow!(
                "nobody runs this kind here"
            ))))),
        }
    }
}
