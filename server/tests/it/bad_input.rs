//! Every form with everything that should not be in it: a plain answer, nothing half-written, the typed text kept.

use axum::http::Method;
use futures_util::future::join_all;
use server::routes::{self, Door};
use services::accounts::identity::Area;
use services::on_both_engines;

use crate::app::App;
use crate::client::{Answer, Client};
use crate::dump;
use crate::form_sheet::{BadForm, forms};
use crate::html::unescape;
use crate::matrix::{ABSENT, actor_in};
use crate::world::World;

/// What is typed into every field: none of it is a good value of all fields of any form.
fn nonsense() -> Vec<(&'static str, String)> {
    vec![
        ("nothing", String::new()),
        ("too long", "long ".repeat(2_000)),
        (
            "markup",
            "<script>alert(1)</script><img src=x onerror=alert(1)>".to_owned(),
        ),
        ("emoji", "🙂👩‍⚕️".to_owned()),
        ("right to left", "\u{202E}عائشة\u{202C} \u{2066}x".to_owned()),
        ("a NUL", "a\0b".to_owned()),
        ("SQL", "' OR 1=1; DROP TABLE account; --".to_owned()),
        ("an absent id", ABSENT.to_owned()),
        ("a past date", "1999-01-01".to_owned()),
        ("a negative number", "-99999999999999999999".to_owned()),
        ("a line break", "a\r\nset-cookie: x=1".to_owned()),
        ("a template", "{{7*7}}${7*7}%s%n".to_owned()),
    ]
}

/// Everything that any page or server function reads of an address.
const QUERIES: [&str; 28] = [
    "name",
    "query",
    "page",
    "month",
    "day",
    "from",
    "view",
    "status",
    "role",
    "state",
    "specialty",
    "city",
    "visit_type",
    "free_by",
    "visit",
    "place",
    "doctor",
    "id",
    "hold",
    "account",
    "token",
    "next",
    "who",
    "patient",
    "action",
    "until",
    "before",
    "numbers",
];

async fn send(browser: &Client, form: &BadForm, typed: &str, as_page: bool) -> Answer {
    let fields: Vec<_> = form.fields.iter().map(|name| (*name, typed)).collect();
    if as_page {
        browser.post(&form.page, form.action, &fields).await
    } else {
        browser.call(form.action, &fields).await
    }
}

