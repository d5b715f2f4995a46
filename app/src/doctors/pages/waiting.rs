use crate::ui::Erase;
use domain::doctors::{ApplicationState, DoctorStatus};
use leptos::prelude::*;

use crate::doctors::server_fns::application_state;
use crate::ui::{Card, Notice, PageHeader, Tone, loaded};
use crate::viewer::words;

/// What a doctor reads whose licence is not verified.
#[component]
pub fn WaitingPage() -> impl IntoView {
    loaded(|| (), |()| application_state(), show)
}

fn show(state: ApplicationState) -> AnyView {
    let words = &words().doctors;
    let subtitle = words.welcome(state.name);
    if state.status != DoctorStatus::Rejected {
        return view! {
            <div class="stack measure">
                <PageHeader title=words.waiting_title subtitle/>
                <Card now=true>
                    <p>{words.waiting_lead}</p>
                </Card>
            </div>
        }
        .erase();
    }
    view! {
        <div class="stack measure">
            <PageHeader title=words.rejected_title subtitle/>
            <Notice tone=Tone::Warn title=words.rejected_lead>
                <p class="pre">{state.reason}</p>
            </Notice>
            <p>{words.rejected_next}</p>
        </div>
    }
    .erase()
}
