//! What the tables of a month have in common: a row for each week.

use super::Erase;
use leptos::prelude::*;

/// The heads of the columns, from each weekday's short and full name.
pub(super) fn heads(weekdays: Vec<(String, String)>) -> AnyView {
    weekdays
        .into_iter()
        .map(|(short, full)| view! { <th scope="col"><abbr title=full>{short}</abbr></th> })
        .collect::<Vec<_>>()
        .erase()
}

/// Rows of seven cells.
pub(super) fn weeks(mut cells: Vec<AnyView>) -> AnyView {
    let mut weeks = Vec::new();
    while !cells.is_empty() {
        let rest = cells.split_off(cells.len().min(7));
        weeks.push(view! { <tr>{cells}</tr> }.erase());
        cells = rest;
    }
    weeks.erase()
}
