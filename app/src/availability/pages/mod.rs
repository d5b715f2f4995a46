//! The page of a doctor's hours.

mod coming;
mod planned;
mod weekly;

use crate::ui::Erase;
use domain::availability;
use domain::doctors::VisitTypeChoice;
use domain::values;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::server_fns::hours;
use crate::look::dotted;
use crate::ui::{Button, ButtonKind, Choice, Form, Hidden, Notice, PageHeader, Toast, Tone, loaded};
use crate::viewer::words;

/// When the doctor can be booked, and forms to change it.
#[component]
pub fn HoursPage() -> impl IntoView {
    let query = use_query_map();
    let done = move || {
        query.with(|query| {
            let told = |name| query.get(name).unwrap_or_default();
            (told("done"), told("undo"))
        })
    };
    loaded(
        done,
        |done| async move { hours().await.map(|page| (done, page)) },
        |((done, undo), page)| show(&done, &undo, page),
    )
}

fn show(done: &str, undo: &str, page: availability::HoursPage) -> AnyView {
    let words = &words().hours;
    let places = choices(&page.places);
    let visit_types = kinds(&page.visit_types);
    view! {
        <div class="stack">
            <PageHeader title=words.title subtitle=words.lead/>
            {news(done)}
            {coming::outside(page.outside, page.outside_total)}
            <div class="cols">
                <div class="stack">
                    {weekly::list(page.rules)}
                    {weekly::form(places.clone(), visit_types.clone(), &page.video_zone)}
                    {planned::list(page.exceptions)}
                    {planned::block_form(&page.video_zone)}
                    {planned::opening_form(places, visit_types)}
                </div>
                {coming::preview(page.preview)}
            </div>
            {removed(done, undo)}
        </div>
    }
    .erase()
}

/// What was just done, told once by the address.
fn news(done: &str) -> AnyView {
    let words = &words().hours;
    let title = match done {
        "hours-added" => words.rule_added,
        "exception-added" => words.exception_added,
        "restored" => words.restored,
        _ => return ().erase(),
    };
    view! { <Notice tone=Tone::Good title=title news=true/> }.erase()
}

/// What was just removed, with the way to bring it back.
fn removed(done: &str, undo: &str) -> AnyView {
    let words = words();
    let (title, action, field) = match done {
        "hours-removed" => (words.hours.rule_removed, "/fn/doctor/restore_hours", "rule"),
        "exception-removed" => (
            words.hours.exception_removed,
            "/fn/doctor/restore_exception",
            "exception",
        ),
        _ => return ().erase(),
    };
    let undo = undo.to_owned();
    view! {
        <Toast title=title>
            <Form action=action prefix="undo-" class="">
                <Hidden name=field value=undo/>
                <Button kind=ButtonKind::Quiet icon="undo">{words.common.undo}</Button>
            </Form>
        </Toast>
    }
    .erase()
}

fn choices(places: &[values::Choice]) -> Vec<Choice> {
    places
        .iter()
        .map(|place| Choice::new(&place.value, &place.label))
        .collect()
}

/// The kinds of visit with how long and how they are.
fn kinds(visit_types: &[VisitTypeChoice]) -> Vec<Choice> {
    let words = words();
    let choice = |kind: &VisitTypeChoice| {
        let minutes = words.booking.minutes_long(kind.minutes);
        let about = words.list([minutes.as_str(), words.booking.kind(kind.kind)]);
        Choice::new(kind.id.to_string(), &kind.name).hint(about)
    };
    visit_types.iter().map(choice).collect()
}

/// Parts of a line, those that are there.
fn line(parts: impl IntoIterator<Item = Option<String>>) -> String {
    let parts: Vec<_> = parts.into_iter().collect();
    dotted(parts.iter().map(Option::as_deref))
}
