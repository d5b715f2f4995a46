use crate::doctors::server_fns::application_state;
use crate::error::AppError;
use crate::ui::{ButtonLink, Card, Erase, ErrorPage, Notice, PageHeader, Tone, loaded_or, shows};
use crate::viewer::words;
use domain::doctors::{ApplicationState, DoctorStatus};
use leptos::prelude::*;

/// What a doctor reads whose licence is not verified.
#[component]
pub fn WaitingPage() -> impl IntoView {
    // A decision changes what the account may do, and then every page is told to ask again.
    shows(words().common.updated_page, Vec::new);
    loaded_or(|| (), |()| application_state(), show, decided)
}

/// Who is verified does not wait any more: the server leads on to the doctor's own pages.
fn decided(error: AppError) -> AnyView {
    if error == AppError::Forbidden {
        Effect::new(|_| {
            let _ = window().location().reload();
        });
    }
    view! { <ErrorPage error/> }.erase()
}

fn show(state: ApplicationState) -> AnyView {
    let documents = documents(state.documents);
    let words = &words().doctors;
    let subtitle = words.welcome(state.name);
    if state.status != DoctorStatus::Rejected {
        return view! {
            <div class="stack measure">
                <PageHeader title=words.waiting_title subtitle/>
                <Card now=true>
                    <p>{words.waiting_lead}</p>
                </Card>
                {documents}
            </div>
        }
        .erase();
    }
    view! {
        <div class="stack measure">
            <PageHeader title=words.rejected_title subtitle/>
            <Notice tone=Tone::Warn title=words.rejected_lead>
                <p class="pre" dir="auto">{state.reason}</p>
            </Notice>
            <p>{words.rejected_next}</p>
            {documents}
        </div>
    }
    .erase()
}

/// How many documents about the licence the clinic has, and the way to send some.
fn documents(sent: u32) -> AnyView {
    let words = &words().files;
    let sent = (sent > 0).then(|| view! { <p>{words.licence_sent(sent)}</p> });
    view! {
        <Card title=words.licence_title>
            <p>{words.licence_lead}</p>
            {sent}
            <div class="actions">
                <ButtonLink href="/doctor/licence">{words.licence_send_some}</ButtonLink>
            </div>
        </Card>
    }
    .erase()
}
