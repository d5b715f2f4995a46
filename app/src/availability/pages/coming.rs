//! What comes: the days as patients can book them, and visits that stand outside of the hours.

use crate::ui::Erase;
use domain::availability::{OutsideVisit, PreviewDay, PreviewSpan};
use leptos::prelude::*;

use super::line;
use crate::ui::{Card, Notice, Tone};
use crate::viewer::words;

/// Booked visits that no hours hold any more; nothing when there are none.
pub(super) fn outside(visits: Vec<OutsideVisit>, total: u32) -> AnyView {
    if total == 0 {
        return ().erase();
    }
    let words = &words().hours;
    let shown = u32::try_from(visits.len()).unwrap_or(u32::MAX);
    let rest = total.saturating_sub(shown);
    let rest = (rest > 0).then(|| view! { <p>{words.outside_more(rest)}</p> });
    let visits = visits.into_iter().map(outside_row).collect::<Vec<_>>();
    view! {
        <Notice tone=Tone::Warn title=words.outside(total)>
            <p>{words.outside_lead}</p>
            <ul class="plain-list">{visits}</ul>
            {rest}
        </Notice>
    }
    .erase()
}

fn outside_row(visit: OutsideVisit) -> AnyView {
    let common = &words().common;
    let time = match visit.when.zone {
        Some(zone) => words().time.with_zone(visit.when.time, zone),
        None => visit.when.time,
    };
    let place = visit.place.unwrap_or_else(|| words().hours.video.to_owned());
    view! {
        <li>
            <a href=format!("/doctor/visits/{}", visit.id)>
                <time datetime=visit.when.datetime>{common.at(visit.when.date, time)}</time>
            </a>
            ", "
            {line([Some(visit.visit_type), Some(place)])}
        </li>
    }
    .erase()
}

/// The coming days: times that are free, and how many visits are booked.
pub(super) fn preview(days: Vec<PreviewDay>) -> AnyView {
    let words = &words().hours;
    let days = days.into_iter().map(day).collect::<Vec<_>>();
    view! {
        <Card title=words.preview_title>
            <p class="small">{words.preview_lead}</p>
            <ul class="list" role="list">
                {days}
            </ul>
        </Card>
    }
    .erase()
}

fn day(day: PreviewDay) -> AnyView {
    let words = &words().hours;
    let free = if day.spans.is_empty() {
        view! { <p class="small muted">{words.nothing_open}</p> }.erase()
    } else {
        let spans = day.spans.into_iter().map(span).collect::<Vec<_>>();
        view! { <ul class="small" role="list">{spans}</ul> }.erase()
    };
    let booked = (day.booked > 0).then(|| view! { <p class="small">{words.booked(day.booked)}</p> });
    view! {
        <li>
            <div class="grow">
                <h3>
                    <time datetime=day.date.to_string()>{day.label}</time>
                </h3>
                {free}
                {booked}
            </div>
        </li>
    }
    .erase()
}

fn span(span: PreviewSpan) -> AnyView {
    let words = words();
    let place = span.place.unwrap_or_else(|| words.hours.video.to_owned());
    view! { <li>{line([Some(words.time.range(span.from, span.to)), Some(place)])}</li> }.erase()
}
