use crate::ui::Erase;
use leptos::prelude::*;

/// A column: what it holds, and whether those are numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    name: String,
    number: bool,
}

impl Column {
    /// A column of words.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            number: false,
        }
    }

    /// A column of numbers, which stand beneath one another by their last digit.
    pub fn number(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            number: true,
        }
    }

    fn class(&self) -> Option<&'static str> {
        self.number.then_some("number")
    }
}

/// A table whose rows become cards where it is narrow, each value beside the name of its column; what is still too wide
/// scrolls. The first cell of a row names it. Roles are written out: a browser forgets them when a row is no longer laid
/// out as one.
#[component]
pub fn Table(
    /// Its name, for assistive technology.
    #[prop(into)]
    caption: String,
    /// From the side where reading begins.
    columns: Vec<Column>,
    /// One view per column each.
    rows: Vec<Vec<AnyView>>,
) -> impl IntoView {
    let heads = columns
        .iter()
        .map(|column| view! { <th scope="col" role="columnheader" class=column.class()>{column.name.clone()}</th> })
        .collect::<Vec<_>>();
    let rows = rows
        .into_iter()
        .map(|cells| {
            let cells = columns.iter().zip(cells).enumerate();
            let cells = cells
                .map(|(place, (column, view))| cell(place, column, view))
                .collect::<Vec<_>>();
            view! { <tr role="row">{cells}</tr> }.erase()
        })
        .collect::<Vec<_>>();
    let name = caption.clone();
    view! {
        <div class="scroll" role="region" tabindex="0" aria-label=name>
            <table class="table" role="table">
                <caption class="hidden">{caption}</caption>
                <thead role="rowgroup">
                    <tr role="row">{heads}</tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </div>
    }
    .erase()
}

fn cell(place: usize, column: &Column, view: AnyView) -> AnyView {
    if place == 0 {
        return view! { <th scope="row" role="rowheader">{view}</th> }.erase();
    }
    view! {
        <td role="cell" class=column.class() data-name=column.name.clone()>
            {view}
        </td>
    }
    .erase()
}
