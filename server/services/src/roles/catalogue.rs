//! The clinic's roles: listed, made, changed, deleted.

use std::collections::HashMap;

use domain::actor::{Permission, Permissions};
use domain::conflict::Conflict;
use domain::form::{FieldErrors, Problem};
use domain::id::{AccountId, RoleId};
use domain::roles::{DeleteRole, RoleForm, RoleList, RoleRow, SaveRole, ValidRole, may_hand_out, may_touch, permitted};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::entity::{grant, role};
use super::{held_by_actor, lock};
use crate::audit::{self, Action, Event, Subject};
use crate::error::{Error, OnConflict, Result};
use crate::invitations;
use crate::live;
use crate::outbox::{self, Mail};
use crate::scope::Scope;
use crate::search::{fold, stored};

/// All roles: those that came along in their order, then the clinic's own by name.
///
/// # Errors
/// `Forbidden` without the permission to manage roles.
pub async fn list(scope: &Scope) -> Result<RoleList> {
    scope.permission(Permission::ManageRoles)?;
    let rows = role::all().order_by_asc(role::Column::Id).all(scope.db()).await?;
    let holders = holders(scope).await?;
    let row = |row: &role::Model| shown(scope, row, holders.get(&row.id).copied().unwrap_or_default());
    let mut roles: Vec<_> = rows
        .iter()
        .map(|role| (role.code, fold(&role.name(scope.language())), row(role)))
        .collect();
    roles
        .sort_by(|(code, name, _), (other, than, _)| (code.is_none(), code, name).cmp(&(other.is_none(), other, than)));
    Ok(RoleList {
        roles: roles.into_iter().map(|(.., row)| row).collect(),
    })
}

/// The form of a role; `new` is an empty one.
///
/// # Errors
/// `Forbidden` without the permission to manage roles, `NotFound` when there is no such role.
pub async fn form(scope: &Scope, role: &str) -> Result<RoleForm> {
    let account = scope.permission(Permission::ManageRoles)?;
    let own = super::held(scope.db(), account, scope.now()).await?;
    let offered = permitted(&own);
    if role.trim() == "new" {
        return Ok(RoleForm {
            row: None,
            values: SaveRole::default(),
            offered,
            may_change: true,
            may_delete: false,
        });
    }
    let id: RoleId = role.trim().parse().map_err(|_| Error::NotFound)?;
    let found = role::these([id]).one(scope.db()).await?.ok_or(Error::NotFound)?;
    let holders = holders(scope).await?.get(&id).copied().unwrap_or_default();
    let row = shown(scope, &found, holders);
    let may_change = !row.fixed && may_touch(&own, row.permissions).is_ok();
    Ok(RoleForm {
        values: SaveRole {
            role: id.to_string(),
            name: row.name.clone(),
            description: row.description.clone(),
            permissions: row.permissions.iter().map(|each| each.as_str().to_owned()).collect(),
            version: found.version.to_string(),
        },
        offered,
        may_change,
        may_delete: may_change && holders == 0,
        row: Some(row),
    })
}

/// Makes or changes a role. Whoever holds it is told by mail, and may do what it permits now from the next request on.
///
/// # Errors
/// `Forbidden` without the permission to manage roles, `Invalid` with what to mend, `ConfirmFirst`, `NotFound`, `Stale` when it
/// changed meanwhile, `FixedRole` for the administrators' role, `MoreThanHeld` when it permits, or would permit, more than the
/// actor may do.
pub async fn save(scope: &Scope, request: &SaveRole) -> Result<RoleId> {
    scope.permission(Permission::ManageRoles)?;
    let wanted = request.parse()?;
    scope.fresh()?;
    let saved = scope
        .transaction(async |tx| {
            lock(tx).await?;
            let own = held_by_actor(tx, scope, Permission::ManageRoles).await?;
            may_touch(&own, wanted.permissions)?;
            match wanted.existing {
                None => add(tx, scope, &wanted).await,
                Some((id, version)) => {
                    let before = standing(tx, id, version).await?;
                    may_touch(&own, before.permissions())?;
                    // Who holds it gets what is new for as long as they hold it.
                    may_hand_out(&own, wanted.permissions.without(before.permissions()), None)?;
                    change(tx, scope, &wanted, &before).await
                }
            }
        })
        .await;
    saved.on_conflict("role_name_unique", FieldErrors::one("name", Problem::RoleNameTaken))
}

/// Deletes a role that nobody holds. What it was given for and is over goes with it; the audit keeps it.
///
/// # Errors
/// As [`save`], and `RoleInUse` while somebody holds it.
pub async fn delete(scope: &Scope, request: &DeleteRole) -> Result<()> {
    scope.permission(Permission::ManageRoles)?;
    let (id, version) = request.parse()?;
    scope.fresh()?;
    scope
        .transaction(async |tx| {
            lock(tx).await?;
            let own = held_by_actor(tx, scope, Permission::ManageRoles).await?;
            let before = standing(tx, id, version).await?;
            may_touch(&own, before.permissions())?;
            if !holders_of(tx, scope, id).await?.is_empty() || invitations::is_brought(tx, id).await? {
                return Err(Conflict::RoleInUse.into());
            }
            grant::Entity::delete_many()
                .filter(grant::Column::RoleId.eq(id))
                .exec(tx)
                .await?;
            role::Entity::delete_many()
                .filter(role::Column::Id.eq(id))
                .exec(tx)
                .await?;
            let event = Event::of(Action::RoleDeleted).with("permissions", before.permissions().to_string());
            audit::record(tx, scope, event.on(Subject::Role(id.uuid()))).await
        })
        .await
}

