//! Weekly hours: added and removed by their doctor.

use chrono::NaiveDate;
use domain::availability::{AddRule, RemoveRule, ValidRule, Weekday};
use domain::conflict::Conflict;
use domain::doctors::VisitKind;
use domain::form::{FieldErrors, Problem};
use domain::id::{DoctorId, LocationId, RuleId, VisitTypeId};
use domain::live::{Change, Kind, Topic};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction, EntityTrait};

use super::diaries::happens_there;
use super::entity::rule;
use super::overlap::{Hours, share_time};
use super::standing::Standing;
use crate::audit::{self, Action, Event, Subject};
use crate::database::lock_resources;
use crate::doctors::{self, DoctorRow};
use crate::error::{Error, Result};
use crate::scope::Scope;
use crate::times::{Zone, local_day};
use crate::{live, locations, visit_types};

/// Weekly hours and exceptions that a doctor may have at once; a hand-made timetable has a tenth of it.
pub(super) const MOST: usize = 300;

/// Adds the same hours on each of the chosen weekdays.
///
/// # Errors
/// `Forbidden` for anybody but a verified doctor, `Invalid` with what to mend, `RuleOverlaps` when the doctor has hours
/// at that time already. Hours at a place and hours by video may share a time: whichever is booked first takes it.
pub async fn add_rule(scope: &Scope, request: &AddRule) -> Result<Vec<RuleId>> {
    let doctor = scope.doctor()?;
    scope
        .transaction(async |tx| {
            lock_resources(tx, &[doctor.uuid()]).await?;
            let row = own_row(tx, doctor).await?;
            let own_zone = zone_of(&row)?;
            let today = local_day(scope.now(), &own_zone);
            let wanted = request.parse(today)?;
            let zone = place(tx, wanted.location).await?.unwrap_or_else(|| own_zone.clone());
            let longest = longest_visit(tx, wanted.location, &wanted.visit_types).await?;
            if wanted.to.minute() - wanted.from.minute() < longest {
                let minutes = longest.into();
                return Err(FieldErrors::one("to", Problem::TooShortForVisit { minutes }).into());
            }
            let hours = |weekday: &Weekday| Hours::of_wish(&wanted, *weekday, zone.clone());
            let hours: Vec<_> = wanted.weekdays.iter().map(hours).collect();
            refuse_overlap(tx, doctor, &own_zone, &hours, today).await?;
            let added = insert(tx, scope, doctor, &wanted).await?;
            changed(tx, scope, doctor).await?;
            Ok(added)
        })
        .await
}

/// Removes one of the doctor's own weekly hours, which can be taken back ([`super::restore_rule`]). Visits in it stay; the
/// answer is how many there are.
///
/// # Errors
/// `Forbidden` for anybody but a verified doctor, `NotFound` when it is not the doctor's, `Stale` when it was changed.
pub async fn remove_rule(scope: &Scope, request: &RemoveRule) -> Result<u32> {
    let doctor = scope.doctor()?;
    let (id, version) = request.parse()?;
    scope
        .transaction(async |tx| {
            lock_resources(tx, &[doctor.uuid()]).await?;
            let found = rule::own(doctor, id).one(tx).await?.ok_or(Error::NotFound)?;
            let affected = Standing::load(tx, scope.now(), doctor).await?.in_rule(&found)?;
            let gone = rule::remove_own(doctor, id, version, scope.now()).exec(tx).await?;
            if gone.rows_affected == 0 {
                return Err(Conflict::Stale.into());
            }
            let event = Event::of(Action::HoursRemoved).on(Subject::Rule(id.uuid()));
            audit::record(tx, scope, event.with("visits", affected)).await?;
            changed(tx, scope, doctor).await?;
            Ok(affected)
        })
        .await
}

/// Tells everybody whose pages show the doctor's hours or what is free in them.
pub(super) async fn changed(tx: &impl ConnectionTrait, scope: &Scope, doctor: DoctorId) -> Result<()> {
    doctors::refresh_next_free(tx, scope, doctor).await?;
    live::tell(tx, scope.now(), &[Change::of(Topic::Doctor(doctor), Kind::Hours)]).await
}

