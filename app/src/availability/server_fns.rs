//! What the page of a doctor's hours asks the server.

use domain::availability;
use leptos::prelude::*;

use crate::{
    ask::Ask,
    error::{AppError, Done},
};

/// The doctor's own hours.
#[server(prefix = "/fn", endpoint = "doctor/hours", protocol = Ask)]
pub async fn hours() -> Result<availability::HoursPage, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::availability::hours(&scope).await).await
}

/// Adds weekly hours.
#[server(prefix = "/fn", endpoint = "doctor/add_hours")]
pub async fn add_hours(#[server(flatten)] request: availability::AddRule) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::availability::add_rule(&scope, &request).await).await?;
    Ok(Done::at("/doctor/hours?done=hours-added"))
}

/// Takes weekly hours away.
#[server(prefix = "/fn", endpoint = "doctor/remove_hours")]
pub async fn remove_hours(#[server(flatten)] request: availability::RemoveRule) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::availability::remove_rule(&scope, &request).await).await?;
    Ok(Done::at(format!(
        "/doctor/hours?done=hours-removed&undo={}",
        request.rule
    )))
}

/// Brings weekly hours back that were taken away.
#[server(prefix = "/fn", endpoint = "doctor/restore_hours")]
pub async fn restore_hours(#[server(flatten)] request: availability::RestoreRule) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::availability::restore_rule(&scope, &request).await).await?;
    Ok(Done::at("/doctor/hours?done=restored"))
}

/// Blocks a time or opens an extra one.
#[server(prefix = "/fn", endpoint = "doctor/add_exception")]
pub async fn add_exception(#[server(flatten)] request: availability::AddException) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::availability::add_exception(&scope, &request).await).await?;
    Ok(Done::at("/doctor/hours?done=exception-added"))
}

/// Takes a block or an opening back.
#[server(prefix = "/fn", endpoint = "doctor/remove_exception")]
pub async fn remove_exception(#[server(flatten)] request: availability::RemoveException) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::availability::remove_exception(&scope, &request).await).await?;
    Ok(Done::at(format!(
        "/doctor/hours?done=exception-removed&undo={}",
        request.exception
    )))
}

/// Brings a block or an opening back that was taken away.
#[server(prefix = "/fn", endpoint = "doctor/restore_exception")]
pub async fn restore_exception(#[server(flatten)] request: availability::RestoreException) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::availability::restore_exception(&scope, &request).await).await?;
    Ok(Done::at("/doctor/hours?done=restored"))
}
