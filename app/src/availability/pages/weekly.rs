//! Hours that come back every week.

use crate::ui::Erase;
use domain::availability::{RuleRow, Weekday};
use leptos::prelude::*;

use super::line;
use crate::ui::{
    Button, ButtonKind, Card, CheckboxGroup, Choice, EmptyState, Field, Form, Input, Select, Tag, Tone, Version,
};
use crate::viewer::words;

/// The hours by weekday, each with its own button to remove it.
pub(super) fn list(rules: Vec<RuleRow>) -> AnyView {
    let words = words();
    if rules.is_empty() {
        return view! {
            <Card title=words.hours.weekly_title>
                <EmptyState icon="clock" title=words.hours.no_rules text=words.hours.no_rules_hint/>
            </Card>
        }
        .erase();
    }
    let mut rules = rules.into_iter().peekable();
    let days = Weekday::ALL
        .into_iter()
        .filter_map(|weekday| {
            let mut rows = Vec::new();
            while let Some(rule) = rules.next_if(|rule| rule.weekday == weekday) {
                rows.push(row(rule));
            }
            (!rows.is_empty()).then(|| {
                view! {
                    <li>
                        <h3>{words.time.weekday(weekday)}</h3>
                        <ul class="list" role="list">
                            {rows}
                        </ul>
                    </li>
                }
                .erase()
            })
        })
        .collect::<Vec<_>>();
    view! {
        <Card title=words.hours.weekly_title>
            <ul class="stack" role="list">
                {days}
            </ul>
        </Card>
    }
    .erase()
}

fn row(rule: RuleRow) -> AnyView {
    let words = words();
    let hours = &words.hours;
    let span = words.time.range(&rule.from, &rule.to);
    let name = hours.rule(words.time.weekday(rule.weekday), &rule.from, &rule.to);
    let place = rule.place.unwrap_or_else(|| hours.video.to_owned());
    let dates = [
        rule.valid_from.map(|date| hours.valid_since(date)),
        rule.valid_until.map(|date| hours.valid_to(date)),
    ];
    let kinds = words.list(&rule.visit_types);
    view! {
        <li>
            <div class="grow">
                <p><b>{span}</b></p>
                <p class="small">{line([Some(place), Some(kinds)])}</p>
                <p class="small">{line([Some(rule.zone)].into_iter().chain(dates))}</p>
                {affected(rule.affected)}
            </div>
            <Form
                action="/fn/doctor/remove_hours"
                only=("rule", rule.id.to_string())
                prefix=format!("remove-{}-", rule.id)
                class=""
            >
                <Version value=rule.version.to_string()/>
                <Button kind=ButtonKind::Plain icon="trash" label=hours.remove_rule_named(name)>
                    {hours.remove_rule}
                </Button>
            </Form>
        </li>
    }
    .erase()
}

/// How many booked visits stand in a time, when there are any.
pub(super) fn affected(visits: u32) -> AnyView {
    if visits == 0 {
        return ().erase();
    }
    view! { <p><Tag tone=Tone::Brand icon="calendar" text=words().hours.affected(visits)/></p> }.erase()
}

/// The form that adds the same hours on several days.
pub(super) fn form(places: Vec<Choice>, visit_types: Vec<Choice>, video_zone: &str) -> AnyView {
    let words = words();
    let hours = &words.hours;
    let weekdays = Weekday::ALL
        .into_iter()
        .map(|day| Choice::new(day.number().to_string(), words.time.weekday(day)))
        .collect::<Vec<_>>();
    let zone = hours.video_zone(video_zone);
    view! {
        <Card title=hours.add_rule_title>
            <Form action="/fn/doctor/add_hours" prefix="rule-">
                <CheckboxGroup name="weekdays[]" legend=hours.weekdays options=weekdays columns=true/>
                <div class="form-row">
                    <Field name="from" label=hours.from hint=hours.from_hint kind=Input::Time/>
                    <Field name="to" label=hours.to hint=hours.to_hint kind=Input::Time/>
                </div>
                <Select
                    name="place"
                    label=hours.place
                    options=places
                    blank=words.common.choose
                    hint=zone
                />
                <CheckboxGroup name="visit_types[]" legend=hours.visit_types options=visit_types/>
                <div class="form-row">
                    <Field name="valid_from" label=hours.valid_from hint=hours.valid_from_hint kind=Input::Date/>
                    <Field name="valid_until" label=hours.valid_until hint=hours.valid_until_hint kind=Input::Date/>
                </div>
                <div class="actions">
                    <Button>{hours.add_rule_button}</Button>
                </div>
            </Form>
        </Card>
    }
    .erase()
}
