//! Blocks and extra openings.

use crate::ui::Erase;
use domain::availability::{ExceptionKind, ExceptionRow};
use leptos::prelude::*;

use super::line;
use super::weekly::affected;
use crate::ui::{
    Button, ButtonKind, Card, CheckboxGroup, Choice, Field, Form, Input, Select, Tag, TextArea, Tone, Version,
};
use crate::viewer::words;

const ADD: &str = "/fn/doctor/add_exception";

/// What is planned, each with its own button to take it back.
pub(super) fn list(exceptions: Vec<ExceptionRow>) -> AnyView {
    let words = &words().hours;
    let content = if exceptions.is_empty() {
        view! { <p class="muted">{words.no_exceptions}</p> }.erase()
    } else {
        let rows = exceptions.into_iter().map(row).collect::<Vec<_>>();
        view! {
            <ul class="list" role="list">
                {rows}
            </ul>
        }
        .erase()
    };
    view! { <Card title=words.exceptions_title>{content}</Card> }.erase()
}

fn row(exception: ExceptionRow) -> AnyView {
    let words = words();
    let opening = exception.kind == ExceptionKind::Opening;
    let (tone, icon, kind) = if opening {
        (Tone::Good, "calendar-plus", words.hours.opened)
    } else {
        (Tone::Warn, "ban", words.hours.blocked)
    };
    let place = opening.then(|| exception.place.unwrap_or_else(|| words.hours.video.to_owned()));
    let where_and_what = line([place, Some(words.list(&exception.visit_types))]);
    let about = (!where_and_what.is_empty()).then(|| view! { <p class="small">{where_and_what}</p> });
    let note = exception
        .note
        .map(|note| view! { <p class="small pre break">{note}</p> });
    view! {
        <li>
            <div class="grow">
                <p>
                    <b>
                        <time datetime=exception.starts.datetime>{exception.label.clone()}</time>
                    </b>
                </p>
                <p><Tag tone=tone icon=icon text=kind/></p>
                {about}
                {note}
                {affected(exception.affected)}
            </div>
            <Form
                action="/fn/doctor/remove_exception"
                only=("exception", exception.id.to_string())
                prefix=format!("remove-{}-", exception.id)
                class=""
            >
                <Version value=exception.version.to_string()/>
                <Button kind=ButtonKind::Plain icon="trash" label=words.hours.remove_exception_named(exception.label)>
                    {words.hours.remove_exception}
                </Button>
            </Form>
        </li>
    }
    .erase()
}

/// The form that blocks days or hours.
pub(super) fn block_form(zone: &str) -> AnyView {
    let words = words();
    let hours = &words.hours;
    let zone = hours.block_zone(zone);
    view! {
        <Card title=hours.kind_block>
            <p class="small">{hours.kind_block_hint} " " {zone}</p>
            <Form action=ADD prefix="block-" only=("kind", ExceptionKind::Block.as_str().to_owned())>
                <div class="form-row">
                    <Field name="from_date" label=hours.from_date kind=Input::Date/>
                    <Field name="to_date" label=hours.to_date hint=hours.to_date_hint kind=Input::Date/>
                </div>
                <div class="form-row">
                    <Field name="from_time" label=hours.from_time hint=hours.times_hint kind=Input::Time/>
                    <Field name="to_time" label=hours.to_time kind=Input::Time/>
                </div>
                <TextArea name="note" label=hours.note hint=hours.note_hint/>
                <div class="actions">
                    <Button kind=ButtonKind::Quiet>{hours.block_button}</Button>
                </div>
            </Form>
        </Card>
    }
    .erase()
}

/// The form that opens hours on one day.
pub(super) fn opening_form(places: Vec<Choice>, visit_types: Vec<Choice>) -> AnyView {
    let words = words();
    let hours = &words.hours;
    view! {
        <Card title=hours.kind_opening>
            <p class="small">{hours.kind_opening_hint}</p>
            <Form action=ADD prefix="opening-" only=("kind", ExceptionKind::Opening.as_str().to_owned())>
                <Field name="from_date" label=words.common.day kind=Input::Date width=crate::ui::Width::Medium/>
                <div class="form-row">
                    <Field name="from_time" label=hours.from_time hint=hours.from_hint kind=Input::Time/>
                    <Field name="to_time" label=hours.to_time hint=hours.to_hint kind=Input::Time/>
                </div>
                <Select name="place" label=hours.place options=places blank=words.common.choose/>
                <CheckboxGroup name="visit_types[]" legend=hours.visit_types options=visit_types/>
                <TextArea name="note" label=hours.note hint=hours.note_hint/>
                <div class="actions">
                    <Button kind=ButtonKind::Quiet>{hours.opening_button}</Button>
                </div>
            </Form>
        </Card>
    }
    .erase()
}
