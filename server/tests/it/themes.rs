//! In which colours a page answers: those that were chosen in this browser, written by the server itself.

use axum::http::Method;
use reqwest::header::{ACCEPT, COOKIE};
use services::on_both_engines;

use crate::app::App;
use crate::client::{Answer, Client};

/// Presses a button of the chooser at the foot of a page.
async fn choose(browser: &Client, page: &str, theme: &str) -> Answer {
    browser.post(page, "/theme", &[("theme", theme)]).await
}

on_both_engines! {
    async fn a_choice_is_kept_by_the_browser_and_holds_on_every_page(app: App) {
        let visitor = app.visitor();
        let page = visitor.get("/doctors").await.body;
        assert!(!page.contains("data-theme") && page.contains("content=\"light dark\""), "the system decides");
        for (theme, schemes) in [("dark", "dark"), ("light", "light"), ("contrast", "light dark")] {
            let answer = choose(&visitor, "/doctors?city=London", theme).await;
            assert_eq!((answer.status, answer.location()), (303, "/doctors?city=London"));
            let cookie = answer.header("set-cookie");
            let expected = format!("salve-theme={theme}; Path=/; HttpOnly; SameSite=Lax");
            assert!(cookie.starts_with(&expected), "{cookie}");
            // Pages of the app, pages that are not there, and plain documents.
            for path in ["/doctors", "/nope", "/dev/mail"] {
                let page = visitor.get(path).await.body;
                let head = &page[..page.len().min(400)];
                assert!(page.contains(&format!("data-theme=\"{theme}\"")), "{path}: {head}");
                assert!(page.contains(&format!("<meta name=\"color-scheme\" content=\"{schemes}\"")), "{path}: {head}");
            }
            let refused = visitor.request(Method::DELETE, "/").header(ACCEPT, "text/html");
            let refused = Answer::of(refused.send().await.expect("an answer")).await;
            assert!(refused.body.contains(&format!("data-theme=\"{theme}\"")), "{}", refused.body);
        }
        choose(&visitor, "/doctors", "system").await;
        assert!(!visitor.get("/doctors").await.body.contains("data-theme"));
    }

    async fn one_browser_keeps_its_colours_whoever_signs_in(app: App) {
        let ann = app.clinic.patient("Ann Lee").await;
        let phone = app.browser_of(&ann).await;
        let answer = choose(&phone, "/account", "dark").await;
        assert_eq!((answer.status, answer.location()), (303, "/account"));
        assert!(phone.get("/patient").await.body.contains("data-theme=\"dark\""));
        assert!(!app.browser_of(&ann).await.get("/patient").await.body.contains("data-theme"));
    }

    async fn a_choice_that_there_is_not_changes_nothing(app: App) {
        let visitor = app.visitor();
        for wrong in ["", "sepia", "dark\" onload=\"x", "dark\r\nset-cookie: x=y"] {
            let answer = choose(&visitor, "/sign-in", wrong).await;
            assert_eq!((answer.status, answer.location()), (303, "/sign-in"), "{wrong}");
            assert!(!answer.header("set-cookie").contains("salve-theme"), "{wrong}");
        }
        for wrong in ["salve-theme=sepia", "salve-theme=", "salve-theme=\"dark\""] {
            let request = app.visitor().request(Method::GET, "/sign-in").header(ACCEPT, "text/html");
            let answer = Answer::of(request.header(COOKIE, wrong).send().await.expect("an answer")).await;
            assert!(!answer.body.contains("data-theme"), "{wrong}");
        }
        // Another site cannot choose for somebody.
        let foreign = visitor.request(Method::POST, "/theme").header("origin", "https://evil.example");
        let foreign = Answer::of(foreign.form(&[("theme", "dark")]).send().await.expect("an answer")).await;
        assert_eq!(foreign.status, 403);
    }
}
