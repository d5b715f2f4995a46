//! The colours of pages.

use app::theme::Theme;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::form::{FieldErrors, Problem};
use serde::Deserialize;

use super::Posted;
use crate::cookies::THEME;
use crate::state::AppState;

/// What the chooser posts.
#[derive(Clone, Debug, Deserialize)]
pub struct ChooseTheme {
    /// The code of a theme.
    #[serde(default)]
    theme: String,
}

/// `POST /theme`: for this browser, whoever uses it. Then the page is shown again.
pub async fn choose(State(state): State<AppState>, posted: Posted<ChooseTheme>) -> Response {
    let Some(theme) = Theme::from_code(&posted.form.theme) else {
        return posted
            .send_back(FieldErrors::one("theme", Problem::UnknownChoice).into())
            .await;
    };
    let mut response = Redirect::to(&posted.back()).into_response();
    THEME.keep(&mut response, theme.code(), &state.config);
    response
}
