//! Roles given and taken.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, Utc};
use domain::accounts::AccountStatus;
use domain::actor::{Permission, Permissions};
use domain::conflict::Conflict;
use domain::id::{AccountId, GrantId, RoleId};
use domain::roles::{GrantRole, Grants, Held, HeldRole, RevokeRole, may_hand_out, may_touch, permitted};
use domain::values::Choice;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::SelectStatement;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, Select};

use super::entity::{grant, role};
use super::{ADMIN, by_ids, held, held_by_actor, is_lasting_admin, keep_an_admin, last_day, lock};
use crate::accounts::{contact, people};
use crate::audit::{self, Action, Event, Subject};
use crate::error::{Error, Result};
use crate::live;
use crate::outbox::{self, Mail};
use crate::scope::Scope;
use crate::times::{Formatter, day_range};

/// The roles of an account, and those that the actor may give to it.
///
/// # Errors
/// `Forbidden` for whoever may not see people.
pub async fn of_person(scope: &Scope, account: AccountId, status: AccountStatus) -> Result<Grants> {
    let reader = scope.any_permission(Permissions::of_people())?;
    let (db, now) = (scope.db(), scope.now());
    let manages = scope.permission(Permission::ManageRoles).is_ok();
    let own = if manages {
        held(db, reader, now).await?
    } else {
        Vec::new()
    };
    let grants = grant::of(&[account]).all(db).await?;
    let roles = by_ids(db, grants.iter().map(|grant| grant.role_id)).await?;
    let by = people::addresses_of_granters(scope, grants.iter().filter_map(|grant| grant.granted_by)).await?;
    let times = Formatter::new(&scope.tools().site.time_zone, scope.language());
    let held = grants.iter().filter_map(|grant| {
        let role = roles.get(&grant.role_id)?;
        let over = grant.ends_at.is_some_and(|end| end <= now);
        Some(HeldRole {
            grant: grant.id,
            name: role.name(scope.language()),
            by: grant.granted_by.and_then(|account| by.get(&account).cloned()),
            since: times.moment(grant.granted_at),
            until: grant.ends_at.map(|end| last_day(scope.tools(), end, scope.language())),
            over,
            may_revoke: manages && !over && may_touch(&own, role.permissions()).is_ok(),
        })
    });
    let held = held.collect();
    let may_give = manages && reader != account && status == AccountStatus::Active;
    let offered = if may_give {
        offered(scope, &own).await?
    } else {
        Vec::new()
    };
    Ok(Grants { held, offered })
}

/// Gives somebody a role. Given again, it lasts from now until the new day.
///
/// # Errors
/// `Forbidden` without the permission to manage roles, `Invalid` with what to mend, `ConfirmFirst`, `NotFound`, `OwnAccount`,
/// `NotPossibleNow` for an account that does not work, `MoreThanHeld` for a role that permits more than the actor may do,
/// or lasts longer, `LastAdmin` for an end that would leave nobody who may do everything.
pub async fn grant(scope: &Scope, request: &GrantRole) -> Result<AccountId> {
    let actor = scope.permission(Permission::ManageRoles)?;
    let wanted = request.parse(scope.today())?;
    if wanted.account == actor {
        return Err(Conflict::OwnAccount.into());
    }
    scope.fresh()?;
    let which = (wanted.account, wanted.role);
    scope
        .transaction(async |tx| hand_out(tx, scope, which, wanted.until).await)
        .await?;
    Ok(wanted.account)
}

/// Gives somebody a role until the end of the day, as [`grant`] does.
pub(crate) async fn hand_out(
    tx: &DatabaseTransaction,
    scope: &Scope,
    (account, role): (AccountId, RoleId),
    last: Option<NaiveDate>,
) -> Result<()> {
    lock(tx).await?;
    let own = held_by_actor(tx, scope, Permission::ManageRoles).await?;
    let row = role::these([role]).one(tx).await?.ok_or(Error::NotFound)?;
    let until = end_of(scope, last);
    may_hand_out(&own, row.permissions(), until)?;
    if people::status(tx, scope, account).await? != AccountStatus::Active {
        return Err(Conflict::NotPossibleNow.into());
    }
    give(tx, scope, (account, role), scope.actor().account(), until).await?;
    tell(tx, scope, account).await
}

