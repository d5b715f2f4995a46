//! The integration log as those read it who run the portal.

use domain::actor::{Permission, Permissions};
use services::on_both_engines;

use crate::app::App;

const PAGE: &str = "/admin/integrations";

on_both_engines! {
    async fn a_mail_that_was_sent_shows_up_without_its_reader(app: App) {
        let clinic = &app.clinic;
        let operator = clinic.staff("Operator", Permissions::none().with(Permission::ReadLog)).await;
        let browser = app.browser_of(&operator).await;
        let empty = browser.get(PAGE).await;
        assert!(empty.status == 200 && empty.body.contains("No exchange of the last 90 days fits."), "{}", empty.body);

        let ann = clinic.patient("Ann Lee").await;
        let email = clinic.email(&ann).await;
        app.visitor().post("/forgotten-password", "/forgotten-password", &[("email", &email)]).await;
        clinic.run_jobs().await;
        clinic.write_exchanges().await;
        let sent = clinic.mailer.sent_to(&email).pop().expect("a mail");
        let page = browser.get(PAGE).await.body;
        let rows = page.split("<tbody").nth(1).unwrap_or_default();
        assert!(rows.contains("Mail was sent to mail.salve.example:587") && rows.contains("Went well"), "{page}");
        assert!(rows.contains(&format!("/admin/log?reference={}", sent.key)), "{rows}");
        assert!(!page.contains(&email) && page.contains("0 failures"), "{page}");
        let log = browser.get("/admin/log").await.body;
        assert!(log.contains("href=\"/admin/integrations\""), "{log}");

        let by_job = browser.get(&format!("{PAGE}?reference={}&system=mail", sent.key)).await.body;
        assert!(by_job.contains("Mail was sent to"), "{by_job}");
        let failures = browser.get(&format!("{PAGE}?outcome=failures")).await.body;
        assert!(failures.contains("No exchange of the last 90 days fits."), "{failures}");
        let wrong = browser.get(&format!("{PAGE}?system=fax&from=soon")).await;
        assert!(wrong.status == 200 && wrong.body.contains("value=\"soon\"") && wrong.body.contains("role=\"alert\""), "{}", wrong.body);

        let file = browser.get("/admin/integrations.csv?system=mail").await;
        assert_eq!((file.status, file.header("content-type")), (200, "text/csv; charset=utf-8"));
        let lines: Vec<_> = file.body.split("\r\n").collect();
        assert_eq!(lines[0], "\u{feff}id,at,system,operation,outcome,code,milliseconds,bytes,host,reference");
        assert!(lines[1].contains(",mail,send,ok,,") && lines[1].ends_with(&sent.key.to_string()), "{}", lines[1]);
        assert_eq!(browser.get("/admin/integrations.csv?from=soon").await.status, 422);
    }

    async fn who_may_not_read_the_log_does_not_read_the_exchanges(app: App) {
        let clinic = &app.clinic;
        let others = Permission::ALL.iter().copied().filter(|permission| *permission != Permission::ReadLog).collect();
        for stranger in [clinic.patient("Ann Lee").await, clinic.doctor("Dr Mateo Ruiz").await, clinic.staff("All but that", others).await] {
            let browser = app.browser_of(&stranger).await;
            for path in [PAGE, "/admin/integrations.csv", "/fn/admin/integrations"] {
                assert_eq!(browser.get(path).await.status, 403, "{path}");
            }
            assert!(!browser.get("/admin").await.body.contains(PAGE));
        }
        let visitor = app.visitor().get(PAGE).await;
        assert!(visitor.location().starts_with("/sign-in"), "{}", visitor.status);
    }
}
