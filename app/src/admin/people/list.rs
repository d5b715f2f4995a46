use crate::ui::Erase;
use domain::accounts::AccountStatus;
use domain::actor::{Permission, Role};
use domain::admin::{FindPeople, PeopleList, PersonRow};
use domain::bulk::BulkAction;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::choose::{choose, tick};
use super::server_fns::people;
use super::{HERE, named, status_tag};
use crate::ui::{
    ButtonKind, ButtonLink, Choice, Column, EmptyState, Field, FilterForm, Form, Input, PageHeader, Pagination, Select,
    Table, address, loaded,
};
use crate::viewer::{staff_words, use_viewer, words};

/// A search among accounts.
#[component]
pub fn PeoplePage() -> impl IntoView {
    let query = use_query_map();
    let search = move || {
        query.with(|query| {
            let get = |name: &str| query.get(name).unwrap_or_default();
            FindPeople {
                query: get("query"),
                role: get("role"),
                status: get("status"),
                page: get("page"),
            }
        })
    };
    loaded(search, people, show)
}

fn show(list: PeopleList) -> AnyView {
    let (words, staff) = (words(), staff_words());
    let total = list.people.total;
    let (page, pages) = (list.people.page, list.people.pages);
    let address = address_of(&list.search);
    let is_filtered = address != HERE;
    let may_choose = BulkAction::ALL
        .iter()
        .any(|action| use_viewer().may(action.permission()));
    let found = if list.people.items.is_empty() {
        let clear = is_filtered.then(|| {
            view! {
                <ButtonLink kind=ButtonKind::Quiet href=HERE>
                    {words.common.clear}
                </ButtonLink>
            }
        });
        view! {
            <EmptyState icon="people" title=staff.admin.nobody text=staff.admin.nobody_hint>
                {clear}
            </EmptyState>
        }
        .erase()
    } else if may_choose {
        let search = list.search.clone();
        view! {
            <Form action="/fn/admin/prepare_bulk" prefix="bulk-">
                {table(list.people.items, true)}
                <Pagination page pages address/>
                {choose(search, total, list.roles)}
            </Form>
        }
        .erase()
    } else {
        view! {
            {table(list.people.items, false)}
            <Pagination page pages address/>
        }
        .erase()
    };
    let may_keep = use_viewer().may(Permission::ManagePeople);
    let keeping = may_keep.then(|| {
        view! {
            <ButtonLink kind=ButtonKind::Quiet href="/admin/people/records">{staff.records.title}</ButtonLink>
            <ButtonLink kind=ButtonKind::Quiet href="/admin/people/assignments">{staff.assignments.title}</ButtonLink>
        }
    });
    let invite = use_viewer().may(Permission::ManageRoles).then(|| {
        view! { <ButtonLink href="/admin/people/invitations" icon="plus">{staff.invitations.invite}</ButtonLink> }
    });
    view! {
        <div class="stack">
            <PageHeader title=staff.admin.people_title subtitle=staff.admin.people_found(total)>
                {keeping}
                {invite}
            </PageHeader>
            {filters(list.search)}
            {found}
        </div>
    }
    .erase()
}

fn filters(search: FindPeople) -> AnyView {
    let (words, staff) = (words(), staff_words());
    let roles = Role::ALL
        .iter()
        .map(|role| Choice::new(role.as_str(), words.account.role(*role)))
        .collect::<Vec<_>>();
    let statuses = AccountStatus::ALL
        .iter()
        .map(|status| Choice::new(status.as_str(), staff.accounts.status(*status)))
        .collect::<Vec<_>>();
    view! {
        <div class="card">
            <FilterForm action=HERE label=staff.admin.people_title>
                <Field
                    name="query"
                    label=staff.admin.people_search
                    kind=Input::Search
                    hint=staff.admin.people_search_hint
                    value=search.query
                />
                <div class="form-row">
                    <Select
                        name="role"
                        label=staff.admin.role
                        options=roles
                        blank=staff.admin.any_role
                        value=search.role
                    />
                    <Select
                        name="status"
                        label=words.common.status
                        options=statuses
                        blank=staff.admin.any_status
                        value=search.status
                    />
                    <button type="submit" class="button">
                        {words.common.search}
                    </button>
                </div>
            </FilterForm>
        </div>
    }
    .erase()
}

/// The people of a page; with a box to tick each, inside of a form.
fn table(people: Vec<PersonRow>, with_boxes: bool) -> AnyView {
    let (words, staff) = (words(), staff_words());
    let rows = people
        .into_iter()
        .map(|person| {
            let roles = person
                .roles
                .iter()
                .map(|role| words.account.role(*role))
                .collect::<Vec<_>>();
            let tick = with_boxes.then(|| tick(&person));
            let status = status_tag(person.status);
            let since = person.since.clone();
            let since = view! { <time datetime=since.datetime>{since.label}</time> };
            let name = match tick {
                Some(tick) => view! { <div class="pick">{tick} <div>{named(person)}</div></div> }.erase(),
                None => named(person),
            };
            vec![name, words.list(roles).erase(), status, since.erase()]
        })
        .collect();
    let columns = [
        words.common.name,
        staff.admin.role,
        words.common.status,
        staff.admin.since,
    ];
    view! { <Table caption=staff.admin.people_title columns=columns.map(Column::new).to_vec() rows/> }.erase()
}

/// The address of this search without its page.
fn address_of(search: &FindPeople) -> String {
    let filters = [
        ("query", &*search.query),
        ("role", &*search.role),
        ("status", &*search.status),
    ];
    let filled: Vec<_> = filters.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    address(HERE, &filled)
}
