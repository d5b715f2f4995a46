//! The free times of a doctor: kind of visit, place, month, day, and at last the times.

use crate::ui::Erase;
use domain::availability::{VIDEO, Weekday};
use domain::carers::CarerScope;
use domain::conflict::SlotOffer;
use domain::doctors::{DoctorProfile, FreeTimes, VisitTypeChoice};
use domain::id::{DoctorId, LocationId};
use domain::slots::{DayCell, DayPart, DaySlots, MonthOfSlots, Slot};
use leptos::prelude::*;

use crate::doctors::address::{address, sign_in_then};
use crate::look::{Alternatives, day_and_start, dotted};
use crate::ui::{
    ButtonKind, ButtonLink, Card, DayPicker, Form, Hidden, Link, Notice, PickerDay, SegmentedLinks, TimeButtons,
    TimeChoice, Tone,
};
use crate::viewer::{use_viewer, words};

/// Where a choice leads; `#booking` and `#times` move on to what has to be chosen next.
struct Ways {
    path: String,
    visit: String,
    place: String,
}

impl Ways {
    fn new(doctor: DoctorId, visit: &str, place: Option<LocationId>) -> Self {
        Self {
            path: format!("/doctors/{doctor}"),
            visit: visit.to_owned(),
            place: place.map_or_else(|| VIDEO.to_owned(), |place| place.to_string()),
        }
    }

    fn visit(&self, code: &str) -> String {
        let place = if self.place == VIDEO { "" } else { &self.place };
        address(&self.path, &[("visit", code), ("place", place)]) + "#booking"
    }

    fn place(&self, place: &str) -> String {
        address(&self.path, &[("visit", &self.visit), ("place", place)]) + "#booking"
    }

    fn month(&self, month: &str) -> String {
        address(
            &self.path,
            &[("visit", &self.visit), ("place", &self.place), ("month", month)],
        ) + "#booking"
    }

    fn day(&self, month: &str, day: &str) -> String {
        address(
            &self.path,
            &[
                ("visit", &self.visit),
                ("place", &self.place),
                ("month", month),
                ("day", day),
            ],
        ) + "#times"
    }
}

/// Everything that leads to a time.
pub fn times(profile: &DoctorProfile, free: FreeTimes) -> AnyView {
    let words = words();
    let ways = Ways::new(profile.id, &free.visit_type.code, free.location);
    let kinds = kinds(profile, &free.visit_type, &ways);
    let places = places(&free, &ways);
    let next = free.next.as_ref().map(|next| next_free(next, &ways));
    let zone = free.month.zone.clone();
    let kind = dotted([
        Some(words.booking.minutes_long(free.visit_type.minutes).as_str()),
        free.visit_type.fee.as_deref(),
    ]);
    let chosen = chosen_day(profile, &free, &ways);
    view! {
        <section class="stack" aria-labelledby="booking">
            <h2 id="booking" tabindex="-1">{words.doctors.book_with(&profile.name)}</h2>
            {kinds}
            {places}
            <Card>
                {month(&free.month, &ways)}
                {next}
                <p class="small muted">
                    {dotted([Some(kind.as_str()), zone.map(|zone| words.booking.times_in_zone(zone)).as_deref()])}
                </p>
            </Card>
            {chosen}
        </section>
    }
    .erase()
}

fn kinds(profile: &DoctorProfile, chosen: &VisitTypeChoice, ways: &Ways) -> AnyView {
    let label = words().booking.choose_visit;
    let kinds = &profile.visit_types;
    let current = kinds.iter().position(|kind| kind.id == chosen.id).unwrap_or_default();
    let links = kinds
        .iter()
        .map(|kind| Link::new(ways.visit(&kind.code), &kind.name))
        .collect();
    view! {
        <div class="stack tight">
            <p class="label">{label}</p>
            <div><SegmentedLinks label links current/></div>
        </div>
    }
    .erase()
}

/// The places, when there is more than one.
fn places(free: &FreeTimes, ways: &Ways) -> Option<AnyView> {
    let label = words().booking.choose_place;
    let here = free.location.map(|id| id.to_string());
    let current = free.places.iter().position(|place| Some(&place.value) == here.as_ref());
    let links = free
        .places
        .iter()
        .map(|place| Link::new(ways.place(&place.value), &place.label))
        .collect::<Vec<_>>();
    if links.len() < 2 {
        let place = free.places.first()?.label.clone();
        return Some(view! { <p>{words().common.in_words(words().booking.where_, place)}</p> }.erase());
    }
    let current = current.unwrap_or_default();
    Some(
        view! {
            <div class="stack tight">
                <p class="label">{label}</p>
                <div><SegmentedLinks label links current/></div>
            </div>
        }
        .erase(),
    )
}

fn month(month: &MonthOfSlots, ways: &Ways) -> AnyView {
    let words = words();
    let weekdays = Weekday::ALL.map(|day| {
        let (short, full) = (words.time.short_weekday(day), words.time.weekday(day));
        (short.to_owned(), full.to_owned())
    });
    let lead = month.days.first().map_or(0, |day| usize::from(day.weekday.max(1) - 1));
    let turn = |to: &Option<String>, text| to.as_ref().map(|to| Link::new(ways.month(to), text));
    let previous = turn(&month.prev, words.booking.previous_month);
    let next = turn(&month.next, words.booking.next_month);
    let days = month
        .days
        .iter()
        .map(|day| picker_day(day, &month.month, ways))
        .collect();
    let empty = month.days.iter().all(|day| day.free == 0);
    let empty = empty.then(|| view! { <p>{words.booking.no_times_month}</p> });
    view! {
        <DayPicker title=month.month_label.clone() weekdays=weekdays.to_vec() lead days previous next/>
        {empty}
    }
    .erase()
}

