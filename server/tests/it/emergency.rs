//! Emergency access over HTTP: asked for with reason and password, told to the patient, looked at afterwards.

use chrono::TimeDelta;
use services::on_both_engines;
use services::testing::PASSWORD;

use crate::app::App;
use crate::cast::{Pair, Person};
use crate::client::Answer;

const FORM: &str = "/doctor/patients/emergency";

async fn open(app: &App, doctor: &Person, password: &str) -> Answer {
    let number: i64 = app
        .clinic
        .value("SELECT number FROM patient WHERE name = 'Ann Lee'")
        .await;
    let number = number.to_string();
    let typed = [
        ("number", number.as_str()),
        ("birth_day", "27"),
        ("birth_month", "3"),
        ("birth_year", "1985"),
        ("kind", "danger"),
        ("reason", "Found unconscious at the bus stop"),
        ("password", password),
    ];
    doctor.browser.fill(FORM, "/doctor/emergency", &typed).await
}

on_both_engines! {
    async fn a_doctor_opens_one_patient_and_everybody_concerned_hears_of_it(app: App) {
        let Pair { ann, mateo } = Pair::of(&app).await;
        let iris = Person::of(&app, app.clinic.doctor("Dr Iris Wong").await).await;
        let staff = app.browser_of(&app.clinic.admin().await).await;
        let record = format!("/doctor/patients/{}", ann.patient());
        assert_eq!(mateo.browser.get(&record).await.status, 404);

        let wrong = open(&app, &mateo, "not the password").await;
        assert_eq!(wrong.location(), FORM);
        let told = mateo.browser.follow(&wrong).await.body;
        assert!(told.contains("This is not your current password") && told.contains("Found unconscious"), "{told}");
        assert!(!told.contains("not the password"), "a password never comes back");
        assert_eq!(mateo.browser.get(&record).await.status, 404);

        let opened = open(&app, &mateo, PASSWORD).await;
        assert_eq!(opened.location(), record);
        let page = mateo.browser.follow(&opened).await.body;
        assert!(page.contains("Emergency access until 16 November 2026, 9am"), "{page}");
        assert!(mateo.browser.get("/doctor/patients").await.body.contains("Emergency access until"));
        assert_eq!(iris.browser.get(&record).await.status, 404, "nobody else");

        let history = ann.browser.get("/patient/profile/access").await.body;
        assert!(history.contains("Opened the record in an emergency") && history.contains("They opened it in an emergency."), "{history}");
        assert!(!history.contains("bus stop"), "the reason is for those who review");
        let home = staff.get("/admin").await.body;
        assert!(home.contains("Emergency accesses to look at") && home.contains("href=\"/admin/access\""), "{home}");

        let ended = mateo.browser.fill(&record, "/fn/doctor/end_emergency", &[]).await;
        assert_eq!(ended.location(), "/doctor/patients?done=emergency-ended");
        assert!(mateo.browser.follow(&ended).await.body.contains("The emergency access is ended."));
        assert_eq!(mateo.browser.get(&record).await.status, 404);
    }

    async fn what_was_opened_waits_until_somebody_decides(app: App) {
        let Pair { ann, mateo } = Pair::of(&app).await;
        let staff = app.browser_of(&app.clinic.admin().await).await;
        assert_eq!(open(&app, &mateo, PASSWORD).await.status, 303);
        let id: uuid::Uuid = app.clinic.value("SELECT id FROM emergency_access").await;
        let list = staff.get("/admin/access").await.body;
        assert!(list.contains("Dr Mateo Ruiz") && list.contains(&id.to_string()) && !list.contains("Ann Lee"), "{list}");
        let address = format!("/admin/access/{id}");
        let page = staff.get(&address).await.body;
        assert!(page.contains("Found unconscious") && page.contains("Opened the record in an emergency"), "{page}");
        for other in [&ann, &mateo] {
            assert_eq!(other.browser.get("/admin/access").await.status, 403);
            assert_eq!(other.browser.get(&address).await.status, 403);
        }
        let undecided = staff.fill(&address, "/fn/admin/review_emergency", &[("verdict", "not_justified")]).await;
        assert!(staff.follow(&undecided).await.body.contains("Enter the reason"));
        let decided = staff.fill(&address, "/fn/admin/review_emergency", &[("verdict", "justified")]).await;
        assert!(staff.follow(&decided).await.body.contains("The decision is saved."));
        assert!(staff.get("/admin/access").await.body.contains("Nothing here."));
        assert!(staff.get("/admin/access?state=reviewed").await.body.contains(&id.to_string()));
    }

    async fn it_is_over_after_an_hour_although_the_page_is_open(app: App) {
        let Pair { ann, mateo } = Pair::of(&app).await;
        let opened = open(&app, &mateo, PASSWORD).await;
        for _ in 0..5 {
            app.clinic.advance(TimeDelta::minutes(10));
            assert_eq!(mateo.browser.follow(&opened).await.status, 200);
        }
        app.clinic.advance(TimeDelta::minutes(10));
        assert_eq!(mateo.browser.follow(&opened).await.status, 404, "60 minutes");
        assert!(!mateo.browser.ask("/fn/doctor/patients?name=").await.body.contains(&ann.patient().to_string()));
    }
}
