use domain::actor::Role;
use domain::live::{Interest, Kind};
use leptos::prelude::*;

use super::ask_calendar;
use crate::appointments::calendar;
use crate::appointments::server_fns::doctor_calendar;
use crate::ui::{loaded, shows};
use crate::viewer::words;

/// A doctor's calendar: the week unless another view is asked for.
#[component]
pub fn DoctorCalendarPage() -> impl IntoView {
    shows(words().common.updated_calendar, || {
        vec![
            Interest::visits(Role::Doctor),
            Interest::only(Role::Doctor, Kind::Hold),
            Interest::only(Role::Doctor, Kind::Hours),
        ]
    });
    loaded(ask_calendar("week"), doctor_calendar, |visits| {
        calendar::page(visits, Role::Doctor, "/doctor/calendar")
    })
}
