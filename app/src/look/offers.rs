use crate::ui::Erase;
use domain::conflict::{Conflict, SlotOffer};
use leptos::prelude::*;

use super::{dotted, initials};
use crate::ui::{Button, ButtonKind, Form, Hidden, LostForm, Person, rows, use_form};
use crate::viewer::words;

const HOLD: &str = "/fn/patient/hold_time";

/// Free times, each a form of its own that keeps the time and goes on to the check page.
#[component]
pub fn SlotOffers(
    /// In order.
    offers: Vec<SlotOffer>,
    /// Goes before the ids of their fields, when a page has several lists.
    #[prop(optional, into)]
    prefix: String,
    /// They come after a time that was taken: no further ones are offered beneath them.
    #[prop(optional)]
    last: bool,
) -> impl IntoView {
    let shown = offers.iter().map(|offer| offer.when.instant.to_rfc3339()).collect();
    let not_shown =
        (!last).then(|| view! { <LostForm action=HOLD by="starts_at" shown after=|| view! { <Alternatives/> }/> });
    let key = |(_, offer): &(usize, SlotOffer)| format!("{} {}", offer.when.datetime, offer.doctor);
    let offers = rows(offers.into_iter().enumerate(), key, |(number, offer)| {
        row(offer, format!("{prefix}{number}-"), last)
    });
    view! {
        {not_shown}
        <ul class="list offers" role="list">
            {offers}
        </ul>
    }
    .erase()
}

fn row(offer: SlotOffer, prefix: String, last: bool) -> AnyView {
    let words = words();
    let when = offer.when;
    let line = dotted([
        Some(when.short_date.as_str()),
        Some(offer.place.as_deref().unwrap_or(words.booking.by_video)),
        when.zone.as_deref(),
    ]);
    let label = words.booking.slot(&when.time, &when.date, &offer.doctor_name);
    let icon = if offer.place.is_some() { "" } else { "video" };
    let posted = when.instant.to_rfc3339();
    let after = move || (!last).then(|| view! { <Alternatives/> });
    view! {
        <li>
            <Person
                initials=initials(&offer.doctor_name)
                name=offer.doctor_name
                line=line
                href=format!("/doctors/{}", offer.doctor)
            />
            <div class="stack tight">
                <Form action=HOLD prefix=prefix only=("starts_at", posted) after=after>
                    <Hidden name="doctor" value=offer.doctor.to_string()/>
                    <Hidden name="visit_type" value=offer.visit_type.to_string()/>
                    <Hidden name="location" value=offer.location.map(|id| id.to_string()).unwrap_or_default()/>
                    <Button kind=ButtonKind::Quiet icon label>
                        <time datetime=when.datetime>{when.time}</time>
                    </Button>
                </Form>
            </div>
        </li>
    }
    .erase()
}

/// What is free instead, when the form around it (or in front of it) found its time taken.
#[component]
pub fn Alternatives() -> impl IntoView {
    let conflict = use_form().map(crate::ui::FormState::conflict);
    let shown = move || match conflict?.get()? {
        Conflict::TimeTaken { alternatives }
        | Conflict::TimePast { alternatives }
        | Conflict::PatientBusy { alternatives } => (!alternatives.is_empty()).then(|| nearest(alternatives)),
        _ => None,
    };
    view! { {shown} }.erase()
}

/// Free times near one that cannot be had, beneath a heading.
pub fn nearest(offers: Vec<SlotOffer>) -> AnyView {
    let words = words();
    view! {
        <section class="card now" aria-labelledby="nearest">
            <h2 id="nearest">{words.errors.nearest_title}</h2>
            <SlotOffers offers prefix="near-" last=true/>
        </section>
    }
    .erase()
}
