//! Charts: a sentence, a drawing, and the table behind it. The drawing only repeats what sentence and table say, so
//! assistive technology never meets it. Each series has a pattern and its name beside its colour.

mod drawing;
mod heat;
mod lines;
mod scale;
#[cfg(test)]
mod tests;

pub use heat::{HeatMap, HeatRow};
pub use lines::{Band, LineChart, Measured};

use super::{Column, Details, Erase, Icon, Table, still};
use crate::viewer::{language, words};
use drawing::{bars, swatch};
use leptos::prelude::*;

/// Most series that one chart can tell apart.
pub const SERIES: usize = 4;

/// A place on the axis of a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// The whole name, for the table: "Wednesday 18 November".
    pub label: String,
    /// The short one beneath the bar: "18 Nov".
    pub short: String,
}

/// What is counted at each point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// Its name.
    pub name: String,
    /// One number per point.
    pub values: Vec<u32>,
}

impl Series {
    fn total(&self) -> u64 {
        self.values.iter().map(|value| u64::from(*value)).sum()
    }
}

/// Bars over points in order; of several series they stand on one another.
#[component]
pub fn BarChart(
    /// Names it among the charts of a page, for the ids of its patterns.
    id: &'static str,
    /// What it shows, in a sentence.
    #[prop(into)]
    sentence: String,
    /// What the table shows, in a few words.
    #[prop(into)]
    caption: String,
    /// What the points are: "Day".
    #[prop(into)]
    axis: String,
    /// Where the bars stand.
    points: Vec<Point>,
    /// At most [`SERIES`].
    series: Vec<Series>,
    /// The same numbers as a file; no link when it is empty.
    #[prop(optional, into)]
    csv: String,
) -> impl IntoView {
    still(move || bar_chart(id, sentence, caption, axis, points, series, csv))
}

fn bar_chart(
    id: &'static str,
    sentence: String,
    caption: String,
    axis: String,
    points: Vec<Point>,
    series: Vec<Series>,
    csv: String,
) -> AnyView {
    let plot = bars(id, &points, &series, is_mirrored());
    let key = (series.len() > 1).then(|| {
        let entry = |(place, series): (usize, &Series)| {
            view! {
                <li>
                    <svg class="swatch" aria-hidden="true" inner_html=swatch(id, place)></svg>
                    {series.name.clone()}
                    " "
                    <b>{words().number(series.total())}</b>
                </li>
            }
            .erase()
        };
        let entries = series.iter().enumerate().map(entry).collect::<Vec<_>>();
        view! { <ul class="chart-key" role="list">{entries}</ul> }
    });
    let mut columns = vec![Column::new(axis)];
    columns.extend(series.iter().map(|series| Column::number(series.name.clone())));
    let rows = points.into_iter().enumerate().map(|(place, point)| {
        let values = series
            .iter()
            .map(|series| series.values.get(place).copied().unwrap_or_default().erase());
        std::iter::once(point.label.erase()).chain(values).collect()
    });
    let table = view! { <Table caption columns rows=rows.collect()/> }.erase();
    figure(sentence, plot, key.map(Erase::erase), table, csv)
}

/// Sentence, drawing, key, table and file, in this order.
fn figure(sentence: String, plot: String, key: Option<AnyView>, table: AnyView, csv: String) -> AnyView {
    view! {
        <figure class="chart">
            <figcaption>{sentence}</figcaption>
            <div class="plot" aria-hidden="true" inner_html=plot></div>
            {key}
            <div class="chart-data">
                <Details summary=words().common.chart_table>{table}</Details>
                {file(csv)}
            </div>
        </figure>
    }
    .erase()
}

/// The link to the numbers as a file, which the router must not take for a page.
fn file(csv: String) -> Option<AnyView> {
    (!csv.is_empty()).then(|| {
        view! {
            <a class="file" href=csv rel="external" download="">
                <Icon name="download"/>
                {words().common.chart_file}
            </a>
        }
        .erase()
    })
}

/// Whether time runs from right to left.
fn is_mirrored() -> bool {
    language().direction() == "rtl"
}