/// When a role ends that is given until this day, in the clinic's zone.
pub(crate) fn end_of(scope: &Scope, last: Option<NaiveDate>) -> Option<DateTime<Utc>> {
    last.map(|day| day_range(day, &scope.tools().site.time_zone).end)
}

/// Takes a role from somebody: from the next request on they may not do any more what it permits.
///
/// # Errors
/// As [`grant`].
pub async fn revoke(scope: &Scope, request: &RevokeRole) -> Result<AccountId> {
    scope.permission(Permission::ManageRoles)?;
    let id = request.parse()?;
    scope.fresh()?;
    scope
        .transaction(async |tx| take_back(tx, scope, grant::by_id(id)).await)
        .await
}

/// Takes a role that somebody holds now, as [`revoke`] does.
pub(crate) async fn take(
    tx: &DatabaseTransaction,
    scope: &Scope,
    (account, role): (AccountId, RoleId),
) -> Result<AccountId> {
    let held = grant::of(&[account])
        .filter(grant::Column::RoleId.eq(role))
        .filter(grant::is_live(scope.now()));
    take_back(tx, scope, held).await
}

async fn take_back(tx: &DatabaseTransaction, scope: &Scope, which: Select<grant::Entity>) -> Result<AccountId> {
    lock(tx).await?;
    let own = held_by_actor(tx, scope, Permission::ManageRoles).await?;
    let given = which.one(tx).await?.ok_or(Error::NotFound)?;
    let role = role::these([given.role_id]).one(tx).await?.ok_or(Error::NotFound)?;
    may_touch(&own, role.permissions())?;
    let was_admin = given.role_id == ADMIN && is_lasting_admin(tx, given.account_id).await?;
    grant::Entity::delete_many()
        .filter(grant::Column::Id.eq(given.id))
        .exec(tx)
        .await?;
    if was_admin {
        keep_an_admin(tx).await?;
    }
    let event = Event::of(Action::RoleRevoked)
        .on(Subject::Account(given.account_id.uuid()))
        .with("role", given.role_id.to_string());
    audit::record(tx, scope, event).await?;
    tell(tx, scope, given.account_id).await?;
    Ok(given.account_id)
}

/// Writes that an account holds a role from now on, instead of what it held of it before. Under [`lock`].
///
/// # Errors
/// `LastAdmin` for an end that would leave nobody who may do everything.
pub(crate) async fn give(
    tx: &DatabaseTransaction,
    scope: &Scope,
    (account, role): (AccountId, RoleId),
    by: Option<AccountId>,
    until: Option<DateTime<Utc>>,
) -> Result<()> {
    let was_admin = role == ADMIN && is_lasting_admin(tx, account).await?;
    let before = grant::of(&[account])
        .filter(grant::Column::RoleId.eq(role))
        .one(tx)
        .await?;
    grant::Entity::delete_many()
        .filter(grant::Column::AccountId.eq(account))
        .filter(grant::Column::RoleId.eq(role))
        .exec(tx)
        .await?;
    let row = grant::ActiveModel {
        id: Set(GrantId::from_uuid(scope.new_id())),
        account_id: Set(account),
        role_id: Set(role),
        granted_by: Set(by),
        granted_at: Set(scope.now()),
        ends_at: Set(until),
    };
    grant::Entity::insert(row).exec_without_returning(tx).await?;
    if was_admin {
        keep_an_admin(tx).await?;
    }
    let mut event = Event::of(Action::RoleGranted)
        .on(Subject::Account(account.uuid()))
        .with("role", role.to_string());
    if let Some(until) = until {
        event = event.with("until", until.to_rfc3339());
    }
    if let Some(before) = before {
        event = event.with("until_before", before.ends_at.map(|end| end.to_rfc3339()));
    }
    audit::record(tx, scope, event).await
}

