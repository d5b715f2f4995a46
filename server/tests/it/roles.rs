//! Roles of staff as their holders and those who give them meet them: by page, by call and by stream.

use std::time::Duration;

use domain::actor::{Permission, Permissions};
use reqwest::Method;
use serde_json::json;
use services::on_both_engines;
use services::scope::Scope;
use services::testing::instant;
use tokio::time::timeout;

use crate::app::App;
use crate::cast::{self, Pair, Person, TUESDAY_TEN};
use crate::client::Client;

const DESK: &str = "01990000-0000-7000-8000-000000030002";
const PRIVACY: &str = "01990000-0000-7000-8000-000000030005";
/// The addresses of every page of staff that has no id in it.
const PLACES: [&str; 8] = [
    "/admin",
    "/admin/doctors",
    "/admin/people",
    "/admin/roles",
    "/admin/locations",
    "/admin/settings",
    "/admin/deliveries",
    "/admin/audit",
];

fn page_of(scope: &Scope) -> String {
    format!("/admin/people/{}", scope.account().expect("an account"))
}

/// Gives a role through the form on the person's page.
async fn give(admin: &Person, whom: &Scope, role: &str, until: &str) {
    let page = page_of(whom);
    let given = admin
        .browser
        .fill(&page, "/fn/admin/grant_role", &[("role", role), ("until", until)])
        .await;
    assert_eq!(given.location(), format!("{page}?done=given"));
    let shown = admin.browser.follow(&given).await;
    assert!(shown.body.contains("The person holds the role now."));
}

/// Which places somebody is let into, and that their navigation leads to these and no other ones.
async fn places_of(browser: &Client) -> Vec<&'static str> {
    let home = browser.get("/admin").await;
    let mut open = Vec::new();
    for place in PLACES {
        let status = browser.get(place).await.status;
        assert!([200, 403].contains(&status), "{place}: {status}");
        let linked = home.body.contains(&format!("href=\"{place}\""));
        assert_eq!(linked, status == 200 && home.status == 200, "{place}");
        if status == 200 {
            open.push(place);
        }
    }
    open
}

