//! What whoever holds a mailed link has to do, and pages of links that do nothing.

use domain::records::{ClaimStep, ClaimView};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::error::AppError;
use crate::ui::{
    Button, ButtonKind, ButtonLink, DateFields, DefinitionList, Erase, ErrorPage, Fact, Field, Form, Input, Notice,
    PageHeader, Tone, Width, address, loaded_or,
};
use crate::viewer::words;

/// What the page of a link says, and where it is.
#[derive(Clone, Copy)]
pub struct ClaimWords {
    /// Before the secret: `/record`.
    pub path: &'static str,
    pub title: &'static str,
    pub lead: &'static str,
    /// Why a date of birth is asked for.
    pub birth: &'static str,
    pub legend: &'static str,
    /// Whether it is the reader's own.
    pub about_oneself: bool,
    /// Why somebody has to sign in first.
    pub sign_in: &'static str,
    /// What stands on the button.
    pub button: &'static str,
}

/// The page of a link that shows by a date of birth that it reached the right person. It says nothing of whom it is about, and
/// only its button does anything: mail scanners open links, and mails go to wrong addresses.
pub fn claim_page<Asked>(fetch: fn(String) -> Asked, said: ClaimWords) -> AnyView
where
    Asked: Future<Output = Result<ClaimView, AppError>> + Send + 'static,
{
    let params = use_params_map();
    let token = move || params.with(|params| params.get("token").unwrap_or_default());
    loaded_or(
        token,
        fetch,
        move |claim| show(&token(), claim, said),
        |error| match error {
            AppError::NotFound => link_gone(),
            error => view! { <ErrorPage error/> }.erase(),
        },
    )
    .erase()
}

fn show(token: &str, claim: ClaimView, said: ClaimWords) -> AnyView {
    let facts = vec![Fact::new(words().common.email, claim.email)];
    view! {
        <div class="stack measure">
            <PageHeader title=said.title subtitle=said.lead/>
            <DefinitionList facts/>
            {step(format!("{}/{token}", said.path), &claim.step, said)}
        </div>
    }
    .erase()
}

/// What is left to do for whoever opened the link at `here`.
fn step(here: String, step: &ClaimStep, said: ClaimWords) -> AnyView {
    let ui = words();
    let password = match step {
        ClaimStep::SomebodyElse => return link_for_another(),
        ClaimStep::SignIn => {
            let sign_in = address("/sign-in", &[("next", here.as_str())]);
            return view! {
                <p>{said.sign_in}</p>
                <div class="actions">
                    <ButtonLink href=sign_in external=true>{ui.nav.sign_in}</ButtonLink>
                </div>
            }
            .erase();
        }
        ClaimStep::OwnAccount => None,
        ClaimStep::NewAccount { min } => Some(view! {
            <p>{ui.invitation.record_password}</p>
            {new_password(*min)}
        }),
    };
    view! {
        <Form action=here plain=true>
            <p>{said.birth}</p>
            <DateFields name="birth" legend=said.legend birthday=said.about_oneself/>
            {password}
            <div class="actions">
                <Button>{said.button}</Button>
            </div>
        </Form>
    }
    .erase()
}

/// The two fields of a password that is chosen, of at least `min` characters.
pub fn new_password(min: u32) -> AnyView {
    let words = &words().account;
    view! {
        <Field
            name="password"
            label=words.new_password
            kind=Input::NewPassword
            hint=words.password_hint(min)
            width=Width::Medium
        />
        <Field name="password_again" label=words.password_again kind=Input::NewPassword width=Width::Medium/>
    }
    .erase()
}

/// Somebody else is signed in than who got the link.
pub fn link_for_another() -> AnyView {
    let words = &words().invitation;
    view! {
        <Notice tone=Tone::Warn><p>{words.for_another}</p></Notice>
        <Form action="/sign-out" plain=true>
            <div class="actions">
                <Button kind=ButtonKind::Quiet icon="sign-out">{words.sign_out}</Button>
            </div>
        </Form>
    }
    .erase()
}

/// The page of a link that does not work (any more).
pub fn link_gone() -> AnyView {
    let ui = words();
    view! {
        <div class="stack measure">
            <PageHeader title=ui.account.link_expired_title/>
            <p>{ui.invitation.gone}</p>
            <p>
                <a href="/sign-in">{ui.account.sign_in_link}</a>
            </p>
        </div>
    }
    .erase()
}
