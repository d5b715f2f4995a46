//! What holds for every timetable, tried on many made by a small generator, in zones and weeks where clocks change.

use std::collections::BTreeSet;

use chrono::TimeDelta;

use super::fixtures::{date, location, visit, wanted, zone};
use super::*;
use crate::times::{local_minute, month_range};

/// `SplitMix64`: the same cases in every run.
struct Generator(u64);

impl Generator {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: u16) -> u16 {
        u16::try_from(self.next() % u64::from(limit)).unwrap()
    }

    fn range_in(&mut self, range: &Instants, unit_minutes: i64) -> Instants {
        let units = u16::try_from((range.end - range.start).num_minutes() / unit_minutes).unwrap();
        let start = range.start + TimeDelta::minutes(i64::from(self.below(units)) * unit_minutes);
        start..start + TimeDelta::minutes(i64::from(self.below(30) + 1) * unit_minutes)
    }

    /// Hours, openings, blocks and busy times on a grid of five minutes around a change of clocks.
    fn timetable(&mut self, around: &Instants, zone: &Zone) -> Timetable {
        let place = |number: u16| Place {
            location: (number > 0).then(|| location(number.into())),
            zone: zone.clone(),
        };
        let mut timetable = Timetable::default();
        for _ in 0..=self.below(12) {
            let from_minute = self.below(287) * 5;
            timetable.hours.push(WeeklyHours {
                weekday: u8::try_from(self.below(7) + 1).unwrap(),
                from_minute,
                to_minute: (from_minute + (self.below(100) + 1) * 5).min(DAY_MINUTES),
                valid_from: NaiveDate::MIN,
                valid_until: None,
                place: place(self.below(2)),
                visit_types: vec![visit()],
            });
        }
        for _ in 0..self.below(3) {
            timetable.openings.push(Opening {
                range: self.range_in(around, 5),
                place: place(self.below(2)),
                visit_types: vec![visit()],
            });
        }
        timetable.blocks = (0..self.below(3)).map(|_| self.range_in(around, 5)).collect();
        timetable.busy = (0..self.below(20)).map(|_| self.range_in(around, 1)).collect();
        timetable
    }
}

const ZONES: [(&str, &str); 10] = [
    ("America/New_York", "2026-03-08"),
    ("America/New_York", "2026-11-01"),
    ("Europe/London", "2026-03-29"),
    ("Europe/London", "2026-10-25"),
    ("Australia/Lord_Howe", "2026-04-05"),
    ("Australia/Lord_Howe", "2026-10-04"),
    ("Asia/Kathmandu", "2026-03-29"),
    ("Africa/Casablanca", "2026-02-15"),
    ("America/Sao_Paulo", "2018-11-04"),
    ("America/Havana", "2026-11-01"),
];

/// Runs a property on timetables of every zone, over the ten days around its change of clocks.
fn for_many(cases: u64, property: impl Fn(&Timetable, &Zone, &Instants, &mut Generator)) {
    for (index, (name, day)) in (0..).zip(ZONES) {
        let zone = zone(name);
        let around = day_range(date(day), &zone);
        let around = around.start - TimeDelta::days(4)..around.end + TimeDelta::days(5);
        for case in 0..cases {
            let mut generator = Generator(index * 1_000 + case);
            let timetable = generator.timetable(&around, &zone);
            property(&timetable, &zone, &around, &mut generator);
        }
    }
}

/// Says from the instant alone, by reading the wall clock, whether a place is open.
fn is_open(timetable: &Timetable, zone: &Zone, place: Option<LocationId>, instant: DateTime<Utc>) -> bool {
    let weekday = weekday_number(local_day(instant, zone));
    let minute = local_minute(instant, zone);
    timetable.hours.iter().any(|hours| {
        hours.place.location == place
            && hours.weekday == weekday
            && (hours.from_minute..hours.to_minute).contains(&minute)
    }) || timetable
        .openings
        .iter()
        .any(|opening| opening.place.location == place && opening.range.contains(&instant))
}

fn minutes_of(range: &Instants) -> impl Iterator<Item = DateTime<Utc>> + use<> {
    let start = range.start;
    (0..(range.end - range.start).num_minutes()).map(move |minute| start + TimeDelta::minutes(minute))
}

