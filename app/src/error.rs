//! The only error that crosses the wire, and the answer of a change that went well.

use domain::{conflict::Conflict, form::FieldErrors};
use leptos::server_fn::{
    codec::JsonEncoding,
    error::{FromServerFnError, ServerFnErrorErr},
};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// Why something could not be shown or done. It holds no free text and nothing about a patient.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AppError {
    /// It does not exist, or not for this person.
    NotFound,
    /// This person may not do that.
    Forbidden,
    /// It came from a page of another site, or from ours under another name.
    Elsewhere,
    /// This person may, once they have confirmed who they are.
    ConfirmFirst,
    /// The session is over.
    SignIn,
    /// What was typed has to be mended.
    Invalid(FieldErrors),
    /// Something changed meanwhile.
    Conflict(Conflict),
    /// Tried too often.
    TooMany {
        /// How long to wait.
        seconds: u64,
    },
    /// A fault of the portal.
    Internal {
        /// What support needs to find it in the log; empty when only the browser knows of it.
        reference: String,
    },
    /// The portal gave no answer.
    Unreachable,
}

impl AppError {
    /// A fault that only the browser knows of.
    #[must_use]
    pub const fn unknown() -> Self {
        Self::Internal {
            reference: String::new(),
        }
    }

    /// The HTTP status of an answer that carries this error.
    #[must_use]
    pub const fn status(&self) -> u16 {
        match self {
            Self::NotFound => 404,
            Self::Forbidden | Self::Elsewhere | Self::ConfirmFirst => 403,
            Self::SignIn => 401,
            Self::Invalid(_) => 422,
            Self::Conflict(_) => 409,
            Self::TooMany { .. } => 429,
            Self::Internal { .. } => 500,
            Self::Unreachable => 503,
        }
    }

    /// Whether nothing is wrong with what was typed: it waited until the person had shown who they are.
    #[must_use]
    pub const fn is_not_sent(&self) -> bool {
        matches!(self, Self::ConfirmFirst | Self::SignIn)
    }

    /// Whether asking again a little later may go well.
    #[must_use]
    pub const fn may_pass(&self) -> bool {
        matches!(self, Self::TooMany { .. } | Self::Internal { .. } | Self::Unreachable)
    }
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        let error = match error {
            ServerFnErrorErr::Request(_) => Self::Unreachable,
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => Self::Invalid(FieldErrors::default()),
            _ => Self::unknown(),
        };
        respond_with_status(&error);
        error
    }
}

/// The id in an address; one that cannot exist leads nowhere.
///
/// # Errors
/// [`AppError::NotFound`], with the status of the answer.
pub fn id_of<T: FromStr>(text: &str) -> Result<T, AppError> {
    text.parse().map_err(|_| {
        respond_with_status(&AppError::NotFound);
        AppError::NotFound
    })
}

/// Where to go after a change that went well.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// A path of this portal.
    pub to: String,
}

impl Done {
    /// Go to this path of the portal.
    pub fn at(path: impl Into<String>) -> Self {
        Self { to: path.into() }
    }
}

/// Gives the page being rendered the status of the error; in the browser there is no status to give.
#[cfg(feature = "ssr")]
pub fn respond_with_status(error: &AppError) {
    use axum::http::StatusCode;
    let response = leptos::prelude::use_context::<leptos_axum::ResponseOptions>();
    if let (Some(response), Ok(status)) = (response, StatusCode::from_u16(error.status())) {
        response.set_status(status);
    }
}

/// Gives the page being rendered the status of the error; in the browser there is no status to give.
#[cfg(not(feature = "ssr"))]
pub const fn respond_with_status(_error: &AppError) {}
