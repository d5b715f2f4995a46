//! Roles of staff: what each permits, and who holds it until when.
//!
//! Rights are looked up for every request by the clock: a role whose last day is over permits nothing from the next
//! request on, without anybody having to end it.

mod admins;
mod catalogue;
mod entity;
mod grants;
mod holders;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use domain::actor::{Permission, Permissions};
use domain::id::{AccountId, RoleId};
use domain::roles::{Held, OwnRole, permitted};
use sea_orm::{ConnectionTrait, QueryFilter};
use uuid::Uuid;
use words::Language;

use crate::error::{Error, Result};
use crate::scope::{Scope, Tools};
use crate::times::{local_day, plain_date_label};
use entity::{grant, role};

pub(crate) use admins::{is_lasting_admin, keep_an_admin, lasting_admins, lock};
pub use catalogue::{delete, form, list, save};
pub(crate) use entity::role::Model as RoleRow;
pub(crate) use grants::{
    accounts, could_give, end_of, give, hand_out, may_give, may_take, offered, staff_among, still_may, take,
};
pub use grants::{grant, of_person, revoke};
pub(crate) use holders::holders;

/// The role that may do everything.
pub(crate) const ADMIN: RoleId = RoleId::from_uuid(Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0003_0001));

/// What an account holds now, and until when.
///
/// # Errors
/// When the database fails.
pub(crate) async fn held(db: &impl ConnectionTrait, account: AccountId, now: DateTime<Utc>) -> Result<Vec<Held>> {
    let roles = held_by(db, &[account], now).await?.remove(&account);
    Ok(roles.unwrap_or_default().into_iter().map(|(_, held)| held).collect())
}

/// What each of these accounts holds now, by role; nothing for who holds none.
///
/// # Errors
/// When the database fails.
pub(crate) async fn held_by(
    db: &impl ConnectionTrait,
    accounts: &[AccountId],
    now: DateTime<Utc>,
) -> Result<HashMap<AccountId, Vec<(RoleId, Held)>>> {
    let mut held = HashMap::<_, Vec<_>>::new();
    for (grant, role) in roles_of(db, accounts, now).await? {
        let permits = (role.permissions(), grant.ends_at);
        held.entry(grant.account_id).or_default().push((role.id, permits));
    }
    Ok(held)
}

/// The roles of staff that the actor holds, in the words of the request.
///
/// # Errors
/// `Forbidden` without an account.
pub(crate) async fn own(scope: &Scope) -> Result<Vec<OwnRole>> {
    let roles = roles_of(scope.db(), &[scope.account()?], scope.now()).await?;
    let own = roles.iter().map(|(grant, role)| shown(scope, grant, role));
    Ok(own.collect())
}

/// The roles that an account holds now and what each permits, for those who watch over who sees what.
///
/// # Errors
/// `Forbidden` for whoever may not see people.
pub(crate) async fn with_permissions(scope: &Scope, account: AccountId) -> Result<Vec<(OwnRole, Permissions)>> {
    scope.any_permission(Permissions::of_people())?;
    let roles = roles_of(scope.db(), &[account], scope.now()).await?;
    let both = roles.into_iter().map(|(grant, role)| {
        let permissions = role.permissions();
        (shown(scope, &grant, &role), permissions)
    });
    Ok(both.collect())
}

fn shown(scope: &Scope, grant: &grant::Model, role: &role::Model) -> OwnRole {
    OwnRole {
        name: role.name(scope.language()),
        until: grant.ends_at.map(|end| last_day(scope.tools(), end, scope.language())),
    }
}

/// The names of the roles that an account holds now, for a mail to it.
///
/// # Errors
/// When the database fails.
pub(crate) async fn names(tools: &Tools, account: AccountId, language: Language) -> Result<Vec<String>> {
    let roles = roles_of(tools.database.read(), &[account], tools.clock.now()).await?;
    let words = &language.server().roles;
    let name = |(grant, role): (grant::Model, role::Model)| match grant.ends_at {
        Some(end) => words.name_until(role.name(language), last_day(tools, end, language)),
        None => role.name(language),
    };
    Ok(roles.into_iter().map(name).collect())
}

/// What the actor holds at this moment, as the transaction sees it: somebody may have taken it since the request began.
///
/// # Errors
/// `Forbidden` when the permission is gone.
async fn held_by_actor(tx: &impl ConnectionTrait, scope: &Scope, permission: Permission) -> Result<Vec<Held>> {
    let own = held(tx, scope.permission(permission)?, scope.now()).await?;
    if permitted(&own).contains(permission) {
        Ok(own)
    } else {
        Err(Error::Forbidden)
    }
}

async fn roles_of(
    db: &impl ConnectionTrait,
    accounts: &[AccountId],
    now: DateTime<Utc>,
) -> Result<Vec<(grant::Model, role::Model)>> {
    let grants = grant::of(accounts).filter(grant::is_live(now)).all(db).await?;
    if grants.is_empty() {
        return Ok(Vec::new());
    }
    let roles = by_ids(db, grants.iter().map(|grant| grant.role_id)).await?;
    let both = grants
        .into_iter()
        .filter_map(|grant| Some((grant.clone(), roles.get(&grant.role_id)?.clone())));
    Ok(both.collect())
}

pub(crate) async fn by_ids(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = RoleId> + Send,
) -> Result<HashMap<RoleId, role::Model>> {
    let rows = role::these(ids).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// "30 November 2026": the last day of a role that ends at this instant, in the clinic's zone.
pub(crate) fn last_day(tools: &Tools, end: DateTime<Utc>, language: Language) -> String {
    let day = local_day(end - TimeDelta::milliseconds(1), &tools.site.time_zone);
    plain_date_label(day, language)
}
