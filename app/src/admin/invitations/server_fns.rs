//! What the page about invitations asks the server.

use domain::invitations::{ChangeInvitation, InvitationList, InviteStaff};
use leptos::prelude::*;

use crate::{
    ask::Ask,
    error::{AppError, Done},
};

/// The open invitations.
#[server(prefix = "/fn", endpoint = "admin/invitations", protocol = Ask)]
pub async fn invitations() -> Result<InvitationList, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::invitations::list(&scope).await).await
}

/// Invites somebody.
#[server(prefix = "/fn", endpoint = "admin/invite")]
pub async fn invite(#[server(flatten)] request: InviteStaff) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::invitations::invite(&scope, &request).await).await?;
    Ok(Done::at("/admin/people/invitations?done=sent"))
}

/// Sends an invitation again.
#[server(prefix = "/fn", endpoint = "admin/resend_invitation")]
pub async fn resend_invitation(#[server(flatten)] request: ChangeInvitation) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::invitations::send_again(&scope, &request).await).await?;
    Ok(Done::at("/admin/people/invitations?done=again"))
}

/// Withdraws an invitation.
#[server(prefix = "/fn", endpoint = "admin/withdraw_invitation")]
pub async fn withdraw_invitation(#[server(flatten)] request: ChangeInvitation) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::invitations::withdraw(&scope, &request).await).await?;
    Ok(Done::at("/admin/people/invitations?done=withdrawn"))
}
