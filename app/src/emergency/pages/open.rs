use domain::emergency::EmergencyReason;
use leptos::prelude::*;

use crate::ui::{
    Button, ButtonKind, Choice, DateFields, Erase, Field, Form, Input, Link, Notice, PageHeader, RadioGroup, TextArea,
    Tone, Width,
};
use crate::viewer::words;

/// A doctor opens a patient whom they may not see.
#[component]
pub fn OpenPage() -> impl IntoView {
    let all = words();
    let words = &all.emergency;
    let back = Link::new("/doctor/patients", all.patients.list_title);
    let options = EmergencyReason::ALL
        .iter()
        .map(|reason| Choice::new(reason.as_str(), words.reason(*reason)))
        .collect::<Vec<_>>();
    view! {
        <div class="stack measure">
            <PageHeader title=words.open_title back=Some(back)/>
            <Notice tone=Tone::Warn title=words.open_lead>
                <p>{words.open_told}</p>
            </Notice>
            <Form action="/doctor/emergency" plain=true>
                <Field
                    name="number"
                    label=all.patients.record_number
                    kind=Input::Number
                    width=Width::Medium
                />
                <DateFields name="birth" legend=all.care.born_on/>
                <RadioGroup name="kind" legend=words.kind options/>
                <TextArea name="reason" label=words.text hint=words.text_hint/>
                <Field
                    name="password"
                    label=words.password
                    kind=Input::Password
                    hint=words.password_hint
                    width=Width::Medium
                />
                <div class="actions">
                    <Button kind=ButtonKind::Danger icon="lock">{words.open_button}</Button>
                </div>
            </Form>
        </div>
    }
    .erase()
}
