use domain::records::{FindRecords, RecordList, RecordRow};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::HERE;
use super::server_fns::records;
use crate::ui::{
    ButtonKind, ButtonLink, Column, EmptyState, Erase, Field, FilterForm, Input, Link, PageHeader, Pagination, Table,
    Tag, Tone, address, loaded,
};
use crate::viewer::{staff_words, words};

/// A search among patients who have no account.
#[component]
pub fn RecordsPage() -> impl IntoView {
    let query = use_query_map();
    let search = move || {
        query.with(|query| {
            let get = |name: &str| query.get(name).unwrap_or_default();
            FindRecords {
                query: get("query"),
                page: get("page"),
            }
        })
    };
    loaded(search, records, show)
}

fn show(list: RecordList) -> AnyView {
    let (words, staff) = (words(), staff_words());
    let (page, pages) = (list.records.page, list.records.pages);
    let searched = list.search.query.clone();
    let found = if list.records.items.is_empty() {
        let clear = (!searched.is_empty()).then(|| {
            view! {
                <ButtonLink kind=ButtonKind::Quiet href=HERE>
                    {words.common.clear}
                </ButtonLink>
            }
        });
        view! {
            <EmptyState icon="people" title=staff.records.none text=staff.records.none_hint>
                {clear}
            </EmptyState>
        }
        .erase()
    } else {
        let query: &[(&str, &str)] = if searched.is_empty() {
            &[]
        } else {
            &[("query", &searched)]
        };
        view! {
            {table(list.records.items)}
            <Pagination page pages address=address(HERE, query)/>
        }
        .erase()
    };
    let back = Some(Link::new("/admin/people", staff.admin.people_title));
    let new = format!("{HERE}/new");
    view! {
        <div class="stack">
            <PageHeader title=staff.records.title subtitle=staff.records.lead back>
                <ButtonLink href=new icon="plus">{staff.records.add}</ButtonLink>
            </PageHeader>
            <div class="card">
                <FilterForm action=HERE label=staff.records.title>
                    <div class="form-row">
                        <Field name="query" label=staff.records.search kind=Input::Search value=list.search.query/>
                        <button type="submit" class="button">
                            {words.common.search}
                        </button>
                    </div>
                </FilterForm>
            </div>
            {found}
        </div>
    }
    .erase()
}

fn table(records: Vec<RecordRow>) -> AnyView {
    let (words, staff) = (words(), staff_words());
    let rows = records
        .into_iter()
        .map(|record| {
            let merged = record
                .merged
                .then(|| view! { " " <Tag tone=Tone::Warn icon="people" text=staff.merges.merged_tag/> });
            let name = view! {
                <a href=format!("{HERE}/{}", record.patient)>
                    <bdi>{record.name}</bdi>
                </a>
                {merged}
            };
            let since = view! { <time datetime=record.since.datetime>{record.since.label}</time> };
            vec![
                name.erase(),
                record.number.to_string().erase(),
                record.birth_date.erase(),
                since.erase(),
            ]
        })
        .collect();
    let columns = [
        words.common.name,
        staff.admin.record_number,
        words.common.birth_date,
        staff.admin.since,
    ];
    view! { <Table caption=staff.records.title columns=columns.map(Column::new).to_vec() rows/> }.erase()
}
