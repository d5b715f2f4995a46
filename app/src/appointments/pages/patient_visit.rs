use crate::ui::Erase;
use domain::actor::Role;
use domain::appointments::{Action, Appointment, AppointmentStatus};
use domain::live::Interest;
use leptos::prelude::*;

use super::part;
use crate::appointments::components::{call, cancelled, facts, history};
use crate::appointments::server_fns::patient_visit;
use crate::look::{Status, visit_address};
use crate::ui::{ButtonKind, ButtonLink, Card, Link, PageHeader, loaded, shows};
use crate::viewer::words;

/// A visit as its patient sees it.
#[component]
pub fn PatientVisitPage() -> impl IntoView {
    let id = part("id");
    shows(words().common.updated_visit, move || {
        vec![Interest::visit(Role::Patient, &id())]
    });
    loaded(part("id"), patient_visit, show)
}

fn show(visit: Appointment) -> AnyView {
    let words = words();
    let summary = &visit.summary;
    let status = view! { <Status status=summary.status/> }.erase();
    let back = Link::new("/patient/visits", words.nav.my_visits);
    let title = words.booking.visit_with(&summary.doctor_name);
    let cancelled = cancelled(&visit);
    let facts = facts(&visit, Role::Patient);
    let change = change(&visit);
    view! {
        <div class="stack">
            <PageHeader title back=Some(back)/>
            {cancelled}
            <div class="cols">
                <Card title=words.common.details aside=status>
                    {facts}
                    {change}
                </Card>
                {history(visit.history)}
            </div>
        </div>
    }
    .erase()
}

/// What the patient can do about the visit.
fn change(visit: &Appointment) -> AnyView {
    let words = words();
    let summary = &visit.summary;
    if visit.allows(Action::Cancel) {
        let until = visit.cancel_until.as_ref().map(|time| words.booking.cancel_until(time));
        return view! {
            <hr/>
            <div class="actions">
                <ButtonLink href=format!("{}/cancel", visit_address(Role::Patient, summary.id)) kind=ButtonKind::Danger>
                    {words.booking.cancel_link}
                </ButtonLink>
            </div>
            {until.map(|until| view! { <p class="small">{until}</p> })}
        }
        .erase();
    }
    if summary.status.is_final() {
        let kind = if summary.status == AppointmentStatus::Cancelled {
            ButtonKind::Primary
        } else {
            ButtonKind::Quiet
        };
        return view! {
            <hr/>
            <div class="actions">
                <ButtonLink href=format!("/doctors/{}", summary.doctor) kind icon="calendar-plus">
                    {words.booking.book_again}
                </ButtonLink>
            </div>
        }
        .erase();
    }
    view! {
        <hr/>
        {call(&visit.clinic_phone)}
    }
    .erase()
}