/// The doctor's own row.
pub(super) async fn own_row(db: &impl ConnectionTrait, doctor: DoctorId) -> Result<DoctorRow> {
    doctors::by_ids(db, [doctor])
        .await?
        .remove(&doctor)
        .ok_or(Error::NotFound)
}

/// The zone of a doctor's video visits and blocks.
pub(super) fn zone_of(doctor: &DoctorRow) -> Result<Zone> {
    Zone::named(&doctor.time_zone).map_err(Error::internal)
}

/// The zone of a location that can be chosen; `None` for video.
pub(super) async fn place(db: &impl ConnectionTrait, location: Option<LocationId>) -> Result<Option<Zone>> {
    let Some(location) = location else { return Ok(None) };
    let unknown = || FieldErrors::one("place", Problem::UnknownChoice);
    let location = locations::active(db, location).await?.ok_or_else(unknown)?;
    Ok(Some(Zone::named(&location.zone).map_err(Error::internal)?))
}

/// How many minutes the longest of these visits takes, all of which must be possible there.
pub(super) async fn longest_visit(
    db: &impl ConnectionTrait,
    location: Option<LocationId>,
    chosen: &[VisitTypeId],
) -> Result<u16> {
    let offered = visit_types::active(db).await?;
    let mut longest = 0;
    for id in chosen {
        let found = offered.iter().find(|visit_type| visit_type.id == *id);
        let problem = match found {
            None => Problem::UnknownChoice,
            Some(visit_type) if happens_there(visit_type.kind, location.is_some()) => {
                longest = longest.max(visit_type.minutes());
                continue;
            }
            Some(visit_type) if visit_type.kind == VisitKind::InPerson => Problem::OnlyVideoVisits,
            Some(_) => Problem::OnlyVisitsInPerson,
        };
        return Err(FieldErrors::one("visit_types", problem).into());
    }
    Ok(longest)
}

pub(super) async fn refuse_overlap(
    tx: &DatabaseTransaction,
    doctor: DoctorId,
    own_zone: &Zone,
    wanted: &[Hours],
    today: NaiveDate,
) -> Result<()> {
    let existing = rule::from_day([doctor], today).all(tx).await?;
    if existing.len() + wanted.len() > MOST {
        return Err(Conflict::NotPossibleNow.into());
    }
    let places = locations::by_ids(tx, existing.iter().filter_map(|rule| rule.location_id)).await?;
    for rule in &existing {
        let there = rule.location_id.and_then(|id| places.get(&id));
        let there = there.map(|location| Zone::named(&location.zone)).transpose();
        let there = there.map_err(Error::internal)?.unwrap_or_else(|| own_zone.clone());
        let other = Hours::of_row(rule, there);
        if wanted.iter().any(|wanted| share_time(wanted, &other, today)) {
            return Err(Conflict::RuleOverlaps.into());
        }
    }
    Ok(())
}

async fn insert(tx: &DatabaseTransaction, scope: &Scope, doctor: DoctorId, wanted: &ValidRule) -> Result<Vec<RuleId>> {
    let now = scope.now();
    let mut added = Vec::new();
    for weekday in &wanted.weekdays {
        let id = RuleId::from_uuid(scope.new_id());
        let row = rule::ActiveModel {
            id: Set(id),
            doctor_id: Set(doctor),
            location_id: Set(wanted.location),
            weekday: Set(weekday.number().into()),
            from_minute: Set(wanted.from.minute().into()),
            to_minute: Set(wanted.to.minute().into()),
            valid_from: Set(wanted.valid_from),
            valid_until: Set(wanted.valid_until),
            version: Set(1),
            removed_at: Set(None),
            created_at: Set(now),
            updated_at: Set(now),
        };
        rule::Entity::insert(row).exec_without_returning(tx).await?;
        let offered = wanted
            .visit_types
            .iter()
            .map(|visit_type| rule::visit_type::ActiveModel {
                rule_id: Set(id),
                visit_type_id: Set(*visit_type),
            });
        rule::visit_type::Entity::insert_many(offered)
            .exec_without_returning(tx)
            .await?;
        audit::record(tx, scope, Event::of(Action::HoursAdded).on(Subject::Rule(id.uuid()))).await?;
        added.push(id);
    }
    Ok(added)
}
