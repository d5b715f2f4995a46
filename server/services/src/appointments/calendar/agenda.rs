//! Visits by day, in pages.

use chrono::{DateTime, NaiveDate, Utc};
use domain::appointments::{AppointmentStatus, AppointmentSummary};
use domain::calendar::{Agenda, AgendaDay};
use domain::page::{PAGE_SIZE, Page, offset, pages};
use sea_orm::{ColumnTrait, Condition, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select};

use crate::appointments::entity::appointment::{self, Column, Entity};
use crate::appointments::rules::{final_states, open_states};
use crate::appointments::standing::LONGEST;
use crate::appointments::telling::{Reader, summaries};
use crate::error::Result;
use crate::scope::Scope;
use crate::times::{date_label, day_range, local_day};

/// Which visits the agenda lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Coming,
    Past,
    /// From this day on, what became of them aside.
    From(NaiveDate),
}

/// Of some visits those still to come or going on, the next one first.
pub fn coming(visits: Select<Entity>, now: DateTime<Utc>) -> Select<Entity> {
    visits
        .filter(Column::StartsAt.gt(now - LONGEST))
        .filter(Column::EndsAt.gt(now))
        .filter(Column::Status.is_in(open_states()))
        .order_by_asc(Column::StartsAt)
        .order_by_asc(Column::Id)
}

/// Of some visits those that are over or will not take place, the latest first.
pub fn past(visits: Select<Entity>, now: DateTime<Utc>) -> Select<Entity> {
    let over = Condition::any()
        .add(Column::EndsAt.lte(now))
        .add(Column::Status.is_in(final_states()));
    visits
        .filter(over)
        .order_by_desc(Column::StartsAt)
        .order_by_desc(Column::Id)
}

/// A page of visits as whoever acts sees them; a page behind the last is the last.
pub async fn page(
    scope: &Scope,
    reader: &Reader,
    visits: Select<Entity>,
    page: u64,
) -> Result<Page<AppointmentSummary>> {
    let total = visits.clone().count(scope.db()).await?;
    let page = page.clamp(1, pages(total));
    let rows = visits.limit(PAGE_SIZE).offset(offset(page)).all(scope.db()).await?;
    Ok(Page::of(summaries(scope, reader, &rows).await?, page, total))
}

/// Of some visits those of a day and later that were not cancelled, the earliest first.
fn since(visits: Select<Entity>, start: DateTime<Utc>) -> Select<Entity> {
    visits
        .filter(Column::StartsAt.gte(start))
        .filter(Column::Status.ne(AppointmentStatus::Cancelled))
        .order_by_asc(Column::StartsAt)
        .order_by_asc(Column::Id)
}

/// A page of the agenda.
pub(super) async fn read(scope: &Scope, reader: &Reader, part: Part, number: u64) -> Result<Agenda> {
    let mine = appointment::visible_to(scope.actor());
    let now = scope.now();
    let (wanted, from) = match part {
        Part::Coming => (coming(mine, now), None),
        Part::Past => (past(mine, now), None),
        Part::From(day) => (
            since(mine, day_range(day, &reader.zone).start),
            Some(date_label(day, reader.language)),
        ),
    };
    let found = page(scope, reader, wanted, number).await?;
    Ok(Agenda {
        zone: shared_zone(&found.items),
        page: found.page,
        pages: found.pages,
        total: found.total,
        from,
        days: by_day(found.items, local_day(now, &reader.zone), reader),
    })
}

/// The zone that every one of the visits names.
fn shared_zone(visits: &[AppointmentSummary]) -> Option<String> {
    let first = visits.first()?.when.zone.clone()?;
    let all = visits.iter().all(|visit| visit.when.zone.as_ref() == Some(&first));
    all.then_some(first)
}

fn by_day(visits: Vec<AppointmentSummary>, today: NaiveDate, reader: &Reader) -> Vec<AgendaDay> {
    let mut days: Vec<AgendaDay> = Vec::new();
    for visit in visits {
        let date = visit.when.day;
        // Days of different zones can interlock, so an earlier entry may be of the same day.
        if let Some(day) = days.iter_mut().find(|day| day.date == date) {
            day.entries.push(visit);
            continue;
        }
        days.push(AgendaDay {
            date,
            label: date_label(date, reader.language),
            today: date == today,
            entries: vec![visit],
        });
    }
    days
}
