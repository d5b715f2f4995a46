//! Days on which clocks change, with instants taken from an independent reading of the tz database, minute by minute.

use super::fixtures::{every_day, on, place, utc, zone};
use super::merge;
use crate::times::Instants;

/// Offers 30-minute visits in one window of one day and compares with the stretches of instants expected.
fn check(zone_name: &str, day: &str, window: (u16, u16), expected: &[(&str, &str)]) {
    let slots = on(&every_day(&place(zone_name), &[window]), day, zone_name, 30);
    let offered: Vec<Instants> = slots.iter().map(|slot| slot.starts_at..slot.ends_at).collect();
    let minutes: i64 = offered
        .iter()
        .map(|range| (range.end - range.start).num_minutes())
        .sum();

    let stretches: Vec<Instants> = expected.iter().map(|(start, end)| utc(start)..utc(end)).collect();
    let expected_minutes: i64 = stretches
        .iter()
        .map(|range| (range.end - range.start).num_minutes())
        .sum();

    assert_eq!(merge(offered), stretches, "{zone_name} {day} {window:?}");
    assert_eq!(
        minutes, expected_minutes,
        "an instant came twice: {zone_name} {day} {window:?}"
    );
    assert!(slots.iter().all(|slot| slot.zone == zone(zone_name)));
}

const AFTERNOON: (u16, u16) = (13 * 60, 18 * 60);
const LATE: (u16, u16) = (22 * 60, 24 * 60);
const NIGHT: (u16, u16) = (60, 4 * 60);

#[test]
fn new_york_clocks_go_forward() {
    let check = |window, expected: &[_]| check("America/New_York", "2026-03-08", window, expected);
    check(NIGHT, &[("2026-03-08T06:00:00Z", "2026-03-08T08:00:00Z")]);
    check((120, 180), &[]);
    check((150, 210), &[("2026-03-08T07:00:00Z", "2026-03-08T07:30:00Z")]);
    check((90, 150), &[("2026-03-08T06:30:00Z", "2026-03-08T07:00:00Z")]);
    check((0, 90), &[("2026-03-08T05:00:00Z", "2026-03-08T06:30:00Z")]);
    check(AFTERNOON, &[("2026-03-08T17:00:00Z", "2026-03-08T22:00:00Z")]);
    check(LATE, &[("2026-03-09T02:00:00Z", "2026-03-09T04:00:00Z")]);
}

#[test]
fn new_york_clocks_go_back() {
    let check = |window, expected: &[_]| check("America/New_York", "2026-11-01", window, expected);
    check(NIGHT, &[("2026-11-01T05:00:00Z", "2026-11-01T09:00:00Z")]);
    check((60, 120), &[("2026-11-01T05:00:00Z", "2026-11-01T07:00:00Z")]);
    check(
        (90, 150),
        &[
            ("2026-11-01T05:30:00Z", "2026-11-01T06:00:00Z"),
            ("2026-11-01T06:30:00Z", "2026-11-01T07:30:00Z"),
        ],
    );
    check(
        (0, 90),
        &[
            ("2026-11-01T04:00:00Z", "2026-11-01T05:30:00Z"),
            ("2026-11-01T06:00:00Z", "2026-11-01T06:30:00Z"),
        ],
    );
    check(AFTERNOON, &[("2026-11-01T18:00:00Z", "2026-11-01T23:00:00Z")]);
    check(LATE, &[("2026-11-02T03:00:00Z", "2026-11-02T05:00:00Z")]);
}

#[test]
fn london_clocks_go_forward() {
    let check = |window, expected: &[_]| check("Europe/London", "2026-03-29", window, expected);
    check((0, 180), &[("2026-03-29T00:00:00Z", "2026-03-29T02:00:00Z")]);
    check((60, 120), &[]);
    check((90, 150), &[("2026-03-29T01:00:00Z", "2026-03-29T01:30:00Z")]);
    check(AFTERNOON, &[("2026-03-29T12:00:00Z", "2026-03-29T17:00:00Z")]);
    check(LATE, &[("2026-03-29T21:00:00Z", "2026-03-29T23:00:00Z")]);
}

#[test]
fn london_clocks_go_back() {
    let check = |window, expected: &[_]| check("Europe/London", "2026-10-25", window, expected);
    check((0, 180), &[("2026-10-24T23:00:00Z", "2026-10-25T03:00:00Z")]);
    check((60, 120), &[("2026-10-25T00:00:00Z", "2026-10-25T02:00:00Z")]);
    check(
        (90, 150),
        &[
            ("2026-10-25T00:30:00Z", "2026-10-25T01:00:00Z"),
            ("2026-10-25T01:30:00Z", "2026-10-25T02:30:00Z"),
        ],
    );
    check(AFTERNOON, &[("2026-10-25T13:00:00Z", "2026-10-25T18:00:00Z")]);
    check(LATE, &[("2026-10-25T22:00:00Z", "2026-10-26T00:00:00Z")]);
}

