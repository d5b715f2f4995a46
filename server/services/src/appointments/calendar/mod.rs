//! Calendars of patients and doctors: the agenda, and the week when it is asked for.

mod agenda;
mod week;

use domain::actor::Actor;
use domain::appointments::AppointmentSummary;
use domain::calendar::{Agenda, AskCalendar, Calendar, CalendarView, WeekEntryKind};
use domain::id::AppointmentId;

pub(super) use agenda::{coming, page, past};

use super::change::participant;
use super::telling::Reader;
use crate::audit::{self, Action, Event, Subject};
use crate::error::Result;
use crate::scope::Scope;

/// The calendar of the patient or doctor who acts.
///
/// # Errors
/// `Forbidden` for anybody without visits.
pub async fn calendar(scope: &Scope, ask: &AskCalendar) -> Result<Calendar> {
    participant(scope)?;
    let reader = Reader::of(scope).await?;
    let (view, past) = (ask.view(), ask.when.trim() == "past");
    let (agenda, week) = match view {
        CalendarView::Agenda => {
            let number = domain::page::number(&ask.page);
            (agenda::read(scope, &reader, past, number).await?, None)
        }
        CalendarView::Week => (Agenda::default(), Some(week::read(scope, &reader, &ask.from).await?)),
    };
    let listed = agenda.days.iter().flat_map(|day| &day.entries).map(|visit| visit.id);
    let in_week = week.iter().flat_map(|week| &week.days).flat_map(|day| &day.entries);
    let in_week = in_week.filter(|entry| entry.kind == WeekEntryKind::Visit);
    let shown: Vec<AppointmentId> = listed.chain(in_week.filter_map(|entry| entry.appointment)).collect();
    note_read(scope, shown).await?;
    Ok(Calendar {
        view,
        past,
        agenda,
        week,
    })
}

/// Writes down that a doctor saw a list of visits; one's own are nobody's business.
pub(super) async fn note_read(scope: &Scope, mut visits: Vec<AppointmentId>) -> Result<()> {
    let Actor::Doctor { doctor, .. } = scope.actor() else {
        return Ok(());
    };
    if visits.is_empty() {
        return Ok(());
    }
    visits.sort_unstable();
    visits.dedup();
    let visits: Vec<String> = visits.iter().map(AppointmentId::to_string).collect();
    let event = Event::of(Action::VisitsListed).on(Subject::Doctor(doctor.uuid()));
    audit::read(scope, event.with("visits", visits)).await
}

/// The ids of visits in a list.
pub(super) fn ids(visits: &[AppointmentSummary]) -> impl Iterator<Item = AppointmentId> {
    visits.iter().map(|visit| visit.id)
}
