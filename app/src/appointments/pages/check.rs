use crate::ui::Erase;
use domain::actor::Role;
use domain::appointments::{HoldView, LostHold};
use domain::conflict::{Conflict, SlotOffer};
use domain::id::AppointmentId;
use leptos::prelude::*;

use super::part;
use crate::appointments::components::{place_fact, release, visit_fact, when_fact};
use crate::appointments::server_fns::{Kept, hold};
use crate::error::{AppError, respond_with_status};
use crate::look::{Alternatives, PUBLIC_PHOTOS, initials, nearest, optional, photo, visit_address};
use crate::ui::{
    Button, ButtonKind, ButtonLink, Card, DefinitionList, ErrorPage, Fact, Form, Hidden, Notice, PageHeader, Person,
    TextArea, loaded_or, use_form,
};
use crate::viewer::words;

const BOOK: &str = "/fn/patient/book_appointment";

/// The check page: what will be booked, until when it is kept, and the button that books it.
#[component]
pub fn CheckPage() -> impl IntoView {
    loaded_or(
        part("hold"),
        hold,
        |kept| match kept {
            Kept::Held(hold) => show(*hold),
            Kept::Booked(visit) => booked(visit),
            Kept::Lost(time) => lost(*time),
        },
        gone,
    )
}

/// The free times of the day that was chosen.
fn way_back(hold: &HoldView) -> String {
    let place = hold
        .location
        .as_ref()
        .map(|place| place.id.to_string())
        .unwrap_or_default();
    let day = hold.when.day;
    format!(
        "/doctors/{}?visit={}&place={place}&month={}&day={day}",
        hold.doctor,
        hold.visit_code,
        day.format("%Y-%m")
    )
}

fn show(hold: HoldView) -> AnyView {
    let words = &words().booking;
    let button = if hold.confirms {
        words.ask_button
    } else {
        words.book_button
    };
    let back = way_back(&hold);
    let id = hold.id;
    let kept = words.kept_until(&hold.expires);
    view! {
        <div class="stack measure">
            <PageHeader title=words.check_title subtitle=words.check_lead/>
            <Card>
                <Person
                    initials=initials(&hold.doctor_name)
                    photo=photo(PUBLIC_PHOTOS, hold.doctor_photo)
                    name=hold.doctor_name.clone()
                    line=hold.specialty.clone().unwrap_or_default()
                />
                {facts(hold)}
            </Card>
            <Notice title=kept/>
            <Form action=BOOK after=|| view! { <Alternatives/> }>
                <Hidden name="hold" value=id.to_string()/>
                <TextArea
                    name="reason"
                    label=optional(words.reason_label)
                    hint=words.reason_hint
                />
                <div class="actions">
                    <Button>{button}</Button>
                </div>
            </Form>
            {release(id, back, words.other_time)}
        </div>
    }
    .erase()
}

fn facts(hold: HoldView) -> AnyView {
    let mut facts = vec![
        when_fact(&hold.when),
        visit_fact(&hold.visit_name, hold.minutes),
        place_fact(hold.kind, hold.location.as_ref()),
    ];
    let words = &words().booking;
    facts.extend(hold.fee.map(|fee| Fact::new(words.fee, fee)));
    if hold.confirms {
        facts.push(Fact::new(words.what_next_title, words.what_next_confirm));
    }
    view! { <DefinitionList facts/> }.erase()
}

/// The time was booked before: the browser's way back leads here.
fn booked(visit: AppointmentId) -> AnyView {
    let words = &words().booking;
    view! {
        <div class="stack measure">
            <PageHeader title=words.booked_title/>
            <div class="actions">
                <ButtonLink href=visit_address(Role::Patient, visit)>{words.see_visit}</ButtonLink>
                <ButtonLink href="/patient/visits" kind=ButtonKind::Quiet>
                    {words.see_visits}
                </ButtonLink>
            </div>
        </div>
    }
    .erase()
}

/// The time is no longer kept: what was typed, and the ways on.
fn lost(lost: LostHold) -> AnyView {
    match lost {
        LostHold::Expired { was, nearest: offers } => {
            respond_with_status(&AppError::Conflict(Conflict::HoldExpired));
            let ways = way(way_back(&was), words().booking.other_time);
            no_more(words().errors.hold_expired, ways, offers)
        }
        LostHold::Replaced { by } => {
            respond_with_status(&AppError::Conflict(Conflict::HoldTaken));
            let ways = way(format!("/patient/book/{by}"), words().booking.newer_time);
            no_more(words().errors.hold_taken, ways, Vec::new())
        }
    }
}

fn gone(error: AppError) -> AnyView {
    if !matches!(error, AppError::NotFound | AppError::Conflict(_)) {
        return view! { <ErrorPage error/> }.erase();
    }
    let ways = way("/doctors".to_owned(), words().nav.find_doctor);
    no_more(words().errors.hold_expired, ways, Vec::new())
}

fn way(href: String, text: &'static str) -> AnyView {
    view! { <ButtonLink href>{text}</ButtonLink> }.erase()
}

fn no_more(why: &'static str, way: AnyView, offers: Vec<SlotOffer>) -> AnyView {
    let words = &words().booking;
    let offers = (!offers.is_empty()).then(|| nearest(offers));
    view! {
        <div class="stack measure">
            <PageHeader title=words.hold_gone_title/>
            <Form action=BOOK>
                <Typed why/>
            </Form>
            {offers}
            <div class="actions">
                {way}
                <ButtonLink href="/patient/visits" kind=ButtonKind::Quiet>
                    {words.see_visits}
                </ButtonLink>
            </div>
        </div>
    }
    .erase()
}

/// Why the time is gone, unless the summary above has said it, and what was typed for it, to take along.
#[component]
fn Typed(why: &'static str) -> impl IntoView {
    let words = &words().booking;
    let form = use_form();
    let said = form.is_some_and(|form| form.error().with_untracked(Option::is_some));
    let typed = form.is_some_and(|form| !form.value("reason", String::new()).is_empty());
    let reason = typed.then(|| view! { <TextArea name="reason" label=words.reason_label hint=words.reason_to_copy/> });
    view! { {(!said).then(|| view! { <p>{why}</p> })} {reason} }.erase()
}
