//! Who may come in: a doctor's way from the form to the first visit, and the way out for everybody.

use domain::actor::Policy;
use services::on_both_engines;
use services::testing::PASSWORD;

use crate::app::App;
use crate::cast::{self, Pair, Person, TUESDAY_TEN};
use crate::client::Client;

const DECIDE: &str = "/fn/admin/decide_doctor";

/// Registers Dr Nadia Karim through the form and confirms the address.
async fn apply(app: &App) -> Client {
    let browser = app.visitor();
    let location = app.clinic.location.to_string();
    let typed = [
        ("name", "Dr Nadia Karim"),
        ("email", "nadia@example.org"),
        ("phone", "020 7946 0321"),
        ("specialties[]", "01990000-0000-7000-8000-000000010001"),
        ("qualifications", "MB BS, MRCP"),
        ("licence_number", "GMC 777001"),
        ("experience_years", "9"),
        ("location", &location),
        ("password", PASSWORD),
        ("password_again", PASSWORD),
    ];
    let applied = browser.fill("/register/doctor", "/register/doctor", &typed).await;
    let page = browser.get(applied.location()).await.body;
    assert_eq!(applied.location(), "/check-your-mail", "{page}");
    app.clinic.run_jobs().await;
    let mails = app.clinic.mailer.sent_to("nadia@example.org");
    let text = &mails.last().expect("a mail").text;
    let link = text.find("/verify/").map(|start| &text[start..]).expect("a link");
    let path = link.split_whitespace().next().expect("a path");
    let confirmed = browser.fill(path, path, &[]).await;
    assert!(confirmed.location().starts_with("/sign-in"), "{}", confirmed.location());
    sign_in(&browser, "nadia@example.org").await;
    browser
}

async fn sign_in(browser: &Client, email: &str) -> String {
    let typed = [("email", email), ("password", PASSWORD)];
    browser.fill("/sign-in", "/sign-in", &typed).await.location().to_owned()
}

async fn doctor_id(app: &App) -> String {
    let ids = app
        .clinic
        .values::<uuid::Uuid>("SELECT id FROM doctor WHERE name = 'Dr Nadia Karim'")
        .await;
    ids.first().expect("the doctor").to_string()
}

