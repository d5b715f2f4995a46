//! Looking for malware in what people hand in.

mod clamd;

use std::io;

use async_trait::async_trait;
use domain::exchanges::Outcome;

use crate::exchanges::{Answer, Told};
pub use clamd::Clamd;

/// What a scanner says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing was found, or nobody looked.
    Clean,
    /// It must not be kept.
    Infected,
}

/// Why a scanner gave no verdict. Holds nothing of the content.
#[derive(Debug, thiserror::Error)]
pub enum ScanError {
    /// Nobody answered at its address.
    #[error("the scanner is not reached: {0}")]
    NotReached(io::Error),
    /// It did not answer in time.
    #[error("the scanner took too long")]
    TooLong,
    /// The connection broke.
    #[error("the scanner was lost: {0}")]
    Lost(#[from] io::Error),
    /// What it said is no verdict.
    #[error("the scanner gave no verdict: {0}")]
    NoVerdict(String),
}

impl Told for ScanError {
    fn answer(&self) -> Option<Answer> {
        Some(Answer::of(match self {
            Self::NotReached(_) => Outcome::Unreachable,
            Self::TooLong => Outcome::TimedOut,
            Self::Lost(_) | Self::NoVerdict(_) => Outcome::Failed,
        }))
    }
}

/// Looks at content before it is kept.
#[async_trait]
pub trait Scanner: Send + Sync {
    /// Looks at a whole file.
    ///
    /// # Errors
    /// [`ScanError`] when it can't say; the file is then not kept.
    async fn scan(&self, content: &[u8]) -> Result<Verdict, ScanError>;
}

/// Where no scanner is set: everything passes.
#[derive(Clone, Copy, Debug)]
pub struct NoScanner;

#[async_trait]
impl Scanner for NoScanner {
    async fn scan(&self, _: &[u8]) -> Result<Verdict, ScanError> {
        Ok(Verdict::Clean)
    }
}
