use domain::actor::Role;
use domain::emergency::{EmergencyList, EmergencyRow, FindEmergencies};
use domain::live::{Interest, Kind};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::verdict_tag;
use crate::emergency::server_fns::emergencies;
use crate::ui::{
    ButtonKind, ButtonLink, Column, EmptyState, Erase, Link, PageHeader, Pagination, SegmentedLinks, Table, loaded,
    shows,
};
use crate::viewer::{staff_words, words};

const HERE: &str = "/admin/access";
const REVIEWED: &str = "/admin/access?state=reviewed";

/// Emergency accesses that wait to be looked at, and those that were.
#[component]
pub fn EmergenciesPage() -> impl IntoView {
    let query = use_query_map();
    let asked = move || {
        query.with(|query| FindEmergencies {
            state: query.get("state").unwrap_or_default(),
            page: query.get("page").unwrap_or_default(),
        })
    };
    shows(words().common.updated_page, || {
        vec![Interest::only(Role::Staff, Kind::Review)]
    });
    loaded(asked, emergencies, show)
}

fn show(list: EmergencyList) -> AnyView {
    let words = &staff_words().reviews;
    let reviewed = list.search.reviewed();
    let address = if reviewed { REVIEWED } else { HERE };
    let (page, pages) = (list.rows.page, list.rows.pages);
    let links = vec![
        Link::new(HERE, words.tab_waiting),
        Link::new(REVIEWED, words.tab_reviewed),
    ];
    let content = if list.rows.is_empty() {
        view! { <EmptyState icon="shield-check" title=words.none/> }.erase()
    } else {
        table(list.rows.items)
    };
    view! {
        <div class="stack">
            <PageHeader title=words.list_title subtitle=words.list_lead>
                <ButtonLink kind=ButtonKind::Quiet href="/admin/access/cases">{staff_words().cases.list_title}</ButtonLink>
            </PageHeader>
            <SegmentedLinks label=words.list_title links current=usize::from(reviewed)/>
            {content}
            <Pagination page pages address/>
        </div>
    }
    .erase()
}

fn table(rows: Vec<EmergencyRow>) -> AnyView {
    let (words, staff) = (words(), staff_words());
    let columns = [
        words.audit.when,
        staff.reviews.doctor,
        words.patients.record_number,
        words.emergency.kind,
        words.common.status,
    ];
    let rows = rows.into_iter().map(row).collect();
    view! { <Table caption=staff.reviews.list_title columns=columns.map(Column::new).to_vec() rows/> }.erase()
}

fn row(row: EmergencyRow) -> Vec<AnyView> {
    let words = &words().emergency;
    let href = format!("{HERE}/{}", row.id);
    vec![
        view! { <a href=href><time datetime=row.opened.datetime>{row.opened.label}</time></a> }.erase(),
        view! { <bdi>{row.doctor}</bdi> }.erase(),
        view! { <bdi>{row.number.to_string()}</bdi> }.erase(),
        words.reason(row.kind).erase(),
        verdict_tag(row.verdict),
    ]
}
