use leptos::prelude::*;

use crate::carers::server_fns::carer_offer;
use crate::look::{ClaimWords, claim_page};
use crate::viewer::words;

/// The page of the link with which somebody agrees to act for a patient.
#[component]
pub fn AcceptPage() -> impl IntoView {
    let ui = words();
    let words = &ui.carers;
    let said = ClaimWords {
        path: "/carer",
        title: words.accept_title,
        lead: words.accept_lead,
        birth: words.accept_birth,
        legend: ui.care.born_on,
        about_oneself: false,
        sign_in: words.accept_sign_in,
        button: words.accept_button,
    };
    claim_page(carer_offer, said)
}
