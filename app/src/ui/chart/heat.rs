use super::file;
use crate::ui::Erase;
use leptos::prelude::*;

/// How many shades there are beside none.
const SHADES: u32 = 4;

/// A row of a heat map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeatRow {
    /// Its name: "9am".
    pub label: String,
    /// One number per column.
    pub values: Vec<u32>,
}

/// Numbers in rows and columns, the larger the darker: the table is the drawing, so that every place can be read and
/// reached as what it is.
#[component]
pub fn HeatMap(
    /// What it shows, in a sentence.
    #[prop(into)]
    sentence: String,
    /// What the table shows, in a few words.
    #[prop(into)]
    caption: String,
    /// What the rows are: "Time".
    #[prop(into)]
    axis: String,
    /// The columns, whole and short: "Wednesday" and "Wed".
    columns: Vec<(String, String)>,
    /// The rows from the top.
    rows: Vec<HeatRow>,
    /// The same numbers as a file; no link when it is empty.
    #[prop(optional, into)]
    csv: String,
) -> impl IntoView {
    let most = rows
        .iter()
        .flat_map(|row| &row.values)
        .copied()
        .max()
        .unwrap_or_default();
    let heads = columns
        .into_iter()
        .map(|(whole, short)| view! { <th scope="col" abbr=whole>{short}</th> })
        .collect::<Vec<_>>();
    let rows = rows
        .into_iter()
        .map(|row| {
            let cells = row
                .values
                .into_iter()
                .map(|value| view! { <td class=class(value, most)>{value}</td> })
                .collect::<Vec<_>>();
            view! {
                <tr>
                    <th scope="row">{row.label}</th>
                    {cells}
                </tr>
            }
            .erase()
        })
        .collect::<Vec<_>>();
    view! {
        <figure class="chart">
            <figcaption>{sentence}</figcaption>
            <table class="heat">
                <caption class="hidden">{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{axis}</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            {file(csv)}
        </figure>
    }
    .erase()
}

/// The class of a cell, by the quarter of the largest number that it reaches.
fn class(value: u32, most: u32) -> &'static str {
    ["h0", "h1", "h2", "h3", "h4"][shade(value, most) as usize]
}

/// 0 for nothing, else 1 to [`SHADES`].
pub(super) fn shade(value: u32, most: u32) -> u32 {
    let shade = (u64::from(value) * u64::from(SHADES)).div_ceil(u64::from(most.max(1)));
    u32::try_from(shade).unwrap_or(SHADES).min(SHADES)
}
