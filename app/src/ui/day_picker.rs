use super::{
    button::Icon,
    navigation::Link,
    page::focus,
    weeks::{heads, weeks},
};
use crate::ui::{Erase, still};
use crate::viewer::language;
use leptos::{ev::KeyboardEvent, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// A day of a month on offer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PickerDay {
    /// The day of the month.
    pub number: u8,
    /// Where choosing it leads; empty when there is nothing to choose.
    pub href: String,
    /// How much is free: "5".
    pub count: String,
    /// The word after the count, left out where it is narrow: "free".
    pub unit: String,
    /// The whole name: "Wednesday 18 November, 5 free times".
    pub name: String,
    /// Whether it is chosen.
    pub chosen: bool,
    /// Whether it is today.
    pub today: bool,
}

/// The days of a month with what is free on each, as links; arrow keys, Home, End and Page keys move between them.
#[component]
pub fn DayPicker(
    /// "November 2026"
    #[prop(into)]
    title: String,
    /// Short and full name of each weekday, in the order of the columns.
    weekdays: Vec<(String, String)>,
    /// How many columns stay empty before the first day.
    lead: usize,
    /// All days of the month.
    days: Vec<PickerDay>,
    /// The month before, if there is anything to see.
    #[prop(optional_no_strip)]
    previous: Option<Link>,
    /// The month after.
    #[prop(optional_no_strip)]
    next: Option<Link>,
) -> impl IntoView {
    let heads = heads(weekdays);
    let weeks = move || {
        let mut cells = std::iter::repeat_with(|| view! { <td></td> }.erase())
            .take(lead % 7)
            .collect::<Vec<_>>();
        cells.extend(days.into_iter().map(cell));
        let weeks = weeks(cells);
        view! { <tbody>{weeks}</tbody> }.erase()
    };
    let leftwards = language().direction() == "rtl";
    view! {
        <div class="card-head">
            <h2 id="month">{title}</h2>
            <span class="row">
                {previous.map(|link| turn(link, "previous"))}
                {next.map(|link| turn(link, "next"))}
            </span>
        </div>
        <table class="month" aria-labelledby="month" on:keydown=move |event| move_focus(&event, leftwards)>
            <thead>
                <tr>{heads}</tr>
            </thead>
            {still(weeks)}
        </table>
    }
    .erase()
}

fn turn(link: Link, direction: &'static str) -> AnyView {
    view! {
        <a class="button quiet icon-only" href=link.href aria-label=link.text data-turn=direction>
            <Icon name=direction/>
        </a>
    }
    .erase()
}

fn cell(day: PickerDay) -> AnyView {
    let today = day.today.then_some("today");
    if day.href.is_empty() {
        let class = format!("day {}", today.unwrap_or_default());
        return view! { <td><span class=class.trim_end().to_owned()>{day.number}</span></td> }.erase();
    }
    // The number that is seen stands within the name, so that it can be spoken to choose the day (WCAG 2.5.3).
    let number = day.number.to_string();
    let (before, after) = day.name.split_once(&number).unwrap_or_default();
    view! {
        <td>
            <a class=today href=day.href aria-current=day.chosen.then_some("date") data-day=day.number>
                <span class="hidden">{before.to_owned()}</span>
                {day.number}
                <span class="hidden">{after.to_owned()}</span>
                <small aria-hidden="true">{day.count} <span class="wide">" " {day.unit}</span></small>
            </a>
        </td>
    }
    .erase()
}

/// Moves the focus between the days that can be chosen.
/// Arrows go where they point: in a month from right to left, the left one leads to the next day.
fn move_focus(event: &KeyboardEvent, leftwards: bool) {
    let Some(table) = event
        .current_target()
        .and_then(|table| table.dyn_into::<HtmlElement>().ok())
    else {
        return;
    };
    let days = links(&table, "a[data-day]");
    let Some(here) = days
        .iter()
        .find(|(_, link)| document().active_element().as_ref() == Some(link.as_ref()))
        .map(|(day, _)| *day)
    else {
        return;
    };
    let at_least = |least: i32| days.iter().find(|(day, _)| *day >= least);
    let at_most = |most: i32| days.iter().rev().find(|(day, _)| *day <= most);
    let (earlier, later) = if leftwards {
        ("ArrowRight", "ArrowLeft")
    } else {
        ("ArrowLeft", "ArrowRight")
    };
    let target = match event.key().as_str() {
        key if key == earlier => at_most(here - 1),
        key if key == later => at_least(here + 1),
        "ArrowUp" => at_most(here - 7),
        "ArrowDown" => at_least(here + 7),
        "Home" => days.first(),
        "End" => days.last(),
        "PageUp" => return turn_page(&table, "previous", event),
        "PageDown" => return turn_page(&table, "next", event),
        _ => return,
    };
    event.prevent_default();
    if let Some((_, link)) = target {
        focus(link);
    }
}

fn turn_page(table: &HtmlElement, direction: &str, event: &KeyboardEvent) {
    let Some(around) = table.parent_element() else { return };
    if let Ok(Some(link)) = around.query_selector(&format!("a[data-turn={direction}]"))
        && let Some(link) = link.dyn_ref::<HtmlElement>()
    {
        event.prevent_default();
        link.click();
    }
}

/// The links with the day of the month each stands for.
fn links(table: &HtmlElement, selector: &str) -> Vec<(i32, HtmlElement)> {
    let Ok(found) = table.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|place| found.get(place)?.dyn_into::<HtmlElement>().ok())
        .filter_map(|link| Some((link.get_attribute("data-day")?.parse().ok()?, link)))
        .collect()
}
