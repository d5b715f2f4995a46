use leptos::prelude::*;

use crate::account::server_fns::record_invitation;
use crate::look::{ClaimWords, claim_page};
use crate::viewer::words;

/// The page of the link with which somebody takes over the record that the clinic keeps of them.
#[component]
pub fn RecordInvitationPage() -> impl IntoView {
    let ui = words();
    let words = &ui.invitation;
    let said = ClaimWords {
        path: "/record",
        title: words.record_title,
        lead: words.record_lead,
        birth: words.record_birth,
        legend: ui.common.birth_date,
        about_oneself: true,
        sign_in: words.record_sign_in,
        button: words.record_take,
    };
    claim_page(record_invitation, said)
}
