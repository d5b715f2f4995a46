use crate::ui::Erase;
use domain::actor::Role;
use domain::appointments::{Appointment, AppointmentStatus};
use domain::doctors::VisitKind;
use leptos::prelude::*;

use super::part;
use crate::appointments::components::{PrintButton, facts};
use crate::appointments::server_fns::patient_visit;
use crate::look::{day_and_start, visit_address};
use crate::ui::{ButtonKind, ButtonLink, Card, PageHeader, loaded};
use crate::viewer::words;

/// The confirmation: what was booked, and what happens next.
#[component]
pub fn BookedPage() -> impl IntoView {
    loaded(part("id"), patient_visit, show)
}

fn show(visit: Appointment) -> AnyView {
    let words = words();
    let summary = &visit.summary;
    let title = match summary.status {
        AppointmentStatus::Pending => words.booking.requested_title,
        AppointmentStatus::Cancelled => words.booking.cancelled_notice,
        _ => words.booking.booked_title,
    };
    let href = visit_address(Role::Patient, summary.id);
    let next = (!summary.status.is_final()).then(|| next(summary.status, summary.kind));
    view! {
        <div class="stack measure">
            <div class="confirmed">
                <PageHeader title/>
                <p class="reference">
                    {day_and_start(&summary.when)} <br/> {words.booking.with_doctor(&summary.doctor_name)}
                </p>
                <p>{words.booking.reference} " " <b>{summary.number}</b></p>
            </div>
            {next}
            <Card title=words.booking.visit_title>{facts(&visit, Role::Patient)}</Card>
            <div class="actions">
                <ButtonLink href>{words.booking.see_visit}</ButtonLink>
                <ButtonLink href="/patient/visits" kind=ButtonKind::Quiet>
                    {words.booking.see_visits}
                </ButtonLink>
                <PrintButton/>
            </div>
        </div>
    }
    .erase()
}

fn next(status: AppointmentStatus, kind: VisitKind) -> AnyView {
    let words = &words().booking;
    let first = match status {
        AppointmentStatus::Pending => words.what_next_confirm,
        _ => words.what_next_mail,
    };
    let then = match kind {
        VisitKind::InPerson => words.what_next_in_person,
        VisitKind::Video => words.what_next_video,
    };
    view! {
        <Card title=words.what_next_title>
            <ul class="plain-list">
                <li>{first}</li>
                <li>{then}</li>
            </ul>
        </Card>
    }
    .erase()
}
