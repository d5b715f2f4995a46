use super::{
    form::{FormState, use_form},
    page::focus,
    say,
};
use crate::ui::Erase;
use crate::{error::AppError, viewer::words};
use leptos::{ev::MouseEvent, prelude::*};

/// What is wrong with the form around it, with a link to each field. Every [`super::Form`] has one on top.
#[component]
pub fn ErrorSummary() -> impl IntoView {
    let words = words();
    let form = use_form();
    let shown = move || {
        let form = form?;
        let error = form.error().get()?;
        let (class, title) = if error.is_not_sent() {
            ("problem waits", words.errors.not_sent_title)
        } else {
            ("problem", words.common.problem_title)
        };
        Some(
            view! {
                <div class=class role="alert" tabindex="-1" autofocus=true id=form.summary_id()>
                    <h2>{title}</h2>
                    {told(form, &error)}
                </div>
            }
            .erase(),
        )
    };
    view! { {shown} }.erase()
}

fn told(form: FormState, error: &AppError) -> AnyView {
    let words = words();
    let fields = match error {
        AppError::Invalid(fields) if !fields.is_empty() => fields,
        other => return view! { <p>{say::of_form(other)}</p> }.erase(),
    };
    let items = fields
        .iter()
        .map(|error| {
            let id = form.id(&error.field);
            let href = format!("#{id}");
            // The router would only scroll to the field.
            let go = move |event: MouseEvent| {
                if let Some(field) = document().get_element_by_id(&id) {
                    event.prevent_default();
                    focus(&field);
                }
            };
            view! {
                <li>
                    <a href=href on:click=go>{words.problems.say(&error.problem)}</a>
                </li>
            }
            .erase()
        })
        .collect::<Vec<_>>();
    view! { <ul role="list">{items}</ul> }.erase()
}
