//! Parts that several pages of visits share.

use crate::ui::Erase;
use domain::actor::{ActorKind, Role};
use domain::appointments::{Action, Appointment, AppointmentStatus, AppointmentSummary, HistoryEntry};
use domain::doctors::{Place, VisitKind};
use domain::id::HoldId;
use domain::when::When;
use leptos::prelude::*;

use crate::look::{dotted, span, tel};
use crate::ui::{Button, ButtonKind, DefinitionList, Fact, Form, Hidden, Icon, Notice, Version};
use crate::viewer::words;

/// Where the forms with a visit's steps post to.
pub(super) const STEP: &str = "/fn/doctor/step_appointment";

/// Day and time of a visit as a fact.
pub(super) fn when_fact(when: &When) -> Fact {
    let (date, time, datetime) = (when.date.clone(), span(when), when.datetime.clone());
    let value = view! {
        <b>
            <time datetime=datetime>{date}</time>
        </b>
        <br/>
        {time}
    };
    Fact::view(words().booking.when, value.erase())
}

/// Where a visit takes place as a fact.
pub(super) fn place_fact(kind: VisitKind, place: Option<&Place>) -> Fact {
    let words = &words().booking;
    match (kind, place) {
        (VisitKind::InPerson, Some(place)) => {
            let address = [place.address_line.as_str(), place.city.as_str()].join("\n");
            let name = place.name.clone();
            Fact::view(
                words.where_,
                view! { <b>
                    <bdi>{name}</bdi>
                </b> "\n" <bdi>{address}</bdi> }
                .erase(),
            )
        }
        _ => Fact::new(words.where_, words.by_video),
    }
}

/// What kind of visit and how long, as a fact.
pub(super) fn visit_fact(name: &str, minutes: u16) -> Fact {
    let words = &words().booking;
    let length = words.minutes_long(minutes);
    Fact::new(words.visit, dotted([Some(name), Some(length.as_str())]))
}

/// The facts of a visit, for its patient or its doctor.
pub(super) fn facts(visit: &Appointment, reader: Role) -> AnyView {
    let words = &words().booking;
    let summary = &visit.summary;
    let who = match reader {
        Role::Patient => person_fact(words.who, format!("/doctors/{}", summary.doctor), summary, reader),
        Role::Doctor | Role::Staff => {
            let href = format!("/doctor/patients/{}", summary.patient);
            person_fact(words.patient, href, summary, reader)
        }
    };
    let mut facts = vec![
        when_fact(&summary.when),
        who,
        visit_fact(&summary.visit_type, summary.minutes),
        place_fact(summary.kind, visit.location.as_ref()),
    ];
    facts.extend(visit.fee.clone().map(|fee| Fact::new(words.fee, fee)));
    facts.push(Fact::new(
        words.reason_given,
        visit.reason.clone().unwrap_or_else(|| words.no_reason.to_owned()),
    ));
    facts.push(Fact::new(words.reference, summary.number.to_string()));
    view! { <DefinitionList facts/> }.erase()
}

fn person_fact(term: &'static str, href: String, visit: &AppointmentSummary, reader: Role) -> Fact {
    let (name, line) = match reader {
        Role::Patient => (visit.doctor_name.clone(), visit.specialty.clone()),
        Role::Doctor | Role::Staff => (visit.patient_name.clone(), None),
    };
    // A patient who cancelled is no longer the doctor's to look up.
    let linked = reader == Role::Patient || visit.status != AppointmentStatus::Cancelled;
    let name = if linked {
        view! { <a href=href>
            <bdi>{name}</bdi>
        </a> }
        .erase()
    } else {
        view! { <bdi>{name}</bdi> }.erase()
    };
    let line = line.map(|line| view! { <br/> <span class="small">{line}</span> });
    Fact::view(term, view! { {name} {line} }.erase())
}

