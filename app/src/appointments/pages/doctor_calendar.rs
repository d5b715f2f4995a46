use domain::actor::Role;
use leptos::prelude::*;

use super::ask_calendar;
use crate::appointments::calendar;
use crate::appointments::server_fns::doctor_calendar;
use crate::ui::loaded;

/// A doctor's calendar: the week unless a list is asked for.
#[component]
pub fn DoctorCalendarPage() -> impl IntoView {
    loaded(ask_calendar("week"), doctor_calendar, |visits| {
        calendar::page(visits, Role::Doctor, "/doctor/calendar")
    })
}
