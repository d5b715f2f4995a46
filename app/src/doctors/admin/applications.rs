use crate::ui::Erase;
use domain::actor::Role;
use domain::admin::{ApplicationList, FindApplications, QueueEntry};
use domain::doctors::DoctorStatus;
use domain::live::{Interest, Kind};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::doctors::address::address;
use crate::doctors::server_fns::applications;
use crate::look::{dotted, initials};
use crate::ui::{
    Button, ButtonKind, ButtonLink, Card, EmptyState, Field, FilterForm, Hidden, Input, Link, Notice, PageHeader,
    Pagination, Person, SegmentedLinks, Tone, loaded, rows, shows,
};
use crate::viewer::{staff_words, words};

/// The doctors who wait, who are verified, and who were turned down.
#[component]
pub fn ApplicationsPage() -> impl IntoView {
    let query = use_query_map();
    let asked = move || {
        let query = query.get();
        let field = |name| query.get(name).unwrap_or_default();
        FindApplications {
            status: field("status"),
            name: field("name"),
            page: field("page"),
        }
    };
    let done = move || query.with_untracked(|query| query.get("done").unwrap_or_default());
    shows(words().common.updated_page, || {
        vec![Interest::only(Role::Staff, Kind::Application)]
    });
    loaded(asked, applications, move |list| show(list, &done()))
}

fn show(list: ApplicationList, done: &str) -> AnyView {
    let (words, staff) = (words(), staff_words());
    let tabs = [
        (DoctorStatus::Pending, staff.admin.tab_pending),
        (DoctorStatus::Approved, staff.admin.tab_approved),
        (DoctorStatus::Rejected, staff.admin.tab_rejected),
    ];
    let current = tabs
        .iter()
        .position(|(status, _)| *status == list.status)
        .unwrap_or_default();
    let name = list.search.name.clone();
    let links = tabs.map(|(status, text)| Link::new(of(status, &name), text)).to_vec();
    let done = match DoctorStatus::from_text(done) {
        Some(DoctorStatus::Approved) => Some(staff.admin.approved_done),
        Some(DoctorStatus::Rejected) => Some(staff.admin.rejected_done),
        _ => None,
    };
    let done = done.map(|title| view! { <Notice tone=Tone::Good title news=true/> });
    let entries = list.entries;
    let (page, pages, empty) = (entries.page, entries.pages, entries.is_empty());
    let rows = rows(entries.items, |entry| entry.id.to_string(), row);
    let shown = if empty {
        none(list.status, !name.is_empty())
    } else {
        view! {
            <Card>
                <ul class="list" role="list">
                    {rows}
                </ul>
            </Card>
            <Pagination page pages address=of(list.status, &name)/>
        }
        .erase()
    };
    view! {
        <div class="stack">
            <PageHeader title=staff.admin.doctors_title/>
            {done}
            <div><SegmentedLinks label=staff.admin.doctors_title links current/></div>
            <FilterForm action="/admin/doctors" label=words.common.search>
                <Hidden name="status" value=list.status.as_str()/>
                <div class="form-row">
                    <Field name="name" label=words.doctors.doctor_name kind=Input::Search value=name/>
                    <Button kind=ButtonKind::Quiet icon="search">{words.common.search}</Button>
                </div>
            </FilterForm>
            {shown}
        </div>
    }
    .erase()
}

fn of(status: DoctorStatus, name: &str) -> String {
    address("/admin/doctors", &[("status", status.as_str()), ("name", name)])
}

fn none(status: DoctorStatus, filtered: bool) -> AnyView {
    let (words, staff) = (words(), staff_words());
    if filtered {
        return view! {
            <EmptyState title=words.doctors.nobody_title>
                <ButtonLink kind=ButtonKind::Quiet href=of(status, "")>{words.common.clear}</ButtonLink>
            </EmptyState>
        }
        .erase();
    }
    let title = match status {
        DoctorStatus::Pending => staff.admin.waiting_none,
        _ => staff.admin.no_applications,
    };
    view! { <EmptyState icon="shield-check" title/> }.erase()
}

fn row(entry: QueueEntry) -> AnyView {
    let (words, staff) = (words(), staff_words());
    let line = dotted([Some(words.list(&entry.specialties).as_str()), entry.place.as_deref()]);
    view! {
        <li>
            <Person
                initials=initials(&entry.name)
                name=entry.name
                line=line
                href=format!("/admin/doctors/{}", entry.id)
            />
            <div class="grow stack tight small">
                <p>{words.common.in_words(words.account.licence_number, entry.licence_number)}</p>
                <p class="muted">
                    <time datetime=entry.applied.datetime>{staff.admin.applied_on(entry.applied.label)}</time>
                </p>
            </div>
            <super::Standing status=entry.status/>
        </li>
    }
    .erase()
}
