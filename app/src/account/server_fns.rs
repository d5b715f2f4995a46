//! What the pages of accounts ask the server. Nothing with a password comes this way.

use domain::accounts;
use domain::files::PhotoView;
use domain::invitations::InvitationView;
use domain::records::ClaimView;
use leptos::prelude::*;

use crate::{
    ask::Ask,
    error::{AppError, Done},
};

/// The caller's account and sessions.
#[server(prefix = "/fn", endpoint = "account/account", protocol = Ask)]
pub async fn account() -> Result<accounts::AccountView, AppError> {
    use crate::caller::{CurrentSession, as_caller};
    let session = CurrentSession::get();
    as_caller(async |scope| services::accounts::view(&scope, session.as_deref()).await).await
}

/// The caller's second step at sign-in.
#[server(prefix = "/fn", endpoint = "account/second_factor", protocol = Ask)]
pub async fn second_factor() -> Result<accounts::FactorView, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::accounts::factor::view(&scope).await).await
}

/// The recovery codes that were just made in this session.
#[server(prefix = "/fn", endpoint = "account/recovery_codes", protocol = Ask)]
pub async fn recovery_codes() -> Result<Vec<String>, AppError> {
    use crate::caller::{CurrentSession, as_caller};
    let session = CurrentSession::get();
    as_caller(async |scope| services::accounts::factor::new_codes(&scope, session.as_deref()).await).await
}

/// The caller's photo.
#[server(prefix = "/fn", endpoint = "account/photo", protocol = Ask)]
pub async fn photo() -> Result<PhotoView, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::photos::view(&scope).await).await
}

/// The caller's passkeys.
#[server(prefix = "/fn", endpoint = "account/passkeys", protocol = Ask)]
pub async fn passkeys() -> Result<accounts::PasskeysView, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::accounts::passkeys::view(&scope).await).await
}

/// Ends one of the caller's sessions.
#[server(prefix = "/fn", endpoint = "account/end_session")]
pub async fn end_session(#[server(flatten)] request: accounts::EndSession) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::sessions::end(&scope, &request.session).await).await?;
    Ok(Done::at("/account?ended=1"))
}

/// Ends the caller's sessions on every other device.
#[server(prefix = "/fn", endpoint = "account/end_other_sessions")]
pub async fn end_other_sessions() -> Result<Done, AppError> {
    use crate::caller::{CurrentSession, as_caller};
    let session = CurrentSession::get();
    as_caller(async |scope| services::sessions::end_others(&scope, session.as_deref()).await).await?;
    Ok(Done::at("/account?ended=all"))
}

/// What a doctor chooses from when applying.
#[server(prefix = "/fn", endpoint = "public/registration_choices", protocol = Ask)]
pub async fn registration_choices() -> Result<accounts::RegistrationChoices, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::doctors::registration_choices(&scope).await).await
}

/// Whether a link that confirms an address still works.
#[server(prefix = "/fn", endpoint = "public/verification_link", protocol = Ask)]
pub async fn verification_link(token: String) -> Result<(), AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::accounts::verify::look(&scope, &token).await).await
}

/// The address that a link confirms, if the link still works.
#[server(prefix = "/fn", endpoint = "public/email_link", protocol = Ask)]
pub async fn email_link(token: String) -> Result<String, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::accounts::email::look(&scope, &token).await).await
}

/// Whether a link that sets a new password still works; the fewest characters of that password.
#[server(prefix = "/fn", endpoint = "public/reset_link", protocol = Ask)]
pub async fn reset_link(token: String) -> Result<u32, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::accounts::recovery::look(&scope, &token).await).await
}

/// What whoever was invited to take a record over has to do.
#[server(prefix = "/fn", endpoint = "account/record_invitation", protocol = Ask)]
pub async fn record_invitation(token: String) -> Result<ClaimView, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::records::look(&scope, &token).await).await
}

/// What an invitation to the staff brings, and what whoever asks has to do to join.
#[server(prefix = "/fn", endpoint = "account/invitation", protocol = Ask)]
pub async fn invitation(token: String) -> Result<InvitationView, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::invitations::look(&scope, &token).await).await
}
