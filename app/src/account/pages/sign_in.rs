use crate::ui::Erase;
use domain::form::Problem;
use leptos::prelude::*;

use super::mail::{AGAIN, mail_again};
use super::{passkeys, query, with_next};
use crate::error::AppError;
use crate::ui::{
    Button, Checkbox, Details, Field, Form, Hidden, Input, Link, Notice, PageHeader, Tone, Width, use_form, use_page,
};
use crate::viewer::words;

/// Sign-in; leads on to the page that asked for it.
#[component]
pub fn SignInPage() -> impl IntoView {
    let words = words();
    let next = query("next");
    let passkey = passkeys::sign_in(next.clone(), words.passkeys.sign_in);
    let register = with_next("/register", &next);
    view! {
        <div class="stack measure small-page">
            {note(!next.is_empty())}
            <PageHeader title=words.account.sign_in_title/>
            <Form action="/sign-in" plain=true after=|| view! { <Unconfirmed/> }>
                <Hidden name="next" value=next/>
                <Field name="email" label=words.common.email kind=Input::Email autocomplete="username"/>
                <Field name="password" label=words.account.password kind=Input::Password/>
                <div class="actions">
                    <Button>{words.nav.sign_in}</Button>
                    <a class="button plain" href="/forgotten-password">
                        {words.account.forgotten_link}
                    </a>
                </div>
            </Form>
            {passkey}
            <hr/>
            <p>
                {words.account.no_account} " "
                <a href=register>{words.account.register_link}</a>
            </p>
        </div>
    }
    .erase()
}

/// For whoever has lost the mail that confirms the address: another one.
#[component]
fn Unconfirmed() -> impl IntoView {
    let form = use_form()?;
    let refused = form.error().with_untracked(|error| match error {
        Some(AppError::Invalid(fields)) => fields.get("email") == Some(&Problem::ConfirmEmailFirst),
        _ => false,
    });
    let again = refused || use_page().came_back(AGAIN, None);
    again.then(|| {
        view! {
            <section class="card stack">
                <p>{words().account.check_mail_help}</p>
                {mail_again(AGAIN, form.value("email", String::new()))}
            </section>
        }
    })
}

/// The second step: a code, once the password was right.
#[component]
pub fn CodePage() -> impl IntoView {
    let all = words();
    let back = Some(Link::new("/sign-in", all.common.back));
    let words = &all.factor;
    view! {
        <div class="stack measure small-page">
            <PageHeader title=words.sign_in_title back/>
            <p>{words.sign_in_lead}</p>
            <Form action="/sign-in/code" plain=true>
                <Field name="code" label=words.code hint=words.code_hint kind=Input::Code width=Width::Short/>
                <Checkbox name="remember" label=words.remember hint=words.remember_hint/>
                <div class="actions">
                    <Button>{all.nav.sign_in}</Button>
                </div>
            </Form>
            {passkeys::sign_in(String::new(), all.passkeys.instead)}
            <Details summary=words.lost_title>
                <p>{words.lost}</p>
            </Details>
        </div>
    }
    .erase()
}

/// Why somebody comes here, when it was not by themselves.
fn note(asked: bool) -> AnyView {
    let (joined, record) = (words().invitation.joined, words().invitation.record_taken);
    let carer = words().carers.done_joined;
    let over = words().factor.over;
    let kept = words().errors.sign_in;
    let words = &words().account;
    let is = |name: &str| !query(name).is_empty();
    let (tone, text) = if is("verified") {
        (Tone::Good, words.verified)
    } else if is("joined") {
        (Tone::Good, joined)
    } else if is("record") {
        (Tone::Good, record)
    } else if is("carer") {
        (Tone::Good, carer)
    } else if is("reset") {
        (Tone::Good, words.reset_done)
    } else if is("signed_out") {
        (Tone::Good, words.signed_out)
    } else if is("over") {
        (Tone::Warn, over)
    } else if is("kept") {
        (Tone::Brand, kept)
    } else if asked {
        (Tone::Brand, words.sign_in_needed)
    } else {
        return ().erase();
    };
    view! {
        <Notice tone news=true>
            <p>{text}</p>
        </Notice>
    }
    .erase()
}
