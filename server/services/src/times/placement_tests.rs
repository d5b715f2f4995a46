use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::calendar::GridPlace;

use super::*;

fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

fn entry(start: &str, minutes: i64) -> Instants {
    at(start)..at(start) + TimeDelta::minutes(minutes)
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn new_york() -> Zone {
    Zone::named("America/New_York").unwrap()
}

fn placed(row: u16, span: u16, lane: u8, lanes: u8) -> GridPlace {
    GridPlace { row, span, lane, lanes }
}

#[test]
fn an_entry_stands_at_its_time() {
    let entries = [
        entry("2026-11-18T14:00:00Z", 30),
        entry("2026-11-18T14:30:00Z", 20),
        entry("2026-11-18T16:02:00Z", 1),
        entry("2026-11-20T14:00:00Z", 30),
    ];
    assert_eq!(
        place_day(day("2026-11-18"), &new_york(), &entries),
        [
            Some(placed(109, 6, 1, 1)),
            Some(placed(115, 4, 1, 1)),
            Some(placed(133, 1, 1, 1)),
            None
        ]
    );
}

#[test]
fn entries_that_overlap_stand_side_by_side() {
    let entries = [
        entry("2026-11-18T15:00:00Z", 60),
        entry("2026-11-18T14:00:00Z", 90),
        entry("2026-11-18T15:30:00Z", 30),
        entry("2026-11-18T18:00:00Z", 30),
    ];
    assert_eq!(
        place_day(day("2026-11-18"), &new_york(), &entries),
        [
            Some(placed(121, 12, 2, 2)),
            Some(placed(109, 18, 1, 2)),
            Some(placed(127, 6, 1, 2)),
            Some(placed(157, 6, 1, 1))
        ]
    );
}

#[test]
fn an_entry_over_midnight_is_cut() {
    let entries = [entry("2026-11-19T04:30:00Z", 60)];
    assert_eq!(
        place_day(day("2026-11-18"), &new_york(), &entries),
        [Some(placed(283, 6, 1, 1))]
    );
    assert_eq!(
        place_day(day("2026-11-19"), &new_york(), &entries),
        [Some(placed(1, 6, 1, 1))]
    );
}

#[test]
fn rows_follow_the_wall_when_clocks_change() {
    let forward = [entry("2026-03-08T06:30:00Z", 60), entry("2026-03-08T17:00:00Z", 30)];
    assert_eq!(
        place_day(day("2026-03-08"), &new_york(), &forward),
        [Some(placed(19, 24, 1, 1)), Some(placed(157, 6, 1, 1))]
    );

    // 1:30am twice, and one that begins at 1:45am and ends at 1:15am.
    let back = [
        entry("2026-11-01T05:30:00Z", 15),
        entry("2026-11-01T06:30:00Z", 15),
        entry("2026-11-01T05:45:00Z", 30),
    ];
    let rows = place_day(day("2026-11-01"), &new_york(), &back);
    assert_eq!(
        rows,
        [
            Some(placed(19, 3, 1, 2)),
            Some(placed(19, 3, 2, 2)),
            Some(placed(22, 6, 1, 1))
        ]
    );
}

#[test]
fn entries_overlapping_in_time_never_share_a_lane() {
    let zones = ["America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"].map(|name| Zone::named(name).unwrap());
    let days = ["2026-03-08", "2026-11-01", "2026-04-05", "2026-10-04", "2026-06-10"].map(day);
    let mut state = 1_u64;
    let mut below = move |limit: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        i64::try_from((state >> 33) % limit).unwrap()
    };
    for case in 0..300 {
        let (zone, date) = (&zones[case % zones.len()], days[case % days.len()]);
        let whole = day_range(date, zone);
        let entries: Vec<Instants> = (0..=below(30))
            .map(|_| {
                let start = whole.start + TimeDelta::minutes(below(30 * 60) - 180);
                start..start + TimeDelta::minutes(below(120) + 1)
            })
            .collect();
        let places = place_day(date, zone, &entries);
        for (one, place) in entries.iter().zip(&places) {
            let touches_day = one.start < whole.end && whole.start < one.end;
            assert_eq!(place.is_some(), touches_day);
            let Some(place) = place else { continue };
            assert!(
                place.span >= 1 && place.row + place.span <= DAY_ROWS + 1 && (1..=place.lanes).contains(&place.lane)
            );
        }
        for (index, one) in entries.iter().enumerate() {
            for (other, second) in entries.iter().zip(&places).skip(index + 1) {
                let (Some(first), Some(second)) = (places[index], second) else {
                    continue;
                };
                if one.start < other.end && other.start < one.end {
                    assert!(
                        first.lane != second.lane && first.lanes == second.lanes,
                        "{one:?} and {other:?}"
                    );
                }
            }
        }
    }
}
