//! Relationships of care over HTTP: who sees whom in every state, and what each side gets to read.

use chrono::TimeDelta;
use services::on_both_engines;

use crate::app::App;
use crate::cast::{self, Pair, Person};
use crate::client::{Answer, Client};

async fn listed(browser: &Client, ask: &str, list: &str) -> Vec<(String, i64)> {
    let all = browser.ask(ask).await.json();
    let cares = all[list].as_array().expect("a list").iter();
    let of = |care: &serde_json::Value| {
        (
            care["id"].as_str().unwrap().to_owned(),
            care["version"].as_i64().unwrap(),
        )
    };
    cares.map(of).collect()
}

async fn take(browser: &Client, area: &str, care: &(String, i64), step: &str) -> Answer {
    let version = care.1.to_string();
    let fields = [("care", care.0.as_str()), ("step", step), ("version", version.as_str())];
    browser.call(&format!("/fn/{area}/step_care"), &fields).await
}

/// What a doctor gets of a patient: by page, by call, in the list.
async fn sees(doctor: &Person, patient: &Person) -> bool {
    let id = patient.patient();
    let page = doctor.browser.get(&format!("/doctor/patients/{id}")).await;
    let call = doctor.browser.ask(&format!("/fn/doctor/patient?id={id}&page=1")).await;
    let list = doctor.browser.ask("/fn/doctor/patients?name=").await;
    let opened = page.status == 200;
    assert_eq!(call.status == 200, opened, "{}", call.body);
    assert_eq!(list.body.contains(&id.to_string()), opened, "{}", list.body);
    assert!(opened || [404].contains(&page.status), "{}", page.status);
    opened
}

async fn active(app: &App, pair: &Pair) -> (String, i64) {
    let doctor = pair.mateo.doctor().to_string();
    let fields = [("doctor", doctor.as_str()), ("kind", "primary_care")];
    let asked = pair.ann.browser.call("/fn/patient/ask_doctor", &fields).await;
    assert_eq!(asked.status, 200, "{}", asked.body);
    let waiting = listed(&pair.mateo.browser, "/fn/doctor/care_requests", "to_answer").await;
    let agreed = take(&pair.mateo.browser, "doctor", &waiting[0], "accept").await;
    assert_eq!(agreed.status, 200, "{}", agreed.body);
    assert!(cast::count(app, "care_relationship WHERE state = 'active'").await > 0);
    listed(&pair.ann.browser, "/fn/patient/care_team", "active")
        .await
        .remove(0)
}

