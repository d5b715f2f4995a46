//! The one formatter of instants: page, mail, calendar file and API show a time through it.

use chrono::{DateTime, Utc};
use domain::when::{Moment, When};
use jiff::tz::Offset;
use words::Language;

use super::labels::{clock_label, date_label, plain_date_label, short_clock_label, short_date_label};
use super::zone::{Instants, Zone, local_day, local_minute, tzdb_version};

/// Tells instants in one zone and one language.
#[derive(Clone, Debug)]
pub struct Formatter {
    zone: Zone,
    language: Language,
    names_zone: bool,
}

impl Formatter {
    /// Tells times in this zone without naming it.
    #[must_use]
    pub fn new(zone: &Zone, language: Language) -> Self {
        Self {
            zone: zone.clone(),
            language,
            names_zone: false,
        }
    }

    /// Names the zone with every time, for readers whose zone is not known: mails, public pages.
    #[must_use]
    pub fn naming_zone(self) -> Self {
        Self {
            names_zone: true,
            ..self
        }
    }

    /// Names the zone when it is not the other one: the reader's, or for a video visit the clinic's.
    #[must_use]
    pub fn naming_zone_unless(self, other: &Zone) -> Self {
        Self {
            names_zone: !self.zone.agrees_with(other),
            ..self
        }
    }

    /// The zone in which times are told.
    #[must_use]
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// Everything a page shows of a visit's or a slot's time.
    #[must_use]
    pub fn when(&self, range: &Instants) -> When {
        let day = local_day(range.start, &self.zone);
        When {
            date: date_label(day, self.language),
            short_date: short_date_label(day, self.language),
            time: self.time(range.start),
            end_time: self.time(range.end),
            zone: self.zone_of(range.start),
            datetime: self.rfc3339(range.start),
            day,
            instant: range.start,
        }
    }

    /// When something happened: "18 November 2026, 5:30pm", with "(Chicago time)" after it if the zone is named.
    #[must_use]
    pub fn moment(&self, instant: DateTime<Utc>) -> Moment {
        let dates = &self.language.server().dates;
        let day = plain_date_label(local_day(instant, &self.zone), self.language);
        Moment {
            label: dates.moment(day, self.named_time(instant)),
            datetime: self.rfc3339(instant),
        }
    }

    /// "5:30pm", with "(Chicago time)" after it if the zone is named.
    #[must_use]
    pub fn named_time(&self, instant: DateTime<Utc>) -> String {
        match self.zone_of(instant) {
            Some(zone) => self.language.ui().time.with_zone(self.time(instant), zone),
            None => self.time(instant),
        }
    }

    /// "2:30pm to 3pm".
    #[must_use]
    pub fn time_range(&self, range: &Instants) -> String {
        self.language
            .ui()
            .time
            .range(self.time(range.start), self.time(range.end))
    }

    /// "5:30pm", "3pm", "midday", "midnight".
    #[must_use]
    pub fn time(&self, instant: DateTime<Utc>) -> String {
        clock_label(local_minute(instant, &self.zone), self.language)
    }

    /// "2:30", for a narrow calendar.
    #[must_use]
    pub fn short_time(&self, instant: DateTime<Utc>) -> String {
        short_clock_label(local_minute(instant, &self.zone), self.language)
    }

    /// RFC 3339 with the offset of the zone, in whole seconds: "2026-11-18T14:30:00-06:00".
    #[must_use]
    pub fn rfc3339(&self, instant: DateTime<Utc>) -> String {
        self.zone.rfc3339(instant)
    }

    /// The name of the zone if times are told with it, or if this hour comes twice that night and only the offset tells
    /// which of the two is meant.
    fn zone_of(&self, instant: DateTime<Utc>) -> Option<String> {
        if self.zone.is_repeated(instant) {
            let offset = offset_label(self.zone.offset(instant));
            let name = zone_label(&self.zone, self.language);
            return Some(self.language.ui().list([name, offset]));
        }
        self.names_zone.then(|| zone_label(&self.zone, self.language))
    }
}

/// A zone as people say it: "Chicago time", from the city of its name; "UTC" and "UTC−5" where there is none.
#[must_use]
pub fn zone_label(zone: &Zone, language: Language) -> String {
    let name = zone.name();
    match name.rsplit_once('/') {
        Some((region, city)) if region != "Etc" => language.server().dates.zone(city.replace('_', " ")),
        _ => offset_label(zone.offset(DateTime::<Utc>::UNIX_EPOCH)),
    }
}

/// "UTC−4", "UTC+5:45", "UTC".
fn offset_label(offset: Offset) -> String {
    let minutes = offset.seconds() / 60;
    let sign = if minutes < 0 { '−' } else { '+' };
    match (minutes.abs() / 60, minutes.abs() % 60) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, minutes) => format!("UTC{sign}{hours}:{minutes:02}"),
    }
}

/// What a visit keeps of its time beside the instants, so that it can be told again when the law changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalStart {
    /// Wall time, ISO 8601 without offset: "2026-11-18T14:30:00".
    pub local_start: String,
    /// IANA name.
    pub zone: String,
    /// Version of the tz database that said so.
    pub tzdb: String,
}

/// The local start of a visit in the zone of its place.
#[must_use]
pub fn local_start(instant: DateTime<Utc>, zone: &Zone) -> LocalStart {
    LocalStart {
        local_start: zone.wall(instant).strftime("%Y-%m-%dT%H:%M:%S").to_string(),
        zone: zone.name().to_owned(),
        tzdb: tzdb_version().to_owned(),
    }
}
