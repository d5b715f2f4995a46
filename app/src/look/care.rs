//! Relationships of care: in lists with what may be done, and the fields of a request.

use domain::actor::Role;
use domain::care::{Care, CareKind, CareState, CareStep};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{dotted, initials, optional};
use crate::ui::{
    Button, ButtonKind, Choice, Details, Erase, Field, Form, Input, LostForm, Notice, Person, RadioGroup, TextArea,
    Tone, Version, Width, rows, use_page,
};
use crate::viewer::words;

/// Where the steps of a reader post to.
const fn steps_of(reader: Role) -> &'static str {
    match reader {
        Role::Patient => "/fn/patient/step_care",
        Role::Doctor | Role::Staff => "/fn/doctor/step_care",
    }
}

/// Relationships in a list, each with the other side and what the reader may do.
#[component]
pub fn CareRows(
    /// In order.
    cares: Vec<Care>,
    /// Whoever reads: a patient or a doctor.
    reader: Role,
    /// The name of the list, for assistive technology.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let rows = rows(cares, |care| care.id.to_string(), move |care| row(care, reader));
    view! {
        <ul class="list" role="list" aria-label=label>
            {rows}
        </ul>
    }
    .erase()
}

fn row(care: Care, reader: Role) -> AnyView {
    let name = name_of(&care);
    let href = match (reader, care.state) {
        (Role::Patient, _) => format!("/doctors/{}", care.doctor),
        (_, CareState::Active) => format!("/doctor/patients/{}", care.patient),
        _ => String::new(),
    };
    view! {
        <li class="stack">
            <Person initials=initials(&name) name=name.clone() line=about(&care, reader) href/>
            {referral(&care)}
            {steps(&care, reader, &name)}
        </li>
    }
    .erase()
}

/// The other side's name; the record number of a patient who has not agreed yet.
fn name_of(care: &Care) -> String {
    let number = || words().patients.number(care.number);
    care.name.clone().unwrap_or_else(number)
}

fn about(care: &Care, reader: Role) -> String {
    let words = words();
    let when = match care.state {
        CareState::Requested => words.care.asked_on(&care.since),
        CareState::Active => words.care.since(&care.since),
        CareState::Ended | CareState::Declined => words.care.state(care.state).to_owned(),
    };
    let until = care.until.as_ref().map(|until| words.care.until(until));
    let number = (reader == Role::Doctor && care.name.is_some()).then(|| words.patients.number(care.number));
    dotted([
        Some(words.care.kind(care.kind)),
        Some(when.as_str()),
        until.as_deref(),
        number.as_deref(),
    ])
}

fn referral(care: &Care) -> Option<AnyView> {
    let text = care.referral.clone()?;
    let term = words().care.referral_fact;
    Some(view! { <p class="small pre"><b>{term}</b> ": " <bdi dir="auto">{text}</bdi></p> }.erase())
}

/// What the reader may do now.
fn steps(care: &Care, reader: Role, name: &str) -> Option<AnyView> {
    let words = &words().care;
    let action = steps_of(reader);
    let id = care.id.to_string();
    let (prefix, version) = (format!("care-{id}-"), care.version.to_string());
    if care.allows(CareStep::End) {
        let lead = match reader {
            Role::Patient => words.end_lead_patient,
            Role::Doctor | Role::Staff => words.end_lead_doctor,
        };
        let open = use_page().came_back(action, Some(("care", &id)));
        return Some(
            view! {
                <Details summary=words.end_of(name) open>
                    <p>{lead}</p>
                    <Form action prefix only=("care", id)>
                        <Version value=version/>
                        <div class="actions">
                            <Button kind=ButtonKind::Danger name="step" value=CareStep::End.as_str()>
                                {words.end_yes}
                            </Button>
                        </div>
                    </Form>
                </Details>
            }
            .erase(),
        );
    }
    let button = |step: CareStep, kind, text: &'static str, label: String| {
        care.allows(step).then(|| {
            view! {
                <Button kind name="step" value=step.as_str() label>
                    {text}
                </Button>
            }
            .erase()
        })
    };
    let buttons: Vec<AnyView> = [
        button(
            CareStep::Accept,
            ButtonKind::Primary,
            words.accept,
            words.accept_of(name),
        ),
        button(
            CareStep::Decline,
            ButtonKind::Quiet,
            words.decline,
            words.decline_of(name),
        ),
        button(
            CareStep::Withdraw,
            ButtonKind::Quiet,
            words.withdraw,
            words.withdraw_of(name),
        ),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!buttons.is_empty()).then(|| {
        view! {
            <Form action prefix only=("care", id)>
                <Version value=version/>
                <div class="actions">{buttons}</div>
            </Form>
        }
        .erase()
    })
}

/// What became of a step when the page shows its relationship no more.
pub fn lost_care<'a>(reader: Role, shown: impl IntoIterator<Item = &'a Care>) -> AnyView {
    let shown = shown.into_iter().map(|care| care.id.to_string()).collect();
    view! { <LostForm action=steps_of(reader) by="care" shown/> }.erase()
}

/// What was just done, as the address says.
pub fn care_note() -> Option<AnyView> {
    let words = &words().care;
    let done = use_query_map().with_untracked(|query| query.get("done").unwrap_or_default());
    let text = match done.as_str() {
        "asked" => words.done_asked,
        "accept" => words.done_accepted,
        "decline" => words.done_declined,
        "withdraw" => words.done_withdrawn,
        "end" => words.done_ended,
        "emergency-ended" => self::words().emergency.end_done,
        _ => return None,
    };
    Some(view! { <Notice tone=Tone::Good title=text news=true/> }.erase())
}

/// The fields of a request: as what, until when, on whose word.
#[component]
pub fn AskFields(
    /// What can be asked for.
    kinds: Vec<CareKind>,
) -> impl IntoView {
    let words = &words().care;
    view! {
        {self::kinds(kinds)}
        {ends_on()}
        <TextArea name="referral" label=optional(words.referral) hint=words.referral_hint/>
    }
    .erase()
}

/// As what.
pub fn kinds(kinds: Vec<CareKind>) -> AnyView {
    let words = &words().care;
    let options = kinds
        .into_iter()
        .map(|kind| Choice::new(kind.as_str(), words.kind(kind)).hint(words.kind_hint(kind)))
        .collect::<Vec<_>>();
    view! { <RadioGroup name="kind" legend=words.as_what options/> }.erase()
}

/// Until when.
pub fn ends_on() -> AnyView {
    let words = &words().care;
    view! {
        <Field
            name="ends_on"
            label=optional(words.ends_on)
            kind=Input::Date
            width=Width::Medium
            hint=words.ends_on_hint
        />
    }
    .erase()
}
