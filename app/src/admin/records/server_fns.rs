//! What the pages about patients without an account ask the server.

use domain::care::{CareOfRecord, StepCare};
use domain::carers;
use domain::records::{self, FindRecords, RecordList};
use leptos::prelude::*;

use crate::{
    ask::Ask,
    error::{AppError, Done},
};

/// The patients without an account that fit a search.
#[server(prefix = "/fn", endpoint = "admin/records", protocol = Ask)]
pub async fn records(#[server(flatten)] search: FindRecords) -> Result<RecordList, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::records::list(&scope, &search).await).await
}

/// One of them.
#[server(prefix = "/fn", endpoint = "admin/record", protocol = Ask)]
pub async fn record(patient: String) -> Result<records::Record, AppError> {
    use crate::caller::as_caller;
    let patient = crate::error::id_of(&patient)?;
    as_caller(async |scope| services::records::get(&scope, patient).await).await
}

/// Adds one.
#[server(prefix = "/fn", endpoint = "admin/add_record")]
pub async fn add_record(#[server(flatten)] request: records::AddRecord) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    let patient = as_caller(async |scope| services::records::add(&scope, &request).await).await?;
    Ok(Done::at(format!("/admin/people/records/{patient}?done=added")))
}

/// Corrects the details of one.
#[server(prefix = "/fn", endpoint = "admin/edit_record")]
pub async fn edit_record(#[server(flatten)] request: records::EditRecord) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    let patient = as_caller(async |scope| services::records::edit(&scope, &request).await).await?;
    Ok(Done::at(format!("/admin/people/records/{patient}?done=edited")))
}

/// Invites the owner of one.
#[server(prefix = "/fn", endpoint = "admin/invite_owner")]
pub async fn invite_owner(#[server(flatten)] request: records::InviteOwner) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    let patient = as_caller(async |scope| services::records::invite(&scope, &request).await).await?;
    Ok(Done::at(format!("/admin/people/records/{patient}?done=invited")))
}

/// Withdraws that invitation.
#[server(prefix = "/fn", endpoint = "admin/withdraw_owner")]
pub async fn withdraw_owner(#[server(flatten)] request: records::WithdrawOwner) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    let patient = as_caller(async |scope| services::records::withdraw(&scope, &request).await).await?;
    Ok(Done::at(format!("/admin/people/records/{patient}?done=withdrawn")))
}

/// Who acts for a patient.
#[server(prefix = "/fn", endpoint = "admin/carers", protocol = Ask)]
pub async fn carers(patient: String) -> Result<carers::CarersOfRecord, AppError> {
    use crate::caller::as_caller;
    let patient = crate::error::id_of(&patient)?;
    as_caller(async |scope| services::carers::of_record(&scope, patient).await).await
}

/// Asks somebody to act for a patient without an account.
#[server(prefix = "/fn", endpoint = "admin/offer_carer")]
pub async fn offer_carer_for(#[server(flatten)] request: carers::OfferCarerFor) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    let patient = as_caller(async |scope| services::carers::offer_for_record(&scope, &request).await).await?;
    Ok(Done::at(format!("/admin/people/records/{patient}?done=asked")))
}

/// Changes what somebody may do who acts for a patient without an account.
#[server(prefix = "/fn", endpoint = "admin/change_carer")]
pub async fn change_carer(#[server(flatten)] request: carers::ChangeCarerFor) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    let patient = as_caller(async |scope| services::carers::change_of_record(&scope, &request).await).await?;
    Ok(Done::at(format!("/admin/people/records/{patient}?done=changed")))
}

/// Ends that somebody acts for a patient.
#[server(prefix = "/fn", endpoint = "admin/end_carer")]
pub async fn end_carer(#[server(flatten)] request: carers::EndCarer) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    let patient = as_caller(async |scope| services::carers::end_of_record(&scope, &request).await).await?;
    Ok(Done::at(format!("/admin/people/records/{patient}?done=ended")))
}

/// The doctors of a patient.
#[server(prefix = "/fn", endpoint = "admin/care", protocol = Ask)]
pub async fn doctors_of_record(patient: String) -> Result<Vec<CareOfRecord>, AppError> {
    use crate::caller::as_caller;
    let patient = crate::error::id_of(&patient)?;
    as_caller(async |scope| services::care::of_record(&scope, patient).await).await
}

/// Ends a relationship between a patient and a doctor.
#[server(prefix = "/fn", endpoint = "admin/end_care")]
pub async fn end_care(#[server(flatten)] request: StepCare) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    let patient = as_caller(async |scope| services::care::end_of_record(&scope, &request).await).await?;
    Ok(Done::at(format!("/admin/people/records/{patient}?done=ended")))
}
