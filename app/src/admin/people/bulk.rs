use domain::bulk::{Bulk, BulkAction, BulkLine, BulkOutcome, Standing};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::server_fns::bulk;
use super::{HERE, named, status_tag};
use crate::ui::{
    Button, ButtonKind, ButtonLink, Card, Column, DefinitionList, Erase, Fact, Form, Hidden, Link, Notice, PageHeader,
    Table, Tag, Tone, loaded,
};
use crate::viewer::{staff_words, words};

/// What staff are about to do to many people, person by person, or how it went.
#[component]
pub fn BulkPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    // What was just done stands in the query, and changed what there is to show.
    let asked = move || {
        (
            params.with(|params| params.get("id").unwrap_or_default()),
            query.with(|query| query.get("done")),
        )
    };
    loaded(asked, |(id, _)| bulk(id), show)
}

fn show(bulk: Bulk) -> AnyView {
    let staff = staff_words();
    let words = &staff.bulk;
    let back = Link::new(HERE, staff.admin.people_title);
    let away = view! { <ButtonLink kind=ButtonKind::Quiet href=HERE>{words.back}</ButtonLink> };
    let facts = facts(&bulk);
    let changing = bulk.count(Standing::Changes);
    if let Some(at) = bulk.done {
        return view! {
            <div class="stack">
                <PageHeader title=words.done_title back=Some(back)/>
                <Notice tone=Tone::Good title=words.done(changing) news=true>
                    <p><time datetime=at.datetime>{at.label}</time></p>
                </Notice>
                <Card><DefinitionList facts/></Card>
                {table(bulk.action, bulk.lines)}
                <div class="actions">{away}</div>
            </div>
        }
        .erase();
    }
    let begun = bulk.lines.iter().any(|line| line.done);
    let begun = begun.then(|| view! { <Notice tone=Tone::Warn title=words.interrupted/> });
    let left = bulk.lines.iter().filter(|line| !line.done && line.outcome.changes());
    let confirm = match left.count() {
        0 => view! {
            <Notice tone=Tone::Warn title=words.nobody/>
            <div class="actions">{away}</div>
        }
        .erase(),
        left => view! {
            <Form action="/fn/admin/confirm_bulk">
                <Hidden name="bulk" value=bulk.id.to_string()/>
                <div class="actions">
                    <Button kind=kind(bulk.action)>{words.confirm(u64::try_from(left).unwrap_or_default())}</Button>
                    {away}
                </div>
            </Form>
        }
        .erase(),
    };
    view! {
        <div class="stack">
            <PageHeader title=words.check_title subtitle=words.check_lead back=Some(back)/>
            {begun}
            <Card><DefinitionList facts/></Card>
            {table(bulk.action, bulk.lines)}
            {confirm}
        </div>
    }
    .erase()
}

fn kind(action: BulkAction) -> ButtonKind {
    match action {
        BulkAction::Suspend | BulkAction::TakeRole => ButtonKind::Danger,
        BulkAction::Reinstate | BulkAction::GiveRole => ButtonKind::default(),
    }
}

fn facts(bulk: &Bulk) -> Vec<Fact> {
    let staff = staff_words();
    let words = &staff.bulk;
    let number = |standing| crate::viewer::words().number(bulk.count(standing));
    let changing = if bulk.done.is_some() {
        words.changed
    } else {
        words.changing
    };
    let role = bulk.role.clone().map(|role| Fact::new(staff.roles.role, role));
    let until = bulk.until.clone().map(|day| Fact::new(staff.roles.until, day));
    let mut facts = vec![Fact::new(words.action, words.action(bulk.action))];
    facts.extend(role.into_iter().chain(until));
    facts.push(Fact::new(changing, number(Standing::Changes)));
    for (name, standing) in [(words.staying, Standing::Stays), (words.refused, Standing::Refused)] {
        if bulk.count(standing) > 0 {
            facts.push(Fact::new(name, number(standing)));
        }
    }
    facts
}

fn table(action: BulkAction, lines: Vec<BulkLine>) -> AnyView {
    let (words, staff) = (words(), staff_words());
    let columns = [words.common.name, words.common.status, staff.assignments.outcome];
    let rows = lines.into_iter().map(|line| row(action, line)).collect();
    view! { <Table caption=staff.admin.people_title columns=columns.map(Column::new).to_vec() rows/> }.erase()
}

fn row(action: BulkAction, line: BulkLine) -> Vec<AnyView> {
    let (icon, tone) = match line.outcome.standing() {
        Standing::Changes => ("check-circle", Tone::Good),
        Standing::Stays => ("info", Tone::Calm),
        Standing::Refused => ("alert", Tone::Bad),
    };
    let errors = &words().errors;
    // What one person is refused for is said in the same words.
    let refused = || match line.outcome {
        BulkOutcome::Own => errors.own_account,
        BulkOutcome::MoreThanHeld => errors.more_than_held,
        BulkOutcome::LastAdmin => errors.last_admin,
        _ => errors.stale,
    };
    let staff = &staff_words().bulk;
    let said = staff.outcome(action, line.outcome, line.done).unwrap_or_else(refused);
    let outcome = if tone == Tone::Bad {
        view! {
            <Tag text=staff.refused icon tone/>
            <br/>
            <span class="small">{said}</span>
        }
        .erase()
    } else {
        view! { <Tag text=said icon tone/> }.erase()
    };
    let status = status_tag(line.person.status);
    vec![named(line.person), status, outcome]
}