fn picker_day(day: &DayCell, month: &str, ways: &Ways) -> PickerDay {
    PickerDay {
        number: day.day_number,
        href: if day.free == 0 {
            String::new()
        } else {
            ways.day(month, &day.date.to_string())
        },
        count: words().number(day.free),
        unit: words().booking.free.to_owned(),
        name: day.label.clone(),
        chosen: day.chosen,
        today: day.today,
    }
}

/// The way to the next free time, when the month has none.
fn next_free(next: &SlotOffer, ways: &Ways) -> AnyView {
    let day = next.when.day.to_string();
    let month = day.get(..7).unwrap_or_default().to_owned();
    let there = Ways {
        path: ways.path.clone(),
        visit: ways.visit.clone(),
        place: next
            .location
            .map_or_else(|| VIDEO.to_owned(), |place| place.to_string()),
    };
    view! {
        <p>
            <a href=there.day(&month, &day)>{words().booking.nearest_free(day_and_start(&next.when))}</a>
        </p>
    }
    .erase()
}

/// The times of the chosen day: buttons for patients, ways to sign in for visitors, and nothing to press for others.
fn chosen_day(profile: &DoctorProfile, free: &FreeTimes, ways: &Ways) -> Option<AnyView> {
    let words = words();
    let day = free.month.chosen.clone()?;
    let viewer = use_viewer();
    let count = u32::try_from(day.slots.len()).unwrap_or(u32::MAX);
    let title = if count == 0 {
        day.label.clone()
    } else {
        words.booking.free_on(count, &day.label)
    };
    let here = ways.day(&free.month.month, &day.date.to_string());
    let shown = if viewer.may_for_patient(CarerScope::Booking) {
        held_by_form(profile.id, free, day)
    } else if viewer.signed_in {
        view! {
            <Notice><p>{words.booking.patients_only}</p></Notice>
            {by_part(day, |slots| listed(&slots))}
        }
        .erase()
    } else {
        view! {
            <Notice><p>{words.booking.sign_in_to_book}</p></Notice>
            {by_part(day, move |slots| leading_to_sign_in(slots, &here))}
        }
        .erase()
    };
    Some(
        view! {
            <section class="card" aria-labelledby="times">
                <h2 id="times" tabindex="-1">{title}</h2>
                {shown}
            </section>
        }
        .erase(),
    )
}

fn held_by_form(doctor: DoctorId, free: &FreeTimes, day: DaySlots) -> AnyView {
    let words = words();
    let location = free.location.map(|id| id.to_string()).unwrap_or_default();
    let visit_type = free.visit_type.id.to_string();
    view! {
        <Form action="/fn/patient/hold_time" after=|| view! { <Alternatives/> }>
            <Hidden name="doctor" value=doctor.to_string()/>
            <Hidden name="visit_type" value=visit_type/>
            <Hidden name="location" value=location/>
            {by_part(day, |slots| {
                let times = slots
                    .into_iter()
                    .map(|slot| TimeChoice {
                        value: slot.starts_at.to_rfc3339(),
                        label: slot.time,
                        name: slot.label,
                    })
                    .collect();
                view! { <TimeButtons name="starts_at" times/> }.erase()
            })}
            <p class="small muted">{words.booking.check_lead}</p>
        </Form>
    }
    .erase()
}

/// The times under the parts of the day that have some.
fn by_part(day: DaySlots, show: impl Fn(Vec<Slot>) -> AnyView) -> AnyView {
    let words = words();
    if day.slots.is_empty() {
        return view! { <p>{words.booking.no_times_day}</p> }.erase();
    }
    let parts = [
        (DayPart::Morning, words.time.morning),
        (DayPart::Afternoon, words.time.afternoon),
        (DayPart::Evening, words.time.evening),
    ];
    let parts = parts.into_iter().filter_map(|(part, name)| {
        let slots: Vec<Slot> = day.slots.iter().filter(|slot| slot.part == part).cloned().collect();
        (!slots.is_empty()).then(|| {
            view! {
                <div class="stack tight">
                    <h3>{name}</h3>
                    {show(slots)}
                </div>
            }
            .erase()
        })
    });
    parts.collect::<Vec<_>>().erase()
}

fn leading_to_sign_in(slots: Vec<Slot>, back: &str) -> AnyView {
    let href = sign_in_then(back);
    let links = slots
        .into_iter()
        .map(|slot| {
            view! {
                <li>
                    <ButtonLink kind=ButtonKind::Quiet href=href.clone() label=slot.label>
                        {slot.time}
                    </ButtonLink>
                </li>
            }
            .erase()
        })
        .collect::<Vec<_>>();
    view! {
        <ul class="times" role="list">
            {links}
        </ul>
    }
    .erase()
}

fn listed(slots: &[Slot]) -> AnyView {
    let times = slots
        .iter()
        .map(|slot| view! { <li><time class=Tone::Gone.on("tag") datetime=slot.datetime.clone()>{slot.time.clone()}</time></li> }.erase())
        .collect::<Vec<_>>();
    view! {
        <ul class="row" role="list">
            {times}
        </ul>
    }
    .erase()
}
