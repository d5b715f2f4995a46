use domain::actor::Role;
use leptos::prelude::*;

use super::ask_calendar;
use crate::appointments::calendar;
use crate::appointments::server_fns::patient_visits;
use crate::ui::loaded;

/// A patient's visits: coming, past, or a week of them.
#[component]
pub fn PatientVisitsPage() -> impl IntoView {
    loaded(ask_calendar("agenda"), patient_visits, |visits| {
        calendar::page(visits, Role::Patient, "/patient/visits")
    })
}
