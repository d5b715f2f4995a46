use domain::form::FieldErrors;
use domain::system_log::{FindLines, LineList, LogLevel, LogLine};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::exchanges;
use super::long_list::{LongList, owned};
use super::server_fns::log;
use crate::ui::{
    ButtonKind, ButtonLink, Choice, Column, Erase, Field, FilterForm, Input, PageHeader, Select, Table, Tag, Tone,
    Width, address, loaded, still,
};
use crate::viewer::{staff_words, words};

pub(super) const HERE: &str = "/admin/log";

/// A search through the system log.
#[component]
pub fn LogPage() -> impl IntoView {
    let query = use_query_map();
    let search = move || {
        query.with(|query| {
            let get = |name: &str| query.get(name).unwrap_or_default();
            FindLines {
                level: get("level"),
                reference: get("reference"),
                from: get("from"),
                until: get("until"),
                before: get("before"),
            }
        })
    };
    loaded(search, log, show)
}

fn show(list: LineList) -> AnyView {
    let staff = staff_words();
    let search = list.search;
    let ways = LongList {
        here: HERE,
        filters: owned(search.filters()),
        before: search.before.clone(),
        older: list.older.map(|row| row.to_string()),
    };
    let found = if !list.errors.is_empty() {
        ().erase()
    } else if list.lines.is_empty() {
        ways.nothing("check-circle", staff.log.nothing, staff.log.nothing_hint)
    } else {
        view! {
            {still(move || table(list.lines))}
            {ways.ways()}
        }
        .erase()
    };
    view! {
        <div class="stack">
            <PageHeader title=staff.log.title subtitle=staff.log.lead>
                <ButtonLink kind=ButtonKind::Quiet href=exchanges::HERE>
                    {staff.exchanges.title}
                </ButtonLink>
            </PageHeader>
            {form(search, list.errors)}
            {found}
        </div>
    }
    .erase()
}

fn form(search: FindLines, errors: FieldErrors) -> AnyView {
    let staff = staff_words();
    let levels = LogLevel::ALL
        .iter()
        .map(|level| Choice::new(level.as_str(), staff.log.level(*level)))
        .collect();
    view! {
        <div class="card">
            <FilterForm action=HERE label=staff.log.title errors>
                <div class="form-row">
                    <Select name="level" label=staff.log.by_level options=levels blank=staff.log.any_level value=search.level/>
                    <Field name="reference" label=staff.log.reference kind=Input::Search value=search.reference/>
                </div>
                <div class="form-row">
                    <Field name="from" label=staff.audit.from kind=Input::Date width=Width::Medium value=search.from/>
                    <Field name="until" label=staff.audit.until kind=Input::Date width=Width::Medium value=search.until/>
                    <button type="submit" class="button">
                        {words().common.search}
                    </button>
                </div>
            </FilterForm>
        </div>
    }
    .erase()
}

fn table(lines: Vec<LogLine>) -> AnyView {
    let (words, staff) = (&words().audit, &staff_words().log);
    let columns = [words.when, staff.by_level, staff.said];
    let rows = lines.into_iter().map(row).collect();
    view! { <Table caption=staff.title columns=columns.map(Column::new).to_vec() rows/> }.erase()
}

/// What a program says stands from left to right, and is not translated.
fn row(line: LogLine) -> Vec<AnyView> {
    let words = &staff_words().log;
    let (icon, tone) = match line.level {
        LogLevel::Error => ("cross", Tone::Bad),
        LogLevel::Warn => ("alert", Tone::Warn),
        LogLevel::Info => ("info", Tone::Calm),
    };
    let fields = (!line.fields.is_empty()).then(|| view! { <code class="break small">{line.fields}</code> });
    let reference = line.reference.map(|reference| {
        let reference = reference.to_string();
        let query = [("reference", reference.as_str())];
        let (here, there) = (address(HERE, &query), address(exchanges::HERE, &query));
        view! {
            <a class="small break" href=here>
                {words.reference} " " <bdi dir="ltr" translate="no">{reference.clone()}</bdi>
            </a>
            <a class="small" href=there>{staff_words().exchanges.of_reference}</a>
        }
    });
    vec![
        view! { <time datetime=line.at.datetime>{line.at.label}</time> }.erase(),
        view! { <Tag text=words.level(line.level) icon tone/> }.erase(),
        view! {
            <div class="stack tight">
                <div class="stack tight" dir="ltr" lang="en" translate="no">
                    <span class="break">{line.message}</span>
                    {fields}
                    <code class="break small muted">{line.target}</code>
                </div>
                {reference}
            </div>
        }
        .erase(),
    ]
}
