//! The page on which staff tune the clinic.

mod server_fns;

use crate::ui::Erase;
use domain::settings::SettingsView;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::ui::{Button, Card, Checkbox, Field, Form, Input, Notice, PageHeader, Tone, Version, Width, loaded};
use crate::viewer::{staff_words, words};
use server_fns::settings;

/// All settings in one form.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let query = use_query_map();
    let done = move || query.with(|query| query.get("done").unwrap_or_default());
    loaded(
        done,
        |done| async move { settings().await.map(|view| (done, view)) },
        |(done, view)| show(&done, view),
    )
}

fn show(done: &str, view: SettingsView) -> AnyView {
    let (words, admin) = (words(), &staff_words().admin);
    let saved = (done == "saved").then(|| view! { <Notice tone=Tone::Good title=admin.settings_saved news=true/> });
    let SettingsView { settings, version } = view;
    view! {
        <div class="stack measure">
            <PageHeader title=admin.settings_title subtitle=admin.settings_lead/>
            {saved}
            <Form action="/fn/admin/save_settings">
                <Version value=version.to_string()/>
                <Card title=admin.settings_clinic>
                    <Field name="clinic_name" label=admin.clinic_name value=settings.clinic_name/>
                    <Field
                        name="clinic_phone"
                        label=admin.clinic_phone
                        kind=Input::Phone
                        autocomplete="off"
                        width=Width::Medium
                        value=settings.clinic_phone
                    />
                </Card>
                <Card title=admin.settings_booking>
                    {number("book_notice_minutes", admin.book_notice_minutes, admin.book_notice_hint, settings.book_notice_minutes)}
                    {number("book_horizon_days", admin.book_horizon_days, "", settings.book_horizon_days)}
                    {number("hold_minutes", admin.hold_minutes, "", settings.hold_minutes)}
                    {number("slot_step_minutes", admin.slot_step_minutes, "", settings.slot_step_minutes)}
                    {number("visits_per_day", admin.visits_per_day, "", settings.visits_per_day)}
                    {number("cancel_notice_hours", admin.cancel_notice_hours, admin.cancel_notice_hint, settings.cancel_notice_hours)}
                </Card>
                <Card title=admin.settings_sessions>
                    {number("patient_idle_minutes", admin.patient_idle_minutes, "", settings.patient_idle_minutes)}
                    {number("staff_idle_minutes", admin.staff_idle_minutes, "", settings.staff_idle_minutes)}
                    {number("relationship_days", admin.relationship_days, "", settings.relationship_days)}
                    {number("of_age_years", admin.of_age_years, admin.of_age_hint, settings.of_age_years)}
                </Card>
                <Card title=words.factor.title>
                    <p class="muted">{admin.factor_required_hint}</p>
                    <Checkbox
                        name="factor_required_doctors"
                        label=admin.factor_required_doctors
                        checked=settings.factor_required_doctors
                    />
                    <Checkbox
                        name="factor_required_staff"
                        label=admin.factor_required_staff
                        checked=settings.factor_required_staff
                    />
                </Card>
                <div class="actions">
                    <Button>{words.common.save_changes}</Button>
                </div>
            </Form>
        </div>
    }
    .erase()
}

fn number(name: &'static str, label: &'static str, hint: &'static str, value: u16) -> AnyView {
    view! { <Field name=name label=label hint=hint kind=Input::Number width=Width::Tiny value=value.to_string()/> }
        .erase()
}
