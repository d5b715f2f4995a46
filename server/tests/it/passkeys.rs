//! Passkeys over HTTP: a device in software answers for the browser's script.

use chrono::TimeDelta;
use reqwest::Method;
use reqwest::header::ORIGIN;
use services::on_both_engines;
use services::scope::Scope;
use services::testing::{Authenticator, PASSWORD};

use crate::app::App;
use crate::client::{Answer, Client};
use crate::dump;
use crate::html::forms;
use crate::matrix::ABSENT;

const PAGE: &str = "/account/passkeys";
const ADDING: &str = "/account/passkeys/options";
const REMOVE: &str = "/account/passkeys/remove";
const SIGN_IN: &str = "/sign-in/passkey";
const ASKED: &str = "/sign-in/passkey/options";
const CONFIRM: &str = "/account/confirm/passkey";
const CONFIRM_ASKED: &str = "/account/confirm/passkey/options";

/// What a browser is asked.
async fn asked(browser: &Client, path: &str) -> serde_json::Value {
    let answer = browser.call(path, &[]).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.json()
}

/// Sends a form of a page as the browser's script does: it fills a hidden field.
async fn by_script(browser: &Client, page: &str, action: &str, filled: &[(&str, &str)]) -> Answer {
    let forms = forms(&browser.get(page).await.body);
    let form = forms.iter().find(|form| form.action == action).expect("the form");
    browser.post(page, action, &form.filled(filled)).await
}

/// Adds a passkey on the page.
async fn add(browser: &Client, device: &mut Authenticator, name: &str) -> Answer {
    let credential = device.create(&asked(browser, ADDING).await);
    by_script(browser, PAGE, PAGE, &[("name", name), ("credential", &credential)]).await
}

/// Signs in on the page.
async fn come(browser: &Client, device: &mut Authenticator, page: &str) -> Answer {
    let credential = device.get(&asked(browser, ASKED).await);
    by_script(browser, page, SIGN_IN, &[("credential", &credential)]).await
}

async fn passkey_of(app: &App) -> String {
    app.clinic
        .value::<uuid::Uuid>("SELECT id FROM passkey")
        .await
        .to_string()
}

/// Says whether somebody was sent back to the sign-in page, with the words for everything that does not fit.
async fn is_refused(browser: &Client, answer: &Answer) -> bool {
    answer.location() == "/sign-in"
        && browser
            .follow(answer)
            .await
            .body
            .contains("This passkey does not let you in")
}

/// A browser that was asked for a code.
async fn waiting(app: &App, scope: &Scope, next: &str) -> Client {
    let browser = app.visitor();
    let email = app.clinic.email(scope).await;
    let typed = [("email", email.as_str()), ("password", PASSWORD), ("next", next)];
    let answer = browser.post("/sign-in", "/sign-in", &typed).await;
    assert_eq!(answer.location(), "/sign-in/code");
    browser
}

