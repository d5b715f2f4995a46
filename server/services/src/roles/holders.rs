//! Who is told of what only some members of staff look after.

use chrono::{DateTime, Utc};
use domain::actor::Permission;
use domain::id::AccountId;
use sea_orm::{ConnectionTrait, QueryFilter, QuerySelect};

use super::entity::{grant, role};
use crate::accounts::contact;
use crate::error::Result;

/// The accounts that work and hold a permission now.
///
/// # Errors
/// When the database fails.
pub(crate) async fn holders(
    db: &impl ConnectionTrait,
    now: DateTime<Utc>,
    permission: Permission,
) -> Result<Vec<AccountId>> {
    let roles = role::all().all(db).await?.into_iter();
    let roles = roles.filter(|role| role.permissions().contains(permission));
    let holders = grant::of_roles(roles.map(|role| role.id))
        .select_only()
        .column(grant::Column::AccountId)
        .distinct()
        .filter(grant::is_live(now))
        .filter(contact::is_active((grant::TABLE, "account_id")));
    Ok(holders.into_tuple().all(db).await?)
}
