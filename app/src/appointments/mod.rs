//! Visits as patients and doctors see them: from the kept time to the calendar.

mod calendar;
mod components;
mod pages;
mod server_fns;

use domain::actor::Policy;
use leptos::prelude::*;
use leptos_router::any_nested_route::IntoAnyNestedRoute;
use leptos_router::components::Route;
use leptos_router::{SsrMode, path};

use crate::{PageRoute, ServerFnRoute, changes, page, reads};
use pages::booked::BookedPage;
use pages::cancel::{DoctorCancelPage, PatientCancelPage};
use pages::check::CheckPage;
use pages::doctor_calendar::DoctorCalendarPage;
use pages::doctor_home::DoctorHomePage;
use pages::doctor_visit::DoctorVisitPage;
use pages::patient_home::PatientHomePage;
use pages::patient_visit::PatientVisitPage;
use pages::patient_visits::PatientVisitsPage;

lazy_pages! { PatientPages in patient:
    Home => PatientHomePage,
    Check => CheckPage,
    Visit => PatientVisitPage,
    Booked => BookedPage,
    Cancel => PatientCancelPage,
}

lazy_pages! { CalendarPages in calendar:
    PatientVisits => PatientVisitsPage,
    DoctorCalendar => DoctorCalendarPage,
}

lazy_pages! { DoctorPages in doctor:
    Home => DoctorHomePage,
    Visit => DoctorVisitPage,
    Cancel => DoctorCancelPage,
}

pub const PAGES: &[PageRoute] = &[
    page("/patient", Policy::Patient),
    page("/patient/book/{hold}", Policy::Patient),
    page("/patient/visits", Policy::Patient),
    page("/patient/visits/{id}", Policy::Patient),
    page("/patient/visits/{id}/booked", Policy::Patient),
    page("/patient/visits/{id}/cancel", Policy::Patient),
    page("/doctor", Policy::Doctor),
    page("/doctor/calendar", Policy::Doctor),
    page("/doctor/visits/{id}", Policy::Doctor),
    page("/doctor/visits/{id}/cancel", Policy::Doctor),
];

pub const SERVER_FNS: &[ServerFnRoute] = &[
    reads("/fn/patient/home", Policy::Patient),
    reads("/fn/patient/hold", Policy::Patient),
    reads("/fn/patient/visits", Policy::Patient),
    reads("/fn/patient/visit", Policy::Patient),
    reads("/fn/patient/visits_to_keep", Policy::Patient),
    changes("/fn/patient/hold_time", Policy::Patient),
    changes("/fn/patient/release_hold", Policy::Patient),
    changes("/fn/patient/book_appointment", Policy::Patient),
    changes("/fn/patient/cancel_appointment", Policy::Patient),
    reads("/fn/doctor/home", Policy::Doctor),
    reads("/fn/doctor/calendar", Policy::Doctor),
    reads("/fn/doctor/visit", Policy::Doctor),
    changes("/fn/doctor/cancel_appointment", Policy::Doctor),
    changes("/fn/doctor/step_appointment", Policy::Doctor),
];

/// The routes under the patient's frame.
#[component(transparent)]
pub fn PatientRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("") view={PatientPages::Home.lazy()} ssr=SsrMode::Async/>
        <Route path=path!("/book/:hold") view={PatientPages::Check.lazy()} ssr=SsrMode::Async/>
        <Route path=path!("/visits") view={CalendarPages::PatientVisits.lazy()} ssr=SsrMode::Async/>
        <Route path=path!("/visits/:id") view={PatientPages::Visit.lazy()} ssr=SsrMode::Async/>
        <Route path=path!("/visits/:id/booked") view={PatientPages::Booked.lazy()} ssr=SsrMode::Async/>
        <Route path=path!("/visits/:id/cancel") view={PatientPages::Cancel.lazy()} ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}

/// The routes under the doctor's frame.
#[component(transparent)]
pub fn DoctorRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("") view={DoctorPages::Home.lazy()} ssr=SsrMode::Async/>
        <Route path=path!("/calendar") view={CalendarPages::DoctorCalendar.lazy()} ssr=SsrMode::Async/>
        <Route path=path!("/visits/:id") view={DoctorPages::Visit.lazy()} ssr=SsrMode::Async/>
        <Route path=path!("/visits/:id/cancel") view={DoctorPages::Cancel.lazy()} ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}
