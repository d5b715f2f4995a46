//! The one way from a server function into a use case: request → [`Scope`] → use case → [`AppError`].

#![cfg(feature = "ssr")]

use axum::http::StatusCode;
use leptos::context::use_context;
use leptos_axum::ResponseOptions;
use services::audit;
use services::error::Error;
use services::scope::Scope;

use crate::error::AppError;

/// The id of the session that asks, for the list of one's own sessions.
#[derive(Clone)]
pub struct CurrentSession(pub String);

/// Runs a use case as whoever sent the request, and sets the status of the answer when it fails.
///
/// # Errors
/// What the use case answered, in the app's words.
pub async fn as_caller<T, F>(use_case: F) -> Result<T, AppError>
where
    F: AsyncFnOnce(Scope) -> Result<T, Error>,
{
    let Some(scope) = use_context::<Scope>() else {
        tracing::error!("a server function ran without a scope");
        return Err(AppError::Internal {
            reference: String::new(),
        });
    };
    let answer = use_context::<ResponseOptions>();
    match use_case(scope.clone()).await {
        Ok(done) => Ok(done),
        Err(error) => {
            let error = to_app_error(&scope, error).await;
            if let Some(answer) = answer {
                answer.set_status(code(&error));
            }
            Err(error)
        }
    }
}

/// The error as the outside may see it. Failures are logged here, once; refusals are audited here.
pub async fn to_app_error(scope: &Scope, error: Error) -> AppError {
    match error {
        Error::NotFound => AppError::NotFound,
        Error::ConfirmFirst => AppError::ConfirmFirst,
        Error::Invalid(errors) => AppError::Invalid(errors),
        Error::Conflict(conflict) => AppError::Conflict(conflict),
        Error::TooMany { seconds } => AppError::TooMany { seconds },
        Error::Forbidden => match audit::denied(scope, "use case").await {
            Ok(()) => AppError::Forbidden,
            Err(error) => internal(scope, &error),
        },
        Error::Internal(_) => internal(scope, &error),
    }
}

fn internal(scope: &Scope, error: &Error) -> AppError {
    tracing::error!(?error, "a use case failed");
    AppError::Internal {
        reference: scope.request().id.to_string(),
    }
}

fn code(error: &AppError) -> StatusCode {
    StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

impl CurrentSession {
    /// The session of this request.
    #[must_use]
    pub fn get() -> Option<String> {
        use_context::<Option<Self>>().flatten().map(|session| session.0)
    }
}
