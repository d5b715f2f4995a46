use domain::carers::{Cared, Caring};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::carers::server_fns::caring;
use crate::look::{carer_may, dotted, initials};
use crate::ui::{
    Button, ButtonKind, Card, Details, EmptyState, Erase, Form, Hidden, Notice, PageHeader, Person, Tag, Tone, loaded,
};
use crate::viewer::{use_viewer, words};

/// The people for whom the account may act.
#[component]
pub fn CaringPage() -> impl IntoView {
    let query = use_query_map();
    // What was just done stands in the query, and changed what there is to show.
    let said = move || {
        query.with(|query| {
            let over = query.get("over").map(|_| "over".to_owned());
            over.or_else(|| query.get("done")).unwrap_or_default()
        })
    };
    loaded(
        said,
        |said| async move { caring().await.map(|caring| (said, caring)) },
        |(said, caring)| show(&said, caring),
    )
}

fn show(said: &str, caring: Caring) -> AnyView {
    let words = &words().carers;
    let over = said == "over";
    let said = match said {
        "accepted" => Some((Tone::Good, words.done_accepted)),
        "left" => Some((Tone::Good, words.done_left)),
        "over" => Some((Tone::Warn, words.over)),
        _ => None,
    };
    let said = said.map(|(tone, title)| view! { <Notice tone title=title news=true/> });
    // Whoever chose somebody who does not let them any more chooses anew: until then no page is taken for their own.
    let oneself = (over && use_viewer().acting().is_none()).then(|| {
        view! {
            <Form action="/account/act" plain=true class="" prefix="oneself-">
                <Button kind=ButtonKind::Quiet>{words.stop}</Button>
            </Form>
        }
    });
    let merged = caring.merged;
    let people = if caring.people.is_empty() {
        view! { <EmptyState icon="people" title=words.caring_none text=words.caring_none_hint/> }.erase()
    } else {
        let rows = caring.people.into_iter().map(person).collect::<Vec<_>>();
        view! {
            <Card>
                <ul class="list" role="list" aria-label=words.caring_title>
                    {rows}
                </ul>
            </Card>
        }
        .erase()
    };
    let merged = merged.then(|| {
        view! {
            <Notice tone=Tone::Brand title=words.caring_merged>
                <p>{words.caring_merged_hint}</p>
            </Notice>
        }
    });
    view! {
        <div class="stack measure">
            {said}
            {merged}
            <PageHeader title=words.caring_title subtitle=words.caring_lead/>
            {people}
            {oneself}
        </div>
    }
    .erase()
}

fn person(cared: Cared) -> AnyView {
    let all = words();
    let words = &all.carers;
    let id = cared.id.to_string();
    let until = cared.until.map(|until| all.care.until(until));
    let about = dotted([
        Some(all.patients.number(cared.number).as_str()),
        Some(all.care.since(&cared.since).as_str()),
        until.as_deref(),
    ]);
    let acts = use_viewer().acting().is_some_and(|acting| acting.carer == cared.id);
    let (chosen, ask) = (id.clone(), words.act_for(&cared.name));
    let act = if acts {
        view! { <Tag text=words.now icon="check-circle" tone=Tone::Good/> }.erase()
    } else {
        view! {
            <Form action="/account/act" plain=true class="" prefix=format!("act-{id}-")>
                <Hidden name="carer" value=chosen/>
                <Button>{ask}</Button>
            </Form>
        }
        .erase()
    };
    view! {
        <li class="stack">
            <Person initials=initials(&cared.name) name=cared.name.clone() line=about/>
            <p class="small">{carer_may(cared.scopes)}</p>
            <div class="actions">{act}</div>
            <Details summary=words.leave_of(&cared.name)>
                <Form action="/fn/account/leave_caring" only=("carer", id.clone()) prefix=format!("leave-{id}-")>
                    <div class="actions">
                        <Button kind=ButtonKind::Danger>{words.leave}</Button>
                    </div>
                </Form>
            </Details>
        </li>
    }
    .erase()
}
