use domain::records::ClaimView;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::carers::server_fns::carer_offer;
use crate::error::AppError;
use crate::look::{ClaimWords, claim_step, link_gone};
use crate::ui::{DefinitionList, Erase, ErrorPage, Fact, PageHeader, loaded_or};
use crate::viewer::words;

/// The page of the link with which somebody agrees to act for a patient. It says nothing of the patient, and only its button
/// agrees: mail scanners open links, and mails go to wrong addresses.
#[component]
pub fn AcceptPage() -> impl IntoView {
    let params = use_params_map();
    let token = move || params.with(|params| params.get("token").unwrap_or_default());
    loaded_or(
        token,
        carer_offer,
        move |view| show(&token(), view),
        |error| match error {
            AppError::NotFound => link_gone(),
            error => view! { <ErrorPage error/> }.erase(),
        },
    )
}

fn show(token: &str, claim: ClaimView) -> AnyView {
    let ui = words();
    let words = &ui.carers;
    let facts = vec![Fact::new(ui.common.email, claim.email)];
    let said = ClaimWords {
        birth: words.accept_birth,
        legend: ui.care.born_on,
        about_oneself: false,
        sign_in: words.accept_sign_in,
        button: words.accept_button,
    };
    view! {
        <div class="stack measure">
            <PageHeader title=words.accept_title subtitle=words.accept_lead/>
            <DefinitionList facts/>
            {claim_step(format!("/carer/{token}"), &claim.step, said)}
        </div>
    }
    .erase()
}
