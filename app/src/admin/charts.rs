use crate::ui::Erase;
use domain::availability::Weekday;
use domain::figures::{DayFigures, HourFigures, Standing, VisitFigures};
use leptos::prelude::*;

use crate::ui::{BarChart, Card, HeatMap, HeatRow, Point, Series};
use crate::viewer::{staff_words, words};

/// How many visits there were, and when they begin. A quiet clinic has a sentence instead.
pub(super) fn charts(figures: VisitFigures) -> AnyView {
    let words = &staff_words().admin;
    let any = figures.days.iter().any(|day| day.visits.iter().any(|count| *count > 0));
    if !any {
        return view! {
            <Card title=words.chart_days>
                <p class="muted">{words.chart_none}</p>
            </Card>
        }
        .erase();
    }
    let hours = (!figures.hours.is_empty()).then(|| hours(figures.hours));
    view! {
        <div class="cols">
            {days(figures.days)}
            {hours}
        </div>
    }
    .erase()
}

fn days(days: Vec<DayFigures>) -> AnyView {
    let (ui, words) = (words(), &staff_words().admin);
    let series: Vec<_> = Standing::ALL
        .into_iter()
        .map(|standing| Series {
            name: words.standing(standing).to_owned(),
            values: days.iter().map(|day| day.visits[standing as usize]).collect(),
        })
        .collect();
    let total = days.iter().flat_map(|day| day.visits).fold(0_u32, u32::saturating_add);
    let sum = |day: &DayFigures| day.visits.iter().sum::<u32>();
    // Of equal days the first.
    let busiest = days
        .iter()
        .rev()
        .max_by_key(|day| sum(day))
        .map(|day| words.chart_busiest_day(&day.label, sum(day)));
    let sentence = format!("{} {}", words.chart_days_sentence(total), busiest.unwrap_or_default());
    let points = days
        .into_iter()
        .map(|day| Point {
            label: day.label,
            short: day.short,
        })
        .collect();
    view! {
        <Card title=words.chart_days>
            <BarChart
                id="days"
                sentence
                caption=words.chart_days
                axis=ui.common.date
                points
                series
                csv="/admin/visits-by-day.csv"
            />
        </Card>
    }
    .erase()
}

fn hours(hours: Vec<HourFigures>) -> AnyView {
    let (ui, words) = (words(), &staff_words().admin);
    let columns = Weekday::ALL
        .map(|day| (ui.time.weekday(day).to_owned(), ui.time.short_weekday(day).to_owned()))
        .to_vec();
    let places = hours.iter().flat_map(|hour| {
        hour.visits
            .iter()
            .zip(Weekday::ALL)
            .map(move |(count, day)| (*count, day, &hour.label))
    });
    let busiest = places.rev().max_by_key(|(count, ..)| *count);
    let sentence = busiest.map(|(_, day, hour)| words.chart_busiest_hour(ui.time.weekday(day), hour));
    let rows = hours
        .iter()
        .map(|hour| HeatRow {
            label: hour.label.clone(),
            values: hour.visits.to_vec(),
        })
        .collect();
    view! {
        <Card title=words.chart_hours>
            <HeatMap
                sentence=sentence.unwrap_or_default()
                caption=words.chart_hours
                axis=ui.common.time
                columns
                rows
                csv="/admin/visits-by-hour.csv"
            />
        </Card>
    }
    .erase()
}
