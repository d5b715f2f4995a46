//! Running the clinic: pages for staff with a permission each.

mod audit;
mod charts;
mod deliveries;
mod exchanges;
mod home;
mod invitations;
mod log;
mod long_list;
mod merges;
mod people;
mod records;
mod roles;
mod server_fns;
mod settings;

use domain::actor::{Permission, Permissions, Policy};
use leptos::prelude::*;
use leptos_router::any_nested_route::IntoAnyNestedRoute;
use leptos_router::components::Route;
use leptos_router::{SsrMode, path};

use crate::{PageRoute, ServerFnRoute, changes, page, reads};
use audit::AuditPage;
use deliveries::DeliveriesPage;
use exchanges::ExchangesPage;
use home::HomePage;
use invitations::InvitationsPage;
use log::LogPage;
use merges::MergePage;
use people::{BulkPage, EditPersonPage, PeoplePage, PersonPage};
use records::{NewRecordPage, RecordPage, RecordsPage};
use roles::{RolePage, RolesPage};
use settings::SettingsPage;

const STAFF: Policy = Policy::StaffWithAny(Permissions::admin());
const SEES_PEOPLE: Policy = Policy::StaffWithAny(Permissions::of_people());
const PEOPLE: Policy = Policy::Staff(Permission::ManagePeople);
const MANY: Policy = Policy::StaffWithAny(domain::bulk::PERMISSIONS);
const ROLES: Policy = Policy::Staff(Permission::ManageRoles);
const SETTINGS: Policy = Policy::Staff(Permission::ManageSettings);
const DELIVERIES: Policy = Policy::Staff(Permission::ManageDeliveries);
const AUDIT: Policy = Policy::Staff(Permission::ReadAudit);
const LOG: Policy = Policy::Staff(Permission::ReadLog);

lazy_pages! { AdminPages in admin:
    Home => HomePage,
    Settings => SettingsPage,
    Deliveries => DeliveriesPage,
    Audit => AuditPage,
    Log => LogPage,
    Exchanges => ExchangesPage,
}

lazy_pages! { PeoplePages in people:
    People => PeoplePage,
    Person => PersonPage,
    EditPerson => EditPersonPage,
    Bulk => BulkPage,
    Records => RecordsPage,
    NewRecord => NewRecordPage,
    Record => RecordPage,
    Merge => MergePage,
    Invitations => InvitationsPage,
    Roles => RolesPage,
    Role => RolePage,
}

pub const PAGES: &[PageRoute] = &[
    page("/admin", STAFF),
    page("/admin/people", SEES_PEOPLE),
    page("/admin/people/bulk/{id}", MANY),
    page("/admin/people/invitations", ROLES),
    page("/admin/people/records", PEOPLE),
    page("/admin/people/records/new", PEOPLE),
    page("/admin/people/records/{id}", PEOPLE),
    page("/admin/people/records/{id}/merge", PEOPLE),
    page("/admin/people/{id}", SEES_PEOPLE),
    page("/admin/people/{id}/edit", PEOPLE),
    page("/admin/roles", ROLES),
    page("/admin/roles/{id}", ROLES),
    page("/admin/settings", SETTINGS),
    page("/admin/deliveries", DELIVERIES),
    page("/admin/audit", AUDIT),
    page("/admin/log", LOG),
    page("/admin/integrations", LOG),
];

