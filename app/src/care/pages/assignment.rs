use domain::care::{Assignment, AssignmentLine, LineOutcome};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::care::server_fns::assignment;
use crate::look::initials;
use crate::ui::{
    Button, ButtonKind, ButtonLink, Card, Column, DefinitionList, Erase, Fact, Form, Hidden, Link, Notice, PageHeader,
    Person, Table, Tag, Tone, Version, loaded,
};
use crate::viewer::{staff_words, words};

const LIST: &str = "/admin/people/assignments";

/// What staff are about to assign, line by line, or how many they assigned.
#[component]
pub fn AssignmentPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    // What was just done stands in the query, and changed what there is to show.
    let asked = move || {
        (
            params.with(|params| params.get("id").unwrap_or_default()),
            query.with(|query| query.get("done")),
        )
    };
    loaded(asked, |(id, _)| assignment(id), show)
}

fn show(assignment: Assignment) -> AnyView {
    let (care, words) = (&words().care, &staff_words().assignments);
    let back = Link::new(LIST, words.title);
    let again = view! { <ButtonLink kind=ButtonKind::Quiet href=LIST>{words.again}</ButtonLink> };
    let mut facts = vec![Fact::new(care.as_what, care.kind(assignment.kind))];
    facts.extend(assignment.until.clone().map(|until| Fact::new(care.ends_on, until)));
    let doctor = view! {
        <Card>
            <Person
                initials=initials(&assignment.doctor_name)
                name=assignment.doctor_name.clone()
                line=assignment.doctor_about.clone()
                href=format!("/doctors/{}", assignment.doctor)
            />
            <DefinitionList facts/>
        </Card>
    };
    if let Some((at, count)) = assignment.done {
        return view! {
            <div class="stack measure">
                <PageHeader title=words.title back=Some(back)/>
                <Notice tone=Tone::Good title=words.assigned(count) news=true>
                    <p><time datetime=at.datetime>{at.label}</time></p>
                </Notice>
                {doctor}
                <div class="actions">{again}</div>
            </div>
        }
        .erase();
    }
    let confirm = if assignment.assigns == 0 {
        view! {
            <Notice tone=Tone::Warn title=words.nobody/>
            <div class="actions">{again}</div>
        }
        .erase()
    } else {
        view! {
            <Form action="/fn/admin/confirm_assignment">
                <Hidden name="assignment" value=assignment.id.to_string()/>
                <Version value=assignment.version.to_string()/>
                <div class="actions">
                    <Button>{words.assign(assignment.assigns)}</Button>
                    {again}
                </div>
            </Form>
        }
        .erase()
    };
    view! {
        <div class="stack measure">
            <PageHeader title=words.check_title subtitle=words.check_lead back=Some(back)/>
            {doctor}
            {table(assignment.lines)}
            {confirm}
        </div>
    }
    .erase()
}

fn table(lines: Vec<AssignmentLine>) -> AnyView {
    let (words, staff) = (words(), staff_words());
    let columns = [
        words.patients.record_number,
        words.common.name,
        staff.assignments.outcome,
    ];
    let rows = lines.into_iter().map(row).collect();
    view! { <Table caption=staff.assignments.numbers columns=columns.map(Column::new).to_vec() rows/> }.erase()
}

fn row(line: AssignmentLine) -> Vec<AnyView> {
    let (icon, tone) = match line.outcome {
        LineOutcome::Assigns => ("check-circle", Tone::Good),
        LineOutcome::Active | LineOutcome::Twice => ("info", Tone::Calm),
        LineOutcome::Waits => ("hourglass", Tone::Warn),
        LineOutcome::Unknown => ("alert", Tone::Bad),
    };
    let text = staff_words().assignments.line(line.outcome);
    vec![
        view! { <bdi class="break">{line.typed}</bdi> }.erase(),
        view! { <bdi>{line.name.unwrap_or_default()}</bdi> }.erase(),
        view! { <Tag text icon tone/> }.erase(),
    ]
}
