use crate::ui::Erase;
use leptos::prelude::*;

use super::{query, token};
use crate::account::server_fns::verification_link;
use crate::error::AppError;
use crate::ui::{
    Button, ButtonKind, ButtonLink, Details, ErrorPage, Field, Form, Input, Notice, PageHeader, Tone, loaded_or,
    use_page,
};
use crate::viewer::{use_viewer, words};

/// Where the form posts to that asks for another link to confirm an address.
pub(super) const AGAIN: &str = "/verify-again";

/// After a form that sends a mail: what to do with it, and how to get it once more. The same for known and unknown
/// addresses.
#[component]
pub fn CheckMailPage() -> impl IntoView {
    let words = words();
    let about_password = query("for") == "password";
    let (lead, again) = if about_password {
        (words.account.forgotten_sent, "/forgotten-password")
    } else {
        (words.account.check_mail_lead, AGAIN)
    };
    let sent_again = (!query("again").is_empty()).then(|| {
        view! {
            <Notice tone=Tone::Good news=true>
                <p>{words.account.mail_sent_again}</p>
            </Notice>
        }
    });
    let viewer = use_viewer();
    let typed = viewer.mailed_to.clone().unwrap_or_default();
    let named = viewer.mailed_to.map(|email| to(&email, !about_password));
    let development = viewer.development.then(|| {
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
            {named}
            {development}
            <Details summary=words.account.send_again open=true>
                <p>{words.account.check_mail_help}</p>
                {mail_again(again, typed)}
            </Details>
        </div>
    }
    .erase()
}

/// The address that was typed: whoever has made a slip sees it here, and registers anew if they have registered with it.
fn to(email: &str, registered: bool) -> AnyView {
    let words = &words().account;
    let anew = registered.then(|| {
        view! {
            <p>
                {words.wrong_address} " "
                <a href="/register">{words.register_link}</a>
            </p>
        }
    });
    view! {
        <p>{words.typed_address} " " <b><bdi>{email.to_owned()}</bdi></b></p>
        {anew}
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
            AppError::NotFound => confirmed_or_expired(),
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
            {mail_again(again, String::new())}
            <p>
                <a href="/sign-in">{words.account.sign_in_link}</a>
            </p>
        </div>
    }
    .erase()
}

/// The page of a link that confirms no address any more: most who come here have confirmed theirs with it before.
fn confirmed_or_expired() -> AnyView {
    let words = words();
    view! {
        <div class="stack measure">
            <PageHeader title=words.account.link_expired_title/>
            <p>{words.account.confirmed_before}</p>
            <div class="actions">
                <ButtonLink href="/sign-in">{words.account.sign_in_link}</ButtonLink>
            </div>
            <Details summary=words.account.send_again open=use_page().came_back(AGAIN, None)>
                <p>{words.account.link_expired}</p>
                {mail_again(AGAIN, String::new())}
            </Details>
        </div>
    }
    .erase()
}

/// The form for another mail, with the address that is known.
pub(super) fn mail_again(action: &'static str, email: String) -> AnyView {
    let words = words();
    view! {
        <Form action=action plain=true prefix="again-">
            <Field name="email" label=words.common.email kind=Input::Email value=email/>
            <div class="actions">
                <Button kind=ButtonKind::Quiet>{words.account.send_again}</Button>
            </div>
        </Form>
    }
    .erase()
}
