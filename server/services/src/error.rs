//! The one error inside: what a use case can answer besides its result.

use domain::conflict::Conflict;
use domain::form::FieldErrors;
use sea_orm::DbErr;

use crate::database::failure;
use crate::ports::files::StoreError;
use crate::ports::scanner::ScanError;
use crate::throttle::RetryAfter;

/// What a use case answers.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a use case did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Not there, or not the caller's: both look the same.
    #[error("not found")]
    NotFound,
    /// The actor may not do this at all.
    #[error("forbidden")]
    Forbidden,
    /// The actor may, once they have confirmed who they are (`accounts::step_up`).
    #[error("confirm first")]
    ConfirmFirst,
    /// The person can mend the named fields.
    #[error("invalid input")]
    Invalid(FieldErrors),
    /// The request was fine, the state of the clinic is not.
    #[error("conflict")]
    Conflict(Conflict),
    /// Tried too often.
    #[error("too many tries")]
    TooMany {
        /// Seconds to wait.
        seconds: u64,
    },
    /// Our fault. Log it with `{:#}`: drivers put row values into details, never into that text.
    #[error("internal error")]
    Internal(#[source] anyhow::Error),
}

impl Error {
    /// An internal error with a message for the log; no personal data in it.
    pub fn internal(message: impl std::fmt::Display) -> Self {
        Self::Internal(anyhow::anyhow!("{message}"))
    }

    /// Whether the same transaction may succeed if it is run again: serialization failure, deadlock, lock time-out, busy.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        self.database().is_some_and(failure::is_transient)
    }

    /// Whether the database, the store of files or the scanner could not be reached or could not take the write (down, pool
    /// empty, disk full): worth "come back in a moment" instead of "something broke".
    #[must_use]
    pub fn is_unavailable(&self) -> bool {
        let store = match self {
            Self::Internal(error) => error.is::<StoreError>() || error.is::<ScanError>(),
            _ => false,
        };
        store || self.database().is_some_and(failure::is_unavailable)
    }

    /// The name of the violated constraint, if that is what happened.
    #[must_use]
    pub fn constraint(&self) -> Option<String> {
        self.database().and_then(failure::constraint)
    }

    fn database(&self) -> Option<&DbErr> {
        match self {
            Self::Internal(error) => error.downcast_ref(),
            _ => None,
        }
    }
}

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        Self::Internal(error.into())
    }
}

impl From<anyhow::Error> for Error {
    fn from(error: anyhow::Error) -> Self {
        Self::Internal(error)
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        Self::Internal(error.into())
    }
}

impl From<RetryAfter> for Error {
    fn from(wait: RetryAfter) -> Self {
        Self::TooMany { seconds: wait.seconds }
    }
}

impl From<Conflict> for Error {
    fn from(conflict: Conflict) -> Self {
        Self::Conflict(conflict)
    }
}

impl From<FieldErrors> for Error {
    fn from(errors: FieldErrors) -> Self {
        Self::Invalid(errors)
    }
}

/// Gives a violated constraint its meaning in the clinic's words.
pub trait OnConflict<T> {
    /// Replaces the violation of `constraint` by `meaning` (a `Conflict`, `FieldErrors` or `Error`); may be chained.
    ///
    /// # Errors
    /// `meaning` for that constraint, every other error as it was.
    fn on_conflict(self, constraint: &str, meaning: impl Into<Error>) -> Result<T>;
}

impl<T> OnConflict<T> for Result<T, Error> {
    fn on_conflict(self, constraint: &str, meaning: impl Into<Error>) -> Result<T> {
        debug_assert!(
            failure::is_known(constraint),
            "{constraint} is not in database/failure.rs"
        );
        self.map_err(|error| match error.constraint() {
            Some(violated) if violated == constraint => meaning.into(),
            _ => error,
        })
    }
}

impl<T> OnConflict<T> for Result<T, DbErr> {
    fn on_conflict(self, constraint: &str, meaning: impl Into<Error>) -> Result<T> {
        self.map_err(Error::from).on_conflict(constraint, meaning)
    }
}
