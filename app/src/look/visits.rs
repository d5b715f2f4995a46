use crate::ui::Erase;
use domain::actor::Role;
use domain::appointments::{AppointmentStatus, AppointmentSummary};
use domain::doctors::VisitKind;
use domain::id::AppointmentId;
use leptos::prelude::*;

use super::{day_and_start, dotted, span};
use crate::ui::{Entry, Tag, Tone, rows, still};
use crate::viewer::words;

/// Colour and icon of a visit's status.
#[must_use]
pub const fn status_look(status: AppointmentStatus) -> (Tone, &'static str) {
    match status {
        AppointmentStatus::Proposed => (Tone::Calm, "hourglass"),
        AppointmentStatus::Pending => (Tone::Warn, "hourglass"),
        AppointmentStatus::Booked => (Tone::Brand, "check"),
        AppointmentStatus::Arrived => (Tone::Calm, "pin"),
        AppointmentStatus::InProgress => (Tone::Calm, "clock"),
        AppointmentStatus::Fulfilled => (Tone::Good, "check-circle"),
        AppointmentStatus::Cancelled => (Tone::Gone, "ban"),
        AppointmentStatus::NoShow => (Tone::Bad, "cross"),
    }
}

/// The status of a visit.
#[component]
pub fn Status(
    /// Where the visit stands.
    status: AppointmentStatus,
) -> impl IntoView {
    let (tone, icon) = status_look(status);
    view! { <Tag tone icon text=words().booking.status(status)/> }.erase()
}

/// The address of a visit's page for its patient or its doctor.
#[must_use]
pub fn visit_address(reader: Role, id: AppointmentId) -> String {
    match reader {
        Role::Patient => format!("/patient/visits/{id}"),
        Role::Doctor | Role::Staff => format!("/doctor/visits/{id}"),
    }
}

/// The name of the place, or that it is a video visit.
#[must_use]
pub fn place(visit: &AppointmentSummary) -> &str {
    match (&visit.place, visit.kind) {
        (Some(place), VisitKind::InPerson) => place,
        _ => words().booking.by_video,
    }
}

/// The other person: the doctor for a patient, the patient for a doctor.
fn other(visit: &AppointmentSummary, reader: Role) -> &str {
    match reader {
        Role::Patient => &visit.doctor_name,
        Role::Doctor | Role::Staff => &visit.patient_name,
    }
}

/// What a visit is, in small print: "Cardiology · First visit · North Clinic".
#[must_use]
pub fn visit_line(visit: &AppointmentSummary, reader: Role) -> String {
    let specialty = visit.specialty.as_deref().filter(|_| reader == Role::Patient);
    let video = visit.kind == VisitKind::Video && visit.visit_type == words().booking.kind_video;
    let place = (!video).then(|| place(visit));
    dotted([specialty, Some(visit.visit_type.as_str()), place])
}

/// A visit in a calendar.
#[must_use]
pub fn entry(visit: AppointmentSummary, reader: Role) -> Entry {
    let words = words();
    let (tone, icon) = status_look(visit.status);
    Entry {
        href: visit_address(reader, visit.id),
        until: words.booking.minutes_long(visit.minutes),
        title: other(&visit, reader).to_owned(),
        detail: visit_line(&visit, reader),
        status: words.booking.status(visit.status).to_owned(),
        icon,
        tone,
        time: visit.when.time,
        datetime: visit.when.datetime,
        ..Entry::default()
    }
}

/// Visits of different days in a list.
#[component]
pub fn VisitRows(
    /// In order.
    visits: Vec<AppointmentSummary>,
    /// Who reads the list.
    reader: Role,
    /// The other person is known from the page around it.
    #[prop(optional)]
    without_names: bool,
) -> impl IntoView {
    still(move || visit_rows(visits, reader, without_names))
}

fn visit_rows(visits: Vec<AppointmentSummary>, reader: Role, without_names: bool) -> AnyView {
    let row = |visit: AppointmentSummary| {
        let line = visit_line(&visit, reader);
        let line = if without_names {
            dotted([Some(span(&visit.when).as_str()), Some(line.as_str())])
        } else {
            dotted([Some(other(&visit, reader)), Some(line.as_str())])
        };
        let title = if without_names {
            visit.when.date.clone()
        } else {
            day_and_start(&visit.when)
        };
        view! {
            <li>
                <p class="grow">
                    <a href=visit_address(reader, visit.id)>
                        <b>
                            <time datetime=visit.when.datetime>{title}</time>
                        </b>
                    </a>
                    <br/>
                    <span class="small">{line}</span>
                </p>
                <Status status=visit.status/>
            </li>
        }
        .erase()
    };
    let rows = rows(visits, |visit| visit.id.to_string(), row);
    view! {
        <ul class="list" role="list">
            {rows}
        </ul>
    }
    .erase()
}
