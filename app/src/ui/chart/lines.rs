use std::fmt::Write;

use super::drawing::{escape, marks, names, plain, text};
use super::scale::{Scale, middle};
use super::{figure, is_mirrored};
use crate::ui::{Column, Erase, Table};
use leptos::prelude::*;

/// A measured value.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    /// When, whole: "Wednesday 18 November 2026".
    pub label: String,
    /// When, short: "18 Nov".
    pub short: String,
    /// The value.
    pub value: f64,
    /// The value as it is written, with its unit.
    pub text: String,
}

/// Where values are as expected.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    /// The lowest of them.
    pub low: f64,
    /// The highest.
    pub high: f64,
    /// What it is called: "Usual range".
    pub name: String,
}

/// Values over time, with the range in which they are expected. A value outside of it has another shape.
#[component]
pub fn LineChart(
    /// What it shows, in a sentence.
    #[prop(into)]
    sentence: String,
    /// What the table shows, in a few words.
    #[prop(into)]
    caption: String,
    /// What the points are: "Date".
    #[prop(into)]
    axis: String,
    /// What is measured.
    #[prop(into)]
    measure: String,
    /// In the order of time.
    values: Vec<Measured>,
    /// Where they should be.
    #[prop(optional_no_strip)]
    band: Option<Band>,
    /// The same numbers as a file; no link when it is empty.
    #[prop(optional, into)]
    csv: String,
) -> impl IntoView {
    let plot = line(&values, band.as_ref(), is_mirrored());
    let columns = vec![Column::new(axis), Column::number(measure)];
    let rows = values.into_iter().map(|measured| {
        let value = view! { <bdi>{measured.text}</bdi> };
        vec![measured.label.erase(), value.erase()]
    });
    let table = view! { <Table caption columns rows=rows.collect()/> }.erase();
    figure(sentence, plot, None, table, csv)
}

/// The drawing.
pub(super) fn line(values: &[Measured], band: Option<&Band>, mirrored: bool) -> String {
    let band_ends = band.iter().flat_map(|band| [band.low, band.high]);
    let scale = Scale::of_values(values.iter().map(|one| one.value).chain(band_ends), 4);
    let mut svg = plain();
    marks(&mut svg, &scale, mirrored);
    if let Some(band) = band {
        let (low, high) = (scale.height(band.low), scale.height(band.high));
        let (top, height) = (100.0 - high, high - low);
        let _ = write!(
            svg,
            r#"<rect class="band" x="0" y="{top:.2}%" width="100%" height="{height:.2}%"/>"#
        );
        let (from, shift) = if mirrored { (100, -6) } else { (0, 6) };
        let name = escape(&band.name);
        let _ = write!(
            svg,
            r#"<text class="band-name" x="{from}%" y="{top:.2}%" dx="{shift}" dy="16">{name}</text>"#
        );
    }
    let places: Vec<_> = values
        .iter()
        .enumerate()
        .map(|(place, one)| (middle(place, values.len(), mirrored), 100.0 - scale.height(one.value)))
        .collect();
    for ends in places.windows(2) {
        let [(x1, y1), (x2, y2)] = [ends[0], ends[1]];
        let _ = write!(
            svg,
            r#"<line class="c1" x1="{x1:.2}%" y1="{y1:.2}%" x2="{x2:.2}%" y2="{y2:.2}%"/>"#
        );
    }
    for (place, (one, (x, y))) in values.iter().zip(places).enumerate() {
        let expected = band.is_none_or(|band| (band.low..=band.high).contains(&one.value));
        let class = if expected { "c1" } else { "c4" };
        let (radius, inner) = if expected { (5, "") } else { (8, r#"class="core" "#) };
        let _ = write!(
            svg,
            r#"<circle class="{class}" cx="{x:.2}%" cy="{y:.2}%" r="{radius}"/>"#
        );
        if !inner.is_empty() {
            let _ = write!(svg, r#"<circle {inner}cx="{x:.2}%" cy="{y:.2}%" r="3"/>"#);
        }
        if !expected || place + 1 == values.len() {
            // Away from the line: what is too low is named beneath.
            let is_low = band.is_some_and(|band| one.value < band.low);
            text(
                &mut svg,
                x,
                y,
                if is_low { 24 } else { -14 },
                "value",
                &escape(&one.text),
            );
        }
    }
    names(&mut svg, values.iter().map(|one| one.short.as_str()), mirrored);
    svg + "</svg>"
}
