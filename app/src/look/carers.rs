//! Who acts for a patient: in lists, and the fields of a request.

use domain::carers::{Carer, CarerRelation, CarerScope, CarerScopes, CarerState, ChangeCarer};
use leptos::prelude::*;

use super::{dotted, initials, optional};
use crate::ui::{
    Button, ButtonKind, CheckboxGroup, Choice, Details, Erase, Field, Form, Input, LostForm, Person, Select, Tag, Tone,
    Version, Width, rows, use_page,
};
use crate::viewer::words;

/// What more may be done about a carer.
type More = fn(&Carer) -> AnyView;
/// More fields of a form.
type Fields = fn() -> AnyView;

/// How carers are changed.
#[derive(Clone, Copy)]
struct Changing {
    /// Where the form posts; nobody is changed where it is empty.
    action: &'static str,
    /// What it asks for besides.
    more: Option<Fields>,
}

/// Carers in a list, with what may be done about each.
#[component]
pub fn CarerRows(
    carers: Vec<Carer>,
    /// The name of the list, for assistive technology.
    label: &'static str,
    /// Where the form posts that changes what one may do; nobody is changed where it is empty.
    #[prop(optional)]
    change: &'static str,
    /// What that form asks for besides.
    #[prop(optional)]
    checked: Option<Fields>,
    /// Where the form posts that ends one; nobody is ended where it is empty.
    #[prop(optional)]
    end: &'static str,
    /// More that may be done about one.
    #[prop(optional)]
    more: Option<More>,
    /// The patient reads it.
    #[prop(optional)]
    own: bool,
) -> impl IntoView {
    let change = Changing {
        action: change,
        more: checked,
    };
    let key = |carer: &Carer| carer.id.to_string();
    let rows = rows(carers, key, move |carer| row(&carer, change, end, more, own));
    view! {
        <ul class="list" role="list" aria-label=label>
            {rows}
        </ul>
    }
    .erase()
}

fn row(carer: &Carer, change: Changing, end: &'static str, more: Option<More>, own: bool) -> AnyView {
    let words = words();
    let when = match carer.state {
        CarerState::Offered => words.carers.asked_on(&carer.since),
        CarerState::Active => words.care.since(&carer.since),
        CarerState::Ended => words.carers.ended_on(&carer.since),
    };
    let is_open = carer.state != CarerState::Ended;
    let until = carer
        .until
        .as_ref()
        .filter(|_| is_open)
        .map(|day| words.care.until(day));
    let line = dotted([
        Some(words.carers.relation(carer.relation)),
        Some(carer.email.as_str()),
        Some(when.as_str()),
        until.as_deref(),
        carer.by_clinic.then_some(words.carers.by_clinic),
    ]);
    let basis = carer.basis.clone().map(|basis| {
        view! { <p class="small pre"><bdi dir="auto">{basis}</bdi></p> }
    });
    let ways = more
        .filter(|_| is_open)
        .map(|more| view! { <div class="actions">{more(carer)}</div> });
    let form = carer.change.clone().filter(|_| !change.action.is_empty());
    let change = form.map(|form| change_form(carer, change, form));
    let close = (is_open && !end.is_empty()).then(|| close(carer, end));
    view! {
        <li class="stack">
            <div class="card-head">
                <Person initials=initials(&carer.name) name=carer.name.clone() line/>
                {state(carer, own)}
            </div>
            <p class="small">{carer_may(carer.scopes)}</p>
            {basis}
            {ways}
            {change}
            {close}
        </li>
    }
    .erase()
}

fn state(carer: &Carer, own: bool) -> AnyView {
    let words = &words().carers;
    let (text, icon, tone) = match carer.state {
        CarerState::Offered if carer.link_over => (words.link_over, "clock", Tone::Warn),
        CarerState::Offered => (words.is_offered, "hourglass", Tone::Warn),
        CarerState::Active if own => (words.is_active_own, "check-circle", Tone::Good),
        CarerState::Active => (words.is_active, "check-circle", Tone::Good),
        CarerState::Ended => (words.is_ended, "ban", Tone::Gone),
    };
    view! { <Tag text icon tone/> }.erase()
}

