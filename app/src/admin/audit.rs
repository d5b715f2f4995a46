use domain::audit::{Action, AuditList, AuditRow, FILE_ROWS, FindAudit};
use domain::form::FieldErrors;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::long_list::{LongList, owned};
use super::server_fns::audit;
use crate::ui::{
    Choice, Column, Erase, Field, FilterForm, Input, PageHeader, Select, Table, Width, loaded, ordered, still,
};
use crate::viewer::{staff_words, words};

const HERE: &str = "/admin/audit";
const FILE: &str = "/admin/audit.csv";

/// A search through the audit.
#[component]
pub fn AuditPage() -> impl IntoView {
    let query = use_query_map();
    let search = move || {
        query.with(|query| {
            let get = |name: &str| query.get(name).unwrap_or_default();
            FindAudit {
                who: get("who"),
                patient: get("patient"),
                action: get("action"),
                from: get("from"),
                until: get("until"),
                before: get("before"),
            }
        })
    };
    loaded(search, audit, show)
}

fn show(list: AuditList) -> AnyView {
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
    } else if list.rows.is_empty() {
        ways.nothing("list", staff.audit.nothing, staff.audit.nothing_hint)
    } else {
        view! {
            {still(move || table(list.rows))}
            {ways.ways()}
            {ways.file(FILE, FILE_ROWS)}
        }
        .erase()
    };
    view! {
        <div class="stack">
            <PageHeader title=staff.audit.title subtitle=staff.audit.lead/>
            {form(search, list.errors)}
            {found}
        </div>
    }
    .erase()
}

fn form(search: FindAudit, errors: FieldErrors) -> AnyView {
    let (words, staff) = (words(), staff_words());
    let actions = Action::ALL
        .iter()
        .map(|action| Choice::new(action.as_str(), words.audit.action(*action)))
        .collect::<Vec<_>>();
    let actions = ordered(actions, |action| action.label.clone());
    view! {
        <div class="card">
            <FilterForm action=HERE label=staff.audit.title errors>
                <div class="form-row">
                    <Field name="who" label=staff.audit.by_address kind=Input::Search value=search.who/>
                    <Field
                        name="patient"
                        label=staff.audit.by_patient
                        kind=Input::Number
                        width=Width::Medium
                        value=search.patient
                    />
                </div>
                <div class="form-row">
                    <Select
                        name="action"
                        label=words.audit.what
                        options=actions
                        blank=staff.audit.any_action
                        value=search.action
                    />
                    <Field name="from" label=staff.audit.from kind=Input::Date width=Width::Medium value=search.from/>
                    <Field name="until" label=staff.audit.until kind=Input::Date width=Width::Medium value=search.until/>
                    <button type="submit" class="button">
                        {words.common.search}
                    </button>
                </div>
            </FilterForm>
        </div>
    }
    .erase()
}

fn table(rows: Vec<AuditRow>) -> AnyView {
    let (words, staff) = (&words().audit, &staff_words().audit);
    let columns = [words.when, words.who, words.what, staff.about, staff.where_from];
    let rows = rows.into_iter().map(row).collect();
    view! { <Table caption=staff.title columns=columns.map(Column::new).to_vec() rows/> }.erase()
}

fn row(row: AuditRow) -> Vec<AnyView> {
    let ui = words();
    let words = &ui.audit;
    let role = words.somebody(row.role);
    let who = row.who.map(|address| {
        view! {
            <bdi class="address">{address}</bdi>
            <br/>
        }
    });
    let facts = [
        (!row.detail.is_empty()).then_some(row.detail),
        row.subject.map(|(kind, id)| format!("{kind} {id}")),
        Some(format!("request {}", row.request)),
    ];
    let facts = facts
        .into_iter()
        .flatten()
        .map(|fact| {
            view! {
                <li>
                    <code class="break" dir="ltr" translate="no">
                        {fact}
                    </code>
                </li>
            }
        })
        .collect::<Vec<_>>();
    let patient = row.patient.map(|(number, name)| {
        view! {
            <div>
                <bdi>{name}</bdi>
                <br/>
                <span class="small muted">{ui.patients.number(number)}</span>
            </div>
        }
    });
    vec![
        view! { <time datetime=row.at.datetime>{row.at.label}</time> }.erase(),
        view! {
            <div>
                {who}
                <span class="small muted">{role}</span>
            </div>
        }
        .erase(),
        view! {
            <div>
                {words.action(row.what)}
                <details class="small">
                    <summary>{staff_words().audit.more_facts}</summary>
                    <ul>{facts}</ul>
                </details>
            </div>
        }
        .erase(),
        patient.erase(),
        view! { <bdi>{row.ip.unwrap_or_default()}</bdi> }.erase(),
    ]
}
