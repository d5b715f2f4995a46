use crate::ui::Erase;
use domain::actor::Role;
use domain::appointments::{Action, Appointment, AppointmentStatus};
use leptos::prelude::*;

use super::part;
use crate::appointments::components::when_fact;
use crate::appointments::server_fns::{doctor_visit, patient_visit};
use crate::look::{dotted, optional, place, tel, visit_address};
use crate::ui::{
    Button, ButtonKind, ButtonLink, Card, DefinitionList, Fact, Form, Hidden, Link, Notice, PageHeader, TextArea, Tone,
    Version, loaded,
};
use crate::viewer::words;

/// The question before a patient cancels.
#[component]
pub fn PatientCancelPage() -> impl IntoView {
    loaded(part("id"), patient_visit, |visit| show(visit, Role::Patient))
}

/// The question before a doctor cancels.
#[component]
pub fn DoctorCancelPage() -> impl IntoView {
    loaded(part("id"), doctor_visit, |visit| show(visit, Role::Doctor))
}

fn show(visit: Appointment, reader: Role) -> AnyView {
    let words = words();
    let href = visit_address(reader, visit.summary.id);
    let title = match reader {
        Role::Patient => words.booking.visit_with(&visit.summary.doctor_name),
        Role::Doctor | Role::Staff => words.booking.visit_of(&visit.summary.patient_name),
    };
    let back = Link::new(href.clone(), title);
    let content = if visit.allows(Action::Cancel) {
        form(&visit, reader, href)
    } else {
        refused(&visit, reader, href)
    };
    view! {
        <div class="stack measure">
            <PageHeader title=words.booking.cancel_title back=Some(back)/>
            <Card>{facts(&visit, reader)}</Card>
            {content}
        </div>
    }
    .erase()
}

fn facts(visit: &Appointment, reader: Role) -> AnyView {
    let words = &words().booking;
    let summary = &visit.summary;
    let (who, name) = match reader {
        Role::Patient => (words.who, &summary.doctor_name),
        Role::Doctor | Role::Staff => (words.patient, &summary.patient_name),
    };
    let what = dotted([Some(summary.visit_type.as_str()), Some(place(summary))]);
    let facts = vec![
        when_fact(&summary.when),
        Fact::new(who, name),
        Fact::new(words.visit, what),
    ];
    view! { <DefinitionList facts/> }.erase()
}

fn form(visit: &Appointment, reader: Role, href: String) -> AnyView {
    let words = &words().booking;
    let (action, hint) = match reader {
        Role::Patient => ("/fn/patient/cancel_appointment", words.cancel_reason_hint),
        Role::Doctor | Role::Staff => ("/fn/doctor/cancel_appointment", words.cancel_reason_hint_doctor),
    };
    let (id, version) = (visit.summary.id, visit.version);
    view! {
        <Form action>
            <Hidden name="appointment" value=id.to_string()/>
            <Version value=version.to_string()/>
            <TextArea name="reason" label=optional(words.cancel_reason) hint/>
            <p>{words.cancel_lead}</p>
            <div class="actions">
                <Button kind=ButtonKind::Danger>{words.cancel_button}</Button>
                <ButtonLink href kind=ButtonKind::Quiet>
                    {words.keep_button}
                </ButtonLink>
            </div>
        </Form>
    }
    .erase()
}

/// Why the visit cannot be cancelled here, and what to do instead.
fn refused(visit: &Appointment, reader: Role, href: String) -> AnyView {
    let words = words();
    let (tone, why) = match visit.summary.status {
        AppointmentStatus::Cancelled => (Tone::Brand, words.errors.already_cancelled),
        _ if reader != Role::Patient => (Tone::Warn, words.errors.not_possible_now),
        _ => (Tone::Warn, words.errors.too_late_to_cancel),
    };
    let call = reader == Role::Patient && !visit.summary.status.is_final() && !visit.clinic_phone.is_empty();
    let phone = call.then(|| {
        let (href, text) = (tel(&visit.clinic_phone), words.common.call(&visit.clinic_phone));
        view! { <p><a href=href>{text}</a></p> }
    });
    view! {
        <Notice tone title=why>
            {phone}
        </Notice>
        <div class="actions">
            <ButtonLink href kind=ButtonKind::Quiet>
                {words.booking.see_visit}
            </ButtonLink>
        </div>
    }
    .erase()
}
