//! What the overview, the deliveries, the audit, the system log and the integration log ask the server.

use domain::admin::{self, AdminHome, DeliveryList, FindDeliveries};
use domain::audit::{AuditList, FindAudit};
use domain::exchanges::{ExchangeList, FindExchanges};
use domain::system_log::{FindLines, LineList};
use leptos::prelude::*;

use crate::{
    ask::Ask,
    error::{AppError, Done},
};

/// Live counts, and who waits for verification.
#[server(prefix = "/fn", endpoint = "admin/home", protocol = Ask)]
pub async fn home() -> Result<AdminHome, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::admin::home(&scope).await).await
}

/// Background work in one state.
#[server(prefix = "/fn", endpoint = "admin/deliveries", protocol = Ask)]
pub async fn deliveries(#[server(flatten)] find: FindDeliveries) -> Result<DeliveryList, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::admin::deliveries(&scope, &find).await).await
}

/// Who did what.
#[server(prefix = "/fn", endpoint = "admin/audit", protocol = Ask)]
pub async fn audit(#[server(flatten)] find: FindAudit) -> Result<AuditList, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::admin::audit(&scope, &find).await).await
}

/// Tries again what was given up.
#[server(prefix = "/fn", endpoint = "admin/retry_delivery")]
pub async fn retry_delivery(#[server(flatten)] request: admin::RetryDelivery) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::admin::retry(&scope, &request).await).await?;
    Ok(Done::at("/admin/deliveries?retried=yes"))
}

/// The lines of the system log that fit a search.
#[server(prefix = "/fn", endpoint = "admin/log", protocol = Ask)]
pub async fn log(#[server(flatten)] find: FindLines) -> Result<LineList, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::system_log::list(&scope, &find).await).await
}

/// The exchanges with other systems that fit a search, and how it went lately.
#[server(prefix = "/fn", endpoint = "admin/integrations", protocol = Ask)]
pub async fn exchanges(#[server(flatten)] find: FindExchanges) -> Result<ExchangeList, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::exchanges::list(&scope, &find).await).await
}
