//! The coming days as patients can book them.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};
use domain::availability::{PreviewDay, PreviewSpan};
use domain::id::LocationId;
use sea_orm::ConnectionTrait;

use super::diaries::{Diaries, Diary};
use super::resolve::joined;
use super::standing::Standing;
use crate::error::{Error, Result};
use crate::scope::Scope;
use crate::times::{Formatter, Instants, Zone, day_label, days_range, local_day};

/// Days shown, today included.
const DAYS: i64 = 14;

/// The spans in which any kind of visit is free, by day and place, and how many visits each day has. Days and times are
/// those of the place.
pub(super) async fn preview(
    scope: &Scope,
    db: &impl ConnectionTrait,
    diaries: &mut Diaries,
    own: &Diary,
    standing: &Standing,
) -> Result<Vec<PreviewDay>> {
    let language = scope.language();
    let doctor = own.doctor.id;
    let today = local_day(diaries.now, &own.zone);
    let end = today + TimeDelta::days(DAYS);
    // A day more, for places where the last day ends later.
    let range = diaries.now..days_range(today, end, &own.zone).end + TimeDelta::days(1);
    diaries.read_busy(db, &[doctor], &range).await?;

    let mut free: BTreeMap<(NaiveDate, Option<LocationId>), (Zone, Vec<Instants>)> = BTreeMap::new();
    for visit_type in &diaries.visit_types {
        for slot in diaries.free(doctor, visit_type, range.clone(), None) {
            let key = (local_day(slot.starts_at, &slot.zone), slot.location);
            let (_, ranges) = free.entry(key).or_insert_with(|| (slot.zone.clone(), Vec::new()));
            ranges.push(slot.starts_at..slot.ends_at);
        }
    }
    let mut spans: BTreeMap<NaiveDate, Vec<(Instants, PreviewSpan)>> = BTreeMap::new();
    for ((date, location), (zone, ranges)) in free {
        let formatter = Formatter::new(&zone, language);
        for range in joined(ranges) {
            let span = PreviewSpan {
                from: formatter.time(range.start),
                to: formatter.time(range.end),
                place: location.and_then(|id| diaries.place_name(id)),
            };
            spans.entry(date).or_default().push((range, span));
        }
    }
    let mut booked: BTreeMap<NaiveDate, u32> = BTreeMap::new();
    for visit in standing.all() {
        let zone = Zone::named(&visit.zone).map_err(Error::internal)?;
        *booked.entry(local_day(visit.range.start, &zone)).or_default() += 1;
    }
    let dates = today.iter_days().take_while(|date| *date < end);
    let days = dates.map(|date| {
        let mut spans = spans.remove(&date).unwrap_or_default();
        spans.sort_by_key(|(range, _)| range.start);
        PreviewDay {
            date,
            label: day_label(date, language),
            spans: spans.into_iter().map(|(_, span)| span).collect(),
            booked: booked.get(&date).copied().unwrap_or(0),
        }
    });
    Ok(days.collect())
}