/// Whether the actor may give these roles until then, as the transaction sees it.
///
/// # Errors
/// `Forbidden` when the actor may not manage roles (any more), `NotFound` for a role that is gone, `MoreThanHeld`.
pub(crate) async fn may_give(
    tx: &DatabaseTransaction,
    scope: &Scope,
    roles: &[RoleId],
    until: Option<DateTime<Utc>>,
) -> Result<()> {
    let own = held_by_actor(tx, scope, Permission::ManageRoles).await?;
    Ok(may_hand_out(&own, permitted_by(tx, roles).await?, until)?)
}

/// Whether the actor may take back an offer of these roles.
///
/// # Errors
/// As [`may_give`].
pub(crate) async fn may_take(tx: &DatabaseTransaction, scope: &Scope, roles: &[RoleId]) -> Result<()> {
    let own = held_by_actor(tx, scope, Permission::ManageRoles).await?;
    Ok(may_touch(&own, permitted_by(tx, roles).await?)?)
}

/// Whether an account that offered these roles may still give them: it works, and holds what they permit.
///
/// # Errors
/// `NotFound` for a role that is gone.
pub(crate) async fn could_give(
    db: &impl ConnectionTrait,
    now: DateTime<Utc>,
    account: AccountId,
    roles: &[RoleId],
    until: Option<DateTime<Utc>>,
) -> Result<bool> {
    let own = held(db, account, now).await?;
    let may_give = may_hand_out(&own, permitted_by(db, roles).await?, until).is_ok();
    Ok(may_give && still_may(db, now, account, Permission::ManageRoles).await?)
}

/// Whether an account that offered something still works and holds the permission for it.
///
/// # Errors
/// When the database fails.
pub(crate) async fn still_may(
    db: &impl ConnectionTrait,
    now: DateTime<Utc>,
    account: AccountId,
    permission: Permission,
) -> Result<bool> {
    let holds = permitted(&held(db, account, now).await?).contains(permission);
    Ok(holds && contact::works(db, account).await?)
}

async fn permitted_by(db: &impl ConnectionTrait, roles: &[RoleId]) -> Result<Permissions> {
    let found = by_ids(db, roles.iter().copied()).await?;
    if found.len() != roles.len() {
        return Err(Error::NotFound);
    }
    let all = found.values().map(role::Model::permissions);
    Ok(all.fold(Permissions::none(), Permissions::and))
}

/// Ids of the accounts that are staff now.
pub(crate) fn accounts(now: DateTime<Utc>) -> SelectStatement {
    grant::accounts(now)
}

/// Which of these accounts are staff now.
///
/// # Errors
/// When the database fails.
pub(crate) async fn staff_among(
    db: &impl ConnectionTrait,
    accounts: &[AccountId],
    now: DateTime<Utc>,
) -> Result<HashSet<AccountId>> {
    let grants = grant::of(accounts).filter(grant::is_live(now)).all(db).await?;
    Ok(grants.into_iter().map(|grant| grant.account_id).collect())
}

/// Ends the streams of the account, and tells its owner by mail.
async fn tell(tx: &DatabaseTransaction, scope: &Scope, account: AccountId) -> Result<()> {
    live::tell_rights(tx, scope.now(), account).await?;
    outbox::post(tx, scope, Mail::RightsChanged { account }).await
}

/// The roles that whoever holds `own` may give, now at least.
pub(crate) async fn offered(scope: &Scope, own: &[Held]) -> Result<Vec<Choice>> {
    let rows = role::all().order_by_asc(role::Column::Id).all(scope.db()).await?;
    let may_give = rows
        .into_iter()
        .filter(|role| may_touch(own, role.permissions()).is_ok());
    Ok(may_give
        .map(|role| Choice {
            value: role.id.to_string(),
            label: role.name(scope.language()),
        })
        .collect())
}
