//! The slot engine: weekly hours, extra openings, absences and busy times in, free times out.
//!
//! Pure: no database, no clock, no viewer. Weekly hours are wall time and become instants day by day in their own zone;
//! everything after that is arithmetic on instants. Times start on a grid counted from the beginning of each window of
//! the day, so what is busy never moves the times around it, and a day is resolved alike whatever range is asked for.

mod ranges;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::id::{LocationId, VisitTypeId};

use self::ranges::{clip, holds, merge, subtract, touches};
pub use self::ranges::{joined, without};
use crate::times::{DAY_MINUTES, Instants, Zone, day_range, local_day, next_day, weekday_number};

/// Where visits happen and whose wall clock counts there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// `None` is a video visit.
    pub location: Option<LocationId>,
    /// The zone of the location, or the doctor's own for video.
    pub zone: Zone,
}

/// Hours that come back every week. Hours over midnight are two of these.
#[derive(Clone, Debug)]
pub struct WeeklyHours {
    /// ISO weekday: Monday 1 to Sunday 7.
    pub weekday: u8,
    /// Wall time in minutes after midnight, 0 to 1439.
    pub from_minute: u16,
    /// Wall time in minutes after midnight, exclusive, up to 1440.
    pub to_minute: u16,
    /// The first day they hold.
    pub valid_from: NaiveDate,
    /// The last day they hold, that day included; `None` is until further notice.
    pub valid_until: Option<NaiveDate>,
    pub place: Place,
    /// The visits offered in these hours.
    pub visit_types: Vec<VisitTypeId>,
}

/// Hours added once.
#[derive(Clone, Debug)]
pub struct Opening {
    pub range: Instants,
    pub place: Place,
    /// The visits offered in these hours.
    pub visit_types: Vec<VisitTypeId>,
}

/// All that says when one doctor is free. The order of the lists is free, and ranges may overlap.
#[derive(Clone, Debug, Default)]
pub struct Timetable {
    pub hours: Vec<WeeklyHours>,
    pub openings: Vec<Opening>,
    /// Absences: nothing is offered anywhere in these.
    pub blocks: Vec<Instants>,
    /// Held and booked times of the doctor, at every location.
    pub busy: Vec<Instants>,
}

/// What is looked for.
#[derive(Clone, Debug)]
pub struct Wanted {
    pub visit_type: VisitTypeId,
    pub duration_minutes: u16,
    /// Distance between the starts of two offered times; `None` is the duration.
    pub step_minutes: Option<u16>,
    /// Times that start in this range.
    pub range: Instants,
    /// Notice: no time starts before this instant.
    pub earliest: DateTime<Utc>,
    /// Horizon: no time starts at or after this instant.
    pub latest: DateTime<Utc>,
    pub daily_limit: Option<DailyLimit>,
}

/// How many visits a doctor takes on one clinic day.
#[derive(Clone, Debug)]
pub struct DailyLimit {
    pub visits: u32,
    /// Live visits per date in the zone of the place; a date without an entry has none.
    pub counts: BTreeMap<NaiveDate, u32>,
}

/// A time that can be held, `[starts_at, ends_at)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FreeSlot {
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    /// `None` is a video visit.
    pub location: Option<LocationId>,
    /// The zone of the place.
    pub zone: Zone,
}

/// The free times, ordered by start and then location, each once.
#[must_use]
pub fn free_slots(timetable: &Timetable, wanted: &Wanted) -> Vec<FreeSlot> {
    let starts = wanted.range.start.max(wanted.earliest)..wanted.range.end.min(wanted.latest);
    if wanted.duration_minutes == 0 || starts.start >= starts.end {
        return Vec::new();
    }
    let search = Search {
        wanted,
        starts,
        taken: merge(timetable.blocks.iter().chain(&timetable.busy).cloned().collect()),
        duration: TimeDelta::minutes(wanted.duration_minutes.into()),
        step_minutes: match wanted.step_minutes {
            None | Some(0) => wanted.duration_minutes.into(),
            Some(step) => step.into(),
        },
    };
    let mut slots = Vec::new();
    for offer in offers_by_place(timetable, wanted.visit_type) {
        search.run(&offer, &mut slots);
    }
    slots.sort_unstable_by_key(|slot| (slot.starts_at, slot.location));
    slots.dedup_by_key(|slot| (slot.starts_at, slot.location));
    slots
}

/// When anything can be booked at the chosen places within `range`, absences and visits not taken out: in order, no two
/// overlap or adjoin.
#[must_use]
pub fn open_windows(timetable: &Timetable, range: &Instants, at: impl Fn(&Place) -> bool) -> Vec<Instants> {
    let mut offers: Vec<Offer<'_>> = Vec::new();
    for hours in timetable.hours.iter().filter(|hours| at(&hours.place)) {
        offer_at(&mut offers, &hours.place).hours.push(hours);
    }
    let openings = timetable.openings.iter().filter(|opening| at(&opening.place));
    let mut windows: Vec<Instants> = openings.map(|opening| opening.range.clone()).collect();
    for offer in &offers {
        let zone = &offer.place.zone;
        let last = local_day(range.end, zone);
        let mut day = local_day(range.start, zone);
        while day <= last && day < NaiveDate::MAX {
            weekly_windows(offer, day, &mut windows);
            day = next_day(day);
        }
    }
    clip(&merge(windows), range).collect()
}