/// The role as it stands, if it can be changed and is still the one that the actor saw.
async fn standing(tx: &DatabaseTransaction, id: RoleId, version: i32) -> Result<role::Model> {
    let found = role::these([id]).one(tx).await?.ok_or(Error::NotFound)?;
    if found.is_fixed() {
        return Err(Conflict::FixedRole.into());
    }
    if found.version != version {
        return Err(Conflict::Stale.into());
    }
    Ok(found)
}

async fn add(tx: &DatabaseTransaction, scope: &Scope, wanted: &ValidRole) -> Result<RoleId> {
    let id = RoleId::from_uuid(scope.new_id());
    let row = role::ActiveModel {
        id: Set(id),
        code: Set(None),
        name: Set(Some(stored(&wanted.name))),
        name_folded: Set(Some(fold(&wanted.name))),
        description: Set(wanted.description.as_deref().map(stored)),
        permissions: Set(wanted.permissions.to_string()),
        version: Set(1),
        created_at: Set(scope.now()),
        updated_at: Set(scope.now()),
    };
    role::Entity::insert(row).exec_without_returning(tx).await?;
    record(tx, scope, Action::RoleMade, id, Permissions::none(), wanted.permissions).await?;
    Ok(id)
}

async fn change(tx: &DatabaseTransaction, scope: &Scope, wanted: &ValidRole, before: &role::Model) -> Result<RoleId> {
    let id = before.id;
    // Words that nobody changed stay those of each reader's language.
    let keeps_name = before.name.is_none() && wanted.name == before.name(scope.language());
    let shown = before.description(scope.language());
    let keeps_description =
        before.description.is_none() && keeps_name && wanted.description.as_deref().unwrap_or_default() == shown;
    let row = role::ActiveModel {
        name: Set((!keeps_name).then(|| stored(&wanted.name))),
        name_folded: Set((!keeps_name).then(|| fold(&wanted.name))),
        description: Set(wanted.description.as_deref().filter(|_| !keeps_description).map(stored)),
        permissions: Set(wanted.permissions.to_string()),
        version: Set(before.version + 1),
        updated_at: Set(scope.now()),
        ..role::ActiveModel::default()
    };
    let changed = role::Entity::update_many()
        .set(row)
        .filter(role::Column::Id.eq(id))
        .filter(role::Column::Version.eq(before.version))
        .exec(tx)
        .await?;
    if changed.rows_affected == 0 {
        return Err(Conflict::Stale.into());
    }
    if before.permissions() != wanted.permissions {
        for account in holders_of(tx, scope, id).await? {
            live::tell_rights(tx, scope.now(), account).await?;
            outbox::post(tx, scope, Mail::RightsChanged { account }).await?;
        }
    }
    record(
        tx,
        scope,
        Action::RoleChanged,
        id,
        before.permissions(),
        wanted.permissions,
    )
    .await?;
    Ok(id)
}

async fn record(
    tx: &DatabaseTransaction,
    scope: &Scope,
    what: Action,
    id: RoleId,
    before: Permissions,
    after: Permissions,
) -> Result<()> {
    let event = Event::of(what)
        .on(Subject::Role(id.uuid()))
        .with("before", before.to_string())
        .with("permissions", after.to_string());
    audit::record(tx, scope, event).await
}

/// The accounts that hold a role now.
async fn holders_of(tx: &impl ConnectionTrait, scope: &Scope, role: RoleId) -> Result<Vec<AccountId>> {
    let grants = grant::of_roles([role])
        .filter(grant::is_live(scope.now()))
        .all(tx)
        .await?;
    Ok(grants.into_iter().map(|grant| grant.account_id).collect())
}

/// How many hold each role now.
async fn holders(scope: &Scope) -> Result<HashMap<RoleId, u64>> {
    let counted: Vec<(RoleId, i64)> = grant::all()
        .select_only()
        .column(grant::Column::RoleId)
        .column_as(grant::Column::Id.count(), "holders")
        .filter(grant::is_live(scope.now()))
        .group_by(grant::Column::RoleId)
        .into_tuple()
        .all(scope.db())
        .await?;
    let number = |(role, count): (RoleId, i64)| (role, u64::try_from(count).unwrap_or_default());
    Ok(counted.into_iter().map(number).collect())
}

fn shown(scope: &Scope, row: &role::Model, holders: u64) -> RoleRow {
    RoleRow {
        id: row.id,
        name: row.name(scope.language()),
        description: row.description(scope.language()),
        permissions: row.permissions(),
        holders,
        fixed: row.is_fixed(),
    }
}
