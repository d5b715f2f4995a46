use crate::ui::Erase;
use domain::accounts::{MOST_PASSKEYS, PasskeyRow, PasskeysView};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::account::server_fns::passkeys;
use crate::ui::{Button, ButtonKind, Card, Field, Form, Hidden, Link, Notice, PageHeader, Tone, Width, loaded};
use crate::viewer::words;

/// One's own passkeys: looked at, added, removed.
#[component]
pub fn PasskeysPage() -> impl IntoView {
    let query = use_query_map();
    let done = move || query.with(|query| query.get("done"));
    loaded(done, |_| passkeys(), show)
}

fn show(view: PasskeysView) -> AnyView {
    let all = words();
    let words = &all.passkeys;
    let back = Some(Link::new("/account", all.account.account_title));
    let rows = view.passkeys.into_iter().map(passkey).collect::<Vec<_>>();
    let held = if rows.is_empty() {
        view! { <p class="muted">{words.none}</p> }.erase()
    } else {
        view! {
            <Card>
                <ul class="list" role="list">
                    {rows}
                </ul>
            </Card>
        }
        .erase()
    };
    view! {
        <div class="stack measure">
            {note()}
            <PageHeader title=words.title back/>
            <p>{words.lead}</p>
            {held}
            {if view.may_add { add() } else { full() }}
        </div>
    }
    .erase()
}

/// What was just done.
fn note() -> AnyView {
    let words = &words().passkeys;
    let done = use_query_map().with_untracked(|query| query.get("done").unwrap_or_default());
    let text = match done.as_str() {
        "added" => words.added,
        "removed" => words.removed,
        _ => return ().erase(),
    };
    view! {
        <Notice tone=Tone::Good news=true>
            <p>{text}</p>
        </Notice>
    }
    .erase()
}

fn passkey(row: PasskeyRow) -> AnyView {
    let words = &words().passkeys;
    let label = words.remove_named(&row.name);
    let used = match row.last_used {
        Some(at) => view! { <time datetime=at.datetime>{words.used_at(at.label)}</time> }.erase(),
        None => words.never_used.erase(),
    };
    view! {
        <li>
            <div class="grow">
                <b>
                    <bdi>{row.name}</bdi>
                </b>
                <p class="small">
                    <time datetime=row.added.datetime>{words.added_at(row.added.label)}</time>
                </p>
                <p class="small">{used}</p>
            </div>
            <Form action="/account/passkeys/remove" plain=true only=("passkey", row.id.to_string()) class="">
                <Button kind=ButtonKind::Quiet label>{words.remove}</Button>
            </Form>
        </li>
    }
    .erase()
}

fn add() -> AnyView {
    let words = &words().passkeys;
    view! {
        <p class="muted unless-passkeys">{words.needs_script}</p>
        <div class="while-passkeys">
            <Card title=words.add>
                <Form action="/account/passkeys" plain=true>
                    <Field name="name" label=words.name hint=words.name_hint width=Width::Medium/>
                    {device("/account/passkeys/options", words.add, ButtonKind::Primary)}
                </Form>
            </Card>
        </div>
    }
    .erase()
}

fn full() -> AnyView {
    view! { <p>{words().errors.passkeys_full(MOST_PASSKEYS)}</p> }.erase()
}

/// A form that signs in with a passkey; shown where the browser has any. `next` is where to go afterwards.
pub fn sign_in(next: String, label: &'static str) -> AnyView {
    shown("/sign-in/passkey", "/sign-in/passkey/options", next, label)
}

/// A form in which the person confirms with a passkey who they are, in place of password and code.
pub fn confirm(next: String) -> AnyView {
    let label = words().passkeys.instead;
    shown(
        "/account/confirm/passkey",
        "/account/confirm/passkey/options",
        next,
        label,
    )
}

fn shown(action: &'static str, options: &'static str, next: String, label: &'static str) -> AnyView {
    view! {
        <div class="while-passkeys">
            <Form action plain=true prefix="passkey-">
                <Hidden name="next" value=next/>
                {device(options, label, ButtonKind::Quiet)}
            </Form>
        </div>
    }
    .erase()
}

/// The button that asks the device, what it answers, and what to say when nothing comes of it: `frontend/passkeys.js`.
fn device(options: &'static str, label: &'static str, kind: ButtonKind) -> AnyView {
    let words = &words().passkeys;
    view! {
        <input
            type="hidden"
            name="credential"
            data-passkey=options
            data-cancelled=words.cancelled
            data-known=words.known
            data-failed=words.failed
        />
        <div class="actions">
            <Button kind mends="credential">{label}</Button>
            <p class="error" role="status"></p>
        </div>
    }
    .erase()
}