on_both_engines! {
    async fn a_passkey_is_added_on_its_page_and_signs_in(app: App) {
        let ann = app.clinic.patient("Ann Lee").await;
        let browser = app.browser_of(&ann).await;
        assert!(browser.get("/account").await.body.contains(PAGE));
        assert!(browser.get(PAGE).await.body.contains("You have no passkeys yet."));
        let mut phone = Authenticator::default();
        let added = add(&browser, &mut phone, "My <phone>").await;
        assert_eq!(added.location(), "/account/passkeys?done=added");
        let page = browser.follow(&added).await.body;
        assert!(page.contains("The passkey is added.") && page.contains("My &lt;phone&gt;") && page.contains("Not used yet"));

        let other = app.visitor();
        let come_in = come(&other, &mut phone, "/sign-in?next=%2Fpatient%2Fvisits").await;
        assert_eq!(come_in.location(), "/patient/visits");
        let page = other.get(PAGE).await;
        assert!(page.body.contains("Last used") && page.header("cache-control") == "private, no-store");
        // It counts as having confirmed who one is.
        let removed = other.fill(PAGE, REMOVE, &[]).await;
        assert_eq!(removed.location(), "/account/passkeys?done=removed");
        let visitor = app.visitor();
        assert!(is_refused(&visitor, &come(&visitor, &mut phone, "/sign-in").await).await);
        // The password works as before.
        app.browser_of(&ann).await;
    }

    async fn a_passkey_takes_the_place_of_a_code(app: App) {
        let ann = app.clinic.patient("Ann Lee").await;
        app.clinic.second_step(&ann).await;
        let mut phone = app.clinic.passkey(&ann).await;
        let browser = waiting(&app, &ann, "/patient/visits").await;
        assert_eq!(come(&browser, &mut phone, "/sign-in/code").await.location(), "/patient/visits");
        assert_eq!(browser.get("/account").await.status, 200);
        // What was wrong is told where it was tried.
        let browser = waiting(&app, &ann, "").await;
        phone.unlocked = false;
        let refused = come(&browser, &mut phone, "/sign-in/code").await;
        assert_eq!(refused.location(), "/sign-in/code");
        assert!(browser.follow(&refused).await.body.contains("This passkey does not let you in"));
    }

    async fn what_is_handed_out_is_for_this_browser_once_and_a_short_while(app: App) {
        let ann = app.clinic.patient("Ann Lee").await;
        let mut phone = app.clinic.passkey(&ann).await;
        let browser = app.visitor();
        let handed = browser.call(ASKED, &[]).await;
        assert_eq!(handed.header("cache-control"), "private, no-store");
        assert!(handed.header("content-type").starts_with("application/json"));
        let credential = phone.get(&handed.json());
        let typed = [("credential", credential.as_str())];

        let elsewhere = app.visitor();
        assert!(is_refused(&elsewhere, &elsewhere.post("/sign-in", SIGN_IN, &typed).await).await, "stolen on its way");
        asked(&elsewhere, ASKED).await;
        assert!(is_refused(&elsewhere, &elsewhere.post("/sign-in", SIGN_IN, &typed).await).await, "for another challenge");
        assert_eq!(browser.post("/sign-in", SIGN_IN, &typed).await.location(), "/patient");
        browser.post("/account", "/sign-out", &[]).await;
        assert!(is_refused(&browser, &browser.post("/sign-in", SIGN_IN, &typed).await).await, "used");

        let late = phone.get(&asked(&browser, ASKED).await);
        app.clinic.advance(TimeDelta::minutes(5));
        assert!(is_refused(&browser, &browser.post("/sign-in", SIGN_IN, &[("credential", &late)]).await).await, "too late");
        let long = "x".repeat(20_000);
        assert!(is_refused(&browser, &browser.post("/sign-in", SIGN_IN, &[("credential", &long)]).await).await);
        // Scripts get the problem itself.
        let refused = browser.call(SIGN_IN, &[("credential", "{}")]).await;
        assert_eq!((refused.status, refused.body.contains("passkey_refused")), (422, true), "{}", refused.body);
    }

    async fn only_its_owner_adds_and_removes_a_passkey(app: App) {
        let (ann, ben) = (app.clinic.patient("Ann Lee").await, app.clinic.patient("Ben Okoro").await);
        let (hers, his) = (app.browser_of(&ann).await, app.browser_of(&ben).await);
        assert_eq!(app.visitor().call(ADDING, &[]).await.status, 401);
        let mut phone = Authenticator::default();
        let credential = phone.create(&asked(&hers, ADDING).await);
        let typed = [("name", "Phone"), ("credential", credential.as_str())];
        let refused = his.post(PAGE, PAGE, &typed).await;
        let page = his.follow(&refused).await.body;
        assert!(page.contains("The passkey was not added") && page.contains("value=\"Phone\""), "{page}");
        assert!(!page.contains("attestationObject"), "what a device answered is not kept");
        assert_eq!(hers.post(PAGE, PAGE, &typed).await.location(), "/account/passkeys?done=added");
        let again = hers.post(PAGE, PAGE, &typed).await;
        assert_eq!(again.location(), PAGE, "sent twice");

        let id = passkey_of(&app).await;
        let (foreign, absent) = (his.call(REMOVE, &[("passkey", &id)]).await, his.call(REMOVE, &[("passkey", ABSENT)]).await);
        assert_eq!((foreign.status, &foreign.body), (404, &absent.body));
        assert!(!his.get(PAGE).await.body.contains(&id));
        let visitor = app.visitor();
        assert_eq!(come(&visitor, &mut phone, "/sign-in").await.location(), "/patient");

        // Nothing of the key stands in the clear.
        let raw = serde_json::from_str::<serde_json::Value>(&credential).expect("JSON")["rawId"].clone();
        let raw = raw.as_str().expect("an id").to_owned();
        for (table, rows) in dump::all(&app.clinic).await {
            assert!(!rows.join("\n").contains(&raw), "{table}");
        }
    }

    async fn what_matters_asks_first_who_is_there(app: App) {
        let ann = app.clinic.patient("Ann Lee").await;
        let browser = app.browser_of(&ann).await;
        app.clinic.passkey(&ann).await;
        app.clinic.advance(TimeDelta::minutes(11));
        assert_eq!(browser.call(ADDING, &[]).await.status, 403);
        // The script then sends the form without an answer.
        for (action, typed) in [(PAGE, vec![("name", "Laptop")]), (REMOVE, vec![])] {
            let asks = browser.fill(PAGE, action, &typed).await;
            assert_eq!(asks.location(), "/account/confirm?next=%2Faccount%2Fpasskeys", "{action}");
        }
        let confirmed = browser.fill("/account/confirm?next=%2Faccount%2Fpasskeys", "/account/confirm", &[("password", PASSWORD)]).await;
        assert_eq!(confirmed.location(), PAGE);
        assert_eq!(add(&browser, &mut Authenticator::default(), "Laptop").await.location(), "/account/passkeys?done=added");
    }

    async fn a_passkey_confirms_who_is_there(app: App) {
        let (ann, ben) = (app.clinic.patient("Ann Lee").await, app.clinic.patient("Ben Okoro").await);
        let (mut phone, mut other) = (app.clinic.passkey(&ann).await, app.clinic.passkey(&ben).await);
        let (browser, another) = (app.browser_of(&ann).await, app.browser_of(&ben).await);
        app.clinic.advance(TimeDelta::minutes(11));
        // What was typed waits until it is known who is there.
        let asks = browser.fill(PAGE, PAGE, &[("name", "My laptop")]).await;
        let page = asks.location().to_owned();
        assert_eq!(page, "/account/confirm?next=%2Faccount%2Fpasskeys");
        assert!(browser.get(&page).await.body.contains("Use a passkey instead"));

        // Somebody else's, a locked one, one that was asked for by another browser: none says anything of the owner.
        let before = dump::content(&app.clinic).await;
        for what in ["somebody else's", "locked", "asked elsewhere"] {
            let asks = asked(&browser, CONFIRM_ASKED).await;
            phone.unlocked = what != "locked";
            let credential = match what {
                "somebody else's" => other.get(&asks),
                "locked" => phone.get(&asks),
                _ => phone.get(&asked(&another, CONFIRM_ASKED).await),
            };
            let refused = by_script(&browser, &page, CONFIRM, &[("credential", &credential)]).await;
            assert_eq!(refused.location(), page, "{what}");
            let shown = browser.follow(&refused).await.body;
            assert!(shown.contains("This passkey does not show that it is you") && !shown.contains("Okoro"));
            assert_eq!(browser.call(ADDING, &[]).await.status, 403);
        }
        let after = dump::content(&app.clinic).await;
        assert!(!dump::changed(&before, &after).contains(&"passkey"), "a passkey that is refused was not used");

        let credential = phone.get(&asked(&browser, CONFIRM_ASKED).await);
        let confirmed = by_script(&browser, &page, CONFIRM, &[("credential", &credential)]).await;
        assert_eq!(confirmed.location(), PAGE);
        assert!(browser.follow(&confirmed).await.body.contains("My laptop"));
        assert_eq!(add(&browser, &mut Authenticator::default(), "Laptop").await.location(), "/account/passkeys?done=added");
        // Once: the same answer confirms nothing later.
        app.clinic.advance(TimeDelta::minutes(11));
        let again = by_script(&browser, &page, CONFIRM, &[("credential", &credential)]).await;
        assert_eq!(again.location(), page);
        for (action, times) in [("session.confirmed", 1), ("session.confirmation_refused", 4)] {
            let written: i64 = app.clinic.value(&format!("SELECT count(*) FROM audit_event WHERE action = '{action}'")).await;
            assert_eq!(written, times, "{action}");
        }

        // Whoever has none is not offered it.
        let cara = app.browser_of(&app.clinic.patient("Cara").await).await;
        assert!(!cara.get("/account/confirm").await.body.contains("Use a passkey instead"));
        // Nobody is led away from the portal.
        let away = [("password", PASSWORD), ("next", "//evil.example")];
        assert_eq!(cara.post("/account/confirm", "/account/confirm", &away).await.location(), "/account");
    }

    async fn other_sites_and_other_methods_get_nothing(app: App) {
        let ann = app.clinic.patient("Ann Lee").await;
        let browser = app.browser_of(&ann).await;
        for path in [ADDING, ASKED, PAGE, REMOVE, SIGN_IN] {
            for origin in ["https://evil.example", "null", "http://127.0.0.1:1"] {
                let request = browser.request(Method::POST, path).header(ORIGIN, origin).form(&[("name", "x")]);
                let answer = Answer::of(request.send().await.expect("an answer")).await;
                assert_eq!(answer.status, 403, "{path} from {origin}");
            }
        }
        for path in [ADDING, ASKED] {
            assert_eq!(browser.get(path).await.status, 405, "{path}");
        }
        let kept: i64 = app.clinic.value("SELECT count(*) FROM passkey").await;
        assert_eq!(kept, 0);
    }

    async fn a_suspended_account_is_refused_in_the_same_words(app: App) {
        let (ann, admin) = (app.clinic.patient("Ann Lee").await, app.clinic.admin().await);
        let mut phone = app.clinic.passkey(&ann).await;
        let boss = app.browser_of(&admin).await;
        let account = ann.account().expect("an account").to_string();
        let page = boss.get(&format!("/admin/people/{account}")).await.body;
        assert!(page.contains("Passkeys") && page.contains("/fn/admin/reset_factor"), "{page}");
        let stopped = boss.call("/fn/admin/suspend", &[("account", &account), ("version", "1")]).await;
        assert_eq!(stopped.status, 200, "{}", stopped.body);
        let visitor = app.visitor();
        assert!(is_refused(&visitor, &come(&visitor, &mut phone, "/sign-in").await).await);
        let held: i64 = app.clinic.value("SELECT count(*) FROM audit_event WHERE action = 'session.refused'").await;
        assert_eq!(held, 1);
    }

    async fn at_an_address_without_a_name_nobody_hears_of_them(app: App) {
        let ann = app.clinic.patient("Ann Lee").await;
        assert!(app.visitor().get("/sign-in").await.body.contains("data-passkeys"));
        let server = app.without_passkeys().await;
        let browser = Client::new(&server.base);
        assert!(!browser.get("/sign-in").await.body.contains("data-passkeys"));
        assert_eq!(browser.call(ASKED, &[]).await.status, 404);
        let email = app.clinic.email(&ann).await;
        browser.post("/sign-in", "/sign-in", &[("email", &email), ("password", PASSWORD)]).await;
        let account = browser.get("/account").await;
        assert_eq!((account.status, account.body.contains(PAGE)), (200, false));
        assert_eq!(browser.get(PAGE).await.status, 404);
        assert_eq!(browser.call(ADDING, &[]).await.status, 404);
    }
}
