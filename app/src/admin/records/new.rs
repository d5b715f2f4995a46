use domain::conflict::Conflict;
use domain::patients::EditPatient;
use leptos::prelude::*;

use super::HERE;
use crate::look::person_fields;
use crate::ui::{Button, Card, Checkbox, Erase, Form, FormState, Link, PageHeader, use_form};
use crate::viewer::staff_words;

/// A patient who has no account is added.
#[component]
pub fn NewRecordPage() -> impl IntoView {
    let words = &staff_words().records;
    let back = Some(Link::new(HERE, words.title));
    view! {
        <div class="stack measure">
            <PageHeader title=words.add subtitle=words.add_lead back/>
            <Card>
                <Form action="/fn/admin/add_record">
                    {person_fields(EditPatient::default())}
                    <Another/>
                    <div class="actions">
                        <Button icon="plus">{words.add}</Button>
                    </div>
                </Form>
            </Card>
        </div>
    }
    .erase()
}

/// Asked once a patient of this name and date of birth was found.
#[component]
fn Another() -> impl IntoView {
    let words = &staff_words().records;
    let conflict = use_form().map(FormState::conflict);
    let shown = move || {
        let found = matches!(conflict?.get()?, Conflict::SamePerson { .. });
        found.then(|| view! { <Checkbox name="another" label=words.another hint=words.another_hint/> })
    };
    view! { {shown} }.erase()
}
