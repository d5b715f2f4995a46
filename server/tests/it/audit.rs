//! The audit as staff see it and take it with them, and as patients see their part of it.

use services::on_both_engines;

use crate::app::App;

on_both_engines! {
    async fn staff_search_the_audit_and_take_it_with_them(app: App) {
        let admin = app.clinic.admin().await;
        let browser = app.browser_of(&admin).await;
        assert_eq!(browser.get("/admin/people").await.status, 200);

        let page = browser.get("/admin/audit?action=person.listed").await.body;
        let rows = page.split("<tbody").nth(1).unwrap_or_default();
        assert!(rows.contains("Searched for people") && page.contains("/admin/audit.csv?action=person.listed"), "{page}");
        let none = browser.get("/admin/audit?patient=1").await.body;
        assert!(none.contains("Nothing fits this search."), "{none}");
        let wrong = browser.get("/admin/audit?from=soon&who=ann").await;
        assert!(wrong.status == 200 && wrong.body.contains("value=\"ann\"") && wrong.body.contains("role=\"alert\""), "{}", wrong.body);

        let file = browser.get("/admin/audit.csv?action=person.listed").await;
        assert_eq!((file.status, file.header("content-type")), (200, "text/csv; charset=utf-8"));
        assert!(file.header("cache-control").contains("no-store"));
        let lines: Vec<_> = file.body.split("\r\n").collect();
        assert!(lines[0].starts_with("\u{feff}id,at,role,account,email,action,outcome,"), "{}", lines[0]);
        assert!(lines[1].contains(&app.clinic.email(&admin).await) && lines[1].contains("person.listed,done"), "{}", lines[1]);
        assert_eq!(lines.len(), 3);
        assert_eq!(browser.get("/admin/audit.csv?from=soon").await.status, 422);
    }

    async fn a_patient_sees_who_saw_the_record(app: App) {
        let ann = app.clinic.patient("Ann").await;
        let browser = app.browser_of(&ann).await;
        let quiet = browser.get("/patient/profile/access").await.body;
        assert!(quiet.contains("Nobody has opened your record yet."), "{quiet}");
        let staff = app.browser_of(&app.clinic.admin().await).await;
        staff.get(&format!("/admin/people/{}", ann.account().unwrap())).await;
        let seen = browser.get("/patient/profile/access").await.body;
        assert!(seen.contains("Opened the account details") && seen.contains("The clinic’s staff"), "{seen}");
        assert_eq!(staff.get("/patient/profile/access").await.status, 403);
        assert_eq!(browser.get("/admin/audit").await.status, 403);
        assert_eq!(browser.get("/admin/audit.csv").await.status, 403);
    }
}
