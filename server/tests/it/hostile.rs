//! Requests that no page of ours sends: refused with a plain 4xx, never a 5xx, nothing written.

use reqwest::Method;
use reqwest::header::{ACCEPT, CONTENT_TYPE, ORIGIN};
use services::on_both_engines;

use crate::app::App;
use crate::client::Answer;

on_both_engines! {
    async fn a_change_from_another_site_is_refused(app: App) {
        let patient = app.clinic.patient("Ann Lee").await;
        let browser = app.browser_of(&patient).await;
        let base = app.base.clone();
        let origins: [&[(&str, &str)]; 5] = [
            &[("origin", "https://evil.example")],
            &[("origin", "null")],
            &[],
            &[("sec-fetch-site", "cross-site")],
            &[("origin", "http://127.0.0.1:1")],
        ];
        for origin in origins {
            for path in ["/sign-out", "/sign-in", "/register/patient", "/account/password"] {
                let mut request = browser.request(Method::POST, path).form(&[("email", "a@example.org")]);
                for (name, value) in origin {
                    request = request.header(*name, *value);
                }
                let answer = Answer::of(request.send().await.expect("an answer")).await;
                assert_eq!(answer.status, 403, "{path} {origin:?}");
            }
        }
        // Our own pages still can.
        let answer = browser.request(Method::POST, "/sign-out").header(ORIGIN, base).send().await.expect("an answer");
        assert_eq!(answer.status(), 303);
    }

    async fn a_body_of_a_hundred_megabytes_is_refused_while_it_comes(app: App) {
        let visitor = app.visitor();
        let huge = vec![b'a'; 100 * 1024 * 1024];
        for path in ["/sign-in", "/register/patient", "/fn/patient/hold_time"] {
            let request = visitor
                .request(Method::POST, path)
                .header(ORIGIN, &app.base)
                .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(huge.clone());
            // The server may hang up before it has read it all.
            if let Ok(answer) = request.send().await {
                assert!((400..500).contains(&answer.status().as_u16()), "{path} {}", answer.status());
            }
        }
        assert_eq!(visitor.get("/health").await.status, 200);
    }

    async fn nonsense_is_a_plain_refusal(app: App) {
        let visitor = app.visitor();
        let bodies: [(&str, Vec<u8>); 6] = [
            ("application/json", br#"{"email":"a@example.org"}"#.to_vec()),
            ("text/plain", b"email=a".to_vec()),
            ("application/x-www-form-urlencoded", vec![0xff, 0xfe, b'=', 0xff]),
            ("application/x-www-form-urlencoded", b"email[a][b][c][d][e][f]=1".to_vec()),
            ("application/x-www-form-urlencoded", b"email=1&email=2&email=3".to_vec()),
            ("multipart/form-data; boundary=x", b"--x\r\nbroken".to_vec()),
        ];
        for path in ["/sign-in", "/register/patient", "/register/doctor", "/forgotten-password", "/verify/none", "/reset-password/none"] {
            for (kind, body) in &bodies {
                let request = visitor
                    .request(Method::POST, path)
                    .header(ORIGIN, &app.base)
                    .header(ACCEPT, "text/html")
                    .header(CONTENT_TYPE, *kind)
                    .body(body.clone());
                let status = request.send().await.expect("an answer").status().as_u16();
                assert!(status < 500, "{path} {kind}: {status}");
            }
        }
        for method in [Method::PUT, Method::DELETE, Method::PATCH] {
            let answer = visitor.request(method, "/sign-in").header(ORIGIN, &app.base).send().await.expect("an answer");
            assert!((400..500).contains(&answer.status().as_u16()));
        }
    }

    async fn nobody_is_sent_to_another_site_after_signing_in(app: App) {
        let patient = app.clinic.patient("Ann Lee").await;
        let email = app.clinic.email(&patient).await;
        for next in ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/%0d%0aset-cookie:x"] {
            let fields = [("email", email.as_str()), ("password", services::testing::PASSWORD), ("next", next)];
            let answer = app.visitor().post("/sign-in", "/sign-in", &fields).await;
            assert_eq!(answer.status, 303);
            let to = answer.location();
            assert!(to.starts_with('/') && !to.starts_with("//") && !to.contains("evil"), "{next} led to {to}");
        }
    }
}