on_both_engines! {
    async fn a_patient_becomes_a_member_of_staff_and_is_none_again(app: App) {
        let admin = Person::of(&app, app.clinic.admin().await).await;
        let ann = Person::of(&app, app.clinic.patient("Ann Lee").await).await;
        assert_eq!(ann.browser.get("/admin").await.status, 403);

        give(&admin, &ann.scope, DESK, "").await;
        // On the very next request, in the session that was open before.
        assert_eq!(places_of(&ann.browser).await, ["/admin", "/admin/people", "/admin/deliveries"]);
        let home = ann.browser.get("/admin").await.body;
        assert!(home.contains("Front desk") && home.contains("Where you can go"), "a home without numbers");
        assert!(!home.contains("Visits today"));
        assert_eq!(ann.browser.get("/patient").await.status, 200, "she stays a patient");
        let page = ann.browser.get(&page_of(&ann.scope)).await.body;
        assert!(!page.contains("/fn/admin/grant_role") && !page.contains("/fn/admin/revoke_role"));

        let taken = admin.browser.fill(&page_of(&ann.scope), "/fn/admin/revoke_role", &[]).await;
        assert!(taken.location().ends_with("?done=revoked"), "{}", taken.location());
        for place in PLACES {
            assert_eq!(ann.browser.get(place).await.status, 403, "{place}");
        }
        assert_eq!(ann.browser.ask("/fn/admin/people").await.status, 403);
        assert_eq!(ann.browser.get("/patient").await.status, 200);
    }

    async fn a_role_is_over_on_the_next_request_after_its_last_day(app: App) {
        let admin = Person::of(&app, app.clinic.admin().await).await;
        let ann = app.clinic.patient("Ann Lee").await;
        give(&admin, &ann, PRIVACY, "2026-11-16").await;
        app.clinic.clock.set(instant("2026-11-16T23:58:00Z"));
        let ann = Person::of(&app, ann).await;
        assert_eq!(places_of(&ann.browser).await, ["/admin", "/admin/people", "/admin/audit"]);
        app.clinic.clock.set(instant("2026-11-17T00:00:00Z"));
        assert_eq!(ann.browser.get("/admin/audit").await.status, 403);
        assert_eq!(ann.browser.get("/admin/audit.csv").await.status, 403);
        assert_eq!(ann.browser.get("/patient").await.status, 200);
    }

    async fn a_stream_ends_when_rights_change(app: App) {
        let admin = Person::of(&app, app.clinic.admin().await).await;
        let ann = Person::of(&app, app.clinic.patient("Ann Lee").await).await;
        for change in ["give", "change", "take"] {
            let request = ann.browser.request(Method::GET, "/account/live").header("accept", "text/event-stream");
            let mut stream = request.send().await.expect("a stream");
            match change {
                "give" => give(&admin, &ann.scope, DESK, "").await,
                "change" => {
                    let saved = admin.browser.fill(&format!("/admin/roles/{DESK}"), "/fn/admin/save_role", &[("permissions[]", "manage_people")]).await;
                    assert_eq!(saved.location(), "/admin/roles?done=saved");
                }
                _ => {
                    admin.browser.fill(&page_of(&ann.scope), "/fn/admin/revoke_role", &[]).await;
                }
            }
            let mut told = String::new();
            let end = async { while let Ok(Some(piece)) = stream.chunk().await { told.push_str(&String::from_utf8_lossy(&piece)); } };
            timeout(Duration::from_secs(5), end).await.unwrap_or_else(|_| panic!("{change}: the stream goes on"));
            assert!(told.contains("data: over"), "{change}: {told}");
        }
    }

    async fn a_form_that_somebody_else_overtook_shows_both(app: App) {
        let one = Person::of(&app, app.clinic.admin().await).await;
        let other = Person::of(&app, app.clinic.admin().await).await;
        let page = format!("/admin/roles/{DESK}");
        let opened = one.browser.get(&page).await;
        let saved = other.browser.fill(&page, "/fn/admin/save_role", &[("name", "Reception north")]).await;
        assert_eq!(saved.location(), "/admin/roles?done=saved");
        assert!(other.browser.follow(&saved).await.body.contains("Reception north"));
        let forms = crate::html::forms(&opened.body);
        let form = forms.iter().find(|form| form.action == "/fn/admin/save_role").expect("a form");
        let late = one.browser.post(&page, "/fn/admin/save_role", &form.filled(&[("name", "Welcome desk")])).await;
        assert_eq!(late.location(), page);
        let shown = one.browser.follow(&late).await.body;
        for said in ["Somebody else saved the role", "Reception north", "value=\"Welcome desk\""] {
            assert!(shown.contains(said), "{said}");
        }
        // Looked at, it can be saved.
        let again = one.browser.fill(&page, "/fn/admin/save_role", &[("name", "Welcome desk")]).await;
        assert_eq!(again.location(), "/admin/roles?done=saved");
    }

    async fn nobody_makes_themselves_more(app: App) {
        let admin = app.clinic.admin().await;
        let limited = Permissions::none().with(Permission::ManageRoles).with(Permission::ManagePeople);
        let manager = Person::of(&app, app.clinic.staff("Manager", limited).await).await;
        let own = manager.scope.account().expect("an account").to_string();
        let ben = app.clinic.patient("Ben Okoro").await.account().expect("an account").to_string();
        let administrator = "01990000-0000-7000-8000-000000030001";
        for (call, fields, conflict) in [
            ("/fn/admin/grant_role", vec![("account", own.as_str()), ("role", administrator)], "own_account"),
            ("/fn/admin/grant_role", vec![("account", ben.as_str()), ("role", administrator)], "more_than_held"),
            ("/fn/admin/grant_role", vec![("account", ben.as_str()), ("role", PRIVACY)], "more_than_held"),
            ("/fn/admin/save_role", vec![("name", "All"), ("permissions[]", "read_audit")], "more_than_held"),
            ("/fn/admin/save_role", vec![("role", administrator), ("version", "1"), ("name", "All"), ("permissions[]", "manage_people")], "fixed_role"),
        ] {
            let answer = manager.browser.call(call, &fields).await;
            assert_eq!((answer.status, answer.json()), (409, json!({"conflict": conflict})), "{call} {fields:?}");
        }
        // The last administrator cannot be taken away by themselves either.
        let admin = Person::of(&app, admin).await;
        let last = admin.browser.fill(&page_of(&admin.scope), "/fn/admin/revoke_role", &[]).await;
        let shown = admin.browser.follow(&last).await.body;
        assert!(shown.contains("Somebody has to be left who may do everything"), "said on the page");
        assert_eq!(admin.browser.get("/admin/roles").await.status, 200);
    }

    async fn a_privacy_officer_learns_why_a_record_is_open_and_the_patient_that_they_asked(app: App) {
        let Pair { ann, mateo } = Pair::of(&app).await;
        let officer = Permissions::none().with(Permission::ReadAudit);
        let officer = Person::of(&app, app.clinic.staff("Officer", officer).await).await;
        cast::booked(&app, &ann.browser, mateo.doctor(), TUESDAY_TEN, "").await;
        let number: i64 = app.clinic.value("SELECT number FROM patient").await;
        let page = format!("{}?patient={number}", page_of(&mateo.scope));
        let told = officer.browser.get(&page).await.body;
        assert!(told.contains("Doctor of the visit on 17 November 2026: the record is open to them until 15 February 2027."));
        let closed = officer.browser.get(&format!("{}?patient={number}", page_of(&officer.scope))).await.body;
        assert!(closed.contains("This account cannot open the record.") && closed.contains("Search the audit"));
        let wrong = officer.browser.get(&format!("{}?patient=ann", page_of(&mateo.scope))).await.body;
        assert!(wrong.contains("There is a problem"));
        let seen = ann.browser.get("/patient/profile/access").await.body;
        assert!(seen.contains("Asked why somebody may open the record"));
    }
}
