//! Getting in: from a registration to a session, and out again.

use chrono::TimeDelta;
use domain::actor::Actor;
use services::on_both_engines;
use services::testing::PASSWORD;

use crate::app::App;
use crate::html::forms;

const FORM: [(&str, &str); 9] = [
    ("name", "Ann Lee"),
    ("email", "ann@example.org"),
    ("phone", "020 7946 0999"),
    ("address", "2 Mill Lane, London"),
    ("birth_day", "27"),
    ("birth_month", "3"),
    ("birth_year", "1985"),
    ("password", PASSWORD),
    ("password_again", PASSWORD),
];

on_both_engines! {
    async fn a_patient_registers_confirms_and_signs_in(app: App) {
        let visitor = app.visitor();
        let answer = visitor.post("/register/patient", "/register/patient", &FORM).await;
        assert_eq!((answer.status, answer.location()), (303, "/check-your-mail"));

        let sign_in = [("email", "ANN@example.org"), ("password", PASSWORD)];
        let told = visitor.get("/check-your-mail").await.body;
        assert!(told.contains("<bdi>ann@example.org"), "a slip would be noticed");
        assert!(!app.visitor().get("/check-your-mail").await.body.contains("ann@example.org"));
        let early = visitor.post("/sign-in", "/sign-in", &sign_in).await;
        assert_eq!(early.location(), "/sign-in", "an unconfirmed address does not work yet");
        let lost = forms(&visitor.follow(&early).await.body);
        let again = lost.iter().find(|form| form.action == "/verify-again").expect("a way to another mail");
        assert_eq!(again.value("email"), Some("ANN@example.org"));
        let again = visitor.post("/sign-in", "/verify-again", &again.filled(&[])).await;
        assert_eq!(again.location(), "/check-your-mail?again=1");

        app.clinic.run_jobs().await;
        let mails = app.clinic.mailer.sent_to("ann@example.org");
        let text = &mails.last().expect("a mail").text;
        let link = text.split_whitespace().find(|word| word.contains("/verify/")).expect("a link");
        let path = &link[link.find("/verify/").expect("a path")..];

        // Opening the link changes nothing: mail scanners do it too.
        assert_eq!(visitor.get(path).await.status, 200);
        assert_eq!(visitor.post("/sign-in", "/sign-in", &sign_in).await.location(), "/sign-in");

        let confirmed = visitor.post(path, path, &[]).await;
        assert!(confirmed.location().starts_with("/sign-in"), "{}", confirmed.location());
        let signed_in = visitor.post("/sign-in", "/sign-in", &sign_in).await;
        assert_eq!((signed_in.status, signed_in.location()), (303, "/patient"));

        // The link works once.
        let used = visitor.post(path, path, &[]).await;
        assert_eq!(used.location(), "/verify/expired");
        let page = visitor.follow(&used).await.body;
        assert!(page.contains("confirmed already") && page.contains("href=\"/sign-in\""));
    }

    async fn who_registers_to_book_comes_back_to_the_day_also_on_another_device(app: App) {
        let (visitor, phone) = (app.visitor(), app.visitor());
        let doctor = app.clinic.doctor("Dr Mateo Ruiz").await;
        let day = format!("/doctors/{}?day=2026-11-17", services::testing::doctor_of(&doctor));
        let query = serde_urlencoded::to_string([("next", &day)]).expect("a query");
        let sign_in = format!("/sign-in?{query}");
        let (register, patient) = (format!("/register?{query}"), format!("/register/patient?{query}"));
        for (page, link) in [(&sign_in, &register), (&register, &patient)] {
            assert!(visitor.get(page).await.body.contains(&format!("href=\"{link}\"")), "{page}");
        }
        let wrong = visitor.fill(&patient, "/register/patient", &[("name", "Ann Lee")]).await;
        let page = visitor.follow(&wrong).await.body;
        let form = forms(&page).into_iter().find(|form| form.action == "/register/patient").expect("a form");
        assert_eq!(form.value("next"), Some(day.as_str()), "it is not lost over a mistake");
        let answer = visitor.post(&patient, "/register/patient", &form.filled(&FORM)).await;
        assert_eq!(answer.location(), "/check-your-mail");

        app.clinic.run_jobs().await;
        let mails = app.clinic.mailer.sent_to("ann@example.org");
        let text = &mails.last().expect("a mail").text;
        assert!(!text.contains("/doctors/"), "a mail tells nobody which doctor");
        let link = text.split_whitespace().find(|word| word.contains("/verify/")).expect("a link");
        let path = &link[link.find("/verify/").expect("a path")..];
        let confirmed = phone.post(path, path, &[]).await;
        assert_eq!(confirmed.location(), format!("/sign-in?verified=1&{query}"));
        let own = [("email", "ann@example.org"), ("password", PASSWORD)];
        assert_eq!(phone.fill(confirmed.location(), "/sign-in", &own).await.location(), day);
    }

    async fn signing_in_with_another_browser_is_told_to_the_owner(app: App) {
        let ann = app.clinic.patient("Ann Lee").await;
        let email = app.clinic.email(&ann).await;
        let right = [("email", email.as_str()), ("password", PASSWORD)];
        let (own, another) = (app.visitor(), app.visitor());
        for browser in [&own, &own, &another, &another] {
            assert_eq!(browser.post("/sign-in", "/sign-in", &right).await.location(), "/patient");
        }
        app.clinic.run_jobs().await;
        let mails = app.clinic.mailer.sent_to(&email);
        let told: Vec<_> = mails.iter().filter(|mail| mail.subject == "New sign-in to your account").collect();
        assert_eq!(told.len(), 1, "not of the first browser, and of each one once");
        assert!(told[0].text.contains("/account\n"), "{}", told[0].text);
    }

    async fn an_account_moves_to_another_address_by_the_link_that_goes_there(app: App) {
        let ann = app.clinic.patient("Ann Lee").await;
        let browser = app.browser_of(&ann).await;
        let wrong = [("email", "new@example.org"), ("password_current", "not the password")];
        assert_eq!(browser.post("/account", "/account/email", &wrong).await.location(), "/account");
        let page = browser.get("/account").await.body;
        assert!(page.contains("new@example.org") && !page.contains("not the password"), "what was typed is kept");

        let right = [("email", "new@example.org"), ("password_current", PASSWORD)];
        assert_eq!(browser.post("/account", "/account/email", &right).await.location(), "/account?asked=email");
        assert!(browser.get("/account").await.body.contains("We have sent a link to"));
        app.clinic.run_jobs().await;
        let mails = app.clinic.mailer.sent_to("new@example.org");
        let text = &mails.last().expect("a mail").text;
        let link = text.split_whitespace().find(|word| word.contains("/confirm-email/")).expect("a link");
        let path = &link[link.find("/confirm-email/").expect("a path")..];

        // Opening the link changes nothing: mail scanners do it too.
        let elsewhere = app.visitor();
        assert!(elsewhere.get(path).await.body.contains("new@example.org"));
        assert!(!app.clinic.email(&ann).await.contains("new@"));
        assert_eq!(elsewhere.post(path, path, &[]).await.location(), "/account?changed=email");
        assert_eq!(elsewhere.post(path, path, &[]).await.location(), "/confirm-email/expired");
        let sign_in = [("email", "new@example.org"), ("password", PASSWORD)];
        assert_eq!(elsewhere.post("/sign-in", "/sign-in", &sign_in).await.location(), "/patient");
        assert_eq!(browser.get("/account").await.status, 200, "who is signed in stays so");
    }

    async fn a_known_address_gets_the_same_answer_and_its_owner_a_mail(app: App) {
        let owner = app.clinic.patient("Ann Lee").await;
        let email = app.clinic.email(&owner).await;
        let mut form = FORM;
        form[1].1 = &email;
        let known = app.visitor().post("/register/patient", "/register/patient", &form).await;
        let new = app.visitor().post("/register/patient", "/register/patient", &FORM).await;
        assert_eq!((known.status, known.location(), &known.body), (new.status, new.location(), &new.body));
        app.clinic.run_jobs().await;
        assert_eq!(app.clinic.mailer.sent_to(&email).len(), 1);
        let accounts: i64 = app.clinic.value("SELECT count(*) FROM account").await;
        assert_eq!(accounts, 2);
    }

    async fn a_wrong_password_and_an_unknown_address_look_the_same(app: App) {
        let owner = app.clinic.patient("Ann Lee").await;
        let email = app.clinic.email(&owner).await;
        let mut pages = Vec::new();
        for address in [email.as_str(), "nobody@example.org"] {
            let visitor = app.visitor();
            let answer = visitor.post("/sign-in", "/sign-in", &[("email", address), ("password", "wrong password 123")]).await;
            assert_eq!((answer.status, answer.location()), (303, "/sign-in"));
            let page = visitor.get("/sign-in").await.body.replace(address, "");
            let text = page.split("<main").nth(1).expect("a page").split("</main>").next().expect("an end");
            pages.push(text.to_owned());
        }
        assert_eq!(pages[0], pages[1]);
    }

    async fn signing_out_ends_the_session_for_good(app: App) {
        let patient = app.clinic.patient("Ann Lee").await;
        let browser = app.browser_of(&patient).await;
        assert_eq!(browser.get("/account").await.status, 200);
        let out = browser.post("/account", "/sign-out", &[]).await;
        assert!(out.header("clear-site-data").contains("storage"));
        assert_eq!(browser.get("/account").await.status, 303);
        let sessions: i64 = app.clinic.value("SELECT count(*) FROM web_session WHERE account_id IS NOT NULL").await;
        assert_eq!(sessions, 0);
    }

    async fn a_session_ends_when_idle_and_after_twelve_hours(app: App) {
        let patient = app.clinic.patient("Ann Lee").await;
        let (idle, busy) = (app.browser_of(&patient).await, app.browser_of(&patient).await);
        for _ in 0..2 {
            app.clinic.advance(TimeDelta::minutes(20));
            assert_eq!(busy.get("/account").await.status, 200);
        }
        assert_eq!(idle.get("/account").await.status, 303, "nothing happened for forty minutes");
        for _ in 0..40 {
            app.clinic.advance(TimeDelta::minutes(20));
            busy.get("/account").await;
        }
        assert_eq!(busy.get("/account").await.status, 303, "twelve hours are over");
    }

    async fn a_suspended_account_is_out_at_once(app: App) {
        let patient = app.clinic.patient("Ann Lee").await;
        let browser = app.browser_of(&patient).await;
        let Actor::Patient { .. } = patient.actor() else { panic!("a patient") };
        assert_eq!(browser.get("/account").await.status, 200);
        app.clinic.execute("UPDATE account SET status = 'suspended'").await;
        assert_eq!(browser.get("/account").await.status, 303);
    }

    async fn guessing_is_slowed_down(app: App) {
        let owner = app.clinic.patient("Ann Lee").await;
        let email = app.clinic.email(&owner).await;
        let guess = [("email", email.as_str()), ("password", "wrong password 123")];
        let visitor = app.visitor();
        for _ in 0..12 {
            visitor.post("/sign-in", "/sign-in", &guess).await;
        }
        let right = [("email", email.as_str()), ("password", PASSWORD)];
        assert_eq!(visitor.post("/sign-in", "/sign-in", &right).await.location(), "/sign-in", "even the right one waits");
        app.clinic.advance(TimeDelta::minutes(61));
        assert_eq!(visitor.post("/sign-in", "/sign-in", &right).await.location(), "/patient");
    }
}
