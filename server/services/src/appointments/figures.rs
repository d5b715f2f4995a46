//! How many visits there are, for overviews and charts. Nothing here tells whose they are.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::actor::Actor;
use domain::appointments::AppointmentStatus;
use domain::calendar::monday_of;
use domain::figures::{DayFigures, HourFigures, Standing, VisitFigures, WeekFigures};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, PaginatorTrait, QueryFilter, QuerySelect};

use super::entity::appointment::{Column, visible_to};
use super::telling::Reader;
use crate::error::Result;
use crate::scope::Scope;
use crate::times::{
    Instants, clock_label, days_range, local_day, next_day, short_date_label, short_day_label, week_label,
    weekday_number,
};

/// Days of the chart of days, today included.
const DAYS: i64 = 30;
/// Days of the chart of hours: whole weeks, so that no weekday counts once more than another.
const HOUR_DAYS: i64 = 28;
/// Weeks of a doctor's chart, this one included.
const WEEKS: i64 = 8;

/// An hour on the clock at the place of the visit, `2026-11-18T17`: the same text on both engines.
const LOCAL_HOUR: &str = "substr(local_start, 1, 13)";

/// Visits that start within a range and take place, took place or are under way.
///
/// # Errors
/// When the database fails.
pub(crate) async fn count_live(db: &impl ConnectionTrait, range: &Instants) -> Result<u64> {
    count(db, range, Column::StartsAt, live()).await
}

/// Visits that were cancelled within a range.
///
/// # Errors
/// When the database fails.
pub(crate) async fn count_cancelled(db: &impl ConnectionTrait, range: &Instants) -> Result<u64> {
    count(db, range, Column::CancelledAt, [AppointmentStatus::Cancelled]).await
}

fn live() -> impl Iterator<Item = AppointmentStatus> {
    AppointmentStatus::ALL.iter().filter(|status| status.is_live()).copied()
}

async fn count(
    db: &impl ConnectionTrait,
    range: &Instants,
    at: Column,
    statuses: impl IntoIterator<Item = AppointmentStatus>,
) -> Result<u64> {
    let bounds: [DateTime<Utc>; 2] = [range.start, range.end];
    let found = visible_to(&Actor::System)
        .filter(Column::Status.is_in(statuses))
        .filter(at.gte(bounds[0]))
        .filter(at.lt(bounds[1]));
    Ok(found.count(db).await?)
}

/// All visits of the clinic in the last days, by day and by hour. Whoever shows them checks the permission.
///
/// # Errors
/// When the database fails.
pub(crate) async fn of_clinic(scope: &Scope) -> Result<VisitFigures> {
    let (today, language) = (scope.today(), scope.language());
    let first = today - TimeDelta::days(DAYS - 1);
    let range = days_range(first, next_day(today), &scope.tools().site.time_zone);
    let counted = by_hour(scope, &Actor::System, &range, AppointmentStatus::ALL.iter().copied()).await?;

    let mut days: BTreeMap<NaiveDate, [u32; 4]> = first
        .iter_days()
        .take_while(|day| *day <= today)
        .map(|day| (day, [0; 4]))
        .collect();
    let mut hours: BTreeMap<u8, [u32; 7]> = BTreeMap::new();
    let since = today - TimeDelta::days(HOUR_DAYS - 1);
    for Counted {
        day,
        hour,
        status,
        visits,
    } in counted
    {
        // A place far away may have another date at the edge of the range.
        let Some(of_day) = days.get_mut(&day) else { continue };
        of_day[Standing::of(status) as usize] += visits;
        if status.is_live() && day >= since {
            hours.entry(hour).or_default()[usize::from(weekday_number(day)) - 1] += visits;
        }
    }
    let (from, to) = (hours.keys().next().copied(), hours.keys().next_back().copied());
    let hours = from
        .zip(to)
        .into_iter()
        .flat_map(|(from, to)| from..=to)
        .map(|hour| HourFigures {
            label: clock_label(u16::from(hour) * 60, language),
            visits: hours.get(&hour).copied().unwrap_or_default(),
        });
    let days = days.iter().map(|(day, visits)| DayFigures {
        date: day.to_string(),
        label: short_date_label(*day, language),
        short: short_day_label(*day, language),
        visits: *visits,
    });
    Ok(VisitFigures {
        hours: hours.collect(),
        days: days.collect(),
    })
}

/// The visits of the doctor who acts, week by week, without those that did not take place.
///
/// # Errors
/// `Forbidden` for anybody but a verified doctor.
pub async fn of_doctor(scope: &Scope) -> Result<Vec<WeekFigures>> {
    scope.doctor()?;
    let reader = Reader::of(scope).await?;
    let this_week = monday_of(local_day(scope.now(), &reader.zone));
    let first = this_week - TimeDelta::weeks(WEEKS - 1);
    let range = days_range(first, this_week + TimeDelta::weeks(1), &reader.zone);
    let counted = by_hour(scope, scope.actor(), &range, live()).await?;
    let weeks = (0..WEEKS).map(|week| {
        let monday = first + TimeDelta::weeks(week);
        let of_week = counted.iter().filter(|counted| monday_of(counted.day) == monday);
        WeekFigures {
            label: week_label(monday, reader.language),
            short: short_day_label(monday, reader.language),
            visits: of_week.map(|counted| counted.visits).sum(),
        }
    });
    Ok(weeks.collect())
}

/// Visits of one status that begin in one hour.
struct Counted {
    day: NaiveDate,
    hour: u8,
    status: AppointmentStatus,
    visits: u32,
}

/// What the actor may see, counted by the database: at most a row per hour and status. The statuses let it use an index.
async fn by_hour(
    scope: &Scope,
    actor: &Actor,
    range: &Instants,
    statuses: impl IntoIterator<Item = AppointmentStatus>,
) -> Result<Vec<Counted>> {
    let rows: Vec<(String, AppointmentStatus, i64)> = visible_to(actor)
        .filter(Column::Status.is_in(statuses))
        .filter(Column::StartsAt.gte(range.start))
        .filter(Column::StartsAt.lt(range.end))
        .select_only()
        .column_as(Expr::cust(LOCAL_HOUR), "hour")
        .column(Column::Status)
        .column_as(Column::Id.count(), "visits")
        .group_by(Expr::cust(LOCAL_HOUR))
        .group_by(Column::Status)
        .into_tuple()
        .all(scope.db())
        .await?;
    let counted = rows.into_iter().filter_map(|(local, status, visits)| {
        let (day, hour) = local.split_once('T')?;
        Some(Counted {
            day: day.parse().ok()?,
            hour: hour.parse().ok()?,
            status,
            visits: u32::try_from(visits).unwrap_or(u32::MAX),
        })
    });
    Ok(counted.collect())
}
