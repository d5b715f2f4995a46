//! A month as whole weeks: how many visits each day has, and the first of them.

use chrono::NaiveDate;
use domain::calendar::{
    CalendarMonth, MONTH_ENTRIES, MonthDay, MonthEntry, by_days, by_months, first_of_month, month_days,
};

use super::grid::{period, small, zoned};
use super::rows::{self, Days, Row};
use crate::appointments::telling::{Names, Reader};
use crate::error::Result;
use crate::scope::Scope;
use crate::times::{date_label, day_label, local_day, month_label};

/// The month that holds the day.
pub(super) async fn read(scope: &Scope, reader: &Reader, day: NaiveDate) -> Result<CalendarMonth> {
    let (first, days) = (first_of_month(day), month_days(day));
    let (begin, last) = (
        days.first().copied().unwrap_or(day),
        days.last().copied().unwrap_or(day),
    );
    let read = Days::read(scope, reader, begin, by_days(last, 1).unwrap_or(last)).await?;
    let starts: Vec<NaiveDate> = read
        .visits
        .iter()
        .map(|visit| local_day(visit.starts_at, &read.zone))
        .collect();
    let of_day = |day: NaiveDate| read.visits.iter().zip(&starts).filter(move |(_, start)| **start == day);
    let first_of_each: Vec<&Row> = days
        .iter()
        .flat_map(|day| of_day(*day).take(MONTH_ENTRIES))
        .map(|(visit, _)| visit)
        .collect();
    let names = rows::names(scope, reader, first_of_each.iter().copied(), std::iter::empty()).await?;
    let today = local_day(scope.now(), &read.zone);
    let inside = |day: NaiveDate| first_of_month(day) == first;
    let cell = |day: NaiveDate| MonthDay {
        date: day,
        label: date_label(day, reader.language),
        inside: inside(day),
        today: day == today,
        visits: small(of_day(day).count()),
        entries: of_day(day)
            .take(MONTH_ENTRIES)
            .map(|(visit, _)| entry(scope, reader, &read, &names, day, visit))
            .collect(),
    };
    Ok(CalendarMonth {
        period: period(
            reader,
            &read.zone,
            month_label(first, reader.language),
            first,
            [by_months(first, -1), by_months(first, 1)],
            first_of_month(today),
            starts.iter().filter(|start| inside(**start)).count(),
        ),
        days: days.iter().map(|day| cell(*day)).collect(),
    })
}

fn entry(scope: &Scope, reader: &Reader, read: &Days, names: &Names, day: NaiveDate, visit: &Row) -> MonthEntry {
    let formatter = visit.formatter(scope.tools(), reader);
    let start = zoned(reader, &formatter, &read.zone, formatter.time(visit.starts_at));
    let title = visit.other(scope.actor(), names);
    let words = reader.language.ui();
    let about = words.list([title, names.visit_type(visit.visit_type_id)]);
    MonthEntry {
        appointment: visit.id,
        status: visit.status,
        label: reader
            .language
            .server()
            .labels
            .entry(&start, day_label(day, reader.language), about),
        title: title.to_owned(),
        datetime: formatter.rfc3339(visit.starts_at),
        start,
    }
}
