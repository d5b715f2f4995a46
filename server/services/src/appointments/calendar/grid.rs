//! A day or a week by the hour: columns of the wall clock of one zone.

use chrono::{DateTime, NaiveDate, Utc};
use domain::actor::Actor;
use domain::calendar::{
    CalendarDays, GridDay, GridEntry, GridEntryKind, GridPlace, Period, by_days, is_shown, monday_of,
};

use super::rows::{self, Days, Kept, Row, kept};
use crate::appointments::telling::{Names, Reader};
use crate::availability;
use crate::error::Result;
use crate::scope::Scope;
use crate::times::{
    Formatter, Instants, Zone, clock_label, date_label, day_label, day_range, local_day, local_minute, place_day,
    short_day_label, short_weekday_label, week_label, zone_label,
};

/// One day.
pub(super) async fn day(scope: &Scope, reader: &Reader, day: NaiveDate) -> Result<CalendarDays> {
    let told = Told::read(scope, reader, day, 1).await?;
    let label = date_label(day, reader.language);
    Ok(told.tell(label, |today| today))
}

/// The week that holds the day.
pub(super) async fn week(scope: &Scope, reader: &Reader, day: NaiveDate) -> Result<CalendarDays> {
    let monday = monday_of(day);
    let told = Told::read(scope, reader, monday, 7).await?;
    let label = week_label(monday, reader.language);
    Ok(told.tell(label, monday_of))
}

/// A stretch of time and the way to others; `beside` begin before and after it.
pub(super) fn period(
    reader: &Reader,
    zone: &Zone,
    label: String,
    first: NaiveDate,
    beside: [Option<NaiveDate>; 2],
    present: NaiveDate,
    visits: usize,
) -> Period {
    let [prev, next] = beside.map(|day| day.filter(|day| is_shown(*day)));
    let named = !zone.agrees_with(&reader.zone);
    Period {
        label,
        first,
        prev,
        next,
        present: (present != first).then_some(present),
        zone: named.then(|| zone_label(zone, reader.language)),
        visits: small(visits),
    }
}

/// A count as it travels.
pub(super) fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// A time, with its zone when that is not the grid's: entries stand where the grid's wall has them, and the words say the
/// time that counts there.
pub(super) fn zoned(reader: &Reader, formatter: &Formatter, grid: &Zone, time: String) -> String {
    if formatter.zone().agrees_with(grid) {
        return time;
    }
    let zone = zone_label(formatter.zone(), reader.language);
    reader.language.ui().time.with_zone(time, zone)
}

/// What days are told from.
struct Told<'a> {
    scope: &'a Scope,
    reader: &'a Reader,
    /// In the zone of the grid.
    formatter: Formatter,
    first: NaiveDate,
    count: u16,
    names: Names,
    visits: Vec<Row>,
    kept: Vec<Kept>,
    blocks: Vec<(Instants, Option<String>)>,
    open: Vec<Instants>,
}

impl<'a> Told<'a> {
    async fn read(scope: &'a Scope, reader: &'a Reader, first: NaiveDate, count: u16) -> Result<Self> {
        let end = by_days(first, count.into()).unwrap_or(first);
        let Days { zone, range, visits } = Days::read(scope, reader, first, end).await?;
        let kept = kept(scope, &range).await?;
        let (blocks, open) = match scope.actor() {
            Actor::Doctor { doctor, .. } => tokio::try_join!(
                availability::blocks(scope, *doctor, &range),
                availability::open_times(scope, *doctor, &range)
            )?,
            _ => (Vec::new(), Vec::new()),
        };
        let whom = kept.iter().filter_map(|kept| Some(kept.own?.1));
        let names = rows::names(scope, reader, visits.iter(), whom).await?;
        Ok(Self {
            scope,
            reader,
            formatter: Formatter::new(&zone, reader.language),
            first,
            count,
            names,
            visits,
            kept,
            blocks: blocks.into_iter().map(|block| (block.range, block.note)).collect(),
            open,
        })
    }

    /// `begin` tells where the stretch with a day begins.
    fn tell(&self, label: String, begin: fn(NaiveDate) -> NaiveDate) -> CalendarDays {
        let (language, zone) = (self.reader.language, self.formatter.zone());
        let step = i64::from(self.count);
        let present = begin(local_day(self.scope.now(), zone));
        let days = self.first.iter_days().take(self.count.into());
        CalendarDays {
            period: period(
                self.reader,
                zone,
                label,
                self.first,
                [by_days(self.first, -step), by_days(self.first, step)],
                present,
                self.visits.len(),
            ),
            hours: (0..24).map(|hour| clock_label(hour * 60, language)).collect(),
            days: days.map(|day| self.day(day)).collect(),
        }
    }

