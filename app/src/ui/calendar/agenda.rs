use super::{CalendarDay, Entry};
use crate::ui::{Erase, Tag, rows};
use leptos::prelude::*;

/// Days as a list of what stands in them.
#[component]
pub fn Agenda(
    /// The days in order.
    days: Vec<CalendarDay>,
) -> impl IntoView {
    let days = days
        .into_iter()
        .filter(|day| !day.entries.is_empty() || !day.empty.is_empty());
    let listed = |day: CalendarDay| {
        let entries = rows(day.entries, Entry::key, row);
        let content = if entries.is_empty() {
            view! { <p class="muted">{day.empty}</p> }.erase()
        } else {
            view! { <ul role="list">{entries}</ul> }.erase()
        };
        view! {
            <li class=day.today.then_some("today")>
                <h2>{day.heading}</h2>
                {content}
            </li>
        }
        .erase()
    };
    let days = rows(days, |day| day.heading.clone(), listed);
    view! {
        <ol class="agenda" role="list">
            {days}
        </ol>
    }
    .erase()
}

fn row(entry: Entry) -> AnyView {
    let until = (!entry.until.is_empty()).then(|| view! { <small>{entry.until}</small> });
    let detail = (!entry.detail.is_empty()).then(|| view! { <span class="small">{entry.detail}</span> });
    let content = view! {
        <span class="time">
            <time datetime=entry.datetime>{entry.time}</time>
            {until}
        </span>
        <span>
            <span class="title">
                <bdi>{entry.title}</bdi>
            </span>
            {detail}
        </span>
        <Tag tone=entry.tone icon=entry.icon text=entry.status/>
    };
    let class = entry.tone.on("entry");
    let entry = if entry.href.is_empty() {
        view! { <div class=class>{content}</div> }.erase()
    } else {
        view! { <a class=class href=entry.href>{content}</a> }.erase()
    };
    view! { <li>{entry}</li> }.erase()
}
