//! Places as administrators keep them.

use domain::actor::Permission;
use domain::admin::{self, LocationForm, SaveLocation, ValidLocation};
use domain::conflict::Conflict;
use domain::form::{FieldErrors, Problem};
use domain::id::LocationId;
use domain::page::{PAGE_SIZE, Page, number, offset, pages};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use super::entity::{self, Column};
use crate::audit::{self, Action, Event, Subject};
use crate::error::{Error, Result};
use crate::scope::Scope;
use crate::search::{fold, stored};
use crate::times::Zone;
use crate::{appointments, availability, doctors};

/// The form's answer for a place that is open.
const YES: &str = "yes";

/// A page of the clinic's places by city and name, open and closed.
///
/// # Errors
/// `Forbidden` without the permission to manage settings.
pub async fn list(scope: &Scope, page: &str) -> Result<Page<admin::LocationRow>> {
    scope.permission(Permission::ManageSettings)?;
    let db = scope.db();
    let total = entity::all().count(db).await?;
    let page = number(page).min(pages(total));
    let rows = entity::all()
        .order_by_asc(Column::CityFolded)
        .order_by_asc(Column::Name)
        .order_by_asc(Column::Id)
        .offset(offset(page))
        .limit(PAGE_SIZE)
        .all(db)
        .await?;
    let there = availability::doctors_at(db, rows.iter().map(|row| row.id), scope.today()).await?;
    let rows = rows.into_iter().map(|row| admin::LocationRow {
        id: row.id,
        doctors: there
            .get(&row.id)
            .map_or(0, |doctors| u32::try_from(doctors.len()).unwrap_or(u32::MAX)),
        name: row.name,
        address_line: row.address_line,
        city: row.city,
        country: row.country,
        zone: row.zone,
        active: row.active,
        version: row.version,
    });
    Ok(Page::of(rows.collect(), page, total))
}

/// The form of a place; `new` is an empty one.
///
/// # Errors
/// `Forbidden` without the permission to manage settings, `NotFound` when there is no such place.
pub async fn form(scope: &Scope, place: &str) -> Result<LocationForm> {
    scope.permission(Permission::ManageSettings)?;
    let zones = doctors::zone_choices();
    if place.trim() == "new" {
        let values = SaveLocation {
            zone: scope.tools().site.time_zone.name().to_owned(),
            active: YES.to_owned(),
            ..SaveLocation::default()
        };
        return Ok(LocationForm {
            id: None,
            values,
            zones,
        });
    }
    let id: LocationId = place.trim().parse().map_err(|_| Error::NotFound)?;
    let row = entity::all()
        .filter(Column::Id.eq(id))
        .one(scope.db())
        .await?
        .ok_or(Error::NotFound)?;
    Ok(LocationForm {
        id: Some(row.id),
        values: SaveLocation {
            location: row.id.to_string(),
            name: row.name,
            address_line: row.address_line,
            city: row.city,
            country: row.country,
            zone: row.zone,
            active: if row.active { YES.to_owned() } else { String::new() },
            version: row.version.to_string(),
        },
        zones,
    })
}

/// Adds or changes a place.
///
/// # Errors
/// `Forbidden` without the permission to manage settings, `Invalid` with what to mend, `NotFound`, `Stale` when it
/// changed meanwhile, `LocationInUse` when a place with hours or visits would close, or one with visits would change its
/// zone.
pub async fn save(scope: &Scope, request: &SaveLocation) -> Result<LocationId> {
    scope.permission(Permission::ManageSettings)?;
    let wanted = request.parse()?;
    let zone = Zone::named(&wanted.zone).map_err(|_| FieldErrors::one("zone", Problem::ZoneUnknown))?;
    scope
        .transaction(async |tx| match wanted.existing {
            None => add(tx, scope, &wanted, &zone).await,
            Some((id, version)) => change(tx, scope, &wanted, &zone, id, version).await,
        })
        .await
}

async fn add(tx: &DatabaseTransaction, scope: &Scope, wanted: &ValidLocation, zone: &Zone) -> Result<LocationId> {
    let id = LocationId::from_uuid(scope.new_id());
    let row = entity::ActiveModel {
        id: Set(id),
        version: Set(1),
        created_at: Set(scope.now()),
        ..row(scope, wanted, zone)
    };
    entity::Entity::insert(row).exec_without_returning(tx).await?;
    let event = Event::of(Action::LocationAdded).on(Subject::Location(id.uuid()));
    audit::record(tx, scope, event).await?;
    Ok(id)
}

async fn change(
    tx: &DatabaseTransaction,
    scope: &Scope,
    wanted: &ValidLocation,
    zone: &Zone,
    id: LocationId,
    version: i32,
) -> Result<LocationId> {
    let before = entity::all()
        .filter(Column::Id.eq(id))
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    let closes = before.active && !wanted.active;
    let moves = before.zone != zone.name();
    let visits = (closes || moves) && appointments::any_coming_at(tx, id, scope.now()).await?;
    if visits || closes && availability::is_used(tx, id, scope.today(), scope.now()).await? {
        return Err(Conflict::LocationInUse.into());
    }
    let row = entity::ActiveModel {
        version: Set(version + 1),
        ..row(scope, wanted, zone)
    };
    let changed = entity::change(id, version).set(row).exec(tx).await?;
    if changed.rows_affected == 0 {
        return Err(Conflict::Stale.into());
    }
    if moves || before.active != wanted.active {
        for doctor in availability::doctors_at(tx, [id], scope.today())
            .await?
            .remove(&id)
            .unwrap_or_default()
        {
            doctors::refresh_next_free(tx, scope, doctor).await?;
        }
    }
    let event = Event::of(Action::LocationChanged)
        .on(Subject::Location(id.uuid()))
        .with("active", wanted.active)
        .with("zone_changed", moves);
    audit::record(tx, scope, event).await?;
    Ok(id)
}

fn row(scope: &Scope, wanted: &ValidLocation, zone: &Zone) -> entity::ActiveModel {
    entity::ActiveModel {
        name: Set(stored(&wanted.name)),
        address_line: Set(stored(&wanted.address_line)),
        city: Set(stored(&wanted.city)),
        city_folded: Set(fold(&wanted.city)),
        country: Set(wanted.country.clone()),
        zone: Set(zone.name().to_owned()),
        active: Set(wanted.active),
        updated_at: Set(scope.now()),
        ..entity::ActiveModel::default()
    }
}
