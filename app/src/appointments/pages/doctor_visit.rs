use crate::ui::Erase;
use domain::actor::Role;
use domain::appointments::{Action, Appointment};
use domain::live::Interest;
use leptos::prelude::*;

use super::{asked, part};
use crate::appointments::components::{cancelled, facts, history, steps};
use crate::appointments::server_fns::doctor_visit;
use crate::look::{Status, visit_address};
use crate::ui::{ButtonKind, ButtonLink, Card, Link, Notice, PageHeader, Tone, loaded, shows};
use crate::viewer::words;

/// A visit as its doctor sees it.
#[component]
pub fn DoctorVisitPage() -> impl IntoView {
    let (id, done) = (part("id"), asked("done"));
    let shown = id.clone();
    shows(words().common.updated_visit, move || {
        vec![Interest::visit(Role::Doctor, &shown())]
    });
    loaded(
        move || (id(), done()),
        |(id, done)| async move { doctor_visit(id).await.map(|visit| (visit, !done.is_empty())) },
        |(visit, done)| show(visit, done),
    )
}

fn show(visit: Appointment, done: bool) -> AnyView {
    let words = words();
    let summary = &visit.summary;
    let status = view! { <Status status=summary.status/> }.erase();
    let back = Link::new("/doctor/calendar", words.nav.calendar);
    let done = done.then(|| view! { <Notice tone=Tone::Good title=words.booking.step_done news=true/> });
    let cancel = visit.allows(Action::Cancel).then(|| {
        view! {
            <div class="actions">
                <ButtonLink href=format!("{}/cancel", visit_address(Role::Doctor, summary.id)) kind=ButtonKind::Danger>
                    {words.booking.cancel_link}
                </ButtonLink>
            </div>
        }
    });
    let title = words.booking.visit_of(&summary.patient_name);
    let cancelled = cancelled(&visit);
    let steps = steps(summary, &visit.actions, visit.version, "");
    let facts = facts(&visit, Role::Doctor);
    view! {
        <div class="stack">
            <PageHeader title back=Some(back)/>
            {done}
            {cancelled}
            <div class="cols">
                <Card title=words.common.details aside=status>
                    {steps}
                    {facts}
                    {cancel}
                </Card>
                {history(visit.history)}
            </div>
        </div>
    }
    .erase()
}
