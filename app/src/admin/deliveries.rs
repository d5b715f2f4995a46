use crate::ui::Erase;
use domain::admin::{DeliveryList, DeliveryRow, FindDeliveries, JobState};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::admin::server_fns::deliveries;
use crate::ui::{
    Button, ButtonKind, EmptyState, Form, Link, Notice, PageHeader, Pagination, SegmentedLinks, Table, Tag, Tone,
    loaded,
};
use crate::viewer::words;

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
    let words = &words().admin;
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
    let ui = words();
    let words = &ui.admin;
    let (waits, failed) = (state == JobState::Queued, state == JobState::Dead);
    let heads = view! {
        <tr>
            <th scope="col">{words.delivery_kind}</th>
            <th scope="col">{ui.common.status}</th>
            <th scope="col">{words.delivery_created}</th>
            {waits.then(|| view! { <th scope="col">{words.delivery_next}</th> })}
            <th scope="col">{words.delivery_attempts}</th>
            <th scope="col">{words.delivery_error}</th>
            {failed.then(|| view! { <th scope="col">{ui.common.actions}</th> })}
        </tr>
    };
    let rows = rows.into_iter().map(row).collect::<Vec<_>>();
    view! {
        <Table caption=words.job_state(state)>
            <thead>{heads}</thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .erase()
}

fn row(delivery: DeliveryRow) -> AnyView {
    let words = &words().admin;
    let (icon, tone) = match delivery.state {
        JobState::Queued => ("clock", Tone::Calm),
        JobState::Running => ("hourglass", Tone::Brand),
        JobState::Done => ("check-circle", Tone::Good),
        JobState::Dead => ("alert", Tone::Bad),
    };
    let waits = delivery.state == JobState::Queued;
    let next = waits.then(|| {
        let next = delivery
            .next
            .map(|next| view! { <time datetime=next.datetime>{next.label}</time> });
        view! { <td>{next}</td> }
    });
    let retry = (delivery.state == JobState::Dead).then(|| {
        view! {
            <td>
                <Form action="/fn/admin/retry_delivery" only=("job", delivery.id.to_string()) class="">
                    <Button kind=ButtonKind::Quiet>{words.retry}</Button>
                </Form>
            </td>
        }
    });
    view! {
        <tr>
            <th scope="row">{words.job_kind(&delivery.kind)}</th>
            <td><Tag text=words.job_state(delivery.state) icon tone/></td>
            <td><time datetime=delivery.created.datetime>{delivery.created.label}</time></td>
            {next}
            <td>{words.attempts(delivery.attempts, delivery.max_attempts)}</td>
            <td>{delivery.last_error}</td>
            {retry}
        </tr>
    }
    .erase()
}
