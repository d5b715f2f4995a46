use crate::ui::Erase;
use domain::roles::{Grants, HeldRole};
use leptos::prelude::*;

use crate::ui::{
    Button, ButtonKind, Card, Choice, Details, Field, Form, Hidden, Input, LostForm, Select, Tag, Tone, Width, rows,
};
use crate::viewer::staff_words;

const REVOKE: &str = "/fn/admin/revoke_role";

/// What a person may do as staff, and the forms that give and take it.
pub fn roles(account: &str, grants: Grants) -> AnyView {
    let words = &staff_words().roles;
    let may_revoke = grants.held.iter().filter(|role| role.may_revoke);
    let shown = may_revoke.map(|role| role.grant.to_string()).collect();
    let held = if grants.held.is_empty() {
        view! { <p class="muted">{words.held_none}</p> }.erase()
    } else {
        let held = rows(grants.held, |role| role.grant.to_string(), row);
        view! { <ul class="list" role="list">{held}</ul> }.erase()
    };
    let give = (!grants.offered.is_empty()).then(|| {
        let offered = grants.offered.into_iter();
        let offered = offered.map(|role| Choice::new(role.value, role.label)).collect();
        give(account.to_owned(), offered)
    });
    view! {
        <Card title=words.held_title>
            <LostForm action=REVOKE by="grant" shown/>
            {held}
            {give}
        </Card>
    }
    .erase()
}

fn row(role: HeldRole) -> AnyView {
    let words = &staff_words().roles;
    let time = match (role.until, role.over) {
        (Some(day), true) => words.ended_on(day),
        (Some(day), false) => words.ends_on(day),
        (None, _) => words.since(role.since.label),
    };
    let by = role.by.map(|address| view! { <br/> {words.given_by(address)} });
    let over = role
        .over
        .then(|| view! { <Tag tone=Tone::Gone icon="clock" text=words.over/> });
    let label = words.revoke_from(&role.name);
    let revoke = role.may_revoke.then(|| {
        view! {
            <Form action=REVOKE only=("grant", role.grant.to_string()) prefix=format!("{}-", role.grant) class="">
                <Button kind=ButtonKind::Quiet label=label>{words.revoke}</Button>
            </Form>
        }
    });
    view! {
        <li>
            <p class="grow">
                <b>
                    <bdi>{role.name}</bdi>
                </b>
                <br/>
                <span class="small muted">{time} {by}</span>
            </p>
            {over}
            {revoke}
        </li>
    }
    .erase()
}

fn give(account: String, offered: Vec<Choice>) -> AnyView {
    let words = &staff_words().roles;
    view! {
        <Details summary=words.give_title>
            <p>{words.give_lead} " " {words.give_hint}</p>
            <Form action="/fn/admin/grant_role" prefix="give-">
                <Hidden name="account" value=account/>
                <Select name="role" label=words.role options=offered blank=words.choose width=Width::Medium/>
                <Field name="until" label=words.until hint=words.until_hint kind=Input::Date width=Width::Medium/>
                <div class="actions">
                    <Button icon="plus">{words.give}</Button>
                </div>
            </Form>
        </Details>
    }
    .erase()
}
