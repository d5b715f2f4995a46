//! Short ways to say hours, zones and instants in the tests of the slot engine.

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{LocationId, VisitTypeId};
use uuid::Uuid;

use super::{FreeSlot, Place, Timetable, Wanted, WeeklyHours, free_slots};
use crate::times::{Instants, Zone, day_range};

pub fn utc(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

pub fn utc_range(start: &str, end: &str) -> Instants {
    utc(start)..utc(end)
}

pub fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn zone(name: &str) -> Zone {
    Zone::named(name).unwrap()
}

pub fn visit() -> VisitTypeId {
    VisitTypeId::from_uuid(Uuid::from_u128(1))
}

pub fn location(number: u128) -> LocationId {
    LocationId::from_uuid(Uuid::from_u128(number))
}

pub fn place(zone_name: &str) -> Place {
    Place {
        location: Some(location(1)),
        zone: zone(zone_name),
    }
}

/// The same hours on each day of the week.
pub fn every_day(place: &Place, windows: &[(u16, u16)]) -> Timetable {
    let hours = windows.iter().flat_map(|&(from_minute, to_minute)| {
        (1..=7).map(move |weekday| WeeklyHours {
            weekday,
            from_minute,
            to_minute,
            valid_from: NaiveDate::MIN,
            valid_until: None,
            place: place.clone(),
            visit_types: vec![visit()],
        })
    });
    Timetable {
        hours: hours.collect(),
        ..Timetable::default()
    }
}

pub fn wanted(duration_minutes: u16, range: Instants) -> Wanted {
    Wanted {
        visit_type: visit(),
        duration_minutes,
        step_minutes: None,
        range,
        earliest: DateTime::<Utc>::MIN_UTC,
        latest: DateTime::<Utc>::MAX_UTC,
        daily_limit: None,
    }
}

/// The free times of one local day.
pub fn on(timetable: &Timetable, day: &str, zone_name: &str, duration_minutes: u16) -> Vec<FreeSlot> {
    free_slots(
        timetable,
        &wanted(duration_minutes, day_range(date(day), &zone(zone_name))),
    )
}

/// Starts as "2026-03-08T06:00Z".
pub fn starts(slots: &[FreeSlot]) -> Vec<String> {
    slots
        .iter()
        .map(|slot| slot.starts_at.format("%Y-%m-%dT%H:%MZ").to_string())
        .collect()
}
