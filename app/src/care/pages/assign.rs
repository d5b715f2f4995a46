use domain::care::CareKind;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::look::{ends_on, kinds};
use crate::ui::{Button, Erase, Field, Form, Link, PageHeader, TextArea};
use crate::viewer::words;

/// Staff name patients and the doctor who shall have them. A link may bring a record number along.
#[component]
pub fn AssignPage() -> impl IntoView {
    let words = words();
    let numbers = use_query_map().with_untracked(|query| query.get("numbers").unwrap_or_default());
    let back = Link::new("/admin/people", words.admin.people_title);
    view! {
        <div class="stack measure">
            <PageHeader title=words.care.assign_title subtitle=words.care.assign_lead back=Some(back)/>
            <Form action="/fn/admin/prepare_assignment">
                <TextArea name="numbers" label=words.care.numbers hint=words.care.numbers_hint value=numbers/>
                <Field name="doctor" label=words.care.assign_doctor hint=words.care.assign_doctor_hint/>
                {kinds(CareKind::ALL.to_vec())}
                {ends_on()}
                <div class="actions">
                    <Button>{words.care.assign_check}</Button>
                </div>
            </Form>
        </div>
    }
    .erase()
}
