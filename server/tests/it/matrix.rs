//! The access matrix, made from the table of routes: every route, every kind of actor. A route outside of it fails.

use std::collections::BTreeSet;

use axum::http::Method;
use domain::actor::{Actor, Permission, Permissions, Policy};
use domain::carers::{CarerScope, CarerScopes};
use domain::merges::MergeRecords;
use domain::roles::GrantRole;
use futures_util::future::join_all;
use server::routes::{self, Door, Route};
use services::accounts::identity::Area;
use services::on_both_engines;
use services::roles;
use services::scope::Scope;
use services::testing::{TestClinic, instant, patient_of};

use crate::app::{App, Existing, existing};
use crate::client::{Answer, Client};

/// Nobody's id.
pub const ABSENT: &str = "01990000-0000-7000-8000-00000000dead";

/// An address of the route, with ids that lead nowhere.
pub fn address(route: &Route) -> Option<String> {
    let mut address = String::new();
    for part in route.path.split_inclusive('/') {
        let name = part.trim_end_matches('/');
        address.push_str(match name {
            "{id}" | "{hold}" => ABSENT,
            "{token}" => "no-such-token",
            name if name.starts_with('{') => return None,
            name => name,
        });
        if part.ends_with('/') {
            address.push('/');
        }
    }
    Some(address)
}

/// Routes that the matrix can't ask: a placeholder it does not know, or a method it does not send.
fn outside(table: &[Route]) -> Vec<&'static str> {
    let asked = |route: &&Route| address(route).is_some() && [Method::GET, Method::POST].contains(&route.method);
    table
        .iter()
        .filter(|route| !asked(route))
        .map(|route| route.path)
        .collect()
}

/// Pages and server functions that exist without a line in the table, and lines without anything behind them.
fn unlisted(table: &[Route], pages: &[String], calls: &[(String, Method)]) -> BTreeSet<String> {
    let listed: BTreeSet<_> = table
        .iter()
        .filter(|route| !matches!(route.door, Door::Plain(_)))
        .map(|route| format!("{} {}", route.method, route.path))
        .collect();
    let existing: BTreeSet<_> = pages
        .iter()
        .filter(|path| !path.contains("{*"))
        .map(|path| format!("GET {path}"))
        .chain(calls.iter().map(|(path, method)| format!("{method} {path}")))
        .collect();
    listed.symmetric_difference(&existing).cloned().collect()
}

#[tokio::test]
async fn every_page_and_server_function_has_a_line_with_a_policy() {
    let Existing { pages, calls } = existing();
    assert_eq!(unlisted(&routes::table(), pages, calls), BTreeSet::new());
    assert_eq!(outside(&routes::table()), Vec::<&str>::new());
}

#[tokio::test]
async fn a_new_route_without_a_policy_or_outside_of_the_matrix_is_noticed() {
    let Existing { pages, calls } = existing();
    let mut pages = pages.clone();
    pages.push("/patient/secrets".to_owned());
    assert!(
        unlisted(&routes::table(), &pages, calls).contains("GET /patient/secrets"),
        "a page without a line"
    );

    let mut table = routes::table();
    table.push(Route {
        method: Method::GET,
        path: "/patient/scans/{scan}",
        policy: Policy::Patient,
        door: Door::Page,
    });
    assert_eq!(
        outside(&table),
        ["/patient/scans/{scan}"],
        "a line that the matrix cannot ask"
    );
    table.push(Route {
        method: Method::DELETE,
        path: "/patient/scans",
        policy: Policy::Patient,
        door: Door::Page,
    });
    assert_eq!(outside(&table).len(), 2);
}

/// Who knocks, and as whom the area of a path lets them act.
struct Knocker {
    name: &'static str,
    scope: Option<Scope>,
    browser: Client,
}

