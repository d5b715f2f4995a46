//! A form whose session was over when it came: nothing typed is lost to its owner, and nobody else ever sees it.

use chrono::TimeDelta;
use reqwest::Method;
use reqwest::header::{ACCEPT, ORIGIN, REFERER};
use services::on_both_engines;
use services::scope::Scope;
use services::testing::PASSWORD;

use crate::app::App;
use crate::client::{Answer, Client};
use crate::dump;
use crate::html::forms;

const PAGE: &str = "/patient/profile";
const ACTION: &str = "/fn/patient/edit_profile";
/// Where whoever typed something is led.
const SIGN_IN: &str = "/sign-in?next=%2Fpatient%2Fprofile&kept=1";
/// Where everybody else is led.
const NOTHING_KEPT: &str = "/sign-in?next=%2Fpatient%2Fprofile";
const TYPED: &str = "Heron Cottage, half a mile from";
const NOT_SENT: &str = "This form was not sent yet";

/// A browser in which the profile is open.
async fn at_the_profile(app: &App, scope: &Scope) -> (Client, Vec<(String, String)>) {
    let browser = app.browser_of(scope).await;
    let page = browser.get(PAGE).await.body;
    let forms = forms(&page);
    let form = forms.iter().find(|form| form.action == ACTION).expect("the form");
    let filled = form.filled(&[("address", TYPED)]);
    let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    let typed = filled.iter().map(own).collect();
    (browser, typed)
}

async fn send(browser: &Client, typed: &[(String, String)]) -> Answer {
    let fields: Vec<_> = typed
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    browser.post(PAGE, ACTION, &fields).await
}

async fn sign_in(app: &App, browser: &Client, scope: &Scope, page: &str) -> Answer {
    let email = app.clinic.email(scope).await;
    browser
        .fill(page, "/sign-in", &[("email", &email), ("password", PASSWORD)])
        .await
}

/// Whether the page has the form back, which nobody has sent.
fn is_back(page: &Answer) -> bool {
    page.body.contains(TYPED) && page.body.contains(NOT_SENT)
}

/// Signs out everywhere else, from another browser.
async fn end_from_elsewhere(app: &App, scope: &Scope) {
    let phone = app.browser_of(scope).await;
    let ended = phone.fill("/account", "/fn/account/end_other_sessions", &[]).await;
    assert_eq!(ended.status, 303, "{}", ended.body);
}

