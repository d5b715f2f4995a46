use domain::actor::ActorKind;
use domain::audit::{Access, AccessHistory, FindAccess};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::patients::server_fns::access;
use crate::ui::{Column, EmptyState, Erase, Link, PageHeader, Pagination, Table, loaded, still};
use crate::viewer::words;

/// What others did with the patient's record.
#[component]
pub fn AccessPage() -> impl IntoView {
    let query = use_query_map();
    let asked = move || FindAccess {
        page: query.with(|query| query.get("page").unwrap_or_default()),
    };
    loaded(asked, access, show)
}

fn show(history: AccessHistory) -> AnyView {
    let words = words();
    let (page, pages) = (history.rows.page, history.rows.pages);
    let content = if history.rows.is_empty() {
        view! { <EmptyState icon="shield-check" title=words.audit.access_empty text=words.audit.access_empty_hint/> }
            .erase()
    } else {
        still(move || table(history.rows.items))
    };
    let back = Some(Link::new("/patient/profile", words.patients.profile_title));
    view! {
        <div class="stack">
            <PageHeader title=words.audit.access_title subtitle=words.audit.access_lead back/>
            {content}
            <Pagination page pages address="/patient/profile/access"/>
            <section class="card">
                <h2>{words.audit.access_wrong}</h2>
                <p>{words.audit.access_call(history.phone)}</p>
            </section>
        </div>
    }
    .erase()
}

fn table(rows: Vec<Access>) -> AnyView {
    let words = &words().audit;
    let columns = [words.when, words.who, words.what, words.why];
    let rows = rows.into_iter().map(row).collect();
    view! { <Table caption=words.access_title columns=columns.map(Column::new).to_vec() rows/> }.erase()
}

fn row(access: Access) -> Vec<AnyView> {
    let words = &words().audit;
    let name = access.name.unwrap_or_else(|| words.somebody(access.role).to_owned());
    let why = match access.role {
        ActorKind::Doctor => words.why_visit,
        ActorKind::Staff => words.why_accounts,
        _ => "",
    };
    let visit = access.visit.map(|visit| {
        view! {
            <br/>
            <a class="small" href=format!("/patient/visits/{visit}")>
                {words.see_visit}
            </a>
        }
    });
    vec![
        view! { <time datetime=access.at.datetime>{access.at.label}</time> }.erase(),
        view! { <bdi>{name}</bdi> }.erase(),
        view! {
            <div>
                {words.action(access.what)}
                {visit}
            </div>
        }
        .erase(),
        why.erase(),
    ]
}
