use domain::care::{CareOfRecord, CareStep};
use leptos::prelude::*;

use crate::look::{dotted, initials};
use crate::ui::{Button, ButtonKind, Card, Details, Erase, Form, LostForm, Person, Version, use_page};
use crate::viewer::{staff_words, words};

/// Where an end is posted.
const END: &str = "/fn/admin/end_care";

/// The doctors who look after the patient or were asked to, and the form that ends it.
pub(super) fn doctors_of(cares: Vec<CareOfRecord>) -> AnyView {
    let words = &staff_words().records;
    let shown = cares.iter().map(|care| care.id.to_string()).collect();
    let list = if cares.is_empty() {
        view! { <p class="muted">{words.care_none}</p> }.erase()
    } else {
        let rows = cares.into_iter().map(row).collect::<Vec<_>>();
        view! {
            <ul class="list" role="list">
                {rows}
            </ul>
        }
        .erase()
    };
    view! {
        <Card title=words.care_title>
            <LostForm action=END by="care" shown/>
            {list}
        </Card>
    }
    .erase()
}

fn row(care: CareOfRecord) -> AnyView {
    let words = &words().care;
    let since = words.since(&care.since);
    let until = care.until.as_ref().map(|until| words.until(until));
    let line = dotted([
        Some(words.kind(care.kind)),
        Some(words.state(care.state)),
        Some(since.as_str()),
        until.as_deref(),
    ]);
    let id = care.id.to_string();
    let open = use_page().came_back(END, Some(("care", &id)));
    let prefix = format!("care-{id}-");
    view! {
        <li class="stack">
            <Person initials=initials(&care.doctor) name=care.doctor.clone() line/>
            <Details summary=words.end_of(&care.doctor) open>
                <Form action=END only=("care", id) prefix>
                    <Version value=care.version.to_string()/>
                    <div class="actions">
                        <Button kind=ButtonKind::Danger name="step" value=CareStep::End.as_str()>
                            {words.end_yes}
                        </Button>
                    </div>
                </Form>
            </Details>
        </li>
    }
    .erase()
}
