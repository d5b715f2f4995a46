use crate::ui::Erase;
use domain::accounts::{FactorDraft, FactorOn, FactorView, QrPicture};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::account::server_fns::{recovery_codes, second_factor};
use crate::ui::{
    Button, ButtonKind, ButtonLink, Card, DefinitionList, Fact, Field, Form, Input, Link, Notice, PageHeader, Tag,
    Tone, Width, loaded,
};
use crate::viewer::words;

/// The second step at sign-in: set up, looked after, turned off.
#[component]
pub fn FactorPage() -> impl IntoView {
    let query = use_query_map();
    let done = move || query.with(|query| query.get("done"));
    loaded(done, |_| second_factor(), show)
}

fn show(view: FactorView) -> AnyView {
    let words = words();
    let back = Some(Link::new("/account", words.account.account_title));
    let tag = if view.on.is_some() {
        view! { <Tag text=words.factor.on icon="check-circle" tone=Tone::Good/> }.erase()
    } else {
        view! { <Tag text=words.factor.off/> }.erase()
    };
    let content = match (view.on, view.draft) {
        (Some(on), _) => look_after(on),
        (None, Some(draft)) => set_up(draft),
        (None, None) => begin(),
    };
    view! {
        <div class="stack measure">
            {note(view.required)}
            <PageHeader title=words.factor.title back>{tag}</PageHeader>
            <p>{words.factor.lead}</p>
            {content}
        </div>
    }
    .erase()
}

/// What was just done, or why somebody was led here.
fn note(required: bool) -> AnyView {
    let words = &words().factor;
    let done = use_query_map().with_untracked(|query| query.get("done").unwrap_or_default());
    let (tone, text) = match done.as_str() {
        _ if required => (Tone::Warn, words.required),
        "off" => (Tone::Good, words.turned_off),
        _ => return ().erase(),
    };
    view! {
        <Notice tone news=true>
            <p>{text}</p>
        </Notice>
    }
    .erase()
}

fn begin() -> AnyView {
    let words = &words().factor;
    view! {
        <p>{words.needed}</p>
        <Form action="/account/second-factor/start" plain=true>
            <div class="actions">
                <Button>{words.set_up}</Button>
            </div>
        </Form>
    }
    .erase()
}

fn set_up(draft: FactorDraft) -> AnyView {
    let words = &words().factor;
    view! {
        <Card title=words.scan_title>
            <p>{words.scan}</p>
            {picture(draft.picture)}
            <div class="actions">
                <ButtonLink kind=ButtonKind::Quiet href=draft.link external=true>{words.open_app}</ButtonLink>
            </div>
            <div class="stack tight">
                <p class="label">{words.secret}</p>
                <p class="key" dir="ltr" translate="no">{draft.secret}</p>
            </div>
        </Card>
        <Card title=words.type_title>
            <Form action="/account/second-factor" plain=true>
                <Field name="code" label=words.code hint=words.app_code_hint kind=Input::Code width=Width::Short/>
                <div class="actions">
                    <Button>{words.turn_on}</Button>
                </div>
            </Form>
        </Card>
        <Form action="/account/second-factor/start" plain=true prefix="again-">
            <div class="actions">
                <Button kind=ButtonKind::Quiet>{words.begin_again}</Button>
            </div>
        </Form>
    }
    .erase()
}

/// Black on white whatever the colours of the page: cameras read nothing else for certain.
fn picture(code: QrPicture) -> AnyView {
    let area = format!("0 0 {0} {0}", code.size);
    view! {
        <svg class="qr" viewBox=area role="img" aria-label=words().factor.picture>
            <rect width="100%" height="100%" fill="#fff"></rect>
            <path d=code.path fill="#000"></path>
        </svg>
    }
    .erase()
}

fn look_after(on: FactorOn) -> AnyView {
    let all = words();
    let words = &all.factor;
    let few = on.codes_left < 3;
    let few = few.then(|| {
        view! {
            <Notice tone=Tone::Warn>
                <p>{words.few_codes}</p>
            </Notice>
        }
    });
    let facts = vec![
        Fact::new(words.since, on.since.label),
        Fact::new(words.codes_left, all.number(on.codes_left)),
    ];
    view! {
        {few}
        <Card>
            <DefinitionList facts/>
        </Card>
        <Card title=words.new_codes>
            <p class="muted">{words.new_codes_lead}</p>
            <Form action="/account/second-factor/codes" plain=true>
                <div class="actions">
                    <Button kind=ButtonKind::Quiet>{words.new_codes}</Button>
                </div>
            </Form>
        </Card>
        <Card title=words.turn_off>
            <p class="muted">{words.turn_off_lead}</p>
            <p class="muted">{words.other_app}</p>
            <Form action="/account/second-factor/off" plain=true>
                <div class="actions">
                    <Button kind=ButtonKind::Danger>{words.turn_off}</Button>
                </div>
            </Form>
        </Card>
    }
    .erase()
}

/// Recovery codes that were just made: shown now, printed, and never again.
#[component]
pub fn CodesPage() -> impl IntoView {
    loaded(|| (), |()| recovery_codes(), codes)
}

fn codes(codes: Vec<String>) -> AnyView {
    let all = words();
    let words = &all.factor;
    let back = Some(Link::new("/account/second-factor", words.title));
    if codes.is_empty() {
        return view! {
            <div class="stack measure">
                <PageHeader title=words.codes_title back/>
                <p>{words.codes_gone}</p>
                <div class="actions">
                    <ButtonLink href="/account/second-factor">{words.manage}</ButtonLink>
                </div>
            </div>
        }
        .erase();
    }
    let on = use_query_map().with_untracked(|query| query.get("done").is_some());
    let on = on.then(|| {
        view! {
            <Notice tone=Tone::Good news=true>
                <p>{words.turned_on}</p>
            </Notice>
        }
    });
    let rows = codes
        .into_iter()
        .map(|code| view! { <li><span class="recovery" dir="ltr">{code}</span></li> })
        .collect::<Vec<_>>();
    view! {
        <div class="stack measure">
            {on}
            <PageHeader title=words.codes_title/>
            <p>{words.codes_lead}</p>
            <ol class="card codes" translate="no">{rows}</ol>
            <Form action="/account/second-factor/kept" plain=true>
                <div class="actions">
                    <Button>{words.codes_kept}</Button>
                </div>
            </Form>
        </div>
    }
    .erase()
}
