use crate::ui::Erase;
use domain::admin::{DeliveryList, DeliveryRow, FindDeliveries, JobState};
use domain::when::Moment;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::admin::server_fns::deliveries;
use crate::ui::{
    Button, ButtonKind, Column, EmptyState, Form, Link, Notice, PageHeader, Pagination, SegmentedLinks, Table, Tag,
    Tone, loaded,
};
use crate::viewer::{staff_words, words};

/// What stands first: what somebody has to look at.
const STATES: [JobState; 4] = [JobState::Dead, JobState::Queued, JobState::Running, JobState::Done];

/// Mails and other background work by state, and another try for what was given up.
#[component]
pub fn DeliveriesPage() -> impl IntoView {
    let query = use_query_map();
    let asked = move || {
        let query = query.read();
        let find = FindDeliveries {
            state: query.get("state").unwrap_or_default(),
            page: query.get("page").unwrap_or_default(),
        };
        (find, query.get("retried").is_some())
    };
    loaded(
        asked,
        |(find, _)| deliveries(find),
        move |list| show(list, query.read_untracked().get("retried").is_some()),
    )
}

fn show(list: DeliveryList, retried: bool) -> AnyView {
    let words = &staff_words().admin;
    let links = STATES.map(|state| Link::new(address(state), words.job_state(state)));
    let current = STATES.iter().position(|state| *state == list.state).unwrap_or(0);
    let done = retried.then(|| view! { <Notice tone=Tone::Good title=words.retried news=true/> });
    let rows = &list.rows;
    let (page, pages) = (rows.page, rows.pages);
    let content = if rows.items.is_empty() {
        view! { <EmptyState icon="mail" title=words.deliveries_none/> }.erase()
    } else {
        table(list.rows.items, list.state)
    };
    view! {
        <div class="stack">
            <PageHeader title=words.deliveries_title subtitle=words.deliveries_lead/>
            {done}
            <SegmentedLinks label=words.deliveries_title links=links.to_vec() current/>
            {content}
            <Pagination page pages address=address(list.state)/>
        </div>
    }
    .erase()
}

fn address(state: JobState) -> String {
    format!("/admin/deliveries?state={}", state.as_str())
}

fn table(rows: Vec<DeliveryRow>, state: JobState) -> AnyView {
    let (ui, words) = (words(), &staff_words().admin);
    let (waits, failed) = (state == JobState::Queued, state == JobState::Dead);
    let mut columns = vec![words.delivery_kind, ui.common.status, words.delivery_created];
    columns.extend(waits.then_some(words.delivery_next));
    columns.extend([words.delivery_attempts, words.delivery_error]);
    columns.extend(failed.then_some(ui.common.actions));
    let columns = columns.into_iter().map(Column::new).collect();
    let rows = rows.into_iter().map(|delivery| row(delivery, state)).collect();
    view! { <Table caption=words.job_state(state) columns rows/> }.erase()
}

/// A row of the table of deliveries in `listed`, though it may have gone on meanwhile.
fn row(delivery: DeliveryRow, listed: JobState) -> Vec<AnyView> {
    let words = &staff_words().admin;
    let (icon, tone) = match delivery.state {
        JobState::Queued => ("clock", Tone::Calm),
        JobState::Running => ("hourglass", Tone::Brand),
        JobState::Done => ("check-circle", Tone::Good),
        JobState::Dead => ("alert", Tone::Bad),
    };
    let moment = |moment: Moment| view! { <time datetime=moment.datetime>{moment.label}</time> };
    let mut cells = vec![
        words.job_kind(&delivery.kind).erase(),
        view! { <Tag text=words.job_state(delivery.state) icon tone/> }.erase(),
        moment(delivery.created).erase(),
    ];
    if listed == JobState::Queued {
        cells.push(delivery.next.map(moment).erase());
    }
    cells.push(words.attempts(delivery.attempts, delivery.max_attempts).erase());
    cells.push(delivery.last_error.erase());
    if listed == JobState::Dead {
        let retry = view! {
            <Form action="/fn/admin/retry_delivery" only=("job", delivery.id.to_string()) class="">
                <Button kind=ButtonKind::Quiet>{words.retry}</Button>
            </Form>
        };
        cells.push(retry.erase());
    }
    cells
}
