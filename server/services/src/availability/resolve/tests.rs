use super::fixtures::{date, every_day, location, on, place, starts, utc, utc_range, visit, wanted, zone};
use super::*;
use crate::times::month_range;
use uuid::Uuid;

const UTC: &str = "UTC";

#[test]
fn times_fill_a_window_and_never_leave_it() {
    let morning = every_day(&place(UTC), &[(540, 630)]);
    assert_eq!(
        starts(&on(&morning, "2026-11-18", UTC, 30)),
        ["2026-11-18T09:00Z", "2026-11-18T09:30Z", "2026-11-18T10:00Z"]
    );
    assert_eq!(
        starts(&on(&morning, "2026-11-18", UTC, 40)),
        ["2026-11-18T09:00Z", "2026-11-18T09:40Z"]
    );
    assert!(on(&morning, "2026-11-18", UTC, 91).is_empty());
}

#[test]
fn a_grid_offers_more_starts_than_the_duration() {
    let morning = every_day(&place(UTC), &[(540, 600)]);
    let mut wish = wanted(30, utc_range("2026-11-18T00:00:00Z", "2026-11-19T00:00:00Z"));
    wish.step_minutes = Some(15);
    assert_eq!(
        starts(&free_slots(&morning, &wish)),
        ["2026-11-18T09:00Z", "2026-11-18T09:15Z", "2026-11-18T09:30Z"]
    );
}

#[test]
fn windows_that_overlap_or_adjoin_are_one() {
    let split = every_day(&place(UTC), &[(540, 570), (570, 600), (590, 660)]);
    let whole = every_day(&place(UTC), &[(540, 660)]);
    assert_eq!(on(&split, "2026-11-18", UTC, 60), on(&whole, "2026-11-18", UTC, 60));
    assert_eq!(on(&whole, "2026-11-18", UTC, 60).len(), 2);
}

#[test]
fn two_locations_are_never_joined() {
    let mut hours = every_day(&place(UTC), &[(540, 570)]);
    let elsewhere = Place {
        location: Some(location(2)),
        zone: zone(UTC),
    };
    hours.hours.extend(every_day(&elsewhere, &[(570, 600)]).hours);
    assert!(on(&hours, "2026-11-18", UTC, 60).is_empty());
    let slots = on(&hours, "2026-11-18", UTC, 30);
    assert_eq!(
        slots.iter().map(|slot| slot.location).collect::<Vec<_>>(),
        [Some(location(1)), Some(location(2))]
    );
}

#[test]
fn a_visit_may_cross_midnight_when_both_days_are_open() {
    let hours = every_day(&place(UTC), &[(0, 60), (1380, 1440)]);
    let slots = on(&hours, "2026-11-18", UTC, 90);
    assert_eq!(starts(&slots), ["2026-11-18T23:00Z"]);
    assert_eq!(slots[0].ends_at, utc("2026-11-19T00:30:00Z"));
}

#[test]
fn the_edges_of_busy_time_are_free() {
    let mut hours = every_day(&place(UTC), &[(540, 660)]);
    hours.busy = vec![
        utc_range("2026-11-18T10:00:00Z", "2026-11-18T10:30:00Z"),
        utc_range("2026-11-18T08:00:00Z", "2026-11-18T09:00:00Z"),
        utc_range("2026-11-18T10:10:00Z", "2026-11-18T10:10:00Z"),
    ];
    assert_eq!(
        starts(&on(&hours, "2026-11-18", UTC, 30)),
        ["2026-11-18T09:00Z", "2026-11-18T09:30Z", "2026-11-18T10:30Z"]
    );
    hours.busy = vec![utc_range("2026-11-18T09:29:59.999Z", "2026-11-18T09:30:00Z")];
    assert_eq!(starts(&on(&hours, "2026-11-18", UTC, 30)).len(), 3);
}

#[test]
fn a_block_removes_and_the_rest_keeps_its_times() {
    let mut hours = every_day(&place(UTC), &[(540, 660)]);
    hours.blocks = vec![utc_range("2026-11-18T09:10:00Z", "2026-11-18T09:40:00Z")];
    assert_eq!(
        starts(&on(&hours, "2026-11-18", UTC, 30)),
        ["2026-11-18T10:00Z", "2026-11-18T10:30Z"]
    );
}

