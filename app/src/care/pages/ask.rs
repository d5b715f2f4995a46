use domain::care::{AskPage, CareKind};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::care::server_fns::ask_page;
use crate::look::{AskFields, initials};
use crate::ui::{Button, Card, Erase, Form, Hidden, Link, Notice, PageHeader, Person, Tone, loaded};
use crate::viewer::words;

/// A patient asks one doctor.
#[component]
pub fn AskDoctorPage() -> impl IntoView {
    let params = use_params_map();
    let id = move || params.with(|params| params.get("id").unwrap_or_default());
    loaded(id, ask_page, show)
}

fn show(page: AskPage) -> AnyView {
    let words = words();
    let back = Link::new("/patient/care-team", words.care.team_title);
    let left: Vec<CareKind> = CareKind::ALL
        .iter()
        .copied()
        .filter(|kind| !page.taken.contains(kind))
        .collect();
    let doctor = page.doctor;
    let id = doctor.id.to_string();
    let form = if left.is_empty() {
        view! { <Notice tone=Tone::Brand title=words.errors.care_open/> }.erase()
    } else {
        view! {
            <Form action="/fn/patient/ask_doctor">
                <Hidden name="doctor" value=id/>
                <AskFields kinds=left/>
                <div class="actions">
                    <Button>{words.care.ask_button}</Button>
                </div>
            </Form>
        }
        .erase()
    };
    view! {
        <div class="stack measure">
            <PageHeader title=words.care.ask_title subtitle=words.care.ask_lead back=Some(back)/>
            <Card>
                <Person
                    initials=initials(&doctor.name)
                    name=doctor.name
                    line=doctor.about
                    href=format!("/doctors/{}", doctor.id)
                />
            </Card>
            {form}
        </div>
    }
    .erase()
}
