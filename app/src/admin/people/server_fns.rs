//! What the pages about people ask the server.

use domain::accounts;
use domain::admin::{self, ChangeAccount, FindPeople, PeopleList};
use leptos::prelude::*;

use crate::{
    ask::Ask,
    error::{AppError, Done},
};

/// The accounts that fit a search.
#[server(prefix = "/fn", endpoint = "admin/people", protocol = Ask)]
pub async fn people(#[server(flatten)] search: FindPeople) -> Result<PeopleList, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::admin::people::people(&scope, &search).await).await
}

/// One account.
#[server(prefix = "/fn", endpoint = "admin/person", protocol = Ask)]
pub async fn person(account: String) -> Result<admin::Person, AppError> {
    use crate::caller::as_caller;
    let account = crate::error::id_of(&account)?;
    as_caller(async |scope| services::admin::people::person(&scope, account).await).await
}

/// Takes the second step at sign-in away from somebody who has lost it.
#[server(prefix = "/fn", endpoint = "admin/reset_factor")]
pub async fn reset_factor(#[server(flatten)] request: accounts::ResetFactor) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    let account = as_caller(async |scope| services::accounts::factor::reset(&scope, &request).await).await?;
    Ok(Done::at(format!("/admin/people/{account}?done=factor-reset")))
}

/// Stops an account.
#[server(prefix = "/fn", endpoint = "admin/suspend")]
pub async fn suspend(#[server(flatten)] request: ChangeAccount) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    let account = as_caller(async |scope| services::admin::people::suspend(&scope, &request).await).await?;
    Ok(Done::at(format!("/admin/people/{account}?done=suspended")))
}

/// Lets a stopped account work again.
#[server(prefix = "/fn", endpoint = "admin/reinstate")]
pub async fn reinstate(#[server(flatten)] request: ChangeAccount) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    let account = as_caller(async |scope| services::admin::people::reinstate(&scope, &request).await).await?;
    Ok(Done::at(format!("/admin/people/{account}?done=reinstated")))
}