#[test]
fn lord_howe_shifts_by_half_an_hour_both_ways() {
    let back = |window, expected: &[_]| check("Australia/Lord_Howe", "2026-04-05", window, expected);
    back(NIGHT, &[("2026-04-04T14:00:00Z", "2026-04-04T17:30:00Z")]);
    back((90, 120), &[("2026-04-04T14:30:00Z", "2026-04-04T15:30:00Z")]);
    back(AFTERNOON, &[("2026-04-05T02:30:00Z", "2026-04-05T07:30:00Z")]);
    back(LATE, &[("2026-04-05T11:30:00Z", "2026-04-05T13:30:00Z")]);

    let forward = |window, expected: &[_]| check("Australia/Lord_Howe", "2026-10-04", window, expected);
    forward(NIGHT, &[("2026-10-03T14:30:00Z", "2026-10-03T17:00:00Z")]);
    forward((120, 180), &[("2026-10-03T15:30:00Z", "2026-10-03T16:00:00Z")]);
    forward((120, 150), &[]);
    forward(AFTERNOON, &[("2026-10-04T02:00:00Z", "2026-10-04T07:00:00Z")]);
    forward(LATE, &[("2026-10-04T11:00:00Z", "2026-10-04T13:00:00Z")]);
}

#[test]
fn kathmandu_is_five_hours_and_three_quarters_ahead() {
    let check = |window, expected: &[_]| check("Asia/Kathmandu", "2026-03-29", window, expected);
    check((540, 720), &[("2026-03-29T03:15:00Z", "2026-03-29T06:15:00Z")]);
    check(AFTERNOON, &[("2026-03-29T07:15:00Z", "2026-03-29T12:15:00Z")]);
    check(LATE, &[("2026-03-29T16:15:00Z", "2026-03-29T18:15:00Z")]);
}

#[test]
fn casablanca_puts_clocks_back_for_ramadan() {
    let morning = (540, 720);
    let check = |day, window, expected: &[_]| check("Africa/Casablanca", day, window, expected);
    check(
        "2026-02-14",
        morning,
        &[("2026-02-14T08:00:00Z", "2026-02-14T11:00:00Z")],
    );
    check("2026-02-15", NIGHT, &[("2026-02-15T00:00:00Z", "2026-02-15T04:00:00Z")]);
    check(
        "2026-02-15",
        morning,
        &[("2026-02-15T09:00:00Z", "2026-02-15T12:00:00Z")],
    );
    check("2026-02-16", LATE, &[("2026-02-16T22:00:00Z", "2026-02-17T00:00:00Z")]);
    check(
        "2026-03-21",
        morning,
        &[("2026-03-21T09:00:00Z", "2026-03-21T12:00:00Z")],
    );
    check("2026-03-22", NIGHT, &[("2026-03-22T01:00:00Z", "2026-03-22T03:00:00Z")]);
    check(
        "2026-03-22",
        morning,
        &[("2026-03-22T08:00:00Z", "2026-03-22T11:00:00Z")],
    );
}

#[test]
fn sao_paulo_has_no_daylight_saving_any_more() {
    let check = |day, window, expected: &[_]| check("America/Sao_Paulo", day, window, expected);
    check(
        "2026-02-15",
        (0, 120),
        &[("2026-02-15T03:00:00Z", "2026-02-15T05:00:00Z")],
    );
    check("2026-02-15", LATE, &[("2026-02-16T01:00:00Z", "2026-02-16T03:00:00Z")]);
    check(
        "2026-10-18",
        (0, 120),
        &[("2026-10-18T03:00:00Z", "2026-10-18T05:00:00Z")],
    );
    check(
        "2026-10-18",
        AFTERNOON,
        &[("2026-10-18T16:00:00Z", "2026-10-18T21:00:00Z")],
    );
    check(
        "2026-11-01",
        AFTERNOON,
        &[("2026-11-01T16:00:00Z", "2026-11-01T21:00:00Z")],
    );
    check("2026-11-01", LATE, &[("2026-11-02T01:00:00Z", "2026-11-02T03:00:00Z")]);
    // The last summer time began at midnight: the day has no 00:00.
    check(
        "2018-11-04",
        (0, 120),
        &[("2018-11-04T03:00:00Z", "2018-11-04T04:00:00Z")],
    );
}

#[test]
fn kiritimati_is_a_day_ahead_of_its_neighbours() {
    check(
        "Pacific/Kiritimati",
        "2026-03-08",
        (540, 720),
        &[("2026-03-07T19:00:00Z", "2026-03-07T22:00:00Z")],
    );
}

#[test]
fn havana_has_one_o_clock_twice_right_after_midnight() {
    check(
        "America/Havana",
        "2026-03-08",
        (0, 120),
        &[("2026-03-08T05:00:00Z", "2026-03-08T06:00:00Z")],
    );
    check(
        "America/Havana",
        "2026-11-01",
        (0, 120),
        &[("2026-11-01T04:00:00Z", "2026-11-01T07:00:00Z")],
    );
}
