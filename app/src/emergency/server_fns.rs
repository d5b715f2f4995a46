//! What the pages about emergency access ask the server. It is opened by a plain form: a password goes with it.

use domain::emergency;
use leptos::prelude::*;

use crate::{
    ask::Ask,
    error::{AppError, Done},
};

/// The doctor ends it before its time.
#[server(prefix = "/fn", endpoint = "doctor/end_emergency")]
pub async fn end_emergency(#[server(flatten)] request: emergency::EndEmergency) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::emergency::end(&scope, &request).await).await?;
    Ok(Done::at("/doctor/patients?done=emergency-ended"))
}

/// Those that wait to be looked at, or that were.
#[server(prefix = "/fn", endpoint = "admin/emergencies", protocol = Ask)]
pub async fn emergencies(
    #[server(flatten)] find: emergency::FindEmergencies,
) -> Result<emergency::EmergencyList, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::emergency::list(&scope, &find).await).await
}

/// One with its reason and what was done.
#[server(prefix = "/fn", endpoint = "admin/emergency", protocol = Ask)]
pub async fn emergency_access(id: String) -> Result<emergency::Emergency, AppError> {
    use crate::caller::as_caller;
    let id = crate::error::id_of(&id)?;
    as_caller(async |scope| services::emergency::one(&scope, id).await).await
}

/// Decides whether it was needed.
#[server(prefix = "/fn", endpoint = "admin/review_emergency")]
pub async fn review_emergency(#[server(flatten)] request: emergency::ReviewEmergency) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    let id = as_caller(async |scope| services::emergency::review(&scope, &request).await).await?;
    Ok(Done::at(format!("/admin/access/{id}?done=reviewed")))
}
