//! Drawings as text. Places are percentages and strokes are pixels, so a drawing fits every width without a script and
//! its words keep their size. What stands before reading begins and beneath lies in the padding around it.

use std::fmt::Write;

use super::scale::{Scale, middle, named, to_f64};
use super::{Point, Series};

/// Names beneath the drawing: as many as a phone has room for.
const NAMES: usize = 6;
/// Bars that are few enough for a number on each.
const NUMBERED: usize = 14;
/// The part of its place that a bar fills.
const FILLED: f64 = 0.72;
const MARKS: u32 = 4;

/// What a text must not be in SVG.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// Writing into a text cannot fail.
macro_rules! draw {
    ($svg:ident, $($what:tt)*) => {{
        let _ = write!($svg, $($what)*);
    }};
}

/// Bars; of several series they stand on one another, the first at the foot.
pub(super) fn bars(id: &str, points: &[Point], series: &[Series], mirrored: bool) -> String {
    let totals: Vec<u64> = (0..points.len())
        .map(|place| {
            series
                .iter()
                .filter_map(|one| one.values.get(place))
                .map(|value| u64::from(*value))
                .sum()
        })
        .collect();
    let most = totals.iter().copied().max().unwrap_or_default();
    let scale = Scale::of_counts(most, MARKS);
    let mut svg = begin(id, series.len());
    marks(&mut svg, &scale, mirrored);
    let width = FILLED * 100.0 / to_f64(points.len().max(1) as u64);
    for (place, total) in totals.iter().enumerate() {
        let middle = middle(place, points.len(), mirrored);
        let mut foot = 0.0;
        for (number, one) in series.iter().enumerate() {
            let value = one.values.get(place).copied().unwrap_or_default();
            let height = scale.height(f64::from(value));
            if value > 0 {
                let (left, top) = (middle - width / 2.0, 100.0 - foot - height);
                draw!(
                    svg,
                    r#"<rect class="c{}" fill="url(#{id}-{number})" x="{left:.2}%" y="{top:.2}%" width="{width:.2}%" height="{height:.2}%"/>"#,
                    number + 1
                );
            }
            foot += height;
        }
        let told = points.len() <= NUMBERED || (*total == most && !totals[..place].contains(&most));
        if told && *total > 0 {
            text(&mut svg, middle, 100.0 - foot, -6, "value", &total.to_string());
        }
    }
    names(&mut svg, points.iter().map(|point| point.short.as_str()), mirrored);
    svg + "</svg>"
}

/// The sign of a series beside its name. The pattern is the one of the drawing.
pub(super) fn swatch(id: &str, number: usize) -> String {
    format!(
        r#"<rect class="c{}" fill="url(#{id}-{number})" x="1" y="1" width="16" height="16"/>"#,
        number + 1
    )
}

/// The document and its patterns: plain, stripes, dots, lines.
fn begin(id: &str, series: usize) -> String {
    const SHAPES: [&str; super::SERIES] = [
        r#"<rect class="full" width="6" height="6"/>"#,
        r#"<rect class="faint" width="6" height="6"/><path d="M-1 1l2-2M0 6l6-6M5 7l2-2"/>"#,
        r#"<rect class="full" width="6" height="6"/><circle cx="3" cy="3" r="1.4"/>"#,
        r#"<rect class="faint" width="6" height="6"/><path d="M0 3h6"/>"#,
    ];
    let mut svg = String::from("<svg>");
    svg.push_str("<defs>");
    for (number, shape) in SHAPES.iter().enumerate().take(series) {
        draw!(
            svg,
            r#"<pattern id="{id}-{number}" class="c{}" width="6" height="6" patternUnits="userSpaceOnUse">{shape}</pattern>"#,
            number + 1
        );
    }
    svg + "</defs>"
}

/// A document without patterns.
pub(super) fn plain() -> String {
    String::from("<svg>")
}

/// Round values with a line each, named before the drawing begins.
pub(super) fn marks(svg: &mut String, scale: &Scale, mirrored: bool) {
    let (from, shift) = if mirrored { (100, 8) } else { (0, -8) };
    for mark in scale.marks() {
        let y = 100.0 - scale.height(mark);
        let name = scale.write(mark);
        draw!(
            svg,
            r#"<line class="rule" x1="0" x2="100%" y1="{y:.2}%" y2="{y:.2}%"/>"#
        );
        draw!(
            svg,
            r#"<text class="mark-name" x="{from}%" y="{y:.2}%" dx="{shift}" dy="4">{name}</text>"#
        );
    }
}

/// The names of the points, as many as fit.
pub(super) fn names<'a>(svg: &mut String, points: impl ExactSizeIterator<Item = &'a str>, mirrored: bool) {
    let count = points.len();
    let shown = named(count, NAMES);
    let shown = points
        .enumerate()
        .filter(|(place, _)| shown(*place))
        .collect::<Vec<_>>();
    let last = shown.len();
    for (number, (place, name)) in shown.into_iter().enumerate() {
        // Where it is narrow every second one stays away, never the last.
        let class = if (last - number).is_multiple_of(2) {
            "name spare"
        } else {
            "name"
        };
        text(svg, middle(place, count, mirrored), 100.0, 20, class, &escape(name));
    }
}

/// Text around a place, so many pixels beneath it.
pub(super) fn text(svg: &mut String, x: f64, y: f64, below: i32, class: &str, text: &str) {
    draw!(
        svg,
        r#"<text class="{class}" x="{x:.2}%" y="{y:.2}%" dy="{below}">{text}</text>"#
    );
}
