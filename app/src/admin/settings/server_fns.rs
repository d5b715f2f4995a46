//! What the settings page asks the server.

use domain::settings::{self, SettingsView};
use leptos::prelude::*;

use crate::{
    ask::Ask,
    error::{AppError, Done},
};

/// The settings that hold now.
#[server(prefix = "/fn", endpoint = "admin/settings", protocol = Ask)]
pub async fn settings() -> Result<SettingsView, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::settings::view(&scope).await).await
}

/// Saves all of them.
#[server(prefix = "/fn", endpoint = "admin/save_settings")]
pub async fn save_settings(#[server(flatten)] request: settings::SaveSettings) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::settings::save(&scope, &request).await).await?;
    Ok(Done::at("/admin/settings?done=saved"))
}
