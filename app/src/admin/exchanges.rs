use domain::audit::FILE_ROWS;
use domain::exchanges::{ANY_FAILURE, Exchange, ExchangeList, FindExchanges, OtherSystem, Outcome, SystemSummary};
use domain::form::FieldErrors;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::log;
use super::long_list::{LongList, owned};
use super::server_fns::exchanges;
use crate::ui::{
    ButtonKind, ButtonLink, Card, Choice, Column, Erase, Field, FilterForm, Input, PageHeader, Select, Table, Tag,
    Tone, Width, address, loaded, still,
};
use crate::viewer::{staff_words, words};

pub(super) const HERE: &str = "/admin/integrations";
const FILE: &str = "/admin/integrations.csv";

/// A search through the exchanges with other systems.
#[component]
pub fn ExchangesPage() -> impl IntoView {
    let query = use_query_map();
    let search = move || {
        query.with(|query| {
            let get = |name: &str| query.get(name).unwrap_or_default();
            FindExchanges {
                system: get("system"),
                outcome: get("outcome"),
                reference: get("reference"),
                from: get("from"),
                until: get("until"),
                before: get("before"),
            }
        })
    };
    loaded(search, exchanges, show)
}

fn show(list: ExchangeList) -> AnyView {
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
    } else if list.exchanges.is_empty() {
        ways.nothing("send", staff.exchanges.nothing, staff.exchanges.nothing_hint)
    } else {
        view! {
            {still(move || table(list.exchanges))}
            {ways.ways()}
            {ways.file(FILE, FILE_ROWS)}
        }
        .erase()
    };
    view! {
        <div class="stack">
            <PageHeader title=staff.exchanges.title subtitle=staff.exchanges.lead>
                <ButtonLink kind=ButtonKind::Quiet href=log::HERE>
                    {staff.log.title}
                </ButtonLink>
            </PageHeader>
            {lately(list.summary)}
            {form(search, list.errors)}
            {found}
        </div>
    }
    .erase()
}

/// How it went with each system in the last hours.
fn lately(summary: Vec<SystemSummary>) -> AnyView {
    let staff = &staff_words().exchanges;
    let lines = summary.into_iter().map(line).collect::<Vec<_>>();
    view! {
        <Card title=staff.lately>
            <ul role="list" class="stack tight">{lines}</ul>
        </Card>
    }
    .erase()
}

fn line(summary: SystemSummary) -> AnyView {
    let staff = &staff_words().exchanges;
    let (icon, tone) = if summary.failures == 0 {
        ("check-circle", Tone::Good)
    } else {
        ("alert", Tone::Bad)
    };
    let failures = (summary.exchanges > 0).then(|| {
        let good = match summary.last_good {
            Some(good) => view! { {staff.last_good} " " <time datetime=good.datetime>{good.label}</time> }.into_any(),
            None => staff.none_good.into_any(),
        };
        view! {
            <Tag text=staff.failures(summary.failures) icon tone/>
            <span class="small muted">{good}</span>
        }
    });
    view! {
        <li class="row">
            <b>{staff.system(summary.system)}</b>
            <span>{staff.how_many(summary.exchanges)}</span>
            {failures}
        </li>
    }
    .erase()
}

fn form(search: FindExchanges, errors: FieldErrors) -> AnyView {
    let (ui, staff) = (words(), staff_words());
    let words = &staff.exchanges;
    let systems = OtherSystem::ALL.iter();
    let systems = systems
        .map(|system| Choice::new(system.as_str(), words.system(*system)))
        .collect();
    let outcomes = Outcome::ALL.iter();
    let outcomes = outcomes.map(|outcome| Choice::new(outcome.as_str(), words.outcome(*outcome)));
    let outcomes = std::iter::once(Choice::new(ANY_FAILURE, words.only_failures))
        .chain(outcomes)
        .collect();
    view! {
        <div class="card">
            <FilterForm action=HERE label=words.title errors>
                <div class="form-row">
                    <Select name="system" label=words.by_system options=systems blank=words.any_system value=search.system/>
                    <Select name="outcome" label=words.by_outcome options=outcomes blank=words.any_outcome value=search.outcome/>
                </div>
                <div class="form-row">
                    <Field name="from" label=staff.audit.from kind=Input::Date width=Width::Medium value=search.from/>
                    <Field name="until" label=staff.audit.until kind=Input::Date width=Width::Medium value=search.until/>
                    <Field name="reference" label=staff.log.reference kind=Input::Search value=search.reference/>
                    <button type="submit" class="button">
                        {ui.common.search}
                    </button>
                </div>
            </FilterForm>
        </div>
    }
    .erase()
}

fn table(exchanges: Vec<Exchange>) -> AnyView {
    let staff = &staff_words().exchanges;
    let columns = [words().audit.when, staff.by_system, staff.what, staff.by_outcome];
    let rows = exchanges.into_iter().map(row).collect();
    view! { <Table caption=staff.title columns=columns.map(Column::new).to_vec() rows/> }.erase()
}

fn row(exchange: Exchange) -> Vec<AnyView> {
    let (words, staff) = (words(), &staff_words().exchanges);
    let (icon, tone) = match exchange.outcome {
        Outcome::Ok => ("check-circle", Tone::Good),
        Outcome::Refused => ("ban", Tone::Bad),
        Outcome::Unreachable | Outcome::Failed => ("cross", Tone::Bad),
        Outcome::TimedOut => ("hourglass", Tone::Warn),
    };
    let what = staff.what_happened(exchange.operation, exchange.outcome, &exchange.host);
    let took = staff.milliseconds(words.number(exchange.milliseconds));
    let size = exchange.bytes.map(|bytes| {
        let kilobytes = u32::try_from(bytes.div_ceil(1000)).unwrap_or(u32::MAX);
        format!(" · {}", words.files.size(kilobytes))
    });
    let code = exchange
        .code
        .map(|code| view! { <span class="small muted">{staff.answer(code)}</span> });
    let reference = exchange.reference.map(|reference| {
        let reference = reference.to_string();
        let href = address(log::HERE, &[("reference", reference.as_str())]);
        view! {
            <a class="small break" href=href>
                {staff.in_the_log}
            </a>
        }
    });
    vec![
        view! { <time datetime=exchange.at.datetime>{exchange.at.label}</time> }.erase(),
        view! { {staff.system(exchange.system)} }.erase(),
        view! {
            <div class="stack tight">
                <span class="break">{what}</span>
                <span class="small muted">{took} {size}</span>
                {reference}
            </div>
        }
        .erase(),
        view! {
            <div class="stack tight">
                <Tag text=staff.outcome(exchange.outcome) icon tone/>
                {code}
            </div>
        }
        .erase(),
    ]
}