#[test]
fn every_time_is_open_free_and_offered_once() {
    for_many(30, |timetable, zone, around, generator| {
        let mut wish = wanted(generator.below(18) * 5 + 5, around.clone());
        wish.step_minutes = Some(generator.below(12) * 5 + 5);
        let slots = free_slots(timetable, &wish);
        for slot in &slots {
            let range = slot.starts_at..slot.ends_at;
            assert_eq!(
                (range.end - range.start).num_minutes(),
                i64::from(wish.duration_minutes)
            );
            assert!(around.contains(&range.start));
            assert!(
                minutes_of(&range).all(|minute| is_open(timetable, zone, slot.location, minute)),
                "{slot:?}"
            );
            for taken in timetable.busy.iter().chain(&timetable.blocks) {
                assert!(
                    range.end <= taken.start || taken.end <= range.start,
                    "{slot:?} meets {taken:?}"
                );
            }
        }
        let order: Vec<_> = slots.iter().map(|slot| (slot.starts_at, slot.location)).collect();
        assert!(order.is_sorted_by(|one, two| one < two), "sorted, and each once");
    });
}

#[test]
fn on_a_grid_of_five_minutes_nothing_free_is_left_out() {
    for_many(6, |timetable, zone, around, generator| {
        let mut wish = wanted(generator.below(10) * 5 + 5, around.clone());
        wish.step_minutes = Some(5);
        let slots = free_slots(timetable, &wish);
        let offered: BTreeSet<_> = slots.iter().map(|slot| (slot.starts_at, slot.location)).collect();

        let duration = TimeDelta::minutes(wish.duration_minutes.into());
        let mut expected = BTreeSet::new();
        for place in [None, Some(location(1))] {
            let starts = minutes_of(around).step_by(5);
            for start in starts.filter(|start| is_open(timetable, zone, place, *start)) {
                let range = start..start + duration;
                let mut taken = timetable.busy.iter().chain(&timetable.blocks);
                if minutes_of(&range).all(|minute| is_open(timetable, zone, place, minute))
                    && !taken.any(|taken| taken.start < range.end && range.start < taken.end)
                {
                    expected.insert((start, place));
                }
            }
        }
        assert_eq!(offered, expected);
    });
}

#[test]
fn every_viewer_is_offered_the_same_instants() {
    let viewers = [
        "Pacific/Kiritimati",
        "Pacific/Pago_Pago",
        "America/New_York",
        "Asia/Kathmandu",
        "Australia/Lord_Howe",
    ];
    for_many(6, |timetable, zone, around, generator| {
        let middle = around.start + TimeDelta::days(4);
        let month = month_range(local_day(middle, zone), zone);
        let mut wish = wanted(generator.below(12) * 5 + 10, month.clone());
        let whole = free_slots(timetable, &wish);
        for viewer in viewers.map(super::fixtures::zone) {
            let mut seen = Vec::new();
            let mut day = local_day(month.start, &viewer);
            while day <= local_day(month.end, &viewer) {
                let viewed = day_range(day, &viewer);
                wish.range = viewed.start.max(month.start)..viewed.end.min(month.end);
                seen.extend(free_slots(timetable, &wish));
                day = next_day(day);
            }
            assert_eq!(seen, whole, "seen from {viewer}");
        }
    });
}

#[test]
fn what_is_taken_only_removes_and_an_opening_only_adds() {
    let times = |slots: Vec<FreeSlot>| {
        slots
            .into_iter()
            .map(|slot| (slot.starts_at, slot.location))
            .collect::<BTreeSet<_>>()
    };
    for_many(20, |timetable, zone, around, generator| {
        let wish = wanted(generator.below(12) * 5 + 10, around.clone());
        let mut changed = timetable.clone();
        changed.openings.clear();
        let before = times(free_slots(&changed, &wish));
        changed.openings.push(Opening {
            range: generator.range_in(around, 5),
            place: Place {
                location: None,
                zone: zone.clone(),
            },
            visit_types: vec![visit()],
        });
        let opened = times(free_slots(&changed, &wish));
        assert!(opened.is_superset(&before));

        let taken = generator.range_in(around, 1);
        changed.busy.push(taken.clone());
        let length = TimeDelta::minutes(wish.duration_minutes.into());
        let left: BTreeSet<_> = opened
            .iter()
            .filter(|(start, _)| *start >= taken.end || *start + length <= taken.start)
            .copied()
            .collect();
        assert_eq!(times(free_slots(&changed, &wish)), left);
    });
}
