//! What the pages about cases ask the server.

use domain::privacy;
use leptos::prelude::*;

use crate::{
    ask::Ask,
    error::{AppError, Done},
};

/// The patient does not recognise an entry.
#[server(prefix = "/fn", endpoint = "patient/report_access")]
pub async fn report_access(#[server(flatten)] request: privacy::ReportAccess) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::privacy::report(&scope, &request).await).await?;
    Ok(Done::at("/patient/profile/access?done=reported"))
}

/// The cases in one state.
#[server(prefix = "/fn", endpoint = "admin/cases", protocol = Ask)]
pub async fn cases(#[server(flatten)] find: privacy::FindCases) -> Result<privacy::CaseList, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::privacy::list(&scope, &find).await).await
}

/// One case.
#[server(prefix = "/fn", endpoint = "admin/case", protocol = Ask)]
pub async fn case(id: String) -> Result<privacy::Case, AppError> {
    use crate::caller::as_caller;
    let id = crate::error::id_of(&id)?;
    as_caller(async |scope| services::privacy::one(&scope, id).await).await
}

/// Answers a case.
#[server(prefix = "/fn", endpoint = "admin/answer_case")]
pub async fn answer_case(#[server(flatten)] request: privacy::AnswerCase) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    let id = as_caller(async |scope| services::privacy::answer(&scope, &request).await).await?;
    Ok(Done::at(format!("/admin/access/cases/{id}?done=answered")))
}

/// Closes a case.
#[server(prefix = "/fn", endpoint = "admin/close_case")]
pub async fn close_case(#[server(flatten)] request: privacy::CloseCase) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    let id = as_caller(async |scope| services::privacy::close(&scope, &request).await).await?;
    Ok(Done::at(format!("/admin/access/cases/{id}?done=closed")))
}
