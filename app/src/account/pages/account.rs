use crate::ui::Erase;
use domain::accounts::{AccountView, FactorOn, SessionRow};
use domain::actor::Role;
use domain::values::PasswordRule;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{first_password, query};
use crate::account::server_fns::account;
use crate::layout::{Languages, Themes};
use crate::look::own_photo;
use crate::ui::{
    Button, ButtonKind, ButtonLink, Card, DefinitionList, Fact, Field, Form, Input, Notice, PageHeader, Tag, Tone,
    Width, loaded,
};
use crate::viewer::{use_viewer, words};

/// One's own account: how one signs in, and where one is signed in.
#[component]
pub fn AccountPage() -> impl IntoView {
    let query = use_query_map();
    // What was just done stands in the query, and changed what there is to show.
    let done = move || query.with(|query| ["ended", "changed", "asked"].map(|name| query.get(name)));
    loaded(done, |_| account(), show)
}

fn show(account: AccountView) -> AnyView {
    let all = words();
    let words = &all.account;
    let rule = account
        .roles
        .iter()
        .copied()
        .find(|role| *role != Role::Patient)
        .map_or(PasswordRule::Patient, PasswordRule::from);
    // What is kept on a device is one's own.
    let keeps = account.roles.contains(&Role::Patient) && use_viewer().acting().is_none();
    let on_this_device = device(keeps);
    let roles = account.roles.iter().map(|role| words.role(*role)).collect::<Vec<_>>();
    let held = (!roles.is_empty()).then(|| Fact::new(words.roles, all.list(roles)));
    let facts = std::iter::once(Fact::new(words.account_email, account.email))
        .chain(held)
        .collect::<Vec<_>>();
    view! {
        <div class="stack">
            {note()}
            <PageHeader title=words.account_title/>
            <Card>
                <DefinitionList facts/>
            </Card>
            <div class="cols even">
                {sessions(account.sessions)}
                <div class="stack">
                    {caring()}
                    {second_step(account.factor)}
                    {account.passkeys.map(passkeys)}
                    <Card title=all.files.photo_title>{own_photo(account.photo)}</Card>
                    <Card title=all.nav.language>
                        <p class="muted">{words.language_lead}</p>
                        <Languages prefix="own-"/>
                    </Card>
                    <Card title=all.nav.theme>
                        <p class="muted">{words.theme_lead}</p>
                        <Themes prefix="own-"/>
                    </Card>
                </div>
                {on_this_device}
                {super::email::change(account.email_to_come)}
                <Card title=words.change_password_title>
                    <p class="muted">{words.password_rules}</p>
                    <Form action="/account/password" plain=true>
                        <Field
                            name="password_current"
                            label=words.current_password
                            kind=Input::Password
                            width=Width::Medium
                        />
                        {first_password(rule)}
                        <div class="actions">
                            <Button>{words.change_password_button}</Button>
                        </div>
                    </Form>
                </Card>
            </div>
        </div>
    }
    .erase()
}

/// What was just done.
fn note() -> AnyView {
    let words = &words().account;
    let text = match (query("changed").as_str(), query("ended").as_str()) {
        ("", "") => return ().erase(),
        ("", "all") => words.other_sessions_ended,
        ("", _) => words.session_ended_elsewhere,
        ("email", _) => words.email_changed,
        _ => words.password_changed,
    };
    view! {
        <Notice tone=Tone::Good news=true>
            <p>{text}</p>
        </Notice>
    }
    .erase()
}

/// The portal on the device in front of the person. What its buttons do, and which of them show: `frontend/device.js`.
fn device(patient: bool) -> AnyView {
    let words = &words().device;
    let keeping = patient.then(|| {
        view! {
            <hr/>
            <div class="stack tight">
                <h3>{words.keep_title}</h3>
                <p class="muted">{words.keep_lead} " " {words.keep_alone}</p>
                <p class="muted without-script">{words.keep_by_script}</p>
            </div>
            <div role="status">
                <p class="while-kept">{words.kept}</p>
                <p class="when-failed">{words.keep_failed}</p>
            </div>
            <div class="actions">
                <button type="button" class="button quiet unless-kept" data-device="keep">
                    {words.keep}
                </button>
                <button type="button" class="button quiet while-kept" data-device="forget">
                    {words.keep_no_more}
                </button>
            </div>
        }
    });
    view! {
        <Card title=words.title>
            <div class="stack tight">
                <h3>{words.install_title}</h3>
                <p class="muted">
                    {words.install_lead} " " <span class="unless-installable">{words.install_hint}</span>
                </p>
            </div>
            <div class="actions while-installable">
                <button type="button" class="button quiet" data-device="install">
                    {words.install}
                </button>
            </div>
            {keeping}
        </Card>
    }
    .erase()
}

