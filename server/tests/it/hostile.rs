//! Requests that no page of ours sends: refused with a plain 4xx, never a 5xx, nothing written.

use reqwest::Method;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HOST, ORIGIN};
use services::on_both_engines;
use services::testing::{doctor_of, patient_of};

use crate::app::App;
use crate::cast::booked;
use crate::client::{Answer, Client};
use crate::dump;

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
                assert_eq!(answer.body, "\"elsewhere\"");
            }
        }
        let page = browser.request(Method::POST, "/sign-out").header(ORIGIN, "https://evil.example").header(ACCEPT, "text/html");
        let page = Answer::of(page.send().await.expect("an answer")).await;
        assert!(page.status == 403 && page.body.contains("another site or address"), "{}", page.body);
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

    async fn a_server_function_is_posted_to_as_a_form_or_not_at_all(app: App) {
        let browser = app.browser_of(&app.clinic.admin().await).await;
        let before = dump::all(&app.clinic).await;
        let body = "name=Tim+Lee&phone=020+7946+0321&address=3+Mill+Lane&birth_day=4&birth_month=5&birth_year=2015";
        for kind in [Some("text/plain"), Some("multipart/form-data; boundary=x"), Some("application/json"), None] {
            let mut request = browser.request(Method::POST, "/fn/admin/add_record").header(ORIGIN, &app.base).body(body);
            if let Some(kind) = kind {
                request = request.header(CONTENT_TYPE, kind);
            }
            assert_eq!(request.send().await.expect("an answer").status(), 415, "{kind:?}");
        }
        assert_eq!(dump::all(&app.clinic).await, before);
        let form = browser.request(Method::POST, "/fn/admin/add_record").header(ORIGIN, &app.base).body(body);
        let form = form.header(CONTENT_TYPE, "Application/X-WWW-Form-URLencoded; charset=utf-8");
        assert_eq!(form.send().await.expect("an answer").status(), 200);
    }

    async fn a_name_ends_no_element_of_a_page_that_is_called_after_it(app: App) {
        const NAME: &str = "Eve</title><b id=evil>& Lee";
        let clinic = &app.clinic;
        let (eve, doctor) = (clinic.patient(NAME).await, clinic.doctor(NAME).await);
        let (patient, doctor_id) = (app.browser_of(&eve).await, doctor_of(&doctor));
        let visit = booked(&app, &patient, doctor_id, "2026-11-23T10:00:00Z", "Cough").await;
        let (doctors, admins) = (app.browser_of(&doctor).await, app.browser_of(&clinic.admin().await).await);
        let (patient_id, account) = (patient_of(&eve), eve.account().expect("an account"));
        for (browser, page) in [
            (&app.visitor(), format!("/doctors/{doctor_id}")),
            (&patient, format!("/patient/visits/{visit}")),
            (&patient, format!("/patient/visits/{visit}/booked")),
            (&doctors, format!("/doctor/visits/{visit}")),
            (&doctors, format!("/doctor/patients/{patient_id}")),
            (&admins, format!("/admin/people/{account}")),
            (&admins, format!("/admin/people/records/{patient_id}")),
            (&admins, format!("/admin/doctors/{doctor_id}")),
        ] {
            let shown = browser.get(&page).await;
            assert_eq!(shown.status, 200, "{page}");
            assert!(shown.body.contains("Eve&lt;/title&gt;&lt;b id=evil&gt;&amp; Lee"), "{page}");
            assert!(!shown.body.contains("</title><b"), "{page}");
            assert_eq!(shown.body.matches("</title>").count(), 1, "{page}");
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
    async fn a_request_for_another_name_is_sent_away(app: App) {
        let named = app.configured(&[("SALVE_ALLOWED_HOSTS", "clinic.example.org")]).await;
        let visitor = Client::new(&named.base);
        let of_host = async |path: &str, host: &str| {
            let asked = visitor.request(Method::GET, path).header(HOST, host).header(ACCEPT, "text/html");
            Answer::of(asked.send().await.expect("an answer")).await
        };
        assert_eq!(of_host("/sign-in", "clinic.example.org").await.status, 200);
        assert_eq!(of_host("/sign-in", "127.0.0.1:1").await.status, 200, "its own name");
        for path in ["/", "/sign-in", "/nope", "/favicon.svg"] {
            let answer = of_host(path, "evil.example").await;
            assert_eq!(answer.status, 421, "{path}");
            assert!(!answer.body.contains("evil") && !answer.header("content-security-policy").is_empty());
        }
        // A load balancer asks by address.
        assert_eq!(of_host("/health", "10.0.0.7").await.status, 200);
    }

    async fn reports_of_browsers_are_taken_from_anywhere_and_change_nothing(app: App) {
        let visitor = app.visitor();
        let report = r#"{"csp-report":{"violated-directive":"script-src","blocked-uri":"https://evil.example/x"}}"#;
        let before = dump::all(&app.clinic).await;
        for (kind, body, status) in [
            ("application/csp-report", report, 204),
            ("application/reports+json", "[]", 204),
            ("application/reports+json", "no report", 400),
            ("text/plain", report, 415),
        ] {
            let sent = visitor
                .request(Method::POST, "/reports/policy")
                .header(ORIGIN, "https://elsewhere.example")
                .header(CONTENT_TYPE, kind)
                .body(body);
            assert_eq!(sent.send().await.expect("an answer").status(), status, "{kind}");
        }
        assert_eq!(dump::all(&app.clinic).await, before);
        let policy = visitor.get("/").await.header("content-security-policy").to_owned();
        assert!(policy.contains("report-uri /reports/policy"), "{policy}");
    }
}
