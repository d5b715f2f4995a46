//! Time for people: zones and days, the one formatter of every date and time, and places on a calendar.

mod formatter;
mod labels;
mod names;
mod placement;
#[cfg(test)]
mod placement_tests;
#[cfg(test)]
mod tests;
mod zone;

pub use formatter::{Formatter, LocalStart, local_start, zone_label};
pub use labels::{
    clock_label, date_label, day_label, days_label, month_label, plain_date_label, short_clock_label, short_date_label,
    short_date_year_label, short_day_label, short_weekday_label, week_label,
};
pub use placement::{DAY_ROWS, place_day};
pub use zone::{
    DAY_MINUTES, Instants, UnknownZone, Zone, day_range, days_range, instant_at, is_zone, local_day, local_minute,
    month_range, next_day, tzdb_version, weekday_number, zone_names,
};
