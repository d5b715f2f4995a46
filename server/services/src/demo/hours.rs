//! When the doctors of the demo clinic can be booked: weekly hours, blocked times, extra openings.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use domain::id::{LocationId, VisitTypeId};
use uuid::Uuid;

use super::dice::Dice;
use super::doctors::Doctor;
use super::sheet::row;
use super::tables::Tables;
use super::{Clinic, texts};
use crate::availability::resolve::{FreeSlot, Opening, Place, Timetable, Wanted, WeeklyHours, free_slots};
use crate::times::{Instants, Zone, instant_at, weekday_number};

/// Minutes between the starts of offered times, as a new clinic has it.
pub const STEP: u16 = 10;

/// Weekdays, from, to (minutes of the day), where.
type Pattern = &'static [(&'static [u8], u16, u16, Where)];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Where {
    Home,
    /// The region's other place, where it has one.
    Other,
    Video,
}

const PATTERNS: [Pattern; 4] = [
    &[
        (&[1, 2, 3, 4, 5], 9 * 60, 12 * 60 + 30, Where::Home),
        (&[1, 2, 4], 13 * 60 + 30, 17 * 60, Where::Home),
        (&[3], 13 * 60 + 30, 16 * 60, Where::Video),
        (&[5], 13 * 60 + 30, 16 * 60 + 30, Where::Other),
    ],
    &[
        (&[1, 3, 5], 8 * 60, 12 * 60, Where::Home),
        (&[2, 4], 13 * 60, 18 * 60, Where::Other),
        (&[5], 14 * 60, 17 * 60, Where::Video),
    ],
    &[
        (&[2, 3, 4, 5, 6], 10 * 60, 13 * 60, Where::Home),
        (&[2, 4], 14 * 60, 18 * 60 + 30, Where::Home),
        (&[1], 18 * 60, 20 * 60, Where::Video),
    ],
    &[
        (&[1, 2, 3, 4], 7 * 60 + 30, 13 * 60 + 30, Where::Home),
        (&[4], 15 * 60, 18 * 60, Where::Video),
    ],
];

/// Adds the hours of a doctor and answers them for the slot engine.
pub fn add(tables: &mut Tables, clinic: &Clinic, doctor: &Doctor, number: usize) -> Timetable {
    let mut hours = Hours {
        tables,
        clinic,
        doctor,
        dice: Dice::about("hours", &[i64::try_from(number).unwrap_or(0)]),
        timetable: Timetable::default(),
    };
    let from = clinic.today - Days::new(400);
    for (weekdays, begin, end, place) in PATTERNS[number % PATTERNS.len()] {
        for weekday in *weekdays {
            hours.rule(*weekday, *begin, *end, *place, from, None);
        }
    }
    if number == 0 {
        let (from, until) = (clinic.today + Days::new(20), clinic.today + Days::new(80));
        hours.rule(6, 9 * 60, 12 * 60, Where::Home, from, Some(until));
    }
    hours.exceptions(number);
    // Somebody is being seen at this moment, whatever the time of day.
    if number < 3 {
        hours.open_now();
    }
    hours.timetable
}

/// The free times of one kind of visit that start in a range, leaving the rules of notice aside.
pub fn slots(
    timetable: &Timetable,
    visit_type: VisitTypeId,
    minutes: u16,
    step: u16,
    range: Instants,
) -> Vec<FreeSlot> {
    let wanted = Wanted {
        visit_type,
        duration_minutes: minutes,
        step_minutes: Some(step),
        earliest: range.start,
        latest: range.end,
        range,
        daily_limit: None,
    };
    free_slots(timetable, &wanted)
}

struct Hours<'a> {
    tables: &'a mut Tables,
    clinic: &'a Clinic,
    doctor: &'a Doctor,
    dice: Dice,
    timetable: Timetable,
}

