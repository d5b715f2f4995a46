//! Weeks and months as calendars turn them. Weeks begin on Monday.

use chrono::{Datelike, Days, Months, NaiveDate};

/// Whether calendars can show a day: the years 1900 to 2199.
#[must_use]
pub fn is_shown(date: NaiveDate) -> bool {
    (1900..2200).contains(&date.year())
}

/// The Monday on or before this day.
#[must_use]
pub fn monday_of(date: NaiveDate) -> NaiveDate {
    by_days(date, -i64::from(date.weekday().num_days_from_monday())).unwrap_or(date)
}

/// The Sunday on or after this day.
#[must_use]
pub fn sunday_of(date: NaiveDate) -> NaiveDate {
    by_days(monday_of(date), 6).unwrap_or(date)
}

/// The first day of this day's month.
#[must_use]
pub fn first_of_month(date: NaiveDate) -> NaiveDate {
    date.with_day(1).unwrap_or(date)
}

/// The whole weeks that this day's month needs: four, five or six.
#[must_use]
pub fn month_days(date: NaiveDate) -> Vec<NaiveDate> {
    let first = first_of_month(date);
    let last = by_months(first, 1).and_then(|next| next.pred_opt()).unwrap_or(first);
    let (begin, end) = (monday_of(first), sunday_of(last));
    begin.iter_days().take_while(|day| *day <= end).collect()
}

/// So many days later, or earlier; nothing beyond the calendar's end.
#[must_use]
pub fn by_days(date: NaiveDate, days: i64) -> Option<NaiveDate> {
    let count = Days::new(days.unsigned_abs());
    if days < 0 {
        date.checked_sub_days(count)
    } else {
        date.checked_add_days(count)
    }
}

/// The same day so many months later, or earlier; the last day of a month that is too short for it.
#[must_use]
pub fn by_months(date: NaiveDate, months: i32) -> Option<NaiveDate> {
    let count = Months::new(months.unsigned_abs());
    if months < 0 {
        date.checked_sub_months(count)
    } else {
        date.checked_add_months(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_week_begins_on_monday_whatever_day_is_asked_for() {
        for day in 16..=22 {
            let asked = date(&format!("2026-11-{day}"));
            assert_eq!(monday_of(asked), date("2026-11-16"), "{asked}");
            assert_eq!(sunday_of(asked), date("2026-11-22"), "{asked}");
        }
        assert_eq!(
            monday_of(date("2027-01-03")),
            date("2026-12-28"),
            "over the end of a year"
        );
    }

    #[test]
    fn a_month_is_made_of_whole_weeks() {
        for (asked, first, last, weeks) in [
            ("2027-02-14", "2027-02-01", "2027-02-28", 4),
            ("2026-11-20", "2026-10-26", "2026-12-06", 6),
            ("2026-12-31", "2026-11-30", "2027-01-03", 5),
            ("2028-02-29", "2028-01-31", "2028-03-05", 5),
            ("2026-08-01", "2026-07-27", "2026-09-06", 6),
        ] {
            let days = month_days(date(asked));
            assert_eq!(days.len(), weeks * 7, "{asked}");
            assert_eq!((days[0], days[days.len() - 1]), (date(first), date(last)), "{asked}");
        }
    }

    #[test]
    fn every_month_of_a_century_holds_all_of_its_days_once() {
        let mut month = date("2000-01-01");
        while month < date("2100-01-01") {
            let days = month_days(month);
            assert!(days.len().is_multiple_of(7) && days.iter().all(|day| is_shown(*day)));
            assert!(days.windows(2).all(|two| by_days(two[0], 1) == Some(two[1])), "{month}");
            let next = by_months(month, 1).unwrap();
            let inside = days.iter().filter(|day| first_of_month(**day) == month).count();
            assert_eq!(i64::try_from(inside).unwrap(), (next - month).num_days());
            month = next;
        }
    }

    #[test]
    fn a_month_that_is_too_short_ends_sooner() {
        assert_eq!(by_months(date("2026-01-31"), 1), Some(date("2026-02-28")));
        assert_eq!(by_months(date("2028-02-29"), -12), Some(date("2027-02-28")));
        assert_eq!(by_months(NaiveDate::MAX, 1), None);
    }
}
