//! What the pages of accounts ask the server.

use domain::accounts::AccountView;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::AppError;

/// The caller's account and sessions.
#[server(prefix = "/fn", endpoint = "account/account", input = GetUrl)]
pub async fn account() -> Result<AccountView, AppError> {
    use crate::caller::{CurrentSession, as_caller};
    let session = CurrentSession::get();
    as_caller(async |scope| services::accounts::view(&scope, session.as_deref()).await).await
}
