//! Days as a list, by the hour, or as a month, from plain data. An entry says where it leads, when it begins and ends, and
//! what it is; it knows neither its column nor its neighbours, which the shapes find out.

mod agenda;
mod hours;
mod keys;
mod lanes;
mod month;

use super::tone::Tone;
use crate::ui::{Erase, ordered, still};
use leptos::prelude::*;
use std::mem::take;

pub use agenda::Agenda;
pub use hours::HourGrid;
pub use month::{MonthCell, MonthGrid};

/// Something that stands in a calendar.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// Where it leads; empty when there is nothing to see behind it.
    pub href: String,
    /// "2:30pm"
    pub time: String,
    /// The end or the length, in small print under the time; may be empty.
    pub until: String,
    /// The instant in RFC 3339.
    pub datetime: String,
    /// Who or what.
    pub title: String,
    /// More in small print; may be empty.
    pub detail: String,
    /// The whole name for assistive technology in the grids, where little text fits; the state is added to it.
    pub name: String,
    /// The word of its state.
    pub status: String,
    /// The icon of its state.
    pub icon: &'static str,
    /// The colour of its state.
    pub tone: Tone,
    /// Whether it only says that there is no time: the hours shown are those that something else needs.
    pub idle: bool,
    /// Minutes from midnight of its day.
    pub start: u16,
    /// Minutes from midnight of its day, after `start`.
    pub end: u16,
}

impl Entry {
    /// Stays the same while the entry does; entries of one day differ in it.
    fn key(&self) -> String {
        format!("{} {}", self.href, self.start)
    }
}

/// A day of a calendar.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CalendarDay {
    /// "Wednesday 18 November"
    pub heading: String,
    /// "Wed 18"
    pub short: String,
    /// Where the day stands alone; empty when this is there.
    pub href: String,
    /// Whether it is today.
    pub today: bool,
    /// What stands in it, in any order.
    pub entries: Vec<Entry>,
    /// What the list says when nothing stands in it; an empty day is left out of the list when this is empty too.
    pub empty: String,
    /// The opened times in minutes from midnight; everything else is hatched. `None` hatches nothing.
    pub open: Option<Vec<(u16, u16)>>,
    /// Where the line of the present stands, in minutes from midnight.
    pub now: Option<u16>,
}

/// Days by the hour where there is room for it, else as a list, from the same data.
#[component]
pub fn Calendar(
    /// The days in order.
    mut days: Vec<CalendarDay>,
    /// The name of the grid: "Week of 16 November".
    #[prop(into)]
    caption: String,
    /// The text of each of the 24 hours: "8am".
    hours: Vec<String>,
) -> impl IntoView {
    for day in &mut days {
        day.entries = ordered(take(&mut day.entries), |entry| (entry.start, entry.end));
    }
    let by_hour = days.clone();
    let grid = still(move || view! { <HourGrid days=by_hour caption hours/> }.erase());
    view! {
        <div class="calendar">
            {grid}
            {still(move || view! { <Agenda days/> }.erase())}
        </div>
    }
    .erase()
}
