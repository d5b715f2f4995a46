use crate::ui::Erase;
use leptos::prelude::*;

use super::token;
use crate::account::server_fns::email_link;
use crate::error::AppError;
use crate::ui::{
    Button, ButtonKind, ButtonLink, Card, ErrorPage, Field, Form, Input, Notice, PageHeader, Width, loaded_or,
};
use crate::viewer::words;

/// Where the account's address is changed; `to_come` waits to be confirmed.
pub(super) fn change(to_come: Option<String>) -> AnyView {
    let words = &words().account;
    let waiting = to_come.map(|email| {
        view! {
            <Notice>
                <p>{words.email_to_come(email)}</p>
            </Notice>
        }
    });
    view! {
        <Card title=words.email_title>
            {waiting}
            <p class="muted">{words.email_lead}</p>
            <Form action="/account/email" prefix="email-" plain=true>
                <Field name="email" label=words.new_email kind=Input::Email/>
                <Field
                    name="password_current"
                    label=words.current_password
                    kind=Input::Password
                    width=Width::Medium
                />
                <div class="actions">
                    <Button>{words.change_email_button}</Button>
                </div>
            </Form>
        </Card>
    }
    .erase()
}

/// The page of the link that confirms another address. Only its button does: mail scanners open links.
#[component]
pub fn ConfirmEmailPage() -> impl IntoView {
    let token = token();
    loaded_or(
        token,
        email_link,
        move |email| confirm(&token(), email),
        |error| match error {
            AppError::NotFound => expired(),
            error => view! { <ErrorPage error/> }.erase(),
        },
    )
}

fn confirm(token: &str, email: String) -> AnyView {
    let words = &words().account;
    view! {
        <div class="stack measure">
            <PageHeader title=words.confirm_email_title/>
            <p>
                <b>
                    <bdi>{email}</bdi>
                </b>
            </p>
            <p>{words.confirm_email_lead}</p>
            <Form action=format!("/confirm-email/{token}") plain=true>
                <div class="actions">
                    <Button>{words.confirm_email_button}</Button>
                </div>
            </Form>
        </div>
    }
    .erase()
}

fn expired() -> AnyView {
    let words = &words().account;
    view! {
        <div class="stack measure">
            <PageHeader title=words.link_expired_title/>
            <p>{words.email_link_expired}</p>
            <div class="actions">
                <ButtonLink kind=ButtonKind::Quiet href="/account">
                    {words.account_title}
                </ButtonLink>
            </div>
        </div>
    }
    .erase()
}
