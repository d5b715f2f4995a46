//! What the pages about roles ask the server.

use domain::roles::{self, RoleForm, RoleList};
use leptos::prelude::*;

use crate::{
    ask::Ask,
    error::{AppError, Done},
};

/// All roles.
#[server(prefix = "/fn", endpoint = "admin/roles", protocol = Ask)]
pub async fn roles() -> Result<RoleList, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::roles::list(&scope).await).await
}

/// The form of one role.
#[server(prefix = "/fn", endpoint = "admin/role", protocol = Ask)]
pub async fn role(role: String) -> Result<RoleForm, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::roles::form(&scope, &role).await).await
}

/// Makes or changes a role.
#[server(prefix = "/fn", endpoint = "admin/save_role")]
pub async fn save_role(#[server(flatten)] request: roles::SaveRole) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::roles::save(&scope, &request).await).await?;
    Ok(Done::at("/admin/roles?done=saved"))
}

/// Deletes a role.
#[server(prefix = "/fn", endpoint = "admin/delete_role")]
pub async fn delete_role(#[server(flatten)] request: roles::DeleteRole) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::roles::delete(&scope, &request).await).await?;
    Ok(Done::at("/admin/roles?done=deleted"))
}
