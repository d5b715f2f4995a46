//! The pages of visits.

pub mod booked;
pub mod cancel;
pub mod check;
pub mod doctor_calendar;
pub mod doctor_home;
pub mod doctor_visit;
pub mod patient_home;
pub mod patient_visit;
pub mod patient_visits;

use domain::calendar::AskCalendar;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// A part of the page's address, as the source of its data.
fn part(name: &'static str) -> impl Fn() -> String + Send + Sync + Clone + 'static {
    let params = use_params_map();
    move || params.with(|params| params.get(name).unwrap_or_default())
}

/// A field of the page's query; empty when it is not there.
fn asked(name: &'static str) -> impl Fn() -> String + Send + Sync + Clone + 'static {
    let query = use_query_map();
    move || query.with(|query| query.get(name).unwrap_or_default())
}

/// The calendar that the query asks for; `otherwise` is the view when it asks for none.
fn ask_calendar(otherwise: &'static str) -> impl Fn() -> AskCalendar + Send + Sync + 'static {
    let query = use_query_map();
    move || {
        query.with(|query| {
            let field = |name| query.get(name).unwrap_or_default();
            let when = field("when");
            let view = match field("view") {
                view if view.is_empty() && when.is_empty() => otherwise.to_owned(),
                view => view,
            };
            AskCalendar {
                view,
                from: field("from"),
                when,
                page: field("page"),
            }
        })
    }
}