pub const SERVER_FNS: &[ServerFnRoute] = &[
    reads("/fn/admin/home", STAFF),
    reads("/fn/admin/people", SEES_PEOPLE),
    reads("/fn/admin/person", SEES_PEOPLE),
    reads("/fn/admin/person_details", PEOPLE),
    changes("/fn/admin/edit_person", PEOPLE),
    changes("/fn/admin/prepare_bulk", MANY),
    reads("/fn/admin/bulk", MANY),
    changes("/fn/admin/confirm_bulk", MANY),
    reads("/fn/admin/records", PEOPLE),
    reads("/fn/admin/record", PEOPLE),
    changes("/fn/admin/add_record", PEOPLE),
    changes("/fn/admin/edit_record", PEOPLE),
    changes("/fn/admin/invite_owner", PEOPLE),
    changes("/fn/admin/withdraw_owner", PEOPLE),
    reads("/fn/admin/carers", PEOPLE),
    reads("/fn/admin/care", PEOPLE),
    changes("/fn/admin/end_care", PEOPLE),
    changes("/fn/admin/offer_carer", PEOPLE),
    changes("/fn/admin/change_carer", PEOPLE),
    changes("/fn/admin/end_carer", PEOPLE),
    reads("/fn/admin/merges", PEOPLE),
    reads("/fn/admin/compare_records", PEOPLE),
    changes("/fn/admin/merge_records", PEOPLE),
    changes("/fn/admin/separate_records", PEOPLE),
    changes("/fn/admin/suspend", PEOPLE),
    changes("/fn/admin/reinstate", PEOPLE),
    changes("/fn/admin/grant_role", ROLES),
    changes("/fn/admin/revoke_role", ROLES),
    reads("/fn/admin/invitations", ROLES),
    changes("/fn/admin/invite", ROLES),
    changes("/fn/admin/resend_invitation", ROLES),
    changes("/fn/admin/withdraw_invitation", ROLES),
    reads("/fn/admin/roles", ROLES),
    reads("/fn/admin/role", ROLES),
    changes("/fn/admin/save_role", ROLES),
    changes("/fn/admin/delete_role", ROLES),
    changes("/fn/admin/reset_factor", PEOPLE),
    reads("/fn/admin/settings", SETTINGS),
    changes("/fn/admin/save_settings", SETTINGS),
    reads("/fn/admin/deliveries", DELIVERIES),
    changes("/fn/admin/retry_delivery", DELIVERIES),
    reads("/fn/admin/audit", AUDIT),
    reads("/fn/admin/log", LOG),
    reads("/fn/admin/integrations", LOG),
];

/// The routes under the staff's frame.
#[component(transparent)]
pub fn AdminRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("") view={AdminPages::Home.lazy()} ssr=SsrMode::Async />
        <Route path=path!("/people") view={PeoplePages::People.lazy()} ssr=SsrMode::Async />
        <Route path=path!("/people/bulk/:id") view={PeoplePages::Bulk.lazy()} ssr=SsrMode::Async />
        <Route path=path!("/people/invitations") view={PeoplePages::Invitations.lazy()} ssr=SsrMode::Async />
        <Route path=path!("/people/records") view={PeoplePages::Records.lazy()} ssr=SsrMode::Async />
        <Route path=path!("/people/records/new") view={PeoplePages::NewRecord.lazy()} ssr=SsrMode::Async />
        <Route path=path!("/people/records/:id") view={PeoplePages::Record.lazy()} ssr=SsrMode::Async />
        <Route path=path!("/people/records/:id/merge") view={PeoplePages::Merge.lazy()} ssr=SsrMode::Async />
        <Route path=path!("/people/:id") view={PeoplePages::Person.lazy()} ssr=SsrMode::Async />
        <Route path=path!("/people/:id/edit") view={PeoplePages::EditPerson.lazy()} ssr=SsrMode::Async />
        <Route path=path!("/roles") view={PeoplePages::Roles.lazy()} ssr=SsrMode::Async />
        <Route path=path!("/roles/:id") view={PeoplePages::Role.lazy()} ssr=SsrMode::Async />
        <Route path=path!("/settings") view={AdminPages::Settings.lazy()} ssr=SsrMode::Async />
        <Route path=path!("/deliveries") view={AdminPages::Deliveries.lazy()} ssr=SsrMode::Async />
        <Route path=path!("/audit") view={AdminPages::Audit.lazy()} ssr=SsrMode::Async />
        <Route path=path!("/log") view={AdminPages::Log.lazy()} ssr=SsrMode::Async />
        <Route path=path!("/integrations") view={AdminPages::Exchanges.lazy()} ssr=SsrMode::Async />
    }
    .into_inner()
    .into_any_nested_route()
}
