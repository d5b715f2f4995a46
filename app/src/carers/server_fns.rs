//! What the pages about carers ask the server. Choosing for whom one acts, and agreeing to it, are plain posts.

use domain::carers;
use domain::records::ClaimView;
use leptos::prelude::*;

use crate::{
    ask::Ask,
    error::{AppError, Done},
};

/// Those who act for the patient who reads.
#[server(prefix = "/fn", endpoint = "patient/carers", protocol = Ask)]
pub async fn own_carers() -> Result<carers::OwnCarers, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::carers::own(&scope).await).await
}

/// The patient asks somebody to act for them.
#[server(prefix = "/fn", endpoint = "patient/offer_carer")]
pub async fn offer_carer(#[server(flatten)] request: carers::OfferCarer) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::carers::offer(&scope, &request).await).await?;
    Ok(Done::at("/patient/profile/carers?done=offered"))
}

/// The patient changes what somebody may do.
#[server(prefix = "/fn", endpoint = "patient/change_carer")]
pub async fn change_carer(#[server(flatten)] request: carers::ChangeCarer) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::carers::change(&scope, &request).await).await?;
    Ok(Done::at("/patient/profile/carers?done=changed"))
}

/// The patient ends it.
#[server(prefix = "/fn", endpoint = "patient/end_carer")]
pub async fn end_carer(#[server(flatten)] request: carers::EndCarer) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::carers::end(&scope, &request).await).await?;
    Ok(Done::at("/patient/profile/carers?done=ended"))
}

/// The people for whom the account acts.
#[server(prefix = "/fn", endpoint = "account/caring", protocol = Ask)]
pub async fn caring() -> Result<carers::Caring, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::carers::caring(&scope).await).await
}

/// The account does not want to act for a patient any more.
#[server(prefix = "/fn", endpoint = "account/leave_caring")]
pub async fn leave_caring(#[server(flatten)] request: carers::EndCarer) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::carers::leave(&scope, &request).await).await?;
    Ok(Done::at("/account/caring?done=left"))
}

/// What whoever was asked to act for a patient has to do.
#[server(prefix = "/fn", endpoint = "account/carer_offer", protocol = Ask)]
pub async fn carer_offer(token: String) -> Result<ClaimView, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::carers::look(&scope, &token).await).await
}
