//! What an administrator can tune: one row, read by its key.

mod entity;
#[cfg(test)]
mod tests;

use domain::actor::Permission;
use domain::conflict::Conflict;
use domain::settings::{SaveSettings, Settings, SettingsView};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use serde_json::Value;

use crate::audit::{self, Action, Event};
use crate::error::{Error, OnConflict, Result};
use crate::scope::{Scope, Tools};

/// The key of the clinic's settings; another key would be another group of them.
const CLINIC: &str = "clinic";

/// The version of settings that nobody has saved yet.
const UNSAVED: i32 = 0;

/// The limits that hold now; those nobody has touched are as a new clinic starts. For its name and number see [`of`].
///
/// # Errors
/// When the database fails.
pub async fn current(db: &impl ConnectionTrait) -> Result<Settings> {
    Ok(stored(db).await?.settings)
}

/// The same with the clinic's name and number, which the installation gives until somebody saves others.
///
/// # Errors
/// When the database fails.
pub async fn of(tools: &Tools, db: &impl ConnectionTrait) -> Result<Settings> {
    Ok(named(tools, stored(db).await?).settings)
}

/// The settings page.
///
/// # Errors
/// `Forbidden` without the permission to change settings.
pub async fn view(scope: &Scope) -> Result<SettingsView> {
    scope.permission(Permission::ManageSettings)?;
    Ok(named(scope.tools(), stored(scope.db()).await?))
}

/// Saves all settings at once.
///
/// # Errors
/// `Forbidden` without the permission, `Invalid` with what to mend, `ConfirmFirst`, `Stale` when somebody saved meanwhile.
pub async fn save(scope: &Scope, request: &SaveSettings) -> Result<()> {
    scope.permission(Permission::ManageSettings)?;
    let wanted = request.parse()?;
    scope.fresh()?;
    scope
        .transaction(async |tx| {
            let before = named(scope.tools(), stored(tx).await?);
            if before.version != wanted.version {
                return Err(Conflict::Stale.into());
            }
            write(tx, scope, &wanted.settings, wanted.version).await?;
            let (was, is) = changed(&before.settings, &wanted.settings)?;
            let event = Event::of(Action::SettingsChanged).with("before", was).with("after", is);
            audit::record(tx, scope, event).await
        })
        .await
}

async fn stored(db: &impl ConnectionTrait) -> Result<SettingsView> {
    let Some(row) = entity::of(CLINIC).one(db).await? else {
        return Ok(SettingsView {
            settings: Settings::default(),
            version: UNSAVED,
        });
    };
    Ok(SettingsView {
        settings: serde_json::from_value(row.value).map_err(|error| Error::Internal(error.into()))?,
        version: row.version,
    })
}

fn named(tools: &Tools, mut stored: SettingsView) -> SettingsView {
    if stored.version == UNSAVED {
        stored.settings.clinic_name.clone_from(&tools.site.organisation);
        stored.settings.clinic_phone.clone_from(&tools.site.phone);
    }
    stored
}

async fn write(tx: &DatabaseTransaction, scope: &Scope, settings: &Settings, version: i32) -> Result<()> {
    let row = entity::ActiveModel {
        key: Set(CLINIC.to_owned()),
        value: Set(to_value(settings)?),
        version: Set(version + 1),
        updated_at: Set(scope.now()),
    };
    if version == UNSAVED {
        return entity::Entity::insert(row)
            .exec_without_returning(tx)
            .await
            .map(|_| ())
            .on_conflict("setting_pkey", Conflict::Stale);
    }
    let saved = entity::Entity::update_many()
        .set(row)
        .filter(entity::Column::Key.eq(CLINIC))
        .filter(entity::Column::Version.eq(version))
        .exec(tx)
        .await?;
    if saved.rows_affected == 1 {
        Ok(())
    } else {
        Err(Conflict::Stale.into())
    }
}

/// The settings that differ, as they were and as they are.
fn changed(before: &Settings, after: &Settings) -> Result<(Value, Value)> {
    let (mut before, mut after) = (to_value(before)?, to_value(after)?);
    if let (Value::Object(before), Value::Object(after)) = (&mut before, &mut after) {
        before.retain(|name, value| after.get(name) != Some(value));
        after.retain(|name, _| before.contains_key(name));
    }
    Ok((before, after))
}

fn to_value(settings: &Settings) -> Result<Value> {
    serde_json::to_value(settings).map_err(|error| Error::Internal(error.into()))
}
