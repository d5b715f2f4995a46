//! The language of pages and mails.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::form::{FieldErrors, Problem};
use serde::Deserialize;
use services::accounts::language;
use words::Language;

use super::Posted;
use super::backend::AuthSession;
use crate::cookies::LANGUAGE;
use crate::state::AppState;

/// What the chooser posts.
#[derive(Clone, Debug, Deserialize)]
pub struct ChooseLanguage {
    /// The tag of a language.
    #[serde(default)]
    language: String,
}

/// `POST /language`: for this browser, and for the account if somebody has signed in. Then the page is shown again.
pub async fn choose(State(state): State<AppState>, auth: AuthSession, posted: Posted<ChooseLanguage>) -> Response {
    let Some(language) = Language::from_code(&posted.form.language) else {
        return posted
            .send_back(FieldErrors::one("language", Problem::UnknownChoice).into())
            .await;
    };
    if let Some(user) = &auth.user
        && let Err(error) = language::choose(&posted.scope, &user.0, language).await
    {
        return posted.send_back(error).await;
    }
    let mut response = Redirect::to(&posted.back()).into_response();
    LANGUAGE.keep(&mut response, language.code(), &state.config);
    response
}
