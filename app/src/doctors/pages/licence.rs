use crate::ui::Erase;
use domain::doctors::{DoctorStatus, LicenceView};
use domain::files::{Document, LICENCE, LICENCE_DOCUMENTS};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::doctors::server_fns::licence;
use crate::look::documents;
use crate::ui::{Button, ButtonKind, Card, FileField, Form, Link, Notice, PageHeader, Tone, loaded};
use crate::viewer::words;

/// What a doctor hands in about the licence.
#[component]
pub fn LicencePage() -> impl IntoView {
    let query = use_query_map();
    let done = move || query.with(|query| query.get("done"));
    loaded(done, |_| licence(), show)
}

fn show(view: LicenceView) -> AnyView {
    let all = words();
    let words = &all.files;
    let back = match view.status {
        DoctorStatus::Approved => Link::new("/doctor/profile", all.doctors.profile_title),
        DoctorStatus::Pending | DoctorStatus::Rejected => Link::new("/doctor/waiting", all.nav.home),
    };
    let subtitle = all.common.in_words(all.account.licence_number, view.licence_number);
    let held = u32::try_from(view.documents.len()).unwrap_or(u32::MAX);
    let more = if held < LICENCE_DOCUMENTS {
        view! {
            <Card title=words.licence_new now=true>
                <Form action="/doctor/licence" files=true>
                    <FileField
                        name=LICENCE.field
                        label=words.licence_file
                        hint=words.licence_hint
                        accept=LICENCE.accept()
                    />
                    <div class="actions">
                        <Button>{words.licence_send}</Button>
                    </div>
                </Form>
            </Card>
        }
        .erase()
    } else {
        view! { <p>{words.licence_full}</p> }.erase()
    };
    view! {
        <div class="stack measure">
            {note()}
            <PageHeader title=words.licence_title subtitle back=Some(back)/>
            <p>{words.licence_lead}</p>
            {more}
            <Card title=words.licence_list>{documents(view.documents, "/doctor/licence", remove)}</Card>
        </div>
    }
    .erase()
}

fn remove(document: &Document) -> AnyView {
    let words = &words().files;
    let label = words.remove_named(&document.name);
    view! {
        <Form action="/doctor/licence/remove" plain=true only=("document", document.id.to_string()) class="">
            <Button kind=ButtonKind::Quiet label>
                {words.licence_remove}
            </Button>
        </Form>
    }
    .erase()
}

/// What was just done.
fn note() -> AnyView {
    let words = &words().files;
    let done = use_query_map().with_untracked(|query| query.get("done").unwrap_or_default());
    let text = match done.as_str() {
        "added" => words.licence_added,
        "removed" => words.licence_removed,
        _ => return ().erase(),
    };
    view! { <Notice tone=Tone::Good title=text news=true/> }.erase()
}
