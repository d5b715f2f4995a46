use crate::ui::Erase;
use leptos::prelude::*;

use super::mail::expired;
use super::{new_password, query, token};
use crate::account::server_fns::reset_link;
use crate::error::AppError;
use crate::ui::{Button, ErrorPage, Field, Form, Input, Link, Notice, PageHeader, loaded_or};
use crate::viewer::words;

/// Asks for a link that sets a new password.
#[component]
pub fn ForgottenPasswordPage() -> impl IntoView {
    let words = words();
    let back = Some(Link::new("/sign-in", words.common.back));
    view! {
        <div class="stack measure">
            <PageHeader title=words.account.forgotten_title back/>
            <p>{words.account.forgotten_lead}</p>
            <Form action="/forgotten-password" plain=true>
                <Field name="email" label=words.common.email kind=Input::Email autocomplete="username"/>
                <div class="actions">
                    <Button>{words.account.forgotten_button}</Button>
                </div>
            </Form>
        </div>
    }
    .erase()
}

/// The page of the link that sets a new password.
#[component]
pub fn ResetPasswordPage() -> impl IntoView {
    let token = token();
    loaded_or(
        token,
        reset_link,
        move |min| reset(&token(), min),
        |error| match error {
            AppError::NotFound => expired("/forgotten-password"),
            error => view! { <ErrorPage error/> }.erase(),
        },
    )
}

fn reset(token: &str, min: u32) -> AnyView {
    let words = &words().account;
    let after_verification = (!query("verified").is_empty()).then(|| {
        view! {
            <Notice news=true>
                <p>{words.choose_password_note}</p>
            </Notice>
        }
    });
    view! {
        <div class="stack measure">
            {after_verification}
            <PageHeader title=words.reset_title/>
            <p>{words.reset_lead}</p>
            <Form action=format!("/reset-password/{token}") plain=true>
                {new_password(min)}
                <div class="actions">
                    <Button>{words.reset_button}</Button>
                </div>
            </Form>
        </div>
    }
    .erase()
}