/// The way to the people for whom the account acts; whoever acts for nobody reads how that begins.
fn caring() -> AnyView {
    let words = &words().carers;
    view! {
        <Card title=words.caring_title>
            <p class="muted">{words.caring_none_hint}</p>
            <div class="actions">
                <ButtonLink kind=ButtonKind::Quiet href="/account/caring">{words.caring_title}</ButtonLink>
            </div>
        </Card>
    }
    .erase()
}

/// Whether signing in asks for a code too.
fn second_step(on: Option<FactorOn>) -> AnyView {
    let words = &words().factor;
    let (state, todo) = match &on {
        Some(_) => (
            view! { <Tag text=words.on icon="check-circle" tone=Tone::Good/> }.erase(),
            words.manage,
        ),
        None => (view! { <Tag text=words.off/> }.erase(), words.set_up),
    };
    let few = on
        .filter(|on| on.codes_left < 3)
        .map(|_| view! { <p>{words.few_codes}</p> });
    view! {
        <Card title=words.title aside=state>
            <p class="muted">{words.lead}</p>
            {few}
            <div class="actions">
                <ButtonLink kind=ButtonKind::Quiet href="/account/second-factor">{todo}</ButtonLink>
            </div>
        </Card>
    }
    .erase()
}

/// Signing in without a password.
fn passkeys(held: u64) -> AnyView {
    let all = words();
    let words = &all.passkeys;
    let state = (held > 0).then(|| view! { <Tag text=all.number(held) icon="check-circle" tone=Tone::Good/> });
    view! {
        <Card title=words.title aside=state.erase()>
            <p class="muted">{words.lead}</p>
            <div class="actions">
                <ButtonLink kind=ButtonKind::Quiet href="/account/passkeys">{words.manage}</ButtonLink>
            </div>
        </Card>
    }
    .erase()
}

fn sessions(sessions: Vec<SessionRow>) -> AnyView {
    let words = &words().account;
    let alone = sessions.len() < 2;
    let rows = sessions.into_iter().map(session).collect::<Vec<_>>();
    let all = if alone {
        view! { <p class="muted">{words.only_this_device}</p> }.erase()
    } else {
        view! {
            <Form action="/fn/account/end_other_sessions">
                <div class="actions">
                    <Button kind=ButtonKind::Danger>{words.end_other_sessions}</Button>
                </div>
            </Form>
        }
        .erase()
    };
    view! {
        <Card title=words.sessions_title>
            <p class="muted">{words.sessions_lead}</p>
            <ul class="list" role="list">
                {rows}
            </ul>
            {all}
        </Card>
    }
    .erase()
}

fn session(row: SessionRow) -> AnyView {
    let words = &words().account;
    let end = if row.current {
        view! { <Tag text=words.this_device icon="check-circle" tone=Tone::Good/> }.erase()
    } else {
        let label = words.end_session_on(&row.device);
        view! {
            <Form action="/fn/account/end_session" only=("session", row.key) class="">
                <Button kind=ButtonKind::Quiet label>{words.end_session}</Button>
            </Form>
        }
        .erase()
    };
    view! {
        <li>
            <div class="grow">
                <b>{row.device}</b>
                <p class="small">
                    <time datetime=row.last_seen.datetime>{words.last_seen(row.last_seen.label)}</time>
                </p>
                {row.ip.map(|ip| view! { <p class="small">{words.address_of_network} " " <bdi>{ip}</bdi></p> })}
            </div>
            {end}
        </li>
    }
    .erase()
}