    fn day(&self, date: NaiveDate) -> GridDay {
        let (language, zone) = (self.reader.language, self.formatter.zone());
        let now = self.scope.now();
        let today = local_day(now, zone) == date;
        let whole = day_range(date, zone);
        let visits = self.visits.iter().map(Row::range);
        let kept = self.kept.iter().map(|kept| kept.range.clone());
        let blocks = self.blocks.iter().map(|(range, _)| range.clone());
        let busy: Vec<Instants> = visits.chain(kept).chain(blocks).collect();
        let placed = place_day(date, zone, &busy);
        let opened = place_day(date, zone, &self.open);
        let (of_visits, rest) = placed.split_at(self.visits.len());
        let (of_kept, of_blocks) = rest.split_at(self.kept.len());
        let background = self
            .open
            .iter()
            .zip(opened)
            .filter_map(|(range, at)| Some(self.open_entry(date, &within(range, &whole), at?)));
        let blocks = self.blocks.iter().zip(of_blocks).filter_map(|((range, note), at)| {
            Some(self.block_entry(date, &within(range, &whole), note.as_deref(), (*at)?))
        });
        let kept = self.kept.iter().zip(of_kept);
        let kept = kept.filter_map(|(kept, at)| Some(self.kept_entry(date, kept, (*at)?)));
        let visits = self.visits.iter().zip(of_visits);
        let visits = visits.filter_map(|(visit, at)| Some(self.visit_entry(date, visit, (*at)?)));
        GridDay {
            date,
            weekday: short_weekday_label(date, language).to_owned(),
            day: short_day_label(date, language),
            label: date_label(date, language),
            today,
            now: today.then(|| local_minute(now, zone)),
            entries: background.chain(blocks).chain(kept).chain(visits).collect(),
        }
    }

    fn visit_entry(&self, date: NaiveDate, visit: &Row, at: GridPlace) -> GridEntry {
        let range = visit.range();
        let own = visit.formatter(self.scope.tools(), self.reader);
        let zoned = |time| zoned(self.reader, &own, self.formatter.zone(), time);
        let (start, time) = (zoned(own.time(range.start)), zoned(own.time_range(&range)));
        let title = visit.other(self.scope.actor(), &self.names);
        let place = self.names.place(visit.location_id).map(|place| place.name);
        let detail = [Some(self.names.visit_type(visit.visit_type_id).to_owned()), place];
        let words = self.reader.language.ui();
        let detail = words.list(detail.into_iter().flatten());
        GridEntry {
            appointment: Some(visit.id),
            status: Some(visit.status),
            label: self.label(&time, date, &words.list([title, &detail])),
            detail: Some(detail),
            start,
            time,
            ..self.entry(GridEntryKind::Visit, date, &range, title, at)
        }
    }

    fn kept_entry(&self, date: NaiveDate, kept: &Kept, at: GridPlace) -> GridEntry {
        let (words, labels) = (self.reader.language.ui(), &self.reader.language.server().labels);
        let until = labels.kept_until(self.time_of(kept.expires_at));
        let (title, hold) = match kept.own {
            Some((id, doctor)) => (self.names.doctor(doctor), Some(id)),
            None => (labels.somebody, None),
        };
        let entry = self.entry(GridEntryKind::Hold, date, &kept.range, title, at);
        GridEntry {
            hold,
            label: words.list([entry.label.as_str(), until.as_str()]),
            detail: Some(until),
            ..entry
        }
    }

    /// A time of the reader's own clock: when something runs out.
    fn time_of(&self, instant: DateTime<Utc>) -> String {
        Formatter::new(&self.reader.zone, self.reader.language).time(instant)
    }

    fn block_entry(&self, date: NaiveDate, part: &Instants, note: Option<&str>, at: GridPlace) -> GridEntry {
        let title = note.unwrap_or(self.reader.language.ui().calendar.blocked);
        self.entry(GridEntryKind::Block, date, part, title, at)
    }

    fn open_entry(&self, date: NaiveDate, part: &Instants, at: GridPlace) -> GridEntry {
        let title = self.reader.language.ui().calendar.open_hours;
        self.entry(GridEntryKind::Open, date, part, title, at)
    }

    fn entry(&self, kind: GridEntryKind, date: NaiveDate, range: &Instants, title: &str, at: GridPlace) -> GridEntry {
        let time = self.formatter.time_range(range);
        GridEntry {
            kind,
            appointment: None,
            hold: None,
            status: None,
            label: self.label(&time, date, title),
            start: self.formatter.time(range.start),
            time,
            title: title.to_owned(),
            detail: None,
            datetime: self.formatter.rfc3339(range.start),
            at,
        }
    }

    fn label(&self, time: &str, date: NaiveDate, title: &str) -> String {
        let language = self.reader.language;
        language.server().labels.entry(time, day_label(date, language), title)
    }
}

fn within(range: &Instants, day: &Instants) -> Instants {
    range.start.max(day.start)..range.end.min(day.end)
}
