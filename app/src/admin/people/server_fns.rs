//! What the pages about people ask the server.

use domain::access::AskAccess;
use domain::accounts;
use domain::admin::{self, ChangeAccount, FindPeople, PeopleList};
use domain::{bulk as many, roles};
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

/// One account, and why it may open the record that is asked about.
#[server(prefix = "/fn", endpoint = "admin/person", protocol = Ask)]
pub async fn person(#[server(flatten)] ask: AskAccess) -> Result<admin::Person, AppError> {
    use crate::caller::as_caller;
    let account = crate::error::id_of(&ask.account)?;
    as_caller(async |scope| services::admin::people::person(&scope, account, &ask).await).await
}

/// The details of a patient, to be corrected.
#[server(prefix = "/fn", endpoint = "admin/person_details", protocol = Ask)]
pub async fn person_details(account: String) -> Result<admin::PersonDetails, AppError> {
    use crate::caller::as_caller;
    let account = crate::error::id_of(&account)?;
    as_caller(async |scope| services::admin::people::details(&scope, account).await).await
}

/// Corrects the details of a patient.
#[server(prefix = "/fn", endpoint = "admin/edit_person")]
pub async fn edit_person(#[server(flatten)] request: admin::EditPerson) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    let account = as_caller(async |scope| services::admin::people::edit(&scope, &request).await).await?;
    Ok(Done::at(format!("/admin/people/{account}?done=edited")))
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

/// Gives somebody a role.
#[server(prefix = "/fn", endpoint = "admin/grant_role")]
pub async fn grant_role(#[server(flatten)] request: roles::GrantRole) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    let account = as_caller(async |scope| services::roles::grant(&scope, &request).await).await?;
    Ok(Done::at(format!("/admin/people/{account}?done=given")))
}

/// Takes a role from somebody.
#[server(prefix = "/fn", endpoint = "admin/revoke_role")]
pub async fn revoke_role(#[server(flatten)] request: roles::RevokeRole) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    let account = as_caller(async |scope| services::roles::revoke(&scope, &request).await).await?;
    Ok(Done::at(format!("/admin/people/{account}?done=revoked")))
}

/// Writes down whom staff have chosen and what to do.
#[server(prefix = "/fn", endpoint = "admin/prepare_bulk")]
pub async fn prepare_bulk(#[server(flatten)] request: many::PrepareBulk) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    let id = as_caller(async |scope| services::admin::bulk::prepare(&scope, &request).await).await?;
    Ok(Done::at(format!("/admin/people/bulk/{id}")))
}

/// What was written down, person by person.
#[server(prefix = "/fn", endpoint = "admin/bulk", protocol = Ask)]
pub async fn bulk(id: String) -> Result<many::Bulk, AppError> {
    use crate::caller::as_caller;
    let id = crate::error::id_of(&id)?;
    as_caller(async |scope| services::admin::bulk::bulk(&scope, id).await).await
}

/// Does what staff looked at.
#[server(prefix = "/fn", endpoint = "admin/confirm_bulk")]
pub async fn confirm_bulk(#[server(flatten)] request: many::ConfirmBulk) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    let id = as_caller(async |scope| services::admin::bulk::confirm(&scope, &request).await).await?;
    Ok(Done::at(format!("/admin/people/bulk/{id}?done=yes")))
}
