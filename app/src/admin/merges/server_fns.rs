//! What the pages about two records of one person ask the server.

use domain::merges::{self, FindTwin, Twins};
use leptos::prelude::*;

use crate::{
    ask::Ask,
    error::{AppError, Done},
};

/// A record beside another that may be of the same person.
#[server(prefix = "/fn", endpoint = "admin/compare_records", protocol = Ask)]
pub async fn compare_records(#[server(flatten)] search: FindTwin) -> Result<Twins, AppError> {
    use crate::caller::as_caller;
    let patient = crate::error::id_of(&search.patient)?;
    as_caller(async |scope| services::merges::compare(&scope, patient, &search).await).await
}

/// What a record is part of, and what is part of it.
#[server(prefix = "/fn", endpoint = "admin/merges", protocol = Ask)]
pub async fn merges(patient: String) -> Result<merges::Merges, AppError> {
    use crate::caller::as_caller;
    let patient = crate::error::id_of(&patient)?;
    as_caller(async |scope| services::merges::of_record(&scope, patient).await).await
}

/// Makes two records one.
#[server(prefix = "/fn", endpoint = "admin/merge_records")]
pub async fn merge_records(#[server(flatten)] request: merges::MergeRecords) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    let patient = as_caller(async |scope| services::merges::join(&scope, &request).await).await?;
    Ok(Done::at(format!("/admin/people/records/{patient}?done=merged")))
}

/// Takes two records apart.
#[server(prefix = "/fn", endpoint = "admin/separate_records")]
pub async fn separate_records(#[server(flatten)] request: merges::SeparateRecords) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    let patient = as_caller(async |scope| services::merges::separate(&scope, &request).await).await?;
    Ok(Done::at(format!("/admin/people/records/{patient}?done=separated")))
}
