//! The second step at sign-in, as browsers without script meet it.

use axum::Extension;
use axum::extract::Request;
use axum::http::Method;
use axum::response::{IntoResponse, Response};
use chrono::TimeDelta;
use domain::actor::{Actor, Policy};
use server::middleware::problem::{self, Asker};
use server::routes::{self, Door, Route};
use services::on_both_engines;
use services::scope::Scope;
use services::sessions;
use services::testing::{PASSWORD, TestClinic};

use crate::app::App;
use crate::client::{Answer, Client};
use crate::dump;
use crate::matrix::address;

const PAGE: &str = "/account/second-factor";
const CODES: &str = "/account/second-factor/codes";
const CODE: &str = "/sign-in/code";

/// A browser that came as far as the second step.
async fn waiting(app: &App, scope: &Scope, browser: &Client) {
    let email = app.clinic.email(scope).await;
    let typed = [("email", email.as_str()), ("password", PASSWORD)];
    let answer = browser.fill("/sign-in", "/sign-in", &typed).await;
    assert_eq!((answer.status, answer.location()), (303, CODE));
}

async fn prove(browser: &Client, code: &str, remember: bool) -> Answer {
    let mut typed = vec![("code", code)];
    if remember {
        typed.push(("remember", "yes"));
    }
    browser.fill(CODE, CODE, &typed).await
}

/// The texts of a page's elements with this attribute.
fn texts(page: &str, attribute: &str) -> Vec<String> {
    let ends = page.split(attribute).skip(1);
    ends.filter_map(|rest| Some(rest.split_once('>')?.1.split('<').next()?.to_owned()))
        .collect()
}

/// Requires a second step of doctors and staff.
async fn require(browser: &Client) -> Answer {
    let typed = [("factor_required_doctors", "yes"), ("factor_required_staff", "yes")];
    browser.fill("/admin/settings", "/fn/admin/save_settings", &typed).await
}

/// A file that is given only to somebody who has just confirmed who they are.
async fn everything(Extension(scope): Extension<Scope>, req: Request) -> Response {
    match scope.fresh() {
        Ok(_) => "everything".into_response(),
        Err(error) => problem::refused(&Asker::of(&req), &error),
    }
}