async fn knockers(app: &App) -> Vec<Knocker> {
    let clinic: &TestClinic = &app.clinic;
    let ann = clinic.patient("Ann Lee").await;
    let people = [
        ("patient", ann.clone()),
        ("doctor", clinic.doctor("Dr Mateo Ruiz").await),
        (
            "pending doctor",
            clinic.new_doctor("Dr Priya Nair").pending().make().await,
        ),
        ("admin", clinic.admin().await),
        (
            "desk",
            clinic
                .staff(
                    "Desk",
                    Permissions::none()
                        .with(Permission::ManagePeople)
                        .with(Permission::ManageDeliveries),
                )
                .await,
        ),
        (
            "privacy officer",
            clinic
                .staff("Privacy officer", Permissions::none().with(Permission::ReadAudit))
                .await,
        ),
        (
            "manager of roles",
            clinic
                .staff("Manager", Permissions::none().with(Permission::ManageRoles))
                .await,
        ),
        ("former member of staff", former(clinic).await),
        (
            "carer who books",
            clinic
                .carer("Eva", &ann, CarerScopes::none().with(CarerScope::Booking))
                .await,
        ),
        (
            "carer with every scope",
            clinic.carer("Eve", &ann, CarerScopes::all()).await,
        ),
        (
            "carer without a scope",
            clinic.carer("Evan", &ann, CarerScopes::none()).await,
        ),
    ];
    let mut knockers = vec![Knocker {
        name: "visitor",
        scope: None,
        browser: app.visitor(),
    }];
    for (name, scope) in people {
        let browser = app.browser_of(&scope).await;
        knockers.push(Knocker {
            name,
            scope: Some(scope),
            browser,
        });
    }
    knockers.extend(no_more(app, &ann).await);
    knockers.push(part_of_another(app).await);
    knockers
}

/// A patient whose record is part of another one.
async fn part_of_another(app: &App) -> Knocker {
    let clinic = &app.clinic;
    let (kept, merged) = (clinic.patient("Twin").await, clinic.patient("Twin").await);
    let browser = app.browser_of(&merged).await;
    let form = MergeRecords {
        patient: patient_of(&kept).to_string(),
        patient_version: "1".to_owned(),
        other: patient_of(&merged).to_string(),
        other_version: "1".to_owned(),
        keep: patient_of(&kept).to_string(),
        reason: "One person".to_owned(),
        another_birth: String::new(),
    };
    let admin = clinic.confirmed(&clinic.admin().await);
    services::merges::join(&admin, &form).await.expect("they are made one");
    let account = merged.account().expect("an account");
    Knocker {
        name: "patient whose record is merged",
        scope: Some(clinic.scope(Actor::Account { account })),
        browser,
    }
}

/// Somebody who began to act for a patient who does not let them any more, and a patient who only looks at what a carer sees.
async fn no_more(app: &App, ann: &Scope) -> [Knocker; 2] {
    let clinic = &app.clinic;
    let former = clinic.carer("Former carer", ann, CarerScopes::all()).await;
    let browser = app.browser_of(&former).await;
    let Actor::Carer { carer, .. } = former.actor() else {
        unreachable!("a carer")
    };
    let end = domain::carers::EndCarer {
        carer: carer.to_string(),
    };
    services::carers::end(ann, &end).await.expect("it is ended");
    let account = former.account().expect("an account");
    let alone = Knocker {
        name: "former carer",
        scope: Some(clinic.scope(Actor::Account { account })),
        browser,
    };

    let zoe = clinic.patient("Zoe").await;
    let seen = clinic.carer("Seen", &zoe, CarerScopes::none()).await;
    let browser = app.browser_of(&zoe).await;
    let Actor::Carer { carer, patient, .. } = *seen.actor() else {
        unreachable!("a carer")
    };
    let look = [("carer", &*carer.to_string()), ("preview", "1")];
    let looks = browser.post("/patient/profile/carers", "/account/act", &look).await;
    assert_eq!(looks.location(), "/patient", "{}", looks.body);
    let previews = Actor::Carer {
        account: zoe.account().expect("an account"),
        patient,
        carer,
        scopes: CarerScopes::none(),
        preview: true,
    };
    let preview = Knocker {
        name: "patient in a preview",
        scope: Some(clinic.scope(previews)),
        browser,
    };
    [alone, preview]
}

