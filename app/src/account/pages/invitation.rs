use crate::ui::Erase;
use domain::invitations::{InvitationStep, InvitationView};
use leptos::prelude::*;

use super::token;
use crate::account::server_fns::invitation;
use crate::error::AppError;
use crate::look::{link_for_another, link_gone, new_password};
use crate::ui::{Button, ButtonLink, DefinitionList, ErrorPage, Fact, Form, PageHeader, address, loaded_or};
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
            AppError::NotFound => link_gone(),
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
        InvitationStep::SomebodyElse => link_for_another(),
    }
}
