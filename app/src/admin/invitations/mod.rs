//! Staff are invited: a form, and the invitations that nobody has answered yet.

mod server_fns;

use crate::ui::Erase;
use domain::invitations::{InvitationList, InvitationRow};
use domain::values;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::ui::{
    Button, ButtonKind, Card, CheckboxGroup, Choice, EmptyState, Field, Form, Input, Link, LostForm, Notice,
    PageHeader, Tag, Tone, Width, loaded, rows,
};
use crate::viewer::{staff_words, words};
use server_fns::invitations;

const AGAIN: &str = "/fn/admin/resend_invitation";
const WITHDRAW: &str = "/fn/admin/withdraw_invitation";

/// Who is invited, and the form that invites.
#[component]
pub fn InvitationsPage() -> impl IntoView {
    let query = use_query_map();
    let done = move || query.with(|query| query.get("done").unwrap_or_default());
    loaded(
        done,
        |done| async move { invitations().await.map(|list| (done, list)) },
        |(done, list)| show(&done, list),
    )
}

fn show(done: &str, list: InvitationList) -> AnyView {
    let staff = staff_words();
    let words = &staff.invitations;
    let said = match done {
        "sent" => Some(words.invited),
        "again" => Some(words.sent_again),
        "withdrawn" => Some(words.withdrawn),
        _ => None,
    };
    let said = said.map(|title| view! { <Notice tone=Tone::Good title=title news=true/> });
    let back = Some(Link::new("/admin/people", staff.admin.people_title));
    view! {
        <div class="stack">
            {said}
            <PageHeader title=words.invite subtitle=words.invite_lead back/>
            <div class="cols">
                {pending(list.pending)}
                {form(list.offered)}
            </div>
        </div>
    }
    .erase()
}

fn form(offered: Vec<values::Choice>) -> AnyView {
    let staff = staff_words();
    let words = &staff.invitations;
    let offered = offered
        .into_iter()
        .map(|role| Choice::new(role.value, role.label))
        .collect::<Vec<_>>();
    view! {
        <Card title=words.invite_title>
            <Form action="/fn/admin/invite">
                <Field name="email" label=words.invite_email kind=Input::Email autocomplete="off"/>
                <CheckboxGroup name="roles[]" legend=words.invite_roles options=offered/>
                <Field
                    name="until"
                    label=staff.roles.until
                    hint=words.invite_until_hint
                    kind=Input::Date
                    width=Width::Medium
                />
                <div class="actions">
                    <Button icon="send">{words.invite_button}</Button>
                </div>
            </Form>
        </Card>
    }
    .erase()
}

fn pending(pending: Vec<InvitationRow>) -> AnyView {
    let words = &staff_words().invitations;
    let shown: Vec<_> = pending.iter().map(|row| row.id.to_string()).collect();
    let list = if pending.is_empty() {
        view! { <EmptyState icon="mail" title=words.pending_none/> }.erase()
    } else {
        let pending = rows(pending, |row| row.id.to_string(), row);
        view! { <ul class="list" role="list">{pending}</ul> }.erase()
    };
    view! {
        <Card title=words.pending>
            <LostForm action=AGAIN by="invitation" shown=shown.clone()/>
            <LostForm action=WITHDRAW by="invitation" shown/>
            {list}
        </Card>
    }
    .erase()
}

fn row(row: InvitationRow) -> AnyView {
    let (ui, staff) = (words(), staff_words());
    let words = &staff.invitations;
    let until = row.until.map(|day| view! { <br/> {staff.roles.ends_on(day)} });
    let by = row.by.map(|address| view! { <br/> {staff.roles.given_by(address)} });
    let old = row
        .expired
        .then(|| view! { <Tag tone=Tone::Warn icon="clock" text=words.link_old/> });
    let id = row.id.to_string();
    let (again, withdraw) = (words.again_for(&row.email), words.withdraw_for(&row.email));
    let forms = row.may_change.then(|| {
        view! {
            <div class="actions">
                <Form action=AGAIN only=("invitation", id.clone()) prefix=format!("again-{id}-") class="">
                    <Button kind=ButtonKind::Quiet label=again>{words.send_again}</Button>
                </Form>
                <Form action=WITHDRAW only=("invitation", id.clone()) prefix=format!("withdraw-{id}-") class="">
                    <Button kind=ButtonKind::Plain label=withdraw>{words.withdraw}</Button>
                </Form>
            </div>
        }
    });
    view! {
        <li>
            <p class="grow">
                <b>
                    <bdi class="break">{row.email}</bdi>
                </b>
                <br/>
                <bdi>{ui.list(row.roles)}</bdi>
                <br/>
                <span class="small muted">{words.sent(row.sent.label)} {until} {by}</span>
            </p>
            {old}
            {forms}
        </li>
    }
    .erase()
}
