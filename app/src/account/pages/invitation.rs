use crate::ui::Erase;
use domain::invitations::{InvitationStep, InvitationView};
use leptos::prelude::*;

use super::{new_password, token};
use crate::account::server_fns::invitation;
use crate::error::AppError;
use crate::ui::{
    Button, ButtonKind, ButtonLink, DefinitionList, ErrorPage, Fact, Form, Notice, PageHeader, Tone, address, loaded_or,
};
use crate::viewer::words;

/// The page of the link with which somebody joins the staff. Only its button joins: mail scanners open links.
#[component]
pub fn InvitationPage() -> impl IntoView {
    let token = token();
    loaded_or(
        token,
        invitation,
        move |view| show(&token(), view),
        |error| match error {
            AppError::NotFound => gone(),
            error => view! { <ErrorPage error/> }.erase(),
        },
    )
}

fn show(token: &str, invitation: InvitationView) -> AnyView {
    let ui = words();
    let words = &ui.invitation;
    let mut facts = vec![
        Fact::new(ui.common.email, invitation.email.clone()),
        Fact::new(words.brings, ui.list(invitation.roles)),
    ];
    facts.extend(invitation.until.map(|day| Fact::new(words.until, day)));
    view! {
        <div class="stack measure">
            <PageHeader title=words.title subtitle=words.lead/>
            <DefinitionList facts/>
            {step(token, invitation.step)}
        </div>
    }
    .erase()
}

fn step(token: &str, step: InvitationStep) -> AnyView {
    let words = &words().invitation;
    let here = format!("/invitation/{token}");
    match step {
        InvitationStep::ChoosePassword { min } => view! {
            <p>{words.choose_password}</p>
            <Form action=here plain=true>
                {new_password(min)}
                <div class="actions">
                    <Button>{words.join}</Button>
                </div>
            </Form>
        }
        .erase(),
        InvitationStep::SignIn => {
            let sign_in = address("/sign-in", &[("next", here.as_str())]);
            view! {
                <p>{words.sign_in_first}</p>
                <div class="actions">
                    <ButtonLink href=sign_in external=true>{words.sign_in}</ButtonLink>
                </div>
            }
            .erase()
        }
        InvitationStep::Accept => view! {
            <p>{words.accept_lead}</p>
            <Form action=here plain=true>
                <div class="actions">
                    <Button>{words.accept}</Button>
                </div>
            </Form>
        }
        .erase(),
        InvitationStep::SomebodyElse => for_another(),
    }
}

/// The link is not for whoever is signed in.
pub(super) fn for_another() -> AnyView {
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
pub(super) fn gone() -> AnyView {
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
