//! Object access: on every route that names an object, a foreign one answers exactly like an absent one.

use axum::http::Method;
use futures_util::future::join_all;
use server::routes::{self, Door, Route};
use services::on_both_engines;

use crate::app::App;
use crate::cast::Person;
use crate::client::{Answer, Client};
use crate::dump;
use crate::matrix::ABSENT;
use crate::objects::{Kind, LINES, Line, WITHOUT};
use crate::world::{CANARIES, World};

fn name_of(route: &Route) -> String {
    format!("{} {}", route.method, route.path)
}

/// Routes that could name an object and are in neither list.
fn forgotten(table: &[Route]) -> Vec<String> {
    let may_name_one = |route: &&Route| route.path.contains('{') || matches!(route.door, Door::ServerFn);
    let listed = |name: &String| WITHOUT.contains(&name.as_str()) || LINES.iter().any(|line| line.route == name);
    table
        .iter()
        .filter(may_name_one)
        .map(name_of)
        .filter(|name| !listed(name))
        .collect()
}

#[test]
fn every_route_that_can_name_an_object_says_which() {
    let table = routes::table();
    assert_eq!(forgotten(&table), Vec::<String>::new());
    let named = LINES.iter().map(|line| line.route).chain(WITHOUT.iter().copied());
    for name in named {
        assert!(table.iter().any(|route| name_of(route) == name), "{name} is gone");
    }
}

#[test]
fn a_new_route_with_an_object_is_noticed() {
    let mut table = routes::table();
    for (path, door) in [
        ("/patient/scans/{id}", Door::Page),
        ("/fn/patient/scan", Door::ServerFn),
    ] {
        let policy = domain::actor::Policy::Patient;
        table.push(Route {
            method: Method::GET,
            path,
            policy,
            door,
        });
    }
    assert_eq!(forgotten(&table), ["GET /patient/scans/{id}", "GET /fn/patient/scan"]);
}

/// How a list or a calendar is asked for what strangers would look for.
const QUERIES: [&str; 3] = [
    "",
    "?name=annabel&query=annabel&view=week&from=2026-11-16",
    "?view=agenda&from=2026-11-16",
];

async fn knock(browser: &Client, line: &Line, id: &str) -> Answer {
    let (method, path) = line.route.split_once(' ').expect("a method and a path");
    let path = path.replace("{id}", id).replace("{hold}", id);
    let fields: Vec<_> = line
        .fields
        .iter()
        .map(|(name, value)| (*name, if *value == "$" { id } else { value }))
        .collect();
    if method == "POST" {
        return browser.call(&path, &fields).await;
    }
    if !path.starts_with("/fn/") {
        return browser.get(&path).await;
    }
    let query: Vec<_> = fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
    browser.ask(&format!("{path}?{}", query.join("&"))).await
}

/// An answer without what differs from request to request.
fn essence(answer: &Answer, id: &str) -> (u16, String, String) {
    let plain = |text: &str| text.replace(id, "ID").replace(&id.replace('-', ""), "ID");
    let mut body = plain(&answer.body);
    for mark in ["nonce=\"", "'nonce-", "\"reference\":\""] {
        let mut parts = body.split(mark);
        let first = parts.next().unwrap_or_default().to_owned();
        body = parts.fold(first, |whole, part| {
            whole + mark + part.split_once(['"', '\'']).map_or("", |(_, rest)| rest)
        });
    }
    (answer.status, plain(answer.location()), body)
}

async fn same_as_absent(person: (&str, &Client), line: &Line, id: &str) {
    let foreign = knock(person.1, line, id).await;
    let absent = knock(person.1, line, ABSENT).await;
    // Letting go what is not one's own is as good as done, and changes nothing.
    let harmless = line.route == "POST /fn/patient/release_hold" && foreign.status == 200;
    assert!(
        harmless || (300..500).contains(&foreign.status),
        "{} gets {} at {}",
        person.0,
        foreign.status,
        line.route
    );
    assert_eq!(
        essence(&foreign, id),
        essence(&absent, ABSENT),
        "{} can tell at {}",
        person.0,
        line.route
    );
    // What is Ann's own, and what Mateo treats, they may read; staff may know who somebody is.
    let told = |canary: &&&str| match person.0 {
        "Ann" | "Mateo" => false,
        "the admin" => canary.starts_with("canary-"),
        _ => true,
    };
    for canary in CANARIES.iter().filter(told) {
        assert!(
            !foreign.body.contains(canary),
            "{} reads {canary} at {}",
            person.0,
            line.route
        );
    }
}

on_both_engines! {
    async fn what_is_foreign_answers_like_what_is_absent(app: App) {
        let world = World::of(&app).await;
        let table = routes::table();
        let visitor = app.visitor();
        let before = dump::content(&app.clinic).await;
        let mut asked = 0;
        for line in LINES.iter().filter(|line| line.kind != Kind::Secret && table.iter().any(|route| name_of(route) == line.route)) {
            for id in world.ids(line.kind) {
                let people = world.people().into_iter().filter(|(name, _)| !World::owns(name, line.kind));
                let people = people.map(|(name, Person { browser, .. })| (name, browser));
                let everybody = people.chain([("a visitor", &visitor)]).map(|person| same_as_absent(person, line, id));
                asked += join_all(everybody).await.len();
            }
        }
        assert!(asked > 150, "{asked}");
        let after = dump::content(&app.clinic).await;
        assert_eq!(dump::changed(&before, &after), Vec::<&str>::new(), "nobody changed anything");

        // The objects are there: their own people read them.
        let mut read = 0;
        for line in LINES.iter().filter(|line| line.route.starts_with("GET") && table.iter().any(|route| name_of(route) == line.route)) {
            for id in world.ids(line.kind) {
                for (name, person) in world.people().iter().filter(|(name, _)| World::owns(name, line.kind)) {
                    let answer = knock(&person.browser, line, id).await;
                    let allowed = routes::table().into_iter().find(|route| name_of(route) == line.route).expect("a route");
                    if allowed.policy.admits(person.scope.actor()) {
                        assert_eq!(answer.status, 200, "{name} at {}", line.route);
                        read += 1;
                    }
                }
            }
        }
        assert!(read > 15, "{read}");
        let denials: i64 = app.clinic.value("SELECT count(*) FROM audit_event WHERE action = 'access.denied'").await;
        assert!(denials > 0);
    }

    async fn nothing_planted_shows_on_any_page_of_a_stranger(app: App) {
        let world = World::of(&app).await;
        let mut looked_at = 0;
        let strangers = [("Ben", &world.ben), ("Iris", &world.iris), ("Priya", &world.priya), ("the admin", &world.admin)];
        for route in routes::table().iter().filter(|route| route.method == Method::GET && !route.path.contains('{')) {
            let looks = strangers.into_iter().flat_map(|stranger| QUERIES.map(|query| (stranger, format!("{}{query}", route.path))));
            let looks = looks.map(async |((name, person), path)| {
                let answer = match route.door {
                    Door::ServerFn => person.browser.ask(&path).await,
                    _ => person.browser.get(&path).await,
                };
                assert!(answer.status < 500, "{path}");
                // Staff may look up who a person is, never why they come.
                let secret = CANARIES.iter().filter(|canary| name != "the admin" || canary.starts_with("canary-"));
                for canary in secret {
                    assert!(!answer.body.contains(canary), "{name} reads {canary} at {path}");
                }
            });
            looked_at += join_all(looks).await.len();
        }
        assert!(looked_at > 300, "{looked_at}");
    }
}
