use domain::records::{ClaimStep, ClaimView};
use leptos::prelude::*;

use super::invitation::{for_another, gone};
use super::{new_password, token};
use crate::account::server_fns::record_invitation;
use crate::error::AppError;
use crate::ui::{
    Button, ButtonLink, DateFields, DefinitionList, Erase, ErrorPage, Fact, Form, PageHeader, address, loaded_or,
};
use crate::viewer::words;

/// The page of the link with which somebody takes over the record that the clinic keeps of them. It says nothing of the
/// record, and only its button takes it: mail scanners open links, and mails go to wrong addresses.
#[component]
pub fn RecordInvitationPage() -> impl IntoView {
    let token = token();
    loaded_or(
        token,
        record_invitation,
        move |view| show(&token(), view),
        |error| match error {
            AppError::NotFound => gone(),
            error => view! { <ErrorPage error/> }.erase(),
        },
    )
}

fn show(token: &str, claim: ClaimView) -> AnyView {
    let ui = words();
    let words = &ui.invitation;
    let facts = vec![Fact::new(ui.common.email, claim.email)];
    view! {
        <div class="stack measure">
            <PageHeader title=words.record_title subtitle=words.record_lead/>
            <DefinitionList facts/>
            {step(token, &claim.step)}
        </div>
    }
    .erase()
}

fn step(token: &str, step: &ClaimStep) -> AnyView {
    let ui = words();
    let words = &ui.invitation;
    let here = format!("/record/{token}");
    let password = match step {
        ClaimStep::SomebodyElse => return for_another(),
        ClaimStep::SignIn => {
            let sign_in = address("/sign-in", &[("next", here.as_str())]);
            return view! {
                <p>{words.record_sign_in}</p>
                <div class="actions">
                    <ButtonLink href=sign_in external=true>{ui.nav.sign_in}</ButtonLink>
                </div>
            }
            .erase();
        }
        ClaimStep::OwnAccount => None,
        ClaimStep::NewAccount { min } => Some(view! {
            <p>{words.record_password}</p>
            {new_password(*min)}
        }),
    };
    view! {
        <Form action=here plain=true>
            <p>{words.record_birth}</p>
            <DateFields name="birth" legend=ui.common.birth_date birthday=true/>
            {password}
            <div class="actions">
                <Button>{words.record_take}</Button>
            </div>
        </Form>
    }
    .erase()
}
