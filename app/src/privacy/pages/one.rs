use domain::privacy::{Case, CaseState};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::privacy::server_fns::case;
use crate::ui::{
    Button, ButtonKind, Card, DefinitionList, Erase, Fact, Form, Hidden, Link, Notice, PageHeader, TextArea, Tone,
    Version, loaded,
};
use crate::viewer::{staff_words, words};

/// A case: what the patient does not recognise, and the answer.
#[component]
pub fn CasePage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    // What was just done stands in the query, and changed what there is to show.
    let asked = move || {
        (
            params.with(|params| params.get("id").unwrap_or_default()),
            query.with(|query| query.get("done")),
        )
    };
    loaded(asked, |(id, _)| case(id), show)
}

fn show(case: Case) -> AnyView {
    let words = &staff_words().cases;
    let back = Link::new("/admin/access/cases", words.list_title);
    let done = use_query_map().with_untracked(|query| query.get("done").unwrap_or_default());
    let done = match done.as_str() {
        "answered" => Some(words.answered_done),
        "closed" => Some(words.closed_done),
        _ => None,
    };
    let done = done.map(|title| view! { <Notice tone=Tone::Good title news=true/> });
    let next = match case.row.state {
        CaseState::Open => answer(&case),
        CaseState::Answered => close(&case),
        CaseState::Closed => ().erase(),
    };
    view! {
        <div class="stack measure">
            {done}
            <PageHeader title=words.one_title back=Some(back)/>
            <Card>
                <DefinitionList facts=facts(case)/>
            </Card>
            {next}
        </div>
    }
    .erase()
}

fn facts(case: Case) -> Vec<Fact> {
    let (words, staff) = (words(), staff_words());
    let long =
        |term: &'static str, text: String| Fact::view(term, view! { <p class="pre" dir="auto">{text}</p> }.erase());
    let mut facts = vec![
        Fact::new(staff.cases.asked, case.row.asked.label),
        Fact::new(words.patients.record_number, case.row.number.to_string()),
        Fact::new(words.common.status, staff.cases.state(case.row.state)),
    ];
    facts.extend(case.at.map(|at| Fact::new(words.audit.when, at.label)));
    facts.extend(
        case.what
            .map(|what| Fact::new(words.audit.what, words.audit.action(what))),
    );
    facts.extend(
        case.role
            .map(|role| Fact::new(words.audit.who, words.audit.somebody(role))),
    );
    facts.extend(case.who.map(|who| Fact::new(words.common.name, who)));
    facts.extend(case.message.map(|text| long(words.privacy.message, text)));
    facts.extend(case.answer.map(|text| long(words.privacy.answer, text)));
    facts
}

fn answer(case: &Case) -> AnyView {
    let (label, words) = (words().privacy.answer, &staff_words().cases);
    let (id, version) = (case.row.id.to_string(), case.version.to_string());
    view! {
        <Card title=words.answer_title>
            <Form action="/fn/admin/answer_case">
                <Hidden name="case" value=id/>
                <Version value=version/>
                <TextArea name="answer" label hint=words.answer_hint/>
                <div class="actions">
                    <Button>{words.answer_button}</Button>
                </div>
            </Form>
        </Card>
    }
    .erase()
}

fn close(case: &Case) -> AnyView {
    let words = &staff_words().cases;
    let (id, version) = (case.row.id.to_string(), case.version.to_string());
    view! {
        <Form action="/fn/admin/close_case">
            <Hidden name="case" value=id/>
            <Version value=version/>
            <div class="actions">
                <Button kind=ButtonKind::Quiet>{words.close_button}</Button>
            </div>
        </Form>
    }
    .erase()
}
