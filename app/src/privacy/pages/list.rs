use domain::actor::Role;
use domain::live::{Interest, Kind};
use domain::privacy::{CaseList, CaseRow, CaseState, FindCases};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::privacy::server_fns::cases;
use crate::ui::{
    Column, EmptyState, Erase, Link, PageHeader, Pagination, SegmentedLinks, Table, address, loaded, shows,
};
use crate::viewer::{staff_words, words};

const HERE: &str = "/admin/access/cases";

/// Cases of patients, by state.
#[component]
pub fn CasesPage() -> impl IntoView {
    let query = use_query_map();
    let asked = move || {
        query.with(|query| FindCases {
            state: query.get("state").unwrap_or_default(),
            page: query.get("page").unwrap_or_default(),
        })
    };
    shows(words().common.updated_page, || {
        vec![Interest::only(Role::Staff, Kind::Review)]
    });
    loaded(asked, cases, show)
}

fn show(list: CaseList) -> AnyView {
    let words = &staff_words().cases;
    let of = |state: CaseState| address(HERE, &[("state", state.as_str())]);
    let links = CaseState::ALL
        .iter()
        .map(|state| Link::new(of(*state), words.state(*state)))
        .collect::<Vec<_>>();
    let current = CaseState::ALL
        .iter()
        .position(|state| *state == list.state)
        .unwrap_or_default();
    let (page, pages) = (list.rows.page, list.rows.pages);
    let content = if list.rows.is_empty() {
        view! { <EmptyState icon="shield-check" title=words.none/> }.erase()
    } else {
        table(list.rows.items)
    };
    let back = Link::new("/admin/access", staff_words().reviews.list_title);
    view! {
        <div class="stack">
            <PageHeader title=words.list_title subtitle=words.list_lead back=Some(back)/>
            <SegmentedLinks label=words.list_title links current/>
            {content}
            <Pagination page pages address=of(list.state)/>
        </div>
    }
    .erase()
}

fn table(rows: Vec<CaseRow>) -> AnyView {
    let (words, staff) = (words(), staff_words());
    let columns = [staff.cases.asked, words.patients.record_number, words.common.status];
    let rows = rows
        .into_iter()
        .map(|row| {
            let href = format!("{HERE}/{}", row.id);
            vec![
                view! { <a href=href><time datetime=row.asked.datetime>{row.asked.label}</time></a> }.erase(),
                view! { <bdi>{row.number.to_string()}</bdi> }.erase(),
                staff.cases.state(row.state).erase(),
            ]
        })
        .collect();
    view! { <Table caption=staff.cases.list_title columns=columns.map(Column::new).to_vec() rows/> }.erase()
}
