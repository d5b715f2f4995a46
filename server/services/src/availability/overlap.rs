//! Whether two weekly hours of one doctor ever cover the same time.

use chrono::{NaiveDate, TimeDelta};
use domain::availability::{ValidRule, Weekday};
use domain::id::LocationId;

use super::entity::rule;
use super::resolve::{Place, Timetable, WeeklyHours, open_windows, without};
use crate::times::{Zone, days_range};

/// Every shift of clocks that two zones can have against each other comes within a year.
const A_YEAR: TimeDelta = TimeDelta::days(371);

/// Weekly hours, whether stored or wished for.
pub(super) struct Hours(WeeklyHours);

impl Hours {
    /// Stored hours at a place in `zone`.
    pub fn of_row(row: &rule::Model, zone: Zone) -> Self {
        let minute = |minute: i32| u16::try_from(minute).unwrap_or_default();
        Self(WeeklyHours {
            weekday: u8::try_from(row.weekday).unwrap_or_default(),
            from_minute: minute(row.from_minute),
            to_minute: minute(row.to_minute),
            valid_from: row.valid_from,
            valid_until: row.valid_until,
            place: at(row.location_id, zone),
            visit_types: Vec::new(),
        })
    }

    /// Hours that somebody wants to add on one weekday.
    pub fn of_wish(wish: &ValidRule, weekday: Weekday, zone: Zone) -> Self {
        Self(WeeklyHours {
            weekday: weekday.number(),
            from_minute: wish.from.minute(),
            to_minute: wish.to.minute(),
            valid_from: wish.valid_from,
            valid_until: wish.valid_until,
            place: at(wish.location, zone),
            visit_types: Vec::new(),
        })
    }
}

fn at(location: Option<LocationId>, zone: Zone) -> Place {
    Place { location, zone }
}

/// Whether two hours of one doctor cover the same time from `today` on. Hours by video go beside hours at a place.
pub(super) fn share_time(one: &Hours, other: &Hours, today: NaiveDate) -> bool {
    let (one, other) = (&one.0, &other.0);
    if one.place.location.is_some() != other.place.location.is_some() {
        return false;
    }
    let from = one.valid_from.max(other.valid_from).max(today);
    let until = [one.valid_until, other.valid_until].into_iter().flatten().min();
    if until.is_some_and(|until| until + TimeDelta::days(1) < from) {
        return false;
    }
    if one.place.zone.agrees_with(&other.place.zone) {
        return until.is_none_or(|until| first_on(from, one.weekday) <= until)
            && one.weekday == other.weekday
            && one.from_minute < other.to_minute
            && other.from_minute < one.to_minute;
    }
    let range = days_range(from - TimeDelta::days(1), from + A_YEAR, &one.place.zone);
    let [one, other] = [one, other].map(|hours| {
        let timetable = Timetable {
            hours: vec![hours.clone()],
            ..Timetable::default()
        };
        open_windows(&timetable, &range, |_| true)
    });
    without(&one, other) != one
}

/// The first such weekday on or after a date.
fn first_on(date: NaiveDate, weekday: u8) -> NaiveDate {
    let ahead = (7 + i64::from(weekday) - i64::from(crate::times::weekday_number(date))) % 7;
    date + TimeDelta::days(ahead)
}

#[cfg(test)]
mod tests {
    use domain::id::LocationId;
    use uuid::Uuid;

    use super::*;

    fn hours(weekday: u8, minutes: (u16, u16), location: Option<u128>, zone: &str) -> Hours {
        Hours(WeeklyHours {
            weekday,
            from_minute: minutes.0,
            to_minute: minutes.1,
            valid_from: today(),
            valid_until: None,
            place: at(
                location.map(|id| LocationId::from_uuid(Uuid::from_u128(id))),
                Zone::named(zone).unwrap(),
            ),
            visit_types: Vec::new(),
        })
    }

    fn today() -> NaiveDate {
        "2026-11-16".parse().unwrap()
    }

    fn until(mut hours: Hours, from: &str, until: &str) -> Hours {
        hours.0.valid_from = from.parse().unwrap();
        hours.0.valid_until = Some(until.parse().unwrap());
        hours
    }

    #[test]
    fn the_same_wall_time_is_shared_at_any_place_of_the_zone() {
        let nine = hours(1, (540, 720), Some(1), "Europe/London");
        for (other, shared) in [
            (hours(1, (540, 720), Some(1), "Europe/London"), true),
            (hours(1, (719, 800), Some(2), "Europe/London"), true),
            (hours(1, (0, 541), Some(2), "Europe/Jersey"), true),
            (hours(1, (720, 800), Some(1), "Europe/London"), false),
            (hours(1, (0, 540), Some(1), "Europe/London"), false),
            (hours(2, (540, 720), Some(1), "Europe/London"), false),
            (hours(1, (540, 720), None, "Europe/London"), false),
        ] {
            assert_eq!(share_time(&nine, &other, today()), shared);
            assert_eq!(share_time(&other, &nine, today()), shared);
        }
    }

    #[test]
    fn zones_are_compared_by_instants_through_the_year() {
        let london = hours(1, (540, 720), Some(1), "Europe/London");
        // 9am to midday in London is 4am to 7am in New York, 5am to 8am in the weeks between two shifts of clocks.
        assert!(!share_time(
            &london,
            &hours(1, (480, 720), Some(2), "America/New_York"),
            today()
        ));
        assert!(share_time(
            &london,
            &hours(1, (450, 480), Some(2), "America/New_York"),
            today()
        ));
        assert!(share_time(
            &london,
            &hours(1, (360, 420), Some(2), "America/New_York"),
            today()
        ));
        // Monday morning in London is Monday night in Auckland, and Tuesday from 10pm on.
        assert!(share_time(
            &london,
            &hours(1, (1380, 1440), Some(2), "Pacific/Auckland"),
            today()
        ));
        assert!(share_time(
            &london,
            &hours(2, (0, 30), Some(2), "Pacific/Auckland"),
            today()
        ));
        assert!(!share_time(
            &london,
            &hours(2, (540, 720), Some(2), "Pacific/Auckland"),
            today()
        ));
    }

    #[test]
    fn hours_that_never_hold_on_one_day_share_nothing() {
        let base = || hours(1, (540, 720), Some(1), "Europe/London");
        let december = until(base(), "2026-12-01", "2026-12-31");
        assert!(share_time(&december, &base(), today()));
        assert!(!share_time(
            &december,
            &until(base(), "2027-01-01", "2027-01-31"),
            today()
        ));
        assert!(!share_time(
            &december,
            &until(base(), "2026-11-16", "2026-11-30"),
            today()
        ));
        // Both hold from Tuesday to Thursday only.
        assert!(!share_time(
            &december,
            &until(base(), "2026-11-16", "2026-12-03"),
            today()
        ));
        assert!(share_time(
            &december,
            &until(base(), "2026-11-16", "2026-12-07"),
            today()
        ));
        // What is over does not count.
        assert!(!share_time(
            &until(base(), "2026-11-02", "2026-11-15"),
            &base(),
            today()
        ));
    }
}
