use domain::carers::{Carer, OwnCarers};
use domain::live::{Interest, Kind};
use domain::{actor::Role, carers::CarerState};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::carers::server_fns::own_carers;
use crate::look::{CarerRows, OfferFields, lost_change};
use crate::ui::{
    Button, ButtonKind, Card, EmptyState, Erase, Form, Hidden, Link, Notice, PageHeader, Tone, loaded, shows,
};
use crate::viewer::words;

/// Where a change is posted.
const CHANGE: &str = "/fn/patient/change_carer";

/// Who acts for the patient, and the form that asks somebody.
#[component]
pub fn OwnCarersPage() -> impl IntoView {
    let query = use_query_map();
    let done = move || query.with(|query| query.get("done").unwrap_or_default());
    shows(words().common.updated_page, || {
        vec![Interest::only(Role::Patient, Kind::Carer)]
    });
    loaded(
        done,
        |done| async move { own_carers().await.map(|carers| (done, carers)) },
        |(done, carers)| show(&done, carers),
    )
}

fn show(done: &str, carers: OwnCarers) -> AnyView {
    let all = words();
    let words = &all.carers;
    let said = match done {
        "offered" => Some(words.done_offered),
        "changed" => Some(words.done_changed),
        "ended" => Some(words.done_ended),
        _ => None,
    };
    let said = said.map(|title| view! { <Notice tone=Tone::Good title=title news=true/> });
    let undone = lost_change(CHANGE, &carers.open);
    let open = if carers.open.is_empty() {
        view! { <EmptyState icon="people" title=words.none text=""/> }.erase()
    } else {
        view! {
            <Card>
                <CarerRows
                    carers=carers.open
                    label=words.title
                    change=CHANGE
                    end="/fn/patient/end_carer"
                    more=preview
                    own=true
                />
            </Card>
        }
        .erase()
    };
    let past = (!carers.past.is_empty()).then(|| {
        view! {
            <Card title=words.past>
                <CarerRows carers=carers.past label=words.past/>
            </Card>
        }
    });
    let back = Some(Link::new("/patient/profile", all.patients.profile_title));
    view! {
        <div class="stack measure">
            <PageHeader title=words.title subtitle=words.lead back/>
            {said}
            {undone}
            {open}
            <Card title=words.offer_title>
                <p>{words.offer_lead}</p>
                <Form action="/fn/patient/offer_carer">
                    <OfferFields own=true/>
                    <div class="actions">
                        <Button icon="send">{words.offer_button}</Button>
                    </div>
                </Form>
            </Card>
            {past}
        </div>
    }
    .erase()
}

/// The way to see what a carer sees.
fn preview(carer: &Carer) -> AnyView {
    if carer.state == CarerState::Ended {
        return ().erase();
    }
    let words = &words().carers;
    let (id, label) = (carer.id.to_string(), words.preview_of(&carer.name));
    view! {
        <Form action="/account/act" plain=true class="" prefix=format!("preview-{id}-")>
            <Hidden name="carer" value=id/>
            <Hidden name="preview" value="1"/>
            <Button kind=ButtonKind::Quiet label>
                {words.preview}
            </Button>
        </Form>
    }
    .erase()
}
