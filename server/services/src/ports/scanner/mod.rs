//! Looking for malware in what people hand in.

mod clamd;

use async_trait::async_trait;

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
#[error("the scanner gave no verdict: {0}")]
pub struct ScanError(pub String);

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
