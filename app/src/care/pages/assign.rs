use domain::care::CareKind;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::look::{ends_on, kinds};
use crate::ui::{Button, Erase, Field, Form, Link, PageHeader, TextArea};
use crate::viewer::staff_words;

/// Staff name patients and the doctor who shall have them. A link may bring a record number along.
#[component]
pub fn AssignPage() -> impl IntoView {
    let staff = staff_words();
    let numbers = use_query_map().with_untracked(|query| query.get("numbers").unwrap_or_default());
    let back = Link::new("/admin/people", staff.admin.people_title);
    view! {
        <div class="stack measure">
            <PageHeader title=staff.assignments.title subtitle=staff.assignments.lead back=Some(back)/>
            <Form action="/fn/admin/prepare_assignment">
                <TextArea name="numbers" label=staff.assignments.numbers hint=staff.assignments.numbers_hint value=numbers/>
                <Field name="doctor" label=staff.assignments.doctor hint=staff.assignments.doctor_hint/>
                {kinds(CareKind::ALL.to_vec())}
                {ends_on()}
                <div class="actions">
                    <Button>{staff.assignments.check}</Button>
                </div>
            </Form>
        </div>
    }
    .erase()
}