#[test]
fn an_opening_adds_times_and_prolongs_the_hours_it_meets() {
    let mut hours = every_day(&place(UTC), &[(540, 600)]);
    hours.openings = vec![Opening {
        range: utc_range("2026-11-18T09:45:00Z", "2026-11-18T11:15:00Z"),
        place: place(UTC),
        visit_types: vec![visit()],
    }];
    assert_eq!(
        starts(&on(&hours, "2026-11-18", UTC, 30)),
        [
            "2026-11-18T09:00Z",
            "2026-11-18T09:30Z",
            "2026-11-18T10:00Z",
            "2026-11-18T10:30Z"
        ]
    );
    assert_eq!(on(&hours, "2026-11-19", UTC, 30).len(), 2);
}

#[test]
fn only_hours_for_this_visit_count() {
    let mut hours = every_day(&place(UTC), &[(540, 600)]);
    for weekly in &mut hours.hours {
        weekly.visit_types = vec![VisitTypeId::from_uuid(Uuid::from_u128(2))];
    }
    hours.openings = vec![Opening {
        range: utc_range("2026-11-18T09:00:00Z", "2026-11-18T10:00:00Z"),
        place: place(UTC),
        visit_types: Vec::new(),
    }];
    assert!(on(&hours, "2026-11-18", UTC, 30).is_empty());
}

#[test]
fn weekly_hours_hold_from_their_first_to_their_last_day() {
    let mut hours = every_day(&place(UTC), &[(540, 570)]);
    for weekly in &mut hours.hours {
        weekly.valid_from = date("2026-11-17");
        weekly.valid_until = Some(date("2026-11-18"));
    }
    hours.hours.retain(|weekly| weekly.weekday != 2);
    let slots = free_slots(&hours, &wanted(30, month_range(date("2026-11-30"), &zone(UTC))));
    assert_eq!(starts(&slots), ["2026-11-18T09:00Z"]);
}

#[test]
fn notice_and_horizon_are_instants() {
    let hours = every_day(&place(UTC), &[(540, 720)]);
    let mut wish = wanted(30, utc_range("2026-11-18T00:00:00Z", "2026-11-19T00:00:00Z"));
    wish.earliest = utc("2026-11-18T09:30:00.001Z");
    wish.latest = utc("2026-11-18T11:00:00Z");
    assert_eq!(
        starts(&free_slots(&hours, &wish)),
        ["2026-11-18T10:00Z", "2026-11-18T10:30Z"]
    );
    wish.earliest = wish.latest;
    assert!(free_slots(&hours, &wish).is_empty());
}

#[test]
fn a_full_clinic_day_offers_nothing() {
    // 23:00 to 01:00 UTC is the evening of the 17th and of the 18th in New York.
    let hours = every_day(&place("America/New_York"), &[(1080, 1140)]);
    let mut wish = wanted(30, utc_range("2026-11-17T00:00:00Z", "2026-11-20T00:00:00Z"));
    wish.daily_limit = Some(DailyLimit {
        visits: 2,
        counts: BTreeMap::from([(date("2026-11-17"), 2), (date("2026-11-18"), 1)]),
    });
    assert_eq!(
        starts(&free_slots(&hours, &wish)),
        [
            "2026-11-18T23:00Z",
            "2026-11-18T23:30Z",
            "2026-11-19T23:00Z",
            "2026-11-19T23:30Z"
        ][..]
    );
}

#[test]
fn nonsense_is_answered_with_nothing() {
    let hours = every_day(&place(UTC), &[(600, 540), (600, 600)]);
    let day = utc_range("2026-11-18T00:00:00Z", "2026-11-19T00:00:00Z");
    assert!(free_slots(&hours, &wanted(30, day.clone())).is_empty());
    let hours = every_day(&place(UTC), &[(540, 600)]);
    assert!(free_slots(&hours, &wanted(0, day.clone())).is_empty());
    assert!(free_slots(&hours, &wanted(30, day.end..day.start)).is_empty());
}

#[test]
fn the_nearest_times_stand_on_both_sides() {
    let slots = on(&every_day(&place(UTC), &[(540, 720)]), "2026-11-18", UTC, 30);
    let near = nearest(&slots, utc("2026-11-18T10:20:00Z"), 3);
    assert_eq!(
        starts(&near),
        ["2026-11-18T10:00Z", "2026-11-18T10:30Z", "2026-11-18T11:00Z"]
    );
    assert_eq!(nearest(&slots, utc("2027-01-01T00:00:00Z"), 100), slots);
}
