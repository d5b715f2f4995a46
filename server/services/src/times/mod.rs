//! Time for people: zones and days, the one formatter of every date and time, and places on a calendar.

mod placement;
#[cfg(test)]
mod placement_tests;
mod zone;

pub use placement::{DAY_ROWS, place_day};
pub use zone::{
    DAY_MINUTES, Instants, UnknownZone, Zone, day_range, days_range, instant_at, is_zone, local_day, local_minute,
    monday_of, month_range, next_day, tzdb_version, week_range, weekday_number,
};
