//! Visits as patients and doctors see them: from the kept time to the calendar.

mod calendar;
mod components;
mod pages;
mod server_fns;

use domain::actor::Policy;
use domain::carers::CarerScope;
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

const BOOKING: Policy = Policy::PatientOrCarerFor(CarerScope::Booking);

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
    page("/patient", Policy::PatientOrCarer),
    page("/patient/book/{hold}", BOOKING),
    page("/patient/visits", Policy::PatientOrCarer),
    page("/patient/visits/{id}", Policy::PatientOrCarer),
    page("/patient/visits/{id}/booked", Policy::PatientOrCarer),
    page("/patient/visits/{id}/cancel", BOOKING),
    page("/doctor", Policy::Doctor),
    page("/doctor/calendar", Policy::Doctor),
    page("/doctor/visits/{id}", Policy::Doctor),
    page("/doctor/visits/{id}/cancel", Policy::Doctor),
];

pub const SERVER_FNS: &[ServerFnRoute] = &[
    reads("/fn/patient/home", Policy::PatientOrCarer),
    reads("/fn/patient/hold", BOOKING),
    reads("/fn/patient/visits", Policy::PatientOrCarer),
    reads("/fn/patient/visit", Policy::PatientOrCarer),
    reads("/fn/patient/visits_to_keep", Policy::Patient),
    changes("/fn/patient/hold_time", BOOKING),
    changes("/fn/patient/release_hold", BOOKING),
    changes("/fn/patient/book_appointment", BOOKING),
    changes("/fn/patient/cancel_appointment", BOOKING),
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