impl Hours<'_> {
    fn zone(&self) -> &Zone {
        &self.clinic.places[self.doctor.home].zone
    }

    fn place(&self, place: Where) -> Place {
        let own = self.doctor.region.places();
        let index = match place {
            Where::Other => own.iter().copied().find(|other| *other != self.doctor.home),
            _ => None,
        };
        let found = &self.clinic.places[index.unwrap_or(self.doctor.home)];
        Place {
            location: (place != Where::Video).then_some(found.id),
            zone: found.zone.clone(),
        }
    }

    fn visit_types(&self, location: Option<LocationId>) -> Vec<VisitTypeId> {
        let fitting = self.clinic.kinds.iter().filter(|kind| kind.video == location.is_none());
        fitting.map(|kind| kind.id).collect()
    }

    fn rule(&mut self, weekday: u8, begin: u16, end: u16, place: Where, from: NaiveDate, until: Option<NaiveDate>) {
        let made = self.clinic.opened;
        let id = self.dice.id(made);
        let place = self.place(place);
        let visit_types = self.visit_types(place.location);
        self.tables.availability_rule.add(row![
            id,
            self.doctor.id.uuid(),
            place.location.map(LocationId::uuid),
            i32::from(weekday),
            i32::from(begin),
            i32::from(end),
            from,
            until,
            1_i32,
            made,
            made,
        ]);
        for visit_type in &visit_types {
            self.tables
                .availability_rule_visit_type
                .add(row![id, visit_type.uuid()]);
        }
        self.timetable.hours.push(WeeklyHours {
            weekday,
            from_minute: begin,
            to_minute: end,
            valid_from: from,
            valid_until: until,
            place,
            visit_types,
        });
    }

    /// An absence behind, a half day and a holiday ahead, and a Saturday for some.
    fn exceptions(&mut self, number: usize) {
        let eager = number == 0;
        if eager || self.dice.in_thousand(500) {
            let (start, days) = (-self.dice.between(12, 40), self.dice.between(1, 3));
            self.block_days(start, days);
        }
        if eager || self.dice.in_thousand(500) {
            let day = self.day(self.dice.clone().between(3, 9));
            let range = instant_at(day, 13 * 60, self.zone())..instant_at(day, 17 * 60, self.zone());
            self.block(range);
        }
        if eager || self.dice.in_thousand(350) {
            let (start, days) = (self.dice.between(14, 26), self.dice.between(4, 9));
            self.block_days(start, days);
        }
        if number.is_multiple_of(4) {
            let to_saturday = (6 + 7 - i64::from(weekday_number(self.clinic.today))) % 7;
            let day = self.day(to_saturday + 7);
            let range = instant_at(day, 9 * 60, self.zone())..instant_at(day, 13 * 60, self.zone());
            self.opening(range);
        }
    }

    fn open_now(&mut self) {
        let now = self.clinic.now;
        let around = now - TimeDelta::minutes(40)..now + TimeDelta::minutes(40);
        let covered = self.clinic.kinds.iter().filter(|kind| !kind.video).any(|kind| {
            let slots = slots(&self.timetable, kind.id, kind.minutes, STEP, around.clone());
            slots.len() >= 7
        });
        if !covered {
            let tens = now.timestamp().div_euclid(600) * 600;
            let start = DateTime::from_timestamp(tens, 0).unwrap_or(now);
            self.opening(start - TimeDelta::hours(1)..start + TimeDelta::hours(2));
        }
    }

    fn day(&self, offset: i64) -> NaiveDate {
        self.clinic.today + TimeDelta::days(offset)
    }

    fn block_days(&mut self, start: i64, days: i64) {
        let zone = self.zone();
        let range = instant_at(self.day(start), 0, zone)..instant_at(self.day(start + days), 0, zone);
        self.block(range);
    }

    fn block(&mut self, range: Instants) {
        let note = *self.dice.pick(texts::BLOCKS);
        self.exception("block", &range, None, Some(note));
        self.timetable.blocks.push(range);
    }

    fn opening(&mut self, range: Instants) {
        let place = self.place(Where::Home);
        let visit_types = self.visit_types(place.location);
        let id = self.exception("opening", &range, place.location, None);
        for visit_type in &visit_types {
            self.tables
                .availability_exception_visit_type
                .add(row![id, visit_type.uuid()]);
        }
        self.timetable.openings.push(Opening {
            range,
            place,
            visit_types,
        });
    }

    fn exception(&mut self, kind: &str, range: &Instants, location: Option<LocationId>, note: Option<&str>) -> Uuid {
        let made: DateTime<Utc> = self.clinic.midnight.min(range.start) - TimeDelta::days(20);
        let id = self.dice.id(made);
        let sealed = note.map(|note| self.clinic.keys.seal("availability_exception", "note", id, note));
        self.tables.availability_exception.add(row![
            id,
            self.doctor.id.uuid(),
            kind,
            range.start,
            range.end,
            location.map(LocationId::uuid),
            sealed,
            1_i32,
            made,
        ]);
        id
    }
}
