//! Moving between the days of a month by key, after the date grid of the ARIA Authoring Practices.

use chrono::NaiveDate;
use domain::calendar::{by_days, by_months, is_shown, monday_of, sunday_of};

/// The day that a key leads to. Arrows go where they point: from right to left, the left one leads to the next day.
pub fn led_to(from: NaiveDate, key: &str, shift: bool, leftwards: bool) -> Option<NaiveDate> {
    let onward = if leftwards { -1 } else { 1 };
    let months = if shift { 12 } else { 1 };
    let day = match key {
        "ArrowLeft" => by_days(from, -onward),
        "ArrowRight" => by_days(from, onward),
        "ArrowUp" => by_days(from, -7),
        "ArrowDown" => by_days(from, 7),
        "Home" => Some(monday_of(from)),
        "End" => Some(sunday_of(from)),
        "PageUp" => by_months(from, -months),
        "PageDown" => by_months(from, months),
        _ => None,
    };
    day.filter(|day| is_shown(*day))
}

#[cfg(test)]
mod tests {
    use super::led_to;

    #[test]
    fn keys_lead_to_days() {
        let led = |from: &str, key: &str, shift, leftwards| {
            let led = led_to(from.parse().unwrap(), key, shift, leftwards);
            led.map_or_else(String::new, |day| day.to_string())
        };
        for (key, to) in [
            ("ArrowLeft", "2027-01-30"),
            ("ArrowRight", "2027-02-01"),
            ("ArrowUp", "2027-01-24"),
            ("ArrowDown", "2027-02-07"),
            ("Home", "2027-01-25"),
            ("End", "2027-01-31"),
            ("PageUp", "2026-12-31"),
            ("PageDown", "2027-02-28"),
            ("Enter", ""),
        ] {
            assert_eq!(led("2027-01-31", key, false, false), to, "{key}");
        }
        assert_eq!(led("2027-01-31", "ArrowLeft", false, true), "2027-02-01");
        assert_eq!(led("2027-01-31", "ArrowRight", false, true), "2027-01-30");
        assert_eq!(led("2028-02-29", "PageUp", true, false), "2027-02-28");
        assert_eq!(led("2028-02-29", "PageDown", true, true), "2029-02-28");
        assert_eq!(
            led("2199-12-31", "ArrowRight", false, false),
            "",
            "the end of what calendars show"
        );
    }
}
