use domain::audit::Action;
use domain::emergency::{Emergency, Verdict};
use domain::when::Moment;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::verdict_tag;
use crate::emergency::server_fns::emergency_access;
use crate::ui::{
    Button, Card, Choice, Column, DefinitionList, EmptyState, Erase, Fact, Form, Hidden, Link, Notice, PageHeader,
    RadioGroup, Table, TextArea, Tone, Version, loaded,
};
use crate::viewer::{staff_words, words};

/// An emergency access: why, what was done with it, and the decision.
#[component]
pub fn EmergencyPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    // What was just done stands in the query, and changed what there is to show.
    let asked = move || {
        (
            params.with(|params| params.get("id").unwrap_or_default()),
            query.with(|query| query.get("done")),
        )
    };
    loaded(asked, |(id, _)| emergency_access(id), show)
}

fn show(emergency: Emergency) -> AnyView {
    let (words, staff) = (words(), staff_words());
    let back = Link::new("/admin/access", staff.reviews.list_title);
    let row = &emergency.row;
    let facts = vec![
        Fact::new(staff.reviews.doctor, row.doctor.clone()),
        Fact::new(words.patients.record_number, row.number.to_string()),
        Fact::new(staff.reviews.opened_at, row.opened.label.clone()),
        Fact::new(staff.reviews.ended_at, emergency.ended.label.clone()),
        Fact::new(words.emergency.kind, words.emergency.reason(row.kind)),
        Fact::view(
            words.emergency.text,
            view! { <p class="pre" dir="auto">{emergency.reason.clone()}</p> }.erase(),
        ),
    ];
    let tag = verdict_tag(row.verdict);
    let decision = match emergency.reviewed.clone() {
        Some(at) => decided(at, emergency.note.clone()),
        None => decide(&emergency),
    };
    let done = use_query_map().with_untracked(|query| query.get("done").is_some());
    let done = (done && emergency.reviewed.is_some())
        .then(|| view! { <Notice tone=Tone::Good title=staff.reviews.reviewed_done news=true/> });
    view! {
        <div class="stack">
            {done}
            <PageHeader title=staff.reviews.one_title back=Some(back)>{tag}</PageHeader>
            <div class="cols">
                <div class="stack">
                    <Card title=words.common.details>
                        <DefinitionList facts/>
                    </Card>
                    <Card title=staff.reviews.done_title>{done_meanwhile(emergency.opened)}</Card>
                </div>
                {decision}
            </div>
        </div>
    }
    .erase()
}

fn done_meanwhile(opened: Vec<(Moment, Action)>) -> AnyView {
    let (words, staff) = (words(), staff_words());
    if opened.is_empty() {
        return view! { <EmptyState icon="list" title=staff.reviews.done_nothing/> }.erase();
    }
    let columns = [words.audit.when, words.audit.what];
    let rows = opened
        .into_iter()
        .map(|(at, what)| {
            vec![
                view! { <time datetime=at.datetime>{at.label}</time> }.erase(),
                words.audit.action(what).erase(),
            ]
        })
        .collect();
    view! { <Table caption=staff.reviews.done_title columns=columns.map(Column::new).to_vec() rows/> }.erase()
}

fn decided(at: Moment, note: Option<String>) -> AnyView {
    let words = &staff_words().reviews;
    let note = note.map(|note| view! { <p class="pre" dir="auto">{note}</p> });
    view! {
        <Card title=words.decision>
            <p><time datetime=at.datetime>{at.label}</time></p>
            {note}
        </Card>
    }
    .erase()
}

fn decide(emergency: &Emergency) -> AnyView {
    let words = &staff_words().reviews;
    let (id, version) = (emergency.row.id.to_string(), emergency.version.to_string());
    let options = Verdict::ALL
        .iter()
        .map(|verdict| Choice::new(verdict.as_str(), words.verdict(Some(*verdict))))
        .collect::<Vec<_>>();
    view! {
        <Card title=words.decision>
            <Form action="/fn/admin/review_emergency">
                <Hidden name="emergency" value=id/>
                <Version value=version/>
                <RadioGroup name="verdict" legend=words.was_it_needed options/>
                <TextArea name="note" label=words.note hint=words.note_hint/>
                <div class="actions">
                    <Button>{words.review_button}</Button>
                </div>
            </Form>
        </Card>
    }
    .erase()
}