on_both_engines! {
    async fn a_profile_that_is_saved_keeps_its_lines(app: App) {
        let nadia = Person::of(&app, app.clinic.doctor("Dr Nadia Karim").await).await;
        let (page, action) = ("/doctor/profile", "/fn/doctor/edit_profile");
        let lines = [("qualifications", "MB BS, Leeds 2008\nMRCP, London 2012")];
        for typed in [&lines[..], &[("biography", "Knees and hips.")]] {
            let saved = nadia.browser.fill(page, action, typed).await;
            assert!(saved.location().contains('?'), "{}", saved.location());
        }
        let kept = app.clinic.value::<String>("SELECT qualifications FROM doctor").await;
        assert_eq!(kept.lines().collect::<Vec<_>>(), ["MB BS, Leeds 2008", "MRCP, London 2012"]);
    }

    async fn a_doctor_registers_is_verified_found_booked_and_sees_the_visit(app: App) {
        let nadia = apply(&app).await;
        let admin = Person::of(&app, app.clinic.admin().await).await;
        let ann = Person::of(&app, app.clinic.patient("Ann Lee").await).await;
        let id = doctor_id(&app).await;
        assert_eq!(nadia.get("/doctor").await.location(), "/doctor/waiting");
        assert_eq!(nadia.get("/doctor/waiting").await.status, 200);
        for path in ["/doctor/hours", "/doctor/calendar", "/doctor/patients", "/doctor/profile", "/patient", "/admin"] {
            assert_ne!(nadia.get(path).await.status, 200, "{path} is not for somebody who waits");
        }
        let search = "/doctors?name=karim";
        assert!(!app.visitor().get(search).await.body.contains("Nadia"), "invisible");
        assert_eq!(app.visitor().get(&format!("/doctors/{id}")).await.status, 404);
        assert_eq!(cast::hold(&app, &ann.browser, id.parse().expect("an id"), TUESDAY_TEN).await.status, 404);

        assert!(admin.browser.get("/admin/doctors").await.body.contains("Nadia"));
        let decided = admin.browser.fill(&format!("/admin/doctors/{id}"), DECIDE, &[("decision", "approve")]).await;
        assert!(decided.location().starts_with("/admin/doctors"), "{}", decided.location());
        app.clinic.run_jobs().await;
        let mails = app.clinic.mailer.sent_to("nadia@example.org");
        let link = |text: &str| text.contains("/verify/");
        assert!(mails.len() > 1 && !link(&mails.last().expect("a mail").text), "the decision is mailed");

        // In at once: the same session, the next request.
        assert_eq!(nadia.get("/doctor").await.status, 200);
        let location = app.clinic.location.to_string();
        let (first, follow_up) = (app.clinic.visit_type("first").to_string(), app.clinic.visit_type("follow_up").to_string());
        let hours = [
            ("weekdays[]", "2"), ("weekdays[]", "4"), ("from", "9:00"), ("to", "12pm"), ("place", &location),
            ("visit_types[]", &first), ("visit_types[]", &follow_up),
        ];
        let added = nadia.fill("/doctor/hours", "/fn/doctor/add_hours", &hours).await;
        assert_eq!(added.location(), "/doctor/hours?done=hours-added", "{}", nadia.get("/doctor/hours").await.body);
        assert!(app.visitor().get(search).await.body.contains("Nadia"), "found");

        let visit = cast::booked(&app, &ann.browser, id.parse().expect("an id"), TUESDAY_TEN, "A cough").await;
        let seen = nadia.get(&format!("/doctor/visits/{visit}")).await.body;
        assert!(seen.contains("Ann Lee") && seen.contains("A cough"));
    }

    async fn a_rejected_doctor_reads_why_and_stays_out(app: App) {
        let nadia = apply(&app).await;
        let admin = Person::of(&app, app.clinic.admin().await).await;
        let id = doctor_id(&app).await;
        let page = format!("/admin/doctors/{id}");
        let reasonless = admin.browser.fill(&page, DECIDE, &[("decision", "reject"), ("reason", " ")]).await;
        assert_eq!(reasonless.location(), page, "a rejection needs its reason");
        assert!(admin.browser.get(&page).await.body.contains("There is a problem"));
        admin.browser.fill(&page, DECIDE, &[("decision", "reject"), ("reason", "The licence has lapsed")]).await;
        assert!(nadia.get("/doctor/waiting").await.body.contains("The licence has lapsed"));
        assert_eq!(nadia.get("/doctor/hours").await.location(), "/doctor/waiting");
        let again = admin.browser.call(DECIDE, &[("doctor", &id), ("decision", "reject"), ("reason", "Again"), ("version", "2")]).await;
        assert_eq!(again.status, 409, "{}", again.body);
    }

    async fn a_suspended_person_is_out_on_the_next_request(app: App) {
        let Pair { ann, mateo } = Pair::of(&app).await;
        let admin = Person::of(&app, app.clinic.admin().await).await;
        for (person, home, call) in [(&ann, "/patient", "/fn/patient/home"), (&mateo, "/doctor", "/fn/doctor/home")] {
            assert_eq!(person.browser.get(home).await.status, 200);
            let account = person.scope.account().expect("an account").to_string();
            let page = format!("/admin/people/{account}");
            let suspended = admin.browser.fill(&page, "/fn/admin/suspend", &[]).await;
            assert!(suspended.location().starts_with(&page), "{}", suspended.location());
            let out = person.browser.get(home).await;
            assert!(out.status == 303 && out.location().starts_with("/sign-in"), "{home}: {}", out.status);
            assert_eq!(person.browser.ask(call).await.status, 401);
            assert_eq!(person.browser.get("/account").await.status, 303);
            let email = app.clinic.email(&person.scope).await;
            assert_eq!(sign_in(&app.visitor(), &email).await, "/sign-in");
            admin.browser.fill(&page, "/fn/admin/reinstate", &[]).await;
            assert_ne!(sign_in(&app.visitor(), &email).await, "/sign-in", "reinstated");
        }
        let doctor = mateo.doctor();
        app.clinic.execute("UPDATE account SET status = 'suspended'").await;
        assert!(!app.visitor().get("/doctors?name=ruiz").await.body.contains("Mateo"), "nobody finds a suspended doctor");
        assert_eq!(app.visitor().get(&format!("/doctors/{doctor}")).await.status, 404);
    }

    async fn whoever_has_not_confirmed_an_address_reaches_nothing(app: App) {
        let visitor = app.visitor();
        let form = [
            ("name", "Una Verified"), ("email", "una@example.org"), ("phone", "020 7946 0999"), ("address", "2 Mill Lane"),
            ("birth_day", "27"), ("birth_month", "3"), ("birth_year", "1985"), ("password", PASSWORD), ("password_again", PASSWORD),
        ];
        let registered = visitor.fill("/register/patient", "/register/patient", &form).await;
        assert_eq!(registered.location(), "/check-your-mail");
        assert_eq!(sign_in(&visitor, "una@example.org").await, "/sign-in");
        for route in server::routes::table() {
            if matches!(route.policy, Policy::Public | Policy::Development | Policy::Report) {
                continue;
            }
            let path = route.path.replace(['{', '}'], "");
            let answer = match route.method.as_str() {
                "GET" => visitor.get(&path).await,
                _ => visitor.call(&path, &[]).await,
            };
            assert!([303, 401].contains(&answer.status), "{path}: {}", answer.status);
        }
    }
}