on_both_engines! {
    async fn a_doctor_sees_a_patient_while_they_look_after_them_and_nobody_else_does(app: App) {
        let pair = Pair::of(&app).await;
        let Pair { ann, mateo } = &pair;
        let iris = Person::of(&app, app.clinic.doctor("Dr Iris Wong").await).await;
        assert!(!sees(mateo, ann).await, "unrelated");
        let profile = ann.browser.get(&format!("/doctors/{}", mateo.doctor())).await.body;
        assert!(profile.contains(&format!("/patient/care-team/ask/{}", mateo.doctor())), "a way to ask");
        assert!(!app.visitor().get(&format!("/doctors/{}", mateo.doctor())).await.body.contains("care-team"));

        let ask = format!("/patient/care-team/ask/{}", mateo.doctor());
        let typed = [("kind", "referral"), ("referral", "My knee, from Dr Hall")];
        let asked = ann.browser.fill(&ask, "/fn/patient/ask_doctor", &typed).await;
        assert_eq!(asked.location(), "/patient/care-team?done=asked");
        assert!(ann.browser.follow(&asked).await.body.contains("The request is on its way."));
        assert!(!sees(mateo, ann).await, "pending");
        let requests = mateo.browser.get("/doctor/patients/requests").await.body;
        assert!(requests.contains("Ann Lee") && requests.contains("My knee, from Dr Hall"), "{requests}");
        assert!(mateo.browser.get("/doctor/patients").await.body.contains("1 request waits for your answer"));

        let answered = mateo.browser.fill("/doctor/patients/requests", "/fn/doctor/step_care", &[("step", "accept")]).await;
        assert_eq!(answered.location(), "/doctor/patients/requests?done=accept");
        assert!(sees(mateo, ann).await, "related");
        assert!(!sees(&iris, ann).await, "somebody else's");
        let why = mateo.browser.get(&format!("/doctor/patients/{}", ann.patient())).await.body;
        assert!(why.contains("Why you see this patient") && why.contains("Specialist referral"), "{why}");

        let ended = ann.browser.fill("/patient/care-team", "/fn/patient/step_care", &[("step", "end")]).await;
        assert_eq!(ended.location(), "/patient/care-team?done=end");
        assert!(!sees(mateo, ann).await, "ended");
        let history = ann.browser.get("/patient/profile/access").await.body;
        assert!(history.contains("Accepted a relationship of care") && history.contains("Opened the record"), "{history}");
    }

    async fn what_is_for_a_while_is_over_by_the_clock(app: App) {
        let Pair { ann, mateo } = Pair::of(&app).await;
        let doctor = mateo.doctor().to_string();
        let fields = [("doctor", doctor.as_str()), ("kind", "temporary"), ("ends_on", "2026-11-18")];
        assert_eq!(ann.browser.call("/fn/patient/ask_doctor", &fields).await.status, 200);
        let waiting = listed(&mateo.browser, "/fn/doctor/care_requests", "to_answer").await;
        assert_eq!(take(&mateo.browser, "doctor", &waiting[0], "accept").await.status, 200);
        assert!(sees(&mateo, &ann).await);
        app.clinic.advance(TimeDelta::days(2));
        // Two days without a word end every session.
        let mateo = Person::of(&app, mateo.scope).await;
        assert!(!sees(&mateo, &ann).await, "expired");
    }

    async fn a_form_that_comes_too_late_says_so_and_a_wrong_one_keeps_what_was_typed(app: App) {
        let pair = Pair::of(&app).await;
        let care = active(&app, &pair).await;
        let Pair { ann, mateo } = &pair;
        let page = ann.browser.get("/patient/care-team").await.body;
        assert!(page.contains("/fn/patient/step_care"));
        assert_eq!(take(&mateo.browser, "doctor", &care, "end").await.status, 200);
        let version = care.1.to_string();
        let late = [("care", care.0.as_str()), ("step", "end"), ("version", version.as_str())];
        let late = ann.browser.post("/patient/care-team", "/fn/patient/step_care", &late).await;
        let told = ann.browser.follow(&late).await;
        assert!(told.body.contains("Somebody changed this in the meantime."), "{}", told.body);

        let typed = [("number", "12345"), ("birth_day", "27"), ("kind", "temporary"), ("referral", "Typed before")];
        let wrong = mateo.browser.fill("/doctor/patients/requests", "/fn/doctor/ask_by_number", &typed).await;
        let told = mateo.browser.follow(&wrong).await.body;
        assert!(told.contains("Date of birth must have a day, a month and a year") && told.contains("Enter a date"), "{told}");
        assert!(told.contains("Typed before") && told.contains("value=\"12345\""), "{told}");
    }

    async fn staff_assign_patients_after_a_look_and_read_nothing_of_the_record(app: App) {
        let Pair { ann, mateo } = Pair::of(&app).await;
        let admin = Person::of(&app, app.clinic.admin().await).await;
        let number: i64 = app.clinic.value("SELECT number FROM patient").await;
        let form = format!("/admin/people/assignments?numbers={number}");
        let typed = [("doctor", "mateo"), ("kind", "primary_care")];
        let looked = admin.browser.fill(&form, "/fn/admin/prepare_assignment", &typed).await;
        let preview = admin.browser.follow(&looked).await.body;
        assert!(preview.contains("Ann Lee") && preview.contains("Will be assigned") && preview.contains("Assign 1 patient"), "{preview}");
        assert!(!preview.contains("2 Mill Lane") && !preview.contains("020 7946 0999"), "{preview}");
        assert!(!sees(&mateo, &ann).await);
        for other in [&ann, &mateo] {
            assert_eq!(other.browser.get(looked.location()).await.status, 403);
        }
        let done = admin.browser.fill(looked.location(), "/fn/admin/confirm_assignment", &[]).await;
        let told = admin.browser.follow(&done).await.body;
        assert!(told.contains("1 patient is assigned."), "{told}");
        assert!(sees(&mateo, &ann).await);
        let wrong = [("numbers", "zzz"), ("doctor", "nobody at all"), ("kind", "primary_care")];
        let wrong = admin.browser.fill("/admin/people/assignments", "/fn/admin/prepare_assignment", &wrong).await;
        let told = admin.browser.follow(&wrong).await.body;
        assert!(told.contains("No verified doctor has this name or licence number") && told.contains("zzz"), "{told}");
    }
}
