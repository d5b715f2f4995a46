use domain::merges::{Merge, Merges};
use leptos::prelude::*;

use super::record;
use crate::ui::{Button, ButtonKind, ButtonLink, Card, Details, Erase, Form, LostForm, Notice, Tone, use_page};
use crate::viewer::staff_words;

/// Where the two are taken apart.
const SEPARATE: &str = "/fn/admin/separate_records";

/// On the page of a record: what it is part of, or what is part of it and the way to make another one so.
pub fn merges_of(patient: &str, merges: Merges) -> AnyView {
    let words = &staff_words().merges;
    let shown = merges.into.iter().chain(&merges.from).map(|merge| merge.id.to_string());
    let lost = view! { <LostForm action=SEPARATE by="merge" shown=shown.collect()/> };
    if let Some(into) = merges.into {
        return view! {
            <Notice tone=Tone::Warn title=words.part_of>
                <p>
                    <a href=record(into.patient)>{words.see(into.number)}</a>
                </p>
                {lost}
                {told(into)}
            </Notice>
        }
        .erase();
    }
    let rows = merges.from.into_iter().map(row).collect::<Vec<_>>();
    let rows = (!rows.is_empty()).then(|| {
        view! {
            <ul class="list" role="list">
                {rows}
            </ul>
        }
    });
    let other = format!("{}/merge", record(patient));
    view! {
        <Card title=words.card_title>
            {lost}
            {rows}
            <p>{words.card_lead}</p>
            <div class="actions">
                <ButtonLink kind=ButtonKind::Quiet href=other>
                    {words.card_link}
                </ButtonLink>
            </div>
        </Card>
    }
    .erase()
}

fn row(merge: Merge) -> AnyView {
    let words = &staff_words().merges;
    let name = words.named(merge.number, &merge.name);
    view! {
        <li class="stack">
            <p>
                <a href=record(merge.patient)>
                    <bdi>{name}</bdi>
                </a>
            </p>
            {told(merge)}
        </li>
    }
    .erase()
}

/// When and why two were made one, and the form that takes them apart.
fn told(merge: Merge) -> AnyView {
    let words = &staff_words().merges;
    let id = merge.id.to_string();
    let open = use_page().came_back(SEPARATE, Some(("merge", &id)));
    let prefix = format!("separate-{id}-");
    let apart = merge.may_separate.then(|| {
        view! {
            <Details summary=words.separate open>
                <Form action=SEPARATE only=("merge", id) prefix>
                    <p>{words.separate_hint}</p>
                    <div class="actions">
                        <Button kind=ButtonKind::Danger>{words.separate_button}</Button>
                    </div>
                </Form>
            </Details>
        }
    });
    view! {
        <p class="small">
            {words.done(merge.at.label, merge.by)} " " <bdi dir="auto">{words.checked(merge.reason)}</bdi>
        </p>
        {apart}
    }
    .erase()
}
