//! A week as a grid: seven columns of the wall clock of one zone.

use chrono::{Datelike, NaiveDate, TimeDelta};
use domain::actor::Actor;
use domain::appointments::AppointmentStatus;
use domain::calendar::{CalendarWeek, GridPlace, WeekDay, WeekEntry, WeekEntryKind};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::appointments::entity::appointment::{self, Column, Model};
use crate::appointments::standing::LONGEST;
use crate::appointments::telling::{Names, Reader, named};
use crate::availability;
use crate::error::Result;
use crate::scope::{Scope, Tools};
use crate::times::{
    Formatter, Instants, Zone, clock_label, date_label, day_label, day_range, days_range, local_day, local_minute,
    monday_of, place_day, short_day_label, short_weekday_label, week_label, week_range, zone_label,
};

/// More visits than a week can hold: nobody's calendar is read without an end.
const MOST: u64 = 2000;

/// The week that holds the asked date, or the present one.
pub(super) async fn read(scope: &Scope, reader: &Reader, from: &str) -> Result<CalendarWeek> {
    let today = local_day(scope.now(), &reader.zone);
    let monday = monday_of(date(from).unwrap_or(today));
    let visits = visits_around(scope, reader, monday).await?;
    let zone = grid_zone(scope.tools(), reader, &visits);
    let range = week_range(monday, &zone);
    let visits: Vec<Model> = visits.into_iter().filter(|visit| overlaps(&range, visit)).collect();
    let (blocks, open) = match scope.actor() {
        Actor::Doctor { doctor, .. } => tokio::try_join!(
            availability::blocks(scope, *doctor, &range),
            availability::open_times(scope, *doctor, &range)
        )?,
        _ => (Vec::new(), Vec::new()),
    };
    let names = Names::of(scope.db(), &visits, reader.language).await?;
    let week = Week {
        scope,
        reader,
        formatter: Formatter::new(&zone, reader.language),
        names,
        visits,
        blocks: blocks.into_iter().map(|block| (block.range, block.note)).collect(),
        open,
    };
    Ok(week.tell(monday))
}

/// Some day that the portal can have visits on.
fn date(text: &str) -> Option<NaiveDate> {
    let date: NaiveDate = text.trim().parse().ok()?;
    (2000..2200).contains(&date.year()).then_some(date)
}

/// The visits of the week and of a day around it: which zone the grid has depends on them.
async fn visits_around(scope: &Scope, reader: &Reader, monday: NaiveDate) -> Result<Vec<Model>> {
    let wide = days_range(monday - TimeDelta::days(1), monday + TimeDelta::days(8), &reader.zone);
    Ok(appointment::visible_to(scope.actor())
        .filter(Column::StartsAt.gt(wide.start - LONGEST))
        .filter(Column::StartsAt.lt(wide.end))
        .filter(Column::EndsAt.gt(wide.start))
        .filter(Column::Status.ne(AppointmentStatus::Cancelled))
        .order_by_asc(Column::StartsAt)
        .order_by_asc(Column::Id)
        .limit(MOST)
        .all(scope.db())
        .await?)
}

/// Clinic time if all visits in person are in one zone, the reader's otherwise.
fn grid_zone(tools: &Tools, reader: &Reader, visits: &[Model]) -> Zone {
    let mut places = visits.iter().filter(|visit| visit.location_id.is_some());
    let Some(first) = places.next() else {
        return reader.zone.clone();
    };
    if places.all(|visit| visit.zone == first.zone) {
        named(tools, &first.zone)
    } else {
        reader.zone.clone()
    }
}

fn overlaps(range: &Instants, visit: &Model) -> bool {
    visit.starts_at < range.end && range.start < visit.ends_at
}

/// What a week is told from.
struct Week<'a> {
    scope: &'a Scope,
    reader: &'a Reader,
    /// In the zone of the grid.
    formatter: Formatter,
    names: Names,
    visits: Vec<Model>,
    blocks: Vec<(Instants, Option<String>)>,
    open: Vec<Instants>,
}