/// The form with which what one may do is changed, as it stands now. Who has not agreed yet hears nothing of it.
fn change_form(carer: &Carer, Changing { action, more }: Changing, form: ChangeCarer) -> AnyView {
    let all = words();
    let words = &all.carers;
    let id = form.carer;
    let open = use_page().came_back(action, Some(("carer", &id)));
    let save = format!("{}: {}", all.common.save_changes, carer.name);
    let lead = (carer.state == CarerState::Active).then(|| view! { <p>{words.change_lead}</p> });
    view! {
        <Details summary=words.change_of(&carer.name) open>
            {lead}
            <Form action only=("carer", id.clone()) prefix=format!("change-{id}-")>
                <Version value=form.version/>
                <RightsFields scopes=form.scopes ends_on=form.ends_on/>
                {more.map(|more| more())}
                <div class="actions">
                    <Button label=save>{all.common.save_changes}</Button>
                </div>
            </Form>
        </Details>
    }
    .erase()
}

/// What became of a change when the page shows its form no more.
pub fn lost_change(action: &'static str, carers: &[Carer]) -> AnyView {
    let shown = carers.iter().filter_map(|carer| carer.change.as_ref());
    let shown = shown.map(|form| form.carer.clone()).collect();
    view! { <LostForm action by="carer" shown/> }.erase()
}

/// The form that ends it, or withdraws what nobody has agreed to.
fn close(carer: &Carer, action: &'static str) -> AnyView {
    let words = &words().carers;
    let id = carer.id.to_string();
    let (summary, button) = if carer.state == CarerState::Offered {
        (words.withdraw_of(&carer.name), words.withdraw)
    } else {
        (words.end_of(&carer.name), words.end)
    };
    let open = use_page().came_back(action, Some(("carer", &id)));
    view! {
        <Details summary open>
            <Form action only=("carer", id.clone()) prefix=format!("end-{id}-")>
                <div class="actions">
                    <Button kind=ButtonKind::Danger>{button}</Button>
                </div>
            </Form>
        </Details>
    }
    .erase()
}

/// What a carer may do, in one line.
#[must_use]
pub fn carer_may(scopes: CarerScopes) -> String {
    let words = words();
    let scopes = scopes.iter().map(|scope| words.carers.scope(scope));
    dotted(std::iter::once(words.carers.only_visits).chain(scopes).map(Some))
}

/// Whom to ask, and for what.
#[component]
pub fn OfferFields(
    /// The patient asks.
    #[prop(optional)]
    own: bool,
) -> impl IntoView {
    let words = &words().carers;
    let relation = if own { words.own_relation } else { words.relation };
    let relations = CarerRelation::ALL
        .iter()
        .map(|relation| Choice::new(relation.as_str(), words.relation(*relation)))
        .collect();
    view! {
        <Field name="name" label=words.name kind=Input::Name autocomplete="off"/>
        <Field name="email" label=words.email kind=Input::Email autocomplete="off"/>
        <Select name="relation" label=relation options=relations blank=crate::viewer::words().common.choose width=Width::Medium/>
        <RightsFields/>
    }
    .erase()
}

/// What somebody may do, and until when.
#[component]
fn RightsFields(
    /// Those that are ticked at first.
    #[prop(optional)]
    scopes: Vec<String>,
    /// The day at first: 2026-12-24.
    #[prop(optional)]
    ends_on: String,
) -> impl IntoView {
    let words = &words().carers;
    let all = CarerScope::ALL
        .iter()
        .map(|scope| Choice::new(scope.as_str(), words.scope(*scope)))
        .collect();
    view! {
        <CheckboxGroup name="scopes[]" legend=words.scopes hint=words.scopes_hint options=all values=scopes/>
        <Field
            name="ends_on"
            label=optional(words.ends_on)
            kind=Input::Date
            width=Width::Medium
            hint=words.ends_on_hint
            value=ends_on
        />
    }
    .erase()
}