/// The free times nearest to an instant, in order of start: what is offered when a time was taken meanwhile.
#[must_use]
pub fn nearest(slots: &[FreeSlot], to: DateTime<Utc>, count: usize) -> Vec<FreeSlot> {
    let mut near: Vec<&FreeSlot> = slots.iter().collect();
    near.sort_by_key(|slot| (slot.starts_at - to).abs());
    near.truncate(count);
    near.sort_by_key(|slot| slot.starts_at);
    near.into_iter().cloned().collect()
}

/// What one place offers for the visit wanted.
struct Offer<'a> {
    place: &'a Place,
    hours: Vec<&'a WeeklyHours>,
    openings: Vec<Instants>,
}

fn offers_by_place(timetable: &Timetable, visit_type: VisitTypeId) -> Vec<Offer<'_>> {
    let mut offers = Vec::new();
    for hours in &timetable.hours {
        if hours.visit_types.contains(&visit_type) {
            offer_at(&mut offers, &hours.place).hours.push(hours);
        }
    }
    for opening in &timetable.openings {
        if opening.visit_types.contains(&visit_type) {
            offer_at(&mut offers, &opening.place)
                .openings
                .push(opening.range.clone());
        }
    }
    for offer in &mut offers {
        offer.openings = merge(std::mem::take(&mut offer.openings));
    }
    offers
}

fn offer_at<'list, 'a>(offers: &'list mut Vec<Offer<'a>>, place: &'a Place) -> &'list mut Offer<'a> {
    let index = offers.iter().position(|offer| offer.place == place).unwrap_or_else(|| {
        offers.push(Offer {
            place,
            hours: Vec::new(),
            openings: Vec::new(),
        });
        offers.len() - 1
    });
    &mut offers[index]
}

struct Search<'a> {
    wanted: &'a Wanted,
    starts: Instants,
    /// Sorted and disjoint.
    taken: Vec<Instants>,
    duration: TimeDelta,
    step_minutes: i64,
}

impl Search<'_> {
    fn run(&self, offer: &Offer<'_>, slots: &mut Vec<FreeSlot>) {
        let zone = &offer.place.zone;
        let last_day = local_day(self.starts.end, zone);
        // A time near midnight may end in the windows of a later day.
        let last_end = self
            .starts
            .end
            .checked_add_signed(self.duration)
            .unwrap_or(DateTime::<Utc>::MAX_UTC);
        let last_covered = local_day(last_end, zone);

        let mut day = local_day(self.starts.start, zone);
        let mut windows = Vec::new();
        let mut grids = Vec::new();
        while day <= last_covered {
            let first = windows.len();
            weekly_windows(offer, day, &mut windows);
            if day <= last_day {
                grids.extend_from_slice(&windows[first..]);
                if !offer.openings.is_empty() {
                    // Inside the weekly hours their own grid goes on.
                    for opening in clip(&offer.openings, &day_range(day, zone)) {
                        subtract(opening, &windows[first..], &mut grids);
                    }
                }
            }
            if day == NaiveDate::MAX {
                break;
            }
            day = next_day(day);
        }
        windows.extend_from_slice(&offer.openings);
        let covered = merge(windows);
        for grid in &grids {
            self.walk(grid, &covered, offer.place, slots);
        }
    }

    /// Offers what is free on the grid that starts with this window.
    fn walk(&self, grid: &Instants, covered: &[Instants], place: &Place, slots: &mut Vec<FreeSlot>) {
        let step_seconds = self.step_minutes * 60;
        let missed = (self.starts.start - grid.start).num_milliseconds().max(0);
        let skipped = (missed + step_seconds * 1000 - 1) / (step_seconds * 1000);
        let end = grid.end.min(self.starts.end);
        let mut starts_at = grid.start + TimeDelta::seconds(skipped * step_seconds);
        while starts_at < end {
            let ends_at = starts_at + self.duration;
            if holds(covered, starts_at, ends_at)
                && !touches(&self.taken, starts_at, ends_at)
                && self.day_has_room(starts_at, &place.zone)
            {
                slots.push(FreeSlot {
                    starts_at,
                    ends_at,
                    location: place.location,
                    zone: place.zone.clone(),
                });
            }
            starts_at += TimeDelta::seconds(step_seconds);
        }
    }

    fn day_has_room(&self, starts_at: DateTime<Utc>, zone: &Zone) -> bool {
        self.wanted.daily_limit.as_ref().is_none_or(|limit| {
            let count = limit.counts.get(&local_day(starts_at, zone)).copied().unwrap_or(0);
            count < limit.visits
        })
    }
}

/// The weekly hours of one date as instants, those that overlap or adjoin on the wall made one.
fn weekly_windows(offer: &Offer<'_>, day: NaiveDate, into: &mut Vec<Instants>) {
    let weekday = weekday_number(day);
    let mut minutes: Vec<_> = offer
        .hours
        .iter()
        .filter(|hours| hours.weekday == weekday && hours.valid_from <= day)
        .filter(|hours| hours.valid_until.is_none_or(|last| day <= last))
        .map(|hours| hours.from_minute..hours.to_minute.min(DAY_MINUTES))
        .collect();
    minutes = merge(minutes);
    for window in minutes {
        offer.place.zone.wall_window(day, window.start, window.end, into);
    }
}

#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod vectors;