on_both_engines! {
    async fn whoever_idled_gets_back_what_they_typed_and_sends_it(app: App) {
        let ann = app.clinic.patient("Ann Lee").await;
        let (browser, typed) = at_the_profile(&app, &ann).await;
        app.clinic.advance(TimeDelta::minutes(31));
        let late = send(&browser, &typed).await;
        assert_eq!((late.status, late.location()), (303, SIGN_IN));
        let page = browser.follow(&late).await;
        assert!(page.body.contains("what you typed is kept") && !page.body.contains(TYPED));

        // A mistyped password loses nothing.
        let email = app.clinic.email(&ann).await;
        let wrong = browser.fill(SIGN_IN, "/sign-in", &[("email", &email), ("password", "not the password")]).await;
        assert_eq!(wrong.location(), SIGN_IN);
        let back = sign_in(&app, &browser, &ann, SIGN_IN).await;
        assert_eq!((back.status, back.location()), (303, PAGE));
        let page = browser.follow(&back).await;
        assert!(is_back(&page), "{}", page.body);
        assert!(!page.body.contains("<title>Error"), "nothing is wrong with it");
        assert!(!browser.get(PAGE).await.body.contains(TYPED), "it is shown once, and was not sent");

        let sent = browser.fill(PAGE, ACTION, &[("address", TYPED)]).await;
        assert!(browser.follow(&sent).await.body.contains("Your profile is saved."));
    }

    async fn after_the_longest_session_it_comes_back_for_a_day(app: App) {
        let ann = app.clinic.patient("Ann Lee").await;
        let (browser, typed) = at_the_profile(&app, &ann).await;
        app.clinic.advance(TimeDelta::hours(20));
        app.clinic.run_jobs().await;
        assert_eq!(send(&browser, &typed).await.location(), SIGN_IN);
        let back = sign_in(&app, &browser, &ann, SIGN_IN).await;
        assert!(is_back(&browser.follow(&back).await));

        let (browser, typed) = at_the_profile(&app, &ann).await;
        app.clinic.advance(TimeDelta::hours(40));
        app.clinic.run_jobs().await;
        assert_eq!(send(&browser, &typed).await.location(), NOTHING_KEPT, "nobody knows any more whose it was");
    }

    async fn a_session_that_was_ended_elsewhere_loses_nothing_either(app: App) {
        let ann = app.clinic.patient("Ann Lee").await;
        let (browser, typed) = at_the_profile(&app, &ann).await;
        end_from_elsewhere(&app, &ann).await;
        // Other tabs and pictures ask before the form comes.
        assert_eq!(browser.get("/patient").await.status, 303);
        assert_eq!(browser.ask("/fn/account/account").await.status, 401);
        assert_eq!(send(&browser, &typed).await.location(), SIGN_IN);
        let back = sign_in(&app, &browser, &ann, SIGN_IN).await;
        assert!(is_back(&browser.follow(&back).await));

        let (browser, typed) = at_the_profile(&app, &ann).await;
        let phone = app.browser_of(&ann).await;
        let new = "seven grey herons wade";
        let change = [("password_current", PASSWORD), ("password", new), ("password_again", new)];
        let changed = phone.fill("/account", "/account/password", &change).await;
        assert_eq!(changed.location(), "/account?changed=password");
        assert_eq!(send(&browser, &typed).await.location(), SIGN_IN);
        let email = app.clinic.email(&ann).await;
        let back = browser.fill(SIGN_IN, "/sign-in", &[("email", &email), ("password", new)]).await;
        assert!(is_back(&browser.follow(&back).await));
    }

    async fn it_goes_through_the_second_step(app: App) {
        let ann = app.clinic.patient("Ann Lee").await;
        let (browser, typed) = at_the_profile(&app, &ann).await;
        let kept = app.clinic.second_step(&ann).await;
        app.clinic.advance(TimeDelta::minutes(31));
        let late = send(&browser, &typed).await;
        let cookie = late.session().expect("a visitor's session");
        let asked = sign_in(&app, &browser, &ann, SIGN_IN).await;
        assert_eq!(asked.location(), "/sign-in/code");
        assert_ne!(asked.session(), Some(cookie.clone()));
        let wrong = browser.fill("/sign-in/code", "/sign-in/code", &[("code", "000 000")]).await;
        assert_eq!(wrong.location(), "/sign-in/code");
        let code = app.clinic.app_code(&kept.secret, 0);
        let back = browser.fill("/sign-in/code", "/sign-in/code", &[("code", &code)]).await;
        assert_eq!(back.location(), PAGE);
        assert_ne!(back.session(), asked.session());
        assert!(is_back(&browser.follow(&back).await));
        // The visitor's session holds nothing any more.
        assert_ne!(browser.thief(&cookie).get(PAGE).await.status, 200);
    }

    async fn a_passkey_brings_it_back_too(app: App) {
        let ann = app.clinic.patient("Ann Lee").await;
        let mut phone = app.clinic.passkey(&ann).await;
        let (browser, typed) = at_the_profile(&app, &ann).await;
        app.clinic.advance(TimeDelta::minutes(31));
        send(&browser, &typed).await;
        let credential = phone.get(&browser.call("/sign-in/passkey/options", &[]).await.json());
        let fields = [("next", PAGE), ("credential", &credential)];
        let back = browser.post(SIGN_IN, "/sign-in/passkey", &fields).await;
        assert_eq!(back.location(), PAGE);
        assert!(is_back(&browser.follow(&back).await));
    }

    async fn somebody_else_at_that_browser_never_sees_it(app: App) {
        let (ann, bea) = (app.clinic.patient("Ann Lee").await, app.clinic.patient("Bea Moor").await);
        let (browser, typed) = at_the_profile(&app, &ann).await;
        app.clinic.advance(TimeDelta::minutes(31));
        send(&browser, &typed).await;
        for page in [PAGE, SIGN_IN, "/doctors", "/"] {
            assert!(!browser.get(page).await.body.contains(TYPED), "{page}");
        }
        let back = sign_in(&app, &browser, &bea, SIGN_IN).await;
        let page = browser.follow(&back).await;
        assert!(page.status == 200 && !page.body.contains(TYPED) && !page.body.contains(NOT_SENT));
        // And it is gone for its owner.
        browser.post(PAGE, "/sign-out", &[]).await;
        let back = sign_in(&app, &browser, &ann, NOTHING_KEPT).await;
        assert!(!browser.follow(&back).await.body.contains(TYPED));
    }

    async fn a_page_for_everybody_shows_it_to_its_owner_only(app: App) {
        let ann = app.clinic.patient("Ann Lee").await;
        app.clinic.doctor("Dr Mateo Ruiz").await;
        let browser = app.browser_of(&ann).await;
        app.clinic.advance(TimeDelta::minutes(31));
        let late = browser.post("/doctors", "/fn/patient/hold_time", &[("doctor", TYPED)]).await;
        assert_eq!(late.location(), "/sign-in?next=%2Fdoctors&kept=1");
        for _ in 0..2 {
            assert!(!browser.get("/doctors").await.body.contains(TYPED));
        }
        let kept: Vec<Vec<u8>> = app.clinic.values("SELECT data FROM web_session").await;
        assert!(!kept.is_empty() && kept.iter().all(|data| !contains(data, TYPED)), "it is sealed");
    }

    async fn it_waits_for_ten_minutes(app: App) {
        let ann = app.clinic.patient("Ann Lee").await;
        let (browser, typed) = at_the_profile(&app, &ann).await;
        app.clinic.advance(TimeDelta::minutes(31));
        send(&browser, &typed).await;
        app.clinic.advance(TimeDelta::minutes(11));
        let back = sign_in(&app, &browser, &ann, SIGN_IN).await;
        assert!(!is_back(&browser.follow(&back).await));
    }

    async fn what_is_too_large_is_not_kept(app: App) {
        let ann = app.clinic.patient("Ann Lee").await;
        let (browser, mut typed) = at_the_profile(&app, &ann).await;
        app.clinic.advance(TimeDelta::minutes(31));
        typed.push(("more".to_owned(), "x".repeat(65 * 1024)));
        assert_eq!(send(&browser, &typed).await.location(), NOTHING_KEPT);
        assert_eq!(visitors(&app).await, 0);
    }

    async fn no_password_is_kept(app: App) {
        let ann = app.clinic.patient("Ann Lee").await;
        let browser = app.browser_of(&ann).await;
        app.clinic.advance(TimeDelta::minutes(31));
        let typed = [("email", "new@example.org"), ("password_current", "a-secret-that-was-typed")];
        let late = browser.post("/account", "/account/email", &typed).await;
        assert_eq!(late.location(), "/sign-in?next=%2Faccount&kept=1");
        let back = sign_in(&app, &browser, &ann, late.location()).await;
        let page = browser.follow(&back).await.body;
        assert!(page.contains("new@example.org") && page.contains(NOT_SENT) && !page.contains("a-secret"));
        for (table, rows) in dump::all(&app.clinic).await {
            assert!(!rows.join("\n").contains("new@example.org"), "{table}");
        }
    }

    async fn signing_out_drops_it(app: App) {
        let ann = app.clinic.patient("Ann Lee").await;
        let (browser, typed) = at_the_profile(&app, &ann).await;
        app.clinic.advance(TimeDelta::minutes(31));
        send(&browser, &typed).await;
        assert_eq!(visitors(&app).await, 1);
        browser.post("/sign-in", "/sign-out", &[]).await;
        assert_eq!(visitors(&app).await, 0);
        let back = sign_in(&app, &browser, &ann, NOTHING_KEPT).await;
        assert!(!is_back(&browser.follow(&back).await));

        // Whoever signed out left on purpose: what comes from that browser afterwards is nobody's.
        let (browser, typed) = at_the_profile(&app, &ann).await;
        browser.post(PAGE, "/sign-out", &[]).await;
        assert_eq!(send(&browser, &typed).await.location(), NOTHING_KEPT);
        assert_eq!(visitors(&app).await, 0);
    }

    async fn a_visitor_has_nothing_kept_and_another_site_keeps_nothing(app: App) {
        let ann = app.clinic.patient("Ann Lee").await;
        let (browser, typed) = at_the_profile(&app, &ann).await;
        assert_eq!(send(&app.visitor(), &typed).await.location(), NOTHING_KEPT);
        app.clinic.advance(TimeDelta::minutes(31));
        let foreign = browser
            .request(Method::POST, ACTION)
            .header(ACCEPT, "text/html")
            .header(ORIGIN, "https://evil.example")
            .header(REFERER, format!("{}{PAGE}", app.base))
            .form(&typed);
        assert_eq!(foreign.send().await.expect("an answer").status(), 403);
        assert_eq!(visitors(&app).await, 0);
    }

    async fn two_pages_that_come_too_late_leave_the_last_one(app: App) {
        let ann = app.clinic.patient("Ann Lee").await;
        let (browser, typed) = at_the_profile(&app, &ann).await;
        app.clinic.advance(TimeDelta::minutes(31));
        browser.post("/account", "/account/email", &[("email", "new@example.org")]).await;
        assert_eq!(send(&browser, &typed).await.location(), SIGN_IN);
        let back = sign_in(&app, &browser, &ann, SIGN_IN).await;
        assert!(is_back(&browser.follow(&back).await));
    }

    async fn pages_hear_whose_browser_it_is(app: App) {
        let ann = app.clinic.patient("Ann Lee").await;
        let browser = app.browser_of(&ann).await;
        let page = browser.get("/patient").await.body;
        let mark = page.split("data-account=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a mark");
        assert_eq!(browser.call("/account/stay", &[]).await.header("x-account"), mark);
        assert_eq!(browser.ask("/account/live").await.header("x-account"), mark);
        assert!(page.contains("id=\"signed-out\""));
        let gone = app.visitor().call("/account/stay", &[]).await;
        assert_eq!((gone.status, gone.header("x-account")), (401, ""));
    }
}

/// How many sessions are nobody's.
async fn visitors(app: &App) -> i64 {
    app.clinic
        .value("SELECT count(*) FROM web_session WHERE account_id IS NULL")
        .await
}

fn contains(data: &[u8], text: &str) -> bool {
    data.windows(text.len()).any(|bytes| bytes == text.as_bytes())
}
