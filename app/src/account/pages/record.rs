use domain::records::ClaimView;
use leptos::prelude::*;

use super::token;
use crate::account::server_fns::record_invitation;
use crate::error::AppError;
use crate::look::{ClaimWords, claim_step, link_gone};
use crate::ui::{DefinitionList, Erase, ErrorPage, Fact, PageHeader, loaded_or};
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
            AppError::NotFound => link_gone(),
            error => view! { <ErrorPage error/> }.erase(),
        },
    )
}

fn show(token: &str, claim: ClaimView) -> AnyView {
    let ui = words();
    let words = &ui.invitation;
    let facts = vec![Fact::new(ui.common.email, claim.email)];
    let said = ClaimWords {
        birth: words.record_birth,
        legend: ui.common.birth_date,
        about_oneself: true,
        sign_in: words.record_sign_in,
        button: words.record_take,
    };
    view! {
        <div class="stack measure">
            <PageHeader title=words.record_title subtitle=words.record_lead/>
            <DefinitionList facts/>
            {claim_step(format!("/record/{token}"), &claim.step, said)}
        </div>
    }
    .erase()
}