on_both_engines! {
    async fn it_is_set_up_on_plain_pages_and_then_asked_for(app: App) {
        let ann = app.clinic.patient("Ann Lee").await;
        let browser = app.browser_of(&ann).await;
        assert!(browser.get("/account").await.body.contains(PAGE));
        let started = browser.fill(PAGE, "/account/second-factor/start", &[]).await;
        let page = browser.follow(&started).await;
        assert!(page.body.contains("otpauth://totp/") && page.body.contains("class=\"qr\""));
        let key = texts(&page.body, "class=\"key\"").remove(0);

        let wrong = browser.fill(PAGE, PAGE, &[("code", "12 34")]).await;
        let page = browser.follow(&wrong).await;
        assert!(page.body.contains("Enter the six digits of your app") && page.body.contains(&key), "the key stays");
        let on = browser.fill(PAGE, PAGE, &[("code", &app.clinic.app_code(&key, 0))]).await;
        assert_eq!(on.location(), "/account/second-factor/codes?done=on");
        let page = browser.follow(&on).await;
        let codes = texts(&page.body, "class=\"recovery\"");
        assert_eq!(codes.len(), 10, "{}", page.body);
        assert_eq!(page.header("cache-control"), "private, no-store");
        let kept = browser.fill(CODES, "/account/second-factor/kept", &[]).await;
        assert_eq!(kept.location(), PAGE);
        assert!(!browser.get(CODES).await.body.contains(&codes[0]), "they are shown once");
        assert!(browser.get(PAGE).await.body.contains("Recovery codes left"));

        // The key and the codes stand nowhere in the clear.
        let plain = [key.replace(' ', ""), codes[0].replace(' ', "")];
        for (table, rows) in dump::all(&app.clinic).await {
            let rows = rows.join("\n");
            assert!(plain.iter().all(|secret| !rows.contains(secret)), "{table}");
        }

        app.clinic.advance(TimeDelta::seconds(30));
        let other = app.visitor();
        waiting(&app, &ann, &other).await;
        assert_eq!(prove(&other, &app.clinic.app_code(&key, 0), false).await.location(), "/patient");
        assert_eq!(other.get("/account").await.status, 200);

        // The app is lost: a recovery code is good once.
        let third = app.visitor();
        waiting(&app, &ann, &third).await;
        assert_eq!(prove(&third, &codes[4], false).await.location(), "/patient");
        let fourth = app.visitor();
        waiting(&app, &ann, &fourth).await;
        assert_eq!(prove(&fourth, &codes[4], false).await.location(), CODE);
    }

    async fn a_pending_sign_in_reaches_nothing_and_ends_in_a_new_session(app: App) {
        let doctor = app.clinic.doctor("Dr Mateo Ruiz").await;
        let kept = app.clinic.second_step(&doctor).await;
        let browser = app.visitor();
        let email = app.clinic.email(&doctor).await;
        let typed = [("email", email.as_str()), ("password", PASSWORD), ("next", "/doctor/patients")];
        let pending = browser.post("/sign-in", "/sign-in", &typed).await;
        let before = pending.session().expect("a session");
        let mut asked = 0;
        for route in routes::table() {
            if matches!(route.policy, Policy::Public | Policy::Development | Policy::Report) {
                continue;
            }
            let address = address(&route).expect("in the matrix");
            let answer = match (&route.method, &route.door) {
                (&Method::GET, Door::ServerFn) => browser.ask(&address).await,
                (&Method::GET, _) => browser.get(&address).await,
                (_, Door::ServerFn) => browser.call(&address, &[]).await,
                _ => browser.post("/", &address, &[]).await,
            };
            let away = matches!(answer.status, 401 | 403) || answer.location().starts_with("/sign-in?next=");
            assert!(away, "{} {}: {} {}", route.method, route.path, answer.status, answer.location());
            asked += 1;
        }
        assert!(asked > 60, "{asked}");
        let held: i64 = app.clinic.value("SELECT count(*) FROM web_session WHERE account_id IS NOT NULL").await;
        assert_eq!(held, 0, "a pending sign-in is nobody's session");

        let passed = prove(&browser, &app.clinic.app_code(&kept.secret, 0), false).await;
        assert_eq!(passed.location(), "/doctor/patients");
        let after = passed.session().expect("another session");
        assert_ne!(before, after);
        assert_eq!(browser.get("/doctor/patients").await.status, 200);
        // The old id opens nothing.
        assert_ne!(browser.thief(&before).get("/doctor/patients").await.status, 200);
    }

    async fn five_wrong_codes_or_ten_minutes_end_a_pending_sign_in(app: App) {
        let ann = app.clinic.patient("Ann Lee").await;
        let kept = app.clinic.second_step(&ann).await;
        let browser = app.visitor();
        waiting(&app, &ann, &browser).await;
        for _ in 0..5 {
            assert_eq!(prove(&browser, "000 000", false).await.location(), CODE);
        }
        let right = app.clinic.app_code(&kept.secret, 0);
        assert_eq!(prove(&browser, &right, false).await.location(), "/sign-in?over=1");
        assert_eq!(prove(&browser, &right, false).await.location(), "/sign-in?over=1", "nothing is pending");
        waiting(&app, &ann, &browser).await;
        assert_eq!(prove(&browser, &right, false).await.location(), "/patient");

        let slow = app.visitor();
        waiting(&app, &ann, &slow).await;
        app.clinic.advance(TimeDelta::minutes(10));
        assert_eq!(prove(&slow, &app.clinic.app_code(&kept.secret, 0), false).await.location(), "/sign-in?over=1");
    }

    async fn a_remembered_device_skips_the_code_and_never_the_password(app: App) {
        let ann = app.clinic.patient("Ann Lee").await;
        let kept = app.clinic.second_step(&ann).await;
        let browser = app.visitor();
        waiting(&app, &ann, &browser).await;
        assert_eq!(prove(&browser, &app.clinic.app_code(&kept.secret, 0), true).await.location(), "/patient");
        browser.post("/account", "/sign-out", &[]).await;
        let email = app.clinic.email(&ann).await;
        let wrong = [("email", email.as_str()), ("password", "not the password at all")];
        assert_eq!(browser.post("/sign-in", "/sign-in", &wrong).await.location(), "/sign-in");
        let right = [("email", email.as_str()), ("password", PASSWORD)];
        assert_eq!(browser.post("/sign-in", "/sign-in", &right).await.location(), "/patient");
        assert_eq!(app.visitor().post("/sign-in", "/sign-in", &right).await.location(), CODE, "another browser is asked");
        // Without the code nothing that matters is confirmed.
        let off = browser.fill(PAGE, "/account/second-factor/off", &[]).await;
        assert!(off.location().starts_with("/account/confirm?next="), "{}", off.location());
        app.clinic.advance(TimeDelta::days(30));
        assert_eq!(browser.post("/sign-in", "/sign-in", &right).await.location(), CODE, "thirty days are over");
    }

    async fn what_matters_asks_who_is_there_and_leads_back(app: App) {
        let ann = app.clinic.patient("Ann Lee").await;
        let kept = app.clinic.second_step(&ann).await;
        let browser = app.visitor();
        waiting(&app, &ann, &browser).await;
        prove(&browser, &app.clinic.app_code(&kept.secret, 0), false).await;
        app.clinic.advance(TimeDelta::minutes(11));
        let asked = browser.fill(PAGE, "/account/second-factor/off", &[]).await;
        let confirm = "/account/confirm?next=%2Faccount%2Fsecond-factor";
        assert_eq!(asked.location(), confirm);
        let code = app.clinic.app_code(&kept.secret, 0);
        for (password, code) in [("wrong", code.as_str()), (PASSWORD, "000000"), (PASSWORD, "")] {
            let refused = browser.fill(confirm, "/account/confirm", &[("password", password), ("code", code)]).await;
            assert_eq!(refused.location(), confirm);
        }
        let away = [("password", PASSWORD), ("code", code.as_str()), ("next", "https://evil.example/")];
        assert_eq!(browser.post(confirm, "/account/confirm", &away).await.location(), "/account");
        let page = browser.get(PAGE).await;
        assert!(page.body.contains("press the button again"), "what was asked for is still known");
        let off = browser.fill(PAGE, "/account/second-factor/off", &[]).await;
        assert_eq!(off.location(), "/account/second-factor?done=off");
        let email = app.clinic.email(&ann).await;
        let right = [("email", email.as_str()), ("password", PASSWORD)];
        assert_eq!(app.visitor().post("/sign-in", "/sign-in", &right).await.location(), "/patient");
    }

    async fn whoever_confirmed_goes_on_under_a_new_id(app: App) {
        let ann = app.clinic.patient("Ann Lee").await;
        let (email, browser) = (app.clinic.email(&ann).await, app.visitor());
        let signed_in = [("email", email.as_str()), ("password", PASSWORD)];
        let before = browser.post("/sign-in", "/sign-in", &signed_in).await.session().expect("a session");
        app.clinic.advance(TimeDelta::minutes(11));
        let confirm = "/account/confirm?next=%2Faccount%2Fpasskeys";
        let wrong = browser.fill(confirm, "/account/confirm", &[("password", "wrong")]).await;
        assert_eq!(wrong.session().as_ref(), Some(&before), "nothing is proven");
        let confirmed = browser.fill(confirm, "/account/confirm", &[("password", PASSWORD)]).await;
        let after = confirmed.session().expect("another session");
        assert_ne!(before, after);

        // What the browser has sent before is still answered; whoever knows the old id may do nothing that matters.
        let options = "/account/passkeys/options";
        let thief = browser.thief(&before);
        assert_eq!(thief.get("/account").await.status, 200);
        assert_eq!(thief.call(options, &[]).await.status, 403);
        assert_eq!(browser.call(options, &[]).await.status, 200);
        assert_eq!(sessions::mine(&ann, None).await.unwrap().len(), 1, "one device");
        app.clinic.advance(TimeDelta::seconds(10));
        assert_eq!(thief.get("/account").await.location(), "/sign-in?next=%2Faccount");
        assert_eq!(browser.get("/account").await.status, 200);

        // Signing out ends both.
        app.clinic.advance(TimeDelta::minutes(11));
        browser.fill(confirm, "/account/confirm", &[("password", PASSWORD)]).await;
        browser.post("/account", "/sign-out", &[]).await;
        assert_ne!(browser.thief(&after).get("/account").await.status, 200);
    }

    async fn a_file_that_matters_leads_to_the_confirmation_too(clinic: TestClinic) {
        let ann = clinic.patient("Ann Lee").await;
        let mut table = routes::table();
        table.push(Route {
            method: Method::GET,
            path: "/account/everything",
            policy: Policy::SignedIn,
            door: Door::Plain(Box::new(axum::routing::get(everything))),
        });
        let app = App::serve(clinic, table).await;
        let browser = app.browser_of(&ann).await;
        assert_eq!(browser.get("/account/everything?as=csv").await.body, "everything");
        app.clinic.advance(TimeDelta::minutes(11));
        let asked = browser.get("/account/everything?as=csv").await;
        let confirm = "/account/confirm?next=%2Faccount%2Feverything%3Fas%3Dcsv";
        assert_eq!((asked.status, asked.location()), (303, confirm));
        let back = browser.fill(confirm, "/account/confirm", &[("password", PASSWORD)]).await;
        assert_eq!(back.location(), "/account/everything?as=csv");
        assert_eq!(browser.follow(&back).await.body, "everything");
    }

    async fn where_it_is_required_work_opens_once_it_is_on(app: App) {
        let (doctor, admin) = (app.clinic.doctor("Dr Mateo Ruiz").await, app.clinic.admin().await);
        let (mateo, boss) = (app.browser_of(&doctor).await, app.browser_of(&admin).await);
        assert_eq!(require(&boss).await.location(), "/admin/settings?done=saved");
        for (browser, scope, area) in [(&mateo, &doctor, "/doctor"), (&boss, &admin, "/admin")] {
            let mut asked = 0;
            for route in routes::table() {
                let works = matches!(route.policy, Policy::Doctor | Policy::Staff(_));
                if !works || !route.policy.admits(scope.actor()) {
                    continue;
                }
                let address = address(&route).expect("in the matrix");
                let answer = match (&route.method, &route.door) {
                    (&Method::GET, Door::ServerFn) => browser.ask(&address).await,
                    (&Method::GET, _) => browser.get(&address).await,
                    _ => browser.call(&address, &[]).await,
                };
                let away = answer.status == 403 || answer.location() == "/account/second-factor?required=1";
                assert!(away, "{} {}: {} {}", route.method, route.path, answer.status, answer.location());
                asked += 1;
            }
            assert!(asked > 5, "{asked} in {area}");
            let led = browser.get(area).await;
            let page = browser.follow(&led).await;
            assert!(page.body.contains("The clinic asks for a second step"), "{}", page.body);

            let started = browser.fill(PAGE, "/account/second-factor/start", &[]).await;
            let page = browser.follow(&started).await;
            let key = texts(&page.body, "class=\"key\"").remove(0);
            browser.fill(PAGE, PAGE, &[("code", &app.clinic.app_code(&key, 0))]).await;
            assert_eq!(browser.get(area).await.status, 200);
            assert!(matches!(scope.actor(), Actor::Doctor { .. } | Actor::Staff { .. }));
        }
    }

    async fn staff_help_somebody_who_lost_it_after_they_confirmed(app: App) {
        let (ann, admin) = (app.clinic.patient("Ann Lee").await, app.clinic.admin().await);
        app.clinic.second_step(&ann).await;
        let boss = app.browser_of(&admin).await;
        app.clinic.advance(TimeDelta::minutes(11));
        let page = format!("/admin/people/{}", ann.account().expect("an account"));
        let typed = [("reason", "stolen")];
        let asked = boss.fill(&page, "/fn/admin/reset_factor", &typed).await;
        let confirm = asked.location().to_owned();
        assert!(confirm.starts_with("/account/confirm?next=%2Fadmin%2Fpeople%2F"), "{confirm}");
        let mistyped = boss.fill(&confirm, "/account/confirm", &[("password", "wrong")]).await;
        assert_eq!(mistyped.location(), confirm);
        let back = boss.fill(&confirm, "/account/confirm", &[("password", PASSWORD)]).await;
        assert_eq!(back.location(), page);
        // What was chosen is still chosen.
        let opened = boss.follow(&back).await;
        let form = crate::html::forms(&opened.body).into_iter().find(|form| form.action == "/fn/admin/reset_factor");
        let form = form.expect("the form");
        assert_eq!(form.value("reason"), Some("stolen"));
        let done = boss.post(&page, "/fn/admin/reset_factor", &form.filled(&[])).await;
        assert_eq!(done.location(), format!("{page}?done=factor-reset"));
        assert!(!boss.get(&page).await.body.contains("/fn/admin/reset_factor"));
    }
}
