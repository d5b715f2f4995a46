//! Calendars of patients and doctors: the agenda, a day or a week by the hour, and a month.

mod agenda;
mod grid;
mod month;
mod rows;

use domain::actor::Actor;
use domain::appointments::AppointmentSummary;
use domain::calendar::{AskCalendar, Calendar, CalendarBody, CalendarView};
use domain::form::FieldErrors;
use domain::id::AppointmentId;

pub(super) use agenda::{coming, page, past};

use self::agenda::Part;
use super::change::participant;
use super::telling::Reader;
use crate::audit::{self, Action, Event, Subject};
use crate::error::Result;
use crate::scope::Scope;
use crate::times::local_day;

/// The calendar of the patient or doctor who acts. A day that is none is told, and the present one is shown.
///
/// # Errors
/// `Forbidden` for anybody without visits.
pub async fn calendar(scope: &Scope, ask: &AskCalendar) -> Result<Calendar> {
    participant(scope)?;
    let reader = Reader::of(scope).await?;
    let (view, past) = (ask.view(), ask.when.trim() == "past");
    let (asked, errors) = match ask.day() {
        Ok(asked) => (asked, FieldErrors::default()),
        Err(errors) => (None, errors),
    };
    let today = local_day(scope.now(), &reader.zone);
    let body = match view {
        CalendarView::Agenda => {
            let wanted = match asked {
                _ if past => Part::Past,
                Some(day) => Part::From(day),
                None => Part::Coming,
            };
            let number = domain::page::number(&ask.page);
            CalendarBody::Agenda(agenda::read(scope, &reader, wanted, number).await?)
        }
        CalendarView::Day => CalendarBody::Days(grid::day(scope, &reader, asked.unwrap_or(today)).await?),
        CalendarView::Week => CalendarBody::Days(grid::week(scope, &reader, asked.unwrap_or(today)).await?),
        CalendarView::Month => CalendarBody::Month(month::read(scope, &reader, asked.unwrap_or(today)).await?),
    };
    note_read(scope, shown(&body)).await?;
    Ok(Calendar {
        view,
        past,
        asked,
        today,
        errors,
        body,
    })
}

/// The visits that a calendar names.
fn shown(body: &CalendarBody) -> Vec<AppointmentId> {
    match body {
        CalendarBody::Agenda(agenda) => agenda
            .days
            .iter()
            .flat_map(|day| &day.entries)
            .map(|visit| visit.id)
            .collect(),
        CalendarBody::Days(days) => days
            .days
            .iter()
            .flat_map(|day| &day.entries)
            .filter_map(|entry| entry.appointment)
            .collect(),
        CalendarBody::Month(month) => month
            .days
            .iter()
            .flat_map(|day| &day.entries)
            .map(|entry| entry.appointment)
            .collect(),
    }
}

/// Writes down that a doctor saw a list of visits; one's own are nobody's business.
pub(super) async fn note_read(scope: &Scope, mut visits: Vec<AppointmentId>) -> Result<()> {
    let listed = Event::of(Action::VisitsListed);
    let listed = match scope.actor() {
        Actor::Doctor { doctor, .. } => listed.on(Subject::Doctor(doctor.uuid())),
        Actor::Carer { patient, .. } => listed.about(*patient),
        _ => return Ok(()),
    };
    if visits.is_empty() {
        return Ok(());
    }
    visits.sort_unstable();
    visits.dedup();
    let visits: Vec<String> = visits.iter().map(AppointmentId::to_string).collect();
    audit::read(scope, listed.with("visits", visits)).await
}

/// The ids of visits in a list.
pub(super) fn ids(visits: &[AppointmentSummary]) -> impl Iterator<Item = AppointmentId> {
    visits.iter().map(|visit| visit.id)
}
