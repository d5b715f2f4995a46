//! How an exchange gets into the log: from the border of the portal, without anybody waiting for it.

use std::sync::Arc;
use std::time::Instant;

use chrono::{DateTime, Utc};
use domain::exchanges::{Operation, OtherSystem, Outcome};
use uuid::Uuid;

use crate::clock::Clock;
use crate::handover::{Handover, Waiting, handover};
use crate::reference;

/// How another system answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    pub outcome: Outcome,
    /// What it calls its answer.
    pub code: Option<u16>,
    /// Bytes of content that went, where that is known.
    pub bytes: Option<usize>,
}

impl Answer {
    /// An answer of which nothing more is known.
    #[must_use]
    pub fn of(outcome: Outcome) -> Self {
        Self {
            outcome,
            code: None,
            bytes: None,
        }
    }

    /// With the code that the other system gave.
    #[must_use]
    pub fn code(self, code: u16) -> Self {
        Self {
            code: Some(code),
            ..self
        }
    }

    /// With so many bytes of content.
    #[must_use]
    pub fn bytes(self, bytes: usize) -> Self {
        Self {
            bytes: Some(bytes),
            ..self
        }
    }
}

/// A failure at the border that tells what another system had to do with it.
pub trait Told {
    /// How the other system answered; nothing when it was never asked.
    fn answer(&self) -> Option<Answer>;
}

/// An exchange on its way into the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchanged {
    /// When it began.
    pub at: DateTime<Utc>,
    pub system: OtherSystem,
    pub operation: Operation,
    pub answer: Answer,
    pub milliseconds: u64,
    /// `host:port`
    pub host: Arc<str>,
    /// The request or the job that it was part of.
    pub reference: Option<Uuid>,
}

/// Where exchanges are handed over. Cheap to clone.
#[derive(Clone)]
pub struct ExchangeLog {
    rows: Handover<Exchanged>,
    clock: Arc<dyn Clock>,
}

impl ExchangeLog {
    /// A log, and where its rows come out.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>) -> (Self, Waiting<Exchanged>) {
        let (rows, waiting) = handover("integration log");
        (Self { rows, clock }, waiting)
    }

    /// The line to a system, which is at `host:port`.
    #[must_use]
    pub fn line(&self, system: OtherSystem, host: &str) -> Line {
        Line {
            system,
            host: host.into(),
            log: self.clone(),
        }
    }
}

/// The line to another system: what goes over it is in the log, also when nobody waits for the answer any more.
#[derive(Clone)]
pub struct Line {
    system: OtherSystem,
    host: Arc<str>,
    log: ExchangeLog,
}

impl Line {
    /// Does `talk`; `good` says how the answer is to be understood when there is one.
    ///
    /// # Errors
    /// Those of `talk`.
    pub async fn exchange<T, E: Told>(
        &self,
        operation: Operation,
        talk: impl Future<Output = Result<T, E>>,
        good: impl FnOnce(&T) -> Answer,
    ) -> Result<T, E> {
        let mut begun = Begun {
            line: self,
            operation,
            at: self.log.clock.now(),
            since: Instant::now(),
            reference: reference::current(),
            answer: Some(Answer::of(Outcome::Failed)),
        };
        let ended = talk.await;
        begun.answer = match &ended {
            Ok(answer) => Some(good(answer)),
            Err(failure) => failure.answer(),
        };
        ended
    }
}

/// An exchange under way: in the log when it is dropped, as what it is then.
struct Begun<'a> {
    line: &'a Line,
    operation: Operation,
    at: DateTime<Utc>,
    since: Instant,
    reference: Option<Uuid>,
    answer: Option<Answer>,
}

impl Drop for Begun<'_> {
    fn drop(&mut self) {
        let Some(answer) = self.answer else {
            return;
        };
        self.line.log.rows.give(Exchanged {
            at: self.at,
            system: self.line.system,
            operation: self.operation,
            answer,
            milliseconds: u64::try_from(self.since.elapsed().as_millis()).unwrap_or(u64::MAX),
            host: Arc::clone(&self.line.host),
            reference: self.reference,
        });
    }
}