impl Week<'_> {
    fn tell(&self, monday: NaiveDate) -> CalendarWeek {
        let (language, zone) = (self.reader.language, self.formatter.zone());
        let this_monday = monday_of(local_day(self.scope.now(), zone));
        let named = !zone.agrees_with(&self.reader.zone);
        CalendarWeek {
            label: week_label(monday, language),
            monday,
            prev: monday - TimeDelta::days(7),
            next: monday + TimeDelta::days(7),
            this_week: (this_monday != monday).then_some(this_monday),
            zone: named.then(|| zone_label(zone, language)),
            hours: (0..24).map(|hour| clock_label(hour * 60, language)).collect(),
            days: monday.iter_days().take(7).map(|day| self.day(day)).collect(),
            visits: u32::try_from(self.visits.len()).unwrap_or(u32::MAX),
        }
    }

    fn day(&self, date: NaiveDate) -> WeekDay {
        let (language, zone) = (self.reader.language, self.formatter.zone());
        let now = self.scope.now();
        let today = local_day(now, zone) == date;
        let whole = day_range(date, zone);
        let busy: Vec<Instants> = self
            .visits
            .iter()
            .map(|visit| visit.starts_at..visit.ends_at)
            .chain(self.blocks.iter().map(|(range, _)| range.clone()))
            .collect();
        let placed = place_day(date, zone, &busy);
        let opened = place_day(date, zone, &self.open);
        let (of_visits, of_blocks) = placed.split_at(self.visits.len());
        let background = self
            .open
            .iter()
            .zip(opened)
            .filter_map(|(range, at)| Some(self.open_entry(date, &within(range, &whole), at?)));
        let blocks = self.blocks.iter().zip(of_blocks).filter_map(|((range, note), at)| {
            Some(self.block_entry(date, &within(range, &whole), note.as_deref(), (*at)?))
        });
        let visits = self.visits.iter().zip(of_visits);
        let visits = visits.filter_map(|(visit, at)| Some(self.visit_entry(date, visit, (*at)?)));
        WeekDay {
            date,
            weekday: short_weekday_label(date, language).to_owned(),
            day: short_day_label(date, language),
            label: date_label(date, language),
            today,
            now: today.then(|| local_minute(now, zone)),
            entries: background.chain(blocks).chain(visits).collect(),
        }
    }

    fn visit_entry(&self, date: NaiveDate, visit: &Model, at: GridPlace) -> WeekEntry {
        let range = visit.starts_at..visit.ends_at;
        let own = self.reader.formatter_of(self.scope.tools(), visit);
        // The grid shows where it stands on the wall of its zone; the words say the time that counts there.
        let zoned = |time: String| {
            if own.zone().agrees_with(self.formatter.zone()) {
                return time;
            }
            let words = &self.reader.language.ui().time;
            words.with_zone(time, zone_label(own.zone(), self.reader.language))
        };
        let (start, time) = (zoned(own.time(range.start)), zoned(own.time_range(&range)));
        let title = match self.scope.actor() {
            Actor::Patient { .. } => self.names.doctor(visit.doctor_id),
            _ => self.names.patient(visit.patient_id),
        };
        let place = self.names.place(visit.location_id).map(|place| place.name);
        let detail = [Some(self.names.visit_type(visit.visit_type_id).to_owned()), place];
        let words = self.reader.language.ui();
        let detail = words.list(detail.into_iter().flatten());
        WeekEntry {
            appointment: Some(visit.id),
            status: Some(visit.status),
            label: self.label(&time, date, &words.list([title, &detail])),
            detail: Some(detail),
            start,
            time,
            ..self.entry(WeekEntryKind::Visit, date, &range, title, at)
        }
    }

    fn block_entry(&self, date: NaiveDate, part: &Instants, note: Option<&str>, at: GridPlace) -> WeekEntry {
        let title = note.unwrap_or(self.reader.language.ui().calendar.blocked);
        self.entry(WeekEntryKind::Block, date, part, title, at)
    }

    fn open_entry(&self, date: NaiveDate, part: &Instants, at: GridPlace) -> WeekEntry {
        let title = self.reader.language.ui().calendar.open_hours;
        self.entry(WeekEntryKind::Open, date, part, title, at)
    }

    fn entry(&self, kind: WeekEntryKind, date: NaiveDate, range: &Instants, title: &str, at: GridPlace) -> WeekEntry {
        let time = self.formatter.time_range(range);
        WeekEntry {
            kind,
            appointment: None,
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
        language.ui().calendar.entry(time, day_label(date, language), title)
    }
}

fn within(range: &Instants, day: &Instants) -> Instants {
    range.start.max(day.start)..range.end.min(day.end)
}
