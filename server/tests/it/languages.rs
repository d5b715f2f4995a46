//! In which language a page answers: the account's, else the browser's choice, else the best that the browser accepts.

use axum::http::Method;
use reqwest::header::{ACCEPT, ACCEPT_LANGUAGE, COOKIE};
use services::on_both_engines;

use crate::app::App;
use crate::client::{Answer, Client};

const ENGLISH: &str = "<html lang=\"en\" dir=\"ltr\"";
const SPANISH: &str = "<html lang=\"es\" dir=\"ltr\"";
const ARABIC: &str = "<html lang=\"ar\" dir=\"rtl\"";

/// Opens a page with a header.
async fn asking(browser: &Client, path: &str, accepted: &str) -> Answer {
    let request = browser.request(Method::GET, path).header(ACCEPT, "text/html");
    Answer::of(
        request
            .header(ACCEPT_LANGUAGE, accepted)
            .send()
            .await
            .expect("an answer"),
    )
    .await
}

/// Presses a language at the foot of a page.
async fn choose(browser: &Client, page: &str, language: &str) -> Answer {
    browser.post(page, "/language", &[("language", language)]).await
}

on_both_engines! {
    async fn a_visitor_is_answered_in_the_language_of_the_browser(app: App) {
        let visitor = app.visitor();
        for (accepted, html) in [
            ("es-MX,es;q=0.9,en;q=0.8", SPANISH),
            ("en;q=0.3, ar-EG;q=0.9", ARABIC),
            ("fr, de;q=0.5", ENGLISH),
            ("ar;q=0, *", ENGLISH),
            ("\u{e9}, ar", ENGLISH),
            (";;;,,,q=q", ENGLISH),
        ] {
            let request = visitor.request(Method::GET, "/sign-in").header(ACCEPT, "text/html");
            let answer = Answer::of(request.header(ACCEPT_LANGUAGE, accepted.as_bytes()).send().await.expect("an answer")).await;
            assert!(answer.body.contains(html), "{accepted}: {}", &answer.body[..120]);
            for key in ["accept-language", "cookie"] {
                assert!(answer.headers.get_all("vary").iter().any(|vary| vary.to_str().unwrap().contains(key)));
            }
        }
        let huge = "xx,".repeat(2000) + "ar";
        assert!(asking(&visitor, "/", &huge).await.body.contains(ENGLISH));
        // What is no page of the app speaks it too.
        let lost = asking(&visitor, "/nope", "ar").await;
        assert_eq!(lost.status, 404);
        assert!(lost.body.contains(ARABIC));
        let refused = visitor.request(Method::DELETE, "/").header(ACCEPT, "text/html").header(ACCEPT_LANGUAGE, "es");
        let refused = Answer::of(refused.send().await.expect("an answer")).await;
        assert!(refused.body.contains(SPANISH), "{}", refused.body);
    }

    async fn a_choice_is_kept_by_the_browser_and_shows_the_same_page(app: App) {
        let visitor = app.visitor();
        let answer = choose(&visitor, "/doctors?city=London", "ar").await;
        assert_eq!((answer.status, answer.location()), (303, "/doctors?city=London"));
        let cookie = answer.header("set-cookie");
        assert!(cookie.starts_with("salve-language=ar; Path=/; HttpOnly; SameSite=Lax"), "{cookie}");
        let shown = asking(&visitor, "/doctors", "es").await;
        assert!(shown.body.contains(ARABIC) && shown.body.contains("البحث عن طبيب"));
        choose(&visitor, "/doctors", "en").await;
        assert!(asking(&visitor, "/doctors", "es").await.body.contains(ENGLISH));
    }

    async fn a_choice_that_there_is_not_changes_nothing(app: App) {
        let visitor = app.visitor();
        let huge = "a".repeat(10_000);
        for wrong in ["", "tlh", "en; Domain=evil.example", "../../ar", "ar\r\nset-cookie: x=y", huge.as_str()] {
            let answer = choose(&visitor, "/sign-in", wrong).await;
            assert_eq!(answer.location(), "/sign-in", "{wrong}");
            assert!(!answer.header("set-cookie").contains("salve-language"), "{wrong}");
        }
        let empty = visitor.post("/sign-in", "/language", &[]).await;
        assert_eq!(empty.status, 303);
        let shown = asking(&visitor, "/sign-in", "es").await;
        assert!(shown.body.contains(SPANISH));
        // A cookie that somebody wrote by hand is no choice either.
        for wrong in ["salve-language=xx", "salve-language=", "salve-language=ar%00", "salve-language"] {
            let request = app.visitor().request(Method::GET, "/sign-in").header(ACCEPT, "text/html");
            let request = request.header(COOKIE, wrong).header(ACCEPT_LANGUAGE, "es");
            let answer = Answer::of(request.send().await.expect("an answer")).await;
            assert!(answer.body.contains(SPANISH), "{wrong}");
        }
        // Another site cannot choose for somebody.
        let foreign = visitor.request(Method::POST, "/language").header("origin", "https://evil.example");
        let foreign = Answer::of(foreign.form(&[("language", "ar")]).send().await.expect("an answer")).await;
        assert_eq!(foreign.status, 403);
    }

    async fn an_account_keeps_its_language_in_every_browser(app: App) {
        let ann = app.clinic.patient("Ann Lee").await;
        let phone = app.browser_of(&ann).await;
        assert!(asking(&phone, "/patient", "es").await.body.contains(ENGLISH), "the account is English");

        let answer = choose(&phone, "/account", "ar").await;
        assert_eq!((answer.status, answer.location()), (303, "/account"));
        let shown = asking(&phone, "/patient", "es").await;
        assert!(shown.body.contains(ARABIC) && shown.body.contains("ليست لديك مواعيد قادمة"));
        assert!(shown.body.contains("<bdi>Ann Lee<!></bdi>"));

        let laptop = app.browser_of(&ann).await;
        choose(&laptop.visitor(), "/", "es").await;
        assert!(asking(&laptop, "/account", "en").await.body.contains(ARABIC));
        // Public pages too, and calls of the app's own code.
        assert!(asking(&laptop, "/doctors", "en").await.body.contains(ARABIC));
        let account = laptop.ask("/fn/account/account").await.json();
        assert!(account["sessions"][0]["last_seen"]["label"].as_str().unwrap().contains('،'), "{account}");
        let stored = app.clinic.values::<String>("SELECT language FROM account").await;
        assert_eq!(stored, ["ar"]);
    }

    async fn a_doctor_is_described_in_the_readers_language(app: App) {
        let doctor = app.clinic.doctor("Dr Mateo Ruiz").await;
        let id = doctor.doctor().unwrap();
        let visitor = app.visitor();
        choose(&visitor, "/", "es").await;
        let profile = visitor.get(&format!("/doctors/{id}")).await.body;
        for text in ["Primera cita", "Cita por vídeo", "Medicina general"] {
            assert!(profile.contains(text), "{text}");
        }
        assert!(!profile.contains("General practice") && !profile.contains("First visit"));
    }
}

/// What the clinic's tables hold has a name in every language, so that no list mixes two.
#[tokio::test]
async fn every_specialty_and_kind_of_visit_is_translated() {
    let clinic = services::testing::TestClinic::new(services::database::Engine::Sqlite).await;
    let specialties = clinic.values::<String>("SELECT code FROM specialty").await;
    let kinds = clinic.values::<String>("SELECT code FROM visit_type").await;
    assert!(specialties.len() > 10 && kinds.len() > 2);
    for language in words::Language::ALL {
        let medicine = &language.server().medicine;
        assert!(
            specialties.iter().all(|code| medicine.specialty(code).is_some()),
            "{specialties:?}"
        );
        assert!(
            kinds.iter().all(|code| medicine.visit_type(code).is_some()),
            "{kinds:?}"
        );
    }
}
