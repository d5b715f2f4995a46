//! Every answer carries the security headers, whatever it is.

use services::on_both_engines;

use crate::app::App;

on_both_engines! {
    async fn every_answer_is_fenced_in(app: App) {
        let patient = app.clinic.patient("Ann Lee").await;
        let signed_in = app.browser_of(&patient).await;
        for path in ["/", "/sign-in", "/nope", "/health", "/patient", "/admin", "/fn/patient/nothing", "/pkg/none.js"] {
            let answer = signed_in.get(path).await;
            assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
            assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
            assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{path}");
            let policy = answer.header("content-security-policy");
            for part in ["default-src 'none'", "style-src 'self'", "frame-ancestors 'none'", "form-action 'self'", "object-src 'none'"] {
                assert!(policy.contains(part), "{path}: {policy}");
            }
            assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{path}");
            assert!(!answer.header("x-request-id").is_empty(), "{path}");
            if !path.starts_with("/pkg") {
                assert_eq!(answer.header("cache-control"), "private, no-store", "{path}");
            }
        }
    }

    async fn the_nonce_is_new_each_time_and_fits_the_page(app: App) {
        let visitor = app.visitor();
        let (one, two) = (visitor.get("/sign-in").await, visitor.get("/sign-in").await);
        let nonce = |policy: &str| {
            let start = policy.find("'nonce-").expect("a nonce") + 7;
            policy[start..].split('\'').next().expect("an end").to_owned()
        };
        let first = nonce(one.header("content-security-policy"));
        assert_ne!(first, nonce(two.header("content-security-policy")));
        let scripts = one.body.matches("<script").count();
        assert!(scripts > 0);
        assert_eq!(scripts, one.body.matches(&format!("nonce=\"{first}\"")).count());
        assert!(!one.body.contains(" style="));
    }

    async fn the_session_cookie_is_out_of_reach_of_scripts(app: App) {
        let patient = app.clinic.patient("Ann Lee").await;
        let email = app.clinic.email(&patient).await;
        let fields = [("email", email.as_str()), ("password", services::testing::PASSWORD)];
        let answer = app.visitor().post("/sign-in", "/sign-in", &fields).await;
        let cookie = answer.header("set-cookie");
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"), "{cookie}");
    }
}
