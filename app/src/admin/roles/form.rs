use crate::ui::Erase;
use domain::actor::Permissions;
use domain::conflict::Conflict;
use domain::roles::{RoleForm, RoleRow};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::permitted;
use super::server_fns::role;
use crate::ui::{
    Button, ButtonKind, ButtonLink, Card, CheckboxGroup, Choice, DefinitionList, Details, Fact, Field, Form, Hidden,
    Link, Notice, PageHeader, Tone, Version, loaded, use_form,
};
use crate::viewer::{staff_words, words};

const LIST: &str = "/admin/roles";

/// The form of one role; `new` is an empty one.
#[component]
pub fn RolePage() -> impl IntoView {
    let params = use_params_map();
    let id = move || params.with(|params| params.get("id").unwrap_or_default());
    loaded(id, role, show)
}

fn show(form: RoleForm) -> AnyView {
    let words = &staff_words().roles;
    let title = form
        .row
        .as_ref()
        .map_or(words.new_title.to_owned(), |role| role.name.clone());
    let deletion = deletion(&form);
    let body = if form.may_change { fields(form) } else { fixed(form.row) };
    view! {
        <div class="stack measure">
            <PageHeader title back=Some(Link::new(LIST, words.title))/>
            {body}
            {deletion}
        </div>
    }
    .erase()
}

fn fields(form: RoleForm) -> AnyView {
    let (ui, words) = (words(), &staff_words().roles);
    let offered = form
        .offered
        .iter()
        .map(|permission| Choice::new(permission.as_str(), words.permission(permission)))
        .collect::<Vec<_>>();
    let values = form.values;
    view! {
        <Card>
            <Form action="/fn/admin/save_role">
                <AsItIsNow role=form.row/>
                <Hidden name="role" value=values.role/>
                <Version value=values.version/>
                <Field name="name" label=words.name value=values.name/>
                <Field
                    name="description"
                    label=words.description
                    hint=words.description_hint
                    value=values.description
                />
                <CheckboxGroup
                    name="permissions[]"
                    legend=words.permissions
                    hint=words.permissions_hint
                    options=offered
                    values=values.permissions
                />
                <div class="actions">
                    <Button>{words.save}</Button>
                    <ButtonLink kind=ButtonKind::Plain href=LIST>{ui.common.cancel}</ButtonLink>
                </div>
            </Form>
        </Card>
    }
    .erase()
}

/// What somebody else saved meanwhile, above what was typed here.
#[component]
fn AsItIsNow(
    /// The role as it stands.
    role: Option<RoleRow>,
) -> impl IntoView {
    let form = use_form();
    let shown = move || {
        let stale = form.and_then(|form| form.conflict().get()) == Some(Conflict::Stale);
        role.clone().filter(|_| stale).map(|role| {
            view! {
                <Notice tone=Tone::Warn title=staff_words().roles.as_it_is_now>
                    {facts(role)}
                </Notice>
            }
        })
    };
    view! { {shown} }.erase()
}

fn facts(role: RoleRow) -> AnyView {
    let words = &staff_words().roles;
    let mut facts = vec![Fact::new(words.name, role.name)];
    if !role.description.is_empty() {
        facts.push(Fact::new(words.description, role.description));
    }
    facts.push(Fact::view(words.permissions, permitted(role.permissions)));
    view! { <DefinitionList facts/> }.erase()
}

/// A role that the reader may not change, and why.
fn fixed(role: Option<RoleRow>) -> AnyView {
    let words = &staff_words().roles;
    let Some(role) = role else { return ().erase() };
    let why = if role.permissions == Permissions::admin() && role.fixed {
        words.fixed_lead
    } else {
        words.not_yours
    };
    view! {
        <Notice><p>{why}</p></Notice>
        <Card>{facts(role)}</Card>
    }
    .erase()
}

fn deletion(form: &RoleForm) -> AnyView {
    let words = &staff_words().roles;
    if !form.may_change || form.row.is_none() {
        return ().erase();
    }
    if !form.may_delete {
        return view! { <p class="small muted">{words.in_use}</p> }.erase();
    }
    let (role, version) = (form.values.role.clone(), form.values.version.clone());
    view! {
        <Details summary=words.delete>
            <p>
                <b>{words.delete_title}</b>
            </p>
            <p>{words.delete_lead}</p>
            <Form action="/fn/admin/delete_role" prefix="delete-">
                <Hidden name="role" value=role/>
                <Version value=version/>
                <div class="actions">
                    <Button kind=ButtonKind::Danger icon="trash">{words.delete_button}</Button>
                </div>
            </Form>
        </Details>
    }
    .erase()
}
