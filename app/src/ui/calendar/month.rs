use super::{Entry, keys};
use crate::ui::page::{focus, use_page};
use crate::ui::weeks::{heads, weeks};
use crate::ui::{Erase, Icon, rows, still};
use crate::viewer::{language, words};
use chrono::{Datelike, NaiveDate};
use leptos::{ev::KeyboardEvent, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// A day of a month and the first of what stands in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MonthCell {
    /// The day.
    pub date: NaiveDate,
    /// Where it stands alone.
    pub href: String,
    /// "Wednesday 18 November 2026, 5 visits"
    pub name: String,
    /// How much stands in it, "5", and of what, "5 visits", where there is room; both empty when nothing does.
    pub count: String,
    pub counted: String,
    /// Whether it belongs to the month itself.
    pub inside: bool,
    /// Whether it is today.
    pub today: bool,
    /// The first entries.
    pub entries: Vec<Entry>,
    /// "+2 more", and its whole name; empty when nothing is left out.
    pub more: String,
    pub more_name: String,
}

/// The days of whole weeks, each with a link to it and the first of what stands in it.
///
/// Alive it is a date grid with one tab stop: keys move between the days, and from the day that has the focus the tab key
/// leads through its own entries. Without script all of them are links in a table.
#[component]
pub fn MonthGrid(
    /// The days from a Monday to a Sunday.
    days: Vec<MonthCell>,
    /// The name of the grid: "November 2026".
    #[prop(into)]
    caption: String,
    /// Short and full name of each weekday.
    weekdays: Vec<(String, String)>,
    /// The address of the view, to which the day that begins another month is added.
    address: String,
) -> impl IntoView {
    let page = use_page();
    let leftwards = language().direction() == "rtl";
    let heads = heads(weekdays);
    let weeks = move || {
        let weeks = weeks(days.into_iter().map(cell).collect());
        view! { <tbody>{weeks}</tbody> }.erase()
    };
    // Each time the days are shown: those that are new have not heard of it.
    Effect::new(move |_| request_animation_frame(come_alive));
    let go = move |event: KeyboardEvent| {
        if event.alt_key() || event.ctrl_key() || event.meta_key() {
            return;
        }
        let Some(day) = focused_day() else { return };
        let Some(to) = keys::led_to(day, &event.key(), event.shift_key(), leftwards) else {
            return;
        };
        event.prevent_default();
        match document().get_element_by_id(&id(to)) {
            Some(link) => focus(&link),
            None => page.go(&format!("{address}&from={to}#{}", id(to))),
        }
    };
    view! {
        <table class="dates" on:keydown=go on:focusin=move |_| _ = stop_at_focus()>
            <caption class="hidden">{caption}</caption>
            <thead>
                <tr>{heads}</tr>
            </thead>
            {still(weeks)}
        </table>
    }
    .erase()
}

fn cell(day: MonthCell) -> AnyView {
    let class = match (day.inside, day.today) {
        (_, true) => Some("today"),
        (false, false) => Some("outside"),
        (true, false) => None,
    };
    let count = (!day.count.is_empty()).then(|| {
        view! {
            <small>
                <span class="narrow">{day.count}</span>
                <span class="wide">{day.counted}</span>
            </small>
        }
    });
    let entries = rows(day.entries, Entry::key, entry);
    let entries = (!entries.is_empty()).then(|| view! { <ul role="list">{entries}</ul> });
    let more = (!day.more.is_empty()).then(|| {
        view! {
            <a class="more" href=day.href.clone() aria-label=day.more_name>
                {day.more}
            </a>
        }
    });
    view! {
        <td class=class>
            <a
                class="date"
                id=id(day.date)
                href=day.href.clone()
                aria-label=day.name
                aria-current=day.today.then_some("date")
                data-date=day.date.to_string()
            >
                <b>{day.date.day()}</b>
                {count}
            </a>
            {entries}
            {more}
        </td>
    }
    .erase()
}

fn entry(entry: Entry) -> AnyView {
    let name = words().list([entry.name.as_str(), entry.status.as_str()]);
    view! {
        <li>
            <a class=entry.tone.on("visit") href=entry.href aria-label=name>
                <b>
                    <bdi>{entry.title}</bdi>
                </b>
                <span>{entry.time} " " <Icon name=entry.icon/> " " <i>{entry.status}</i></span>
            </a>
        </li>
    }
    .erase()
}

/// The id of the link to a day.
fn id(day: NaiveDate) -> String {
    format!("day-{day}")
}

/// The day whose link has the focus.
fn focused_day() -> Option<NaiveDate> {
    document().active_element()?.get_attribute("data-date")?.parse().ok()
}

/// Makes the table a grid for those who do not see it: now its keys do something.
fn come_alive() {
    let Some(table) = find("table.dates") else { return };
    // The browser knows the role; there is nothing to do should it refuse.
    let _ = table.set_attribute("role", "grid");
    if !stop_at_focus() {
        let first = find("table.dates td.today").or_else(|| find("table.dates td:not(.outside)"));
        if let Some(cell) = first {
            stop_at(&cell);
        }
    }
}

/// Makes the day with the focus the one tab stop, if one has it.
fn stop_at_focus() -> bool {
    let focused = document().active_element();
    let cell = focused.and_then(|focused| focused.closest("table.dates td").ok().flatten());
    if let Some(cell) = &cell {
        stop_at(cell);
    }
    cell.is_some()
}

/// Takes every link out of the order of tabs but those of one day.
fn stop_at(chosen: &Element) {
    let Ok(links) = document().query_selector_all("table.dates a") else {
        return;
    };
    let links = (0..links.length()).filter_map(|place| links.get(place)?.dyn_into::<HtmlElement>().ok());
    for link in links {
        link.set_tab_index(if chosen.contains(Some(&link)) { 0 } else { -1 });
    }
}

fn find(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok().flatten()
}