on_both_engines! {
    async fn no_form_breaks_or_half_writes_on_nonsense(app: App) {
        let world = World::of(&app).await;
        let visitor = app.visitor();
        let before = dump::content(&app.clinic).await;
        let mut sent = 0;
        for form in forms(&world) {
            let person = world.people().into_iter().find(|(name, _)| *name == form.who);
            let browser = person.map_or(&visitor, |(_, person)| &person.browser);
            for (what, typed) in nonsense() {
                for as_page in [false, true] {
                    let answer = send(browser, &form, &typed, as_page).await;
                    let context = format!("{} with {what} (page: {as_page}): {} {}", form.action, answer.status, answer.body);
                    let fine = (300..500).contains(&answer.status);
                    assert!(fine || (answer.status == 200 && changes_nothing(form.action)), "{context}");
                    assert!(!answer.location().contains("long long") && !answer.location().contains("alert"), "{context}");
                    sent += 1;
                }
            }
        }
        // Fields of another shape than the form's.
        for form in forms(&world) {
            let person = world.people().into_iter().find(|(name, _)| *name == form.who);
            let browser = person.map_or(&visitor, |(_, person)| &person.browser);
            for shape in ["[]", "[a][b][c]", "[0][x]"] {
                let names: Vec<_> = form.fields.iter().map(|name| format!("{name}{shape}")).collect();
                let fields: Vec<_> = names.iter().map(|name| (name.as_str(), "x")).collect();
                for answer in [browser.call(form.action, &fields).await, browser.post(&form.page, form.action, &fields).await] {
                    assert!(answer.status < 500, "{} as {shape}: {}", form.action, answer.status);
                    sent += 1;
                }
            }
        }
        assert!(sent > 600, "{sent}");
        let after = dump::content(&app.clinic).await;
        assert_eq!(dump::changed(&before, &after), Vec::<&str>::new());
    }

    async fn no_address_breaks_on_nonsense(app: App) {
        let world = World::of(&app).await;
        let before = dump::content(&app.clinic).await;
        let mut asked = 0;
        for route in routes::table().iter().filter(|route| route.method == Method::GET) {
            let reader = world.people().into_iter().find(|(_, person)| {
                route.policy.admits(&actor_in(Area::of(route.path), Some(&person.scope)))
            });
            let browser = reader.map_or_else(|| app.visitor(), |(_, person)| person.browser.clone());
            let asking = nonsense().into_iter().map(async |(what, typed)| {
                let typed = typed.chars().take(200).collect::<String>();
                let query = QUERIES.map(|name| (name, typed.as_str()));
                let query = serde_urlencoded::to_string(query).expect("a query");
                let part = serde_urlencoded::to_string([("", &typed)]).expect("a part").replace('+', "%20");
                let mut address = route.path.to_owned();
                for name in ["{id}", "{hold}", "{token}"] {
                    address = address.replace(name, part.trim_start_matches('='));
                }
                let path = format!("{address}?{query}");
                let answer = match route.door {
                    Door::ServerFn => browser.ask(&path).await,
                    _ => browser.get(&path).await,
                };
                assert!(answer.status < 500, "{} with {what}: {} {}", route.path, answer.status, answer.body);
                // A call answers with data, which no browser takes for a page.
                let is_page = answer.header("content-type").starts_with("text/html");
                assert!(!is_page || !answer.body.contains("<script>alert"), "{} with {what}", route.path);
                assert!(is_page || answer.status != 200 || !matches!(route.door, Door::Page), "{}", route.path);
            });
            asked += join_all(asking).await.len();
        }
        assert!(asked > 400, "{asked}");
        let after = dump::content(&app.clinic).await;
        assert_eq!(dump::changed(&before, &after), Vec::<&str>::new(), "reading changes nothing");
    }

    async fn a_page_shows_its_errors_and_keeps_what_was_typed(app: App) {
        let world = World::of(&app).await;
        let visitor = app.visitor();
        let typed = "<b>bold</b> & \"quoted\" 李 عائشة 🙂";
        let kept = [
            ("/register/patient", "phone"), ("/register/doctor", "licence_number"), ("/sign-in", "email"),
            ("/forgotten-password", "email"), ("/fn/patient/edit_profile", "phone"), ("/fn/doctor/edit_profile", "phone"),
            ("/fn/doctor/add_hours", "from"), ("/fn/admin/save_settings", "clinic_phone"),
            ("/fn/admin/invite", "email"),
        ];
        for form in forms(&world) {
            let Some((_, field)) = kept.iter().find(|(action, _)| *action == form.action) else { continue };
            let person = world.people().into_iter().find(|(name, _)| *name == form.who);
            let browser = person.map_or(&visitor, |(_, person)| &person.browser);
            let answer = browser.fill(&form.page, form.action, &[(field, typed)]).await;
            assert_eq!(answer.location(), form.page, "{}", form.action);
            let page = browser.follow(&answer).await;
            assert!(page.status < 500 && page.body.contains("There is a problem"), "{} {}", form.action, page.status);
            assert!(!page.body.contains("<b>bold</b>"), "{}", form.action);
            assert!(unescape(&page.body).contains(typed), "{} forgot what was typed", form.action);
        }
    }
}

/// Asking for a mail, or giving back a time that is not held, answers the same to everybody.
fn changes_nothing(action: &str) -> bool {
    ["/forgotten-password", "/fn/patient/release_hold"].contains(&action)
}