/// Somebody who is a patient, and whose last day as staff is over.
async fn former(clinic: &TestClinic) -> Scope {
    let (admin, scope) = (clinic.admin().await, clinic.patient("Former").await);
    let given = GrantRole {
        account: scope.account().expect("an account").to_string(),
        role: "01990000-0000-7000-8000-000000030001".to_owned(),
        until: "2026-11-16".to_owned(),
    };
    roles::grant(&clinic.confirmed(&admin), &given)
        .await
        .expect("the role is given");
    clinic.clock.set(instant("2026-11-17T00:00:00Z"));
    scope
}

pub fn actor_in(area: Area, scope: Option<&Scope>) -> Actor {
    let Some(actor) = scope.map(Scope::actor) else {
        return Actor::Anonymous;
    };
    let fits = match area {
        Area::Patient => matches!(actor, Actor::Patient { .. } | Actor::Carer { .. }),
        Area::Doctor => matches!(actor, Actor::Doctor { .. } | Actor::PendingDoctor { .. }),
        Area::Admin => matches!(actor, Actor::Staff { .. }),
        Area::Account => true,
        Area::Public => false,
    };
    if fits { actor.clone() } else { Actor::Anonymous }
}

async fn knock(browser: &Client, route: &Route, app: &App) -> Answer {
    let address = address(route).expect("in the matrix");
    match (&route.method, &route.door) {
        (&Method::GET, Door::ServerFn) => browser.ask(&address).await,
        (&Method::GET, _) => browser.get(&address).await,
        (_, Door::ServerFn) => browser.call(&address, &[]).await,
        _ => browser.post("/", &address, &[]).await,
    }
    .tap(|answer| {
        assert!(
            answer.status < 500,
            "{} {} gave {} at {}",
            route.method,
            route.path,
            answer.status,
            app.base
        );
    })
}

trait Tap: Sized {
    fn tap(self, look: impl FnOnce(&Self)) -> Self {
        look(&self);
        self
    }
}
impl Tap for Answer {}

on_both_engines! {
    async fn only_those_whom_the_policy_names_get_past_a_door(app: App) {
        let knockers = knockers(&app).await;
        // Signing out or changing a password would end the knocker's session before the next door.
        // Choosing for whom one acts would make somebody else of them.
        let table: Vec<_> = routes::table().into_iter().filter(|route| !["/sign-out", "/account/act"].contains(&route.path)).collect();
        let (mut asked, mut refused) = (0, 0);
        for route in &table {
            let answers = knockers.iter().map(|knocker| knock(&knocker.browser, route, &app));
            for (knocker, answer) in knockers.iter().zip(join_all(answers).await) {
                let actor = actor_in(Area::of(route.path), knocker.scope.as_ref());
                asked += 1;
                let turned_away = match answer.status {
                    401 | 403 => true,
                    303 => {
                        let to = answer.location();
                        // Where the app opens, everybody is sent to their own pages.
                        let sent_home = route.path == "/start";
                        to.starts_with("/sign-in?next=")
                            || !sent_home && ["/doctor/waiting", "/doctor", "/account/caring?over=1"].contains(&to)
                    }
                    _ => false,
                };
                if route.policy.admits(&actor) {
                    assert!(!turned_away, "{} was refused at {} {}", knocker.name, route.method, route.path);
                } else {
                    refused += 1;
                    assert!(turned_away, "{} got {} at {} {}", knocker.name, answer.status, route.method, route.path);
                    assert!(!answer.body.contains(ABSENT));
                }
            }
        }
        let denials: i64 = app.clinic.value("SELECT count(*) FROM audit_event WHERE action = 'access.denied'").await;
        assert!(asked > 100 && refused > 50 && denials > 0, "{asked} asked, {refused} refused, {denials} written");
    }
}
