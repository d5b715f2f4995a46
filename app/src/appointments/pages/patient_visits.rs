use domain::actor::Role;
use domain::live::{Interest, Kind};
use leptos::prelude::*;

use super::ask_calendar;
use crate::appointments::calendar;
use crate::appointments::server_fns::patient_visits;
use crate::ui::{loaded, shows};
use crate::viewer::words;

/// A patient's visits: coming, past, or in a calendar.
#[component]
pub fn PatientVisitsPage() -> impl IntoView {
    shows(words().common.updated_calendar, || {
        vec![
            Interest::visits(Role::Patient),
            Interest::only(Role::Patient, Kind::Hold),
        ]
    });
    loaded(ask_calendar("agenda"), patient_visits, |visits| {
        calendar::page(visits, Role::Patient, "/patient/visits")
    })
}
