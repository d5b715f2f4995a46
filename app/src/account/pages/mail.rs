use crate::ui::Erase;
use leptos::prelude::*;

use super::{query, token};
use crate::account::server_fns::verification_link;
use crate::error::AppError;
use crate::ui::{
    Button, ButtonKind, ButtonLink, Details, ErrorPage, Field, Form, Input, Notice, PageHeader, Tone, loaded_or,
};
use crate::viewer::{use_viewer, words};

/// After a form that sends a mail: what to do with it, and how to get it once more. The same for known and unknown
/// addresses.
#[component]
pub fn CheckMailPage() -> impl IntoView {
    let words = words();
    let about_password = query("for") == "password";
    let (lead, again) = if about_password {
        (words.account.forgotten_sent, "/forgotten-password")
    } else {
        (words.account.check_mail_lead, "/verify-again")
    };
    let sent_again = (!query("again").is_empty()).then(|| {
        view! {
            <Notice tone=Tone::Good news=true>
                <p>{words.account.mail_sent_again}</p>
            </Notice>
        }
    });
    let development = use_viewer().development.then(|| {
        view! {
            <div class="actions">
                <ButtonLink kind=ButtonKind::Quiet icon="mail" href="/dev/mail" external=true>
                    {words.account.open_development_mail}
                </ButtonLink>
            </div>
        }
    });
    view! {
        <div class="stack measure">
            {sent_again}
            <PageHeader title=words.account.check_mail_title/>
            <p>{lead}</p>
            {development}
            <Details summary=words.account.send_again open=true>
                <p>{words.account.check_mail_help}</p>
                {mail_again(again)}
            </Details>
        </div>
    }
    .erase()
}

/// The page of the link that confirms an address. Only its button confirms: mail scanners open links.
#[component]
pub fn VerifyPage() -> impl IntoView {
    let token = token();
    loaded_or(
        token,
        verification_link,
        move |()| confirm(&token()),
        |error| match error {
            AppError::NotFound => expired("/verify-again"),
            error => view! { <ErrorPage error/> }.erase(),
        },
    )
}

fn confirm(token: &str) -> AnyView {
    let words = &words().account;
    view! {
        <div class="stack measure">
            <PageHeader title=words.verify_title/>
            <p>{words.verify_lead}</p>
            <Form action=format!("/verify/{token}") plain=true>
                <div class="actions">
                    <Button>{words.verify_button}</Button>
                </div>
            </Form>
        </div>
    }
    .erase()
}

/// The page of a link that does not work any more, with a form for another one.
pub(super) fn expired(again: &'static str) -> AnyView {
    let words = words();
    view! {
        <div class="stack measure">
            <PageHeader title=words.account.link_expired_title/>
            <p>{words.account.link_expired}</p>
            {mail_again(again)}
            <p>
                <a href="/sign-in">{words.account.sign_in_link}</a>
            </p>
        </div>
    }
    .erase()
}

fn mail_again(action: &'static str) -> AnyView {
    let words = words();
    view! {
        <Form action=action plain=true>
            <Field name="email" label=words.common.email kind=Input::Email/>
            <div class="actions">
                <Button kind=ButtonKind::Quiet>{words.account.send_again}</Button>
            </div>
        </Form>
    }
    .erase()
}
