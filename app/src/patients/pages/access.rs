use domain::actor::{ActorKind, Role};
use domain::audit::{Access, AccessHistory, Action, FindAccess};
use domain::live::{Interest, Kind};
use domain::privacy::OwnCase;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::look::optional;
use crate::patients::server_fns::access;
use crate::ui::{
    Button, ButtonKind, Column, Details, EmptyState, Erase, Form, Link, Notice, PageHeader, Pagination, Table,
    TextArea, Tone, loaded, shows, use_page,
};
use crate::viewer::words;

/// Where a question about an entry goes.
const REPORT: &str = "/fn/patient/report_access";

/// What others did with the patient's record.
#[component]
pub fn AccessPage() -> impl IntoView {
    let query = use_query_map();
    let asked = move || FindAccess {
        page: query.with(|query| query.get("page").unwrap_or_default()),
    };
    shows(words().common.updated_page, || {
        vec![Interest::only(Role::Patient, Kind::Review)]
    });
    loaded(asked, access, show)
}

fn show(history: AccessHistory) -> AnyView {
    let words = words();
    let (page, pages) = (history.rows.page, history.rows.pages);
    let content = if history.rows.is_empty() {
        view! { <EmptyState icon="shield-check" title=words.audit.access_empty text=words.audit.access_empty_hint/> }
            .erase()
    } else {
        table(history.rows.items)
    };
    let done = use_query_map().with_untracked(|query| query.get("done").is_some());
    let done = done.then(|| view! { <Notice tone=Tone::Good title=words.privacy.reported_done news=true/> });
    let back = Some(Link::new("/patient/profile", words.patients.profile_title));
    view! {
        <div class="stack">
            <PageHeader title=words.audit.access_title subtitle=words.audit.access_lead back/>
            {done}
            {content}
            <Pagination page pages address="/patient/profile/access"/>
            <section class="card">
                <h2>{words.audit.access_wrong}</h2>
                <p>{words.audit.access_call(history.phone)}</p>
            </section>
        </div>
    }
    .erase()
}

fn table(rows: Vec<Access>) -> AnyView {
    let words = &words().audit;
    let columns = [words.when, words.who, words.what, words.why];
    let rows = rows.into_iter().map(row).collect();
    view! { <Table caption=words.access_title columns=columns.map(Column::new).to_vec() rows/> }.erase()
}

/// What the patient asked about an entry and the answer, or a form to ask.
fn question(id: String, case: Option<OwnCase>) -> AnyView {
    let words = &words().privacy;
    if let Some(case) = case {
        let text = |term: &'static str, text: String| {
            view! { <p class="small pre"><b>{term}</b> ": " <bdi dir="auto">{text}</bdi></p> }.erase()
        };
        let message = case.message.map(|message| text(words.message, message));
        let answer = case.answer.map(|answer| text(words.answer, answer));
        return view! {
            <p class="small"><b>{words.own_state(case.state)}</b></p>
            {message}
            {answer}
        }
        .erase();
    }
    let prefix = format!("report-{id}-");
    let open = use_page().came_back(REPORT, Some(("event", &id)));
    view! {
        <Details summary=words.report open>
            <Form action=REPORT prefix only=("event", id)>
                <TextArea name="message" label=optional(words.message) hint=words.message_hint/>
                <div class="actions">
                    <Button kind=ButtonKind::Quiet>{words.report_button}</Button>
                </div>
            </Form>
        </Details>
    }
    .erase()
}

fn row(access: Access) -> Vec<AnyView> {
    let words = &words().audit;
    let name = access.name.unwrap_or_else(|| words.somebody(access.role).to_owned());
    let why = match (access.role, access.what) {
        (ActorKind::Doctor, _) if access.emergency => words.why_emergency,
        (
            ActorKind::Doctor,
            Action::CareAsked | Action::CareAccepted | Action::CareDeclined | Action::CareWithdrawn | Action::CareEnded,
        ) => words.why_care,
        (ActorKind::Doctor, _) => words.why_visit,
        (ActorKind::Staff, Action::EmergencyRead | Action::EmergencyReviewed) => words.why_review,
        (ActorKind::Staff, Action::CaseRead | Action::CaseAnswered | Action::CaseClosed) => words.why_case,
        (ActorKind::Staff, _) => words.why_accounts,
        _ => "",
    };
    let case = question(access.id.to_string(), access.case);
    let visit = access.visit.map(|visit| {
        view! {
            <br/>
            <a class="small" href=format!("/patient/visits/{visit}")>
                {words.see_visit}
            </a>
        }
    });
    vec![
        view! { <time datetime=access.at.datetime>{access.at.label}</time> }.erase(),
        view! { <bdi>{name}</bdi> }.erase(),
        view! {
            <div>
                {words.action(access.what)}
                {visit}
                {case}
            </div>
        }
        .erase(),
        why.erase(),
    ]
}