/// Who did what with a visit, when and why.
pub(super) fn history(entries: Vec<HistoryEntry>) -> AnyView {
    let words = words();
    let entries = entries
        .into_iter()
        .map(|entry| {
            let step = words.booking.step(entry.from, entry.to);
            let told = match (entry.by_reader, entry.by_name, entry.by) {
                (true, ..) => words.booking.by_you(step),
                (_, Some(name), _) => words.booking.by_person(step, name),
                (_, None, ActorKind::Carer) => words.booking.by_person(step, words.audit.carer),
                (_, None, ActorKind::Staff) => words.booking.by_person(step, words.common.the_clinic),
                (_, None, _) => words.booking.by_person(step, words.common.the_portal),
            };
            let note = entry.note.map(|note| view! { <p class="pre" dir="auto">{note}</p> });
            view! {
                <li>
                    <p>
                        <b>{told}</b>
                        <br/>
                        <time class="small" datetime=entry.at.datetime>{entry.at.label}</time>
                    </p>
                    {note}
                </li>
            }
            .erase()
        })
        .collect::<Vec<_>>();
    view! {
        <section class="card">
            <h2>{words.booking.history_title}</h2>
            <ol class="history" role="list">
                {entries}
            </ol>
        </section>
    }
    .erase()
}

/// How to change what the portal does not allow: by telephone.
pub(super) fn call(phone: &str) -> AnyView {
    let words = words();
    if phone.is_empty() {
        return ().erase();
    }
    let (href, phone) = (tel(phone), phone.to_owned());
    view! {
        <p>
            {words.booking.call_to_change} " "
            <a class="nowrap" href=href>{words.common.call(phone)}</a>
        </p>
    }
    .erase()
}

/// The steps a doctor may take with a visit now, as buttons of one form. Cancelling has a page of its own.
pub(super) fn steps(visit: &AppointmentSummary, actions: &[Action], version: i32, next: &'static str) -> AnyView {
    let words = words();
    let id = visit.id.to_string();
    let next = if next.is_empty() {
        format!("/doctor/visits/{id}?done=step")
    } else {
        next.to_owned()
    };
    let buttons = actions
        .iter()
        .copied()
        .filter(|action| *action != Action::Cancel)
        .enumerate()
        .map(|(place, action)| {
            let kind = if place == 0 {
                ButtonKind::Primary
            } else {
                ButtonKind::Quiet
            };
            let text = words.booking.action(action);
            let label = words.common.in_words(text, &visit.patient_name);
            view! {
                <Button kind name="action" value=action.as_str() label>
                    {text}
                </Button>
            }
            .erase()
        })
        .collect::<Vec<_>>();
    // Without a step the form still says why the last one was not possible.
    view! {
        <Form action=STEP prefix=format!("{id}-") only=("appointment", id)>
            <Version value=version.to_string()/>
            <Hidden name="next" value=next/>
            <div class="actions">{buttons}</div>
        </Form>
    }
    .erase()
}

/// Lets a kept time go and leads on to `next`.
pub(super) fn release(hold: HoldId, next: String, text: &'static str) -> AnyView {
    view! {
        <Form action="/fn/patient/release_hold" prefix="release-" class="">
            <Hidden name="hold" value=hold.to_string()/>
            <Hidden name="next" value=next/>
            <Button kind=ButtonKind::Plain>{text}</Button>
        </Form>
    }
    .erase()
}

/// That a visit is cancelled, and why.
pub(super) fn cancelled(visit: &Appointment) -> Option<AnyView> {
    let words = &words().booking;
    let why = visit
        .cancel_reason
        .clone()
        .map(|reason| view! { <p class="pre">{words.cancelled_because} ": " <bdi>{reason}</bdi></p> });
    (visit.summary.status == AppointmentStatus::Cancelled).then(|| {
        view! {
            <Notice title=words.cancelled_notice news=true>
                {why}
            </Notice>
        }
        .erase()
    })
}

/// Prints the page. It needs script, so it appears only where there is some.
#[component]
pub(super) fn PrintButton() -> impl IntoView {
    let ready = RwSignal::new(false);
    Effect::new(move |_| ready.set(true));
    let print = |_| {
        if window().print().is_err() {
            leptos::logging::warn!("the browser does not print");
        }
    };
    let button = move || {
        ready.get().then(|| {
            view! {
                <button type="button" class="button quiet" on:click=print>
                    <Icon name="print"/>
                    {words().common.print}
                </button>
            }
        })
    };
    view! { {button} }.erase()
}
