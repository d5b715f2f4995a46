//! The main job as the app's own code asks for it: JSON answers, and conflicts that a program can act on.

use chrono::TimeDelta;
use serde_json::{Value, json};
use services::on_both_engines;

use crate::app::App;
use crate::cast::{self, Pair, Person, TUESDAY_TEN};

on_both_engines! {
    async fn a_visit_goes_from_free_time_to_finished(app: App) {
        let Pair { ann, mateo } = Pair::of(&app).await;
        let found = app.visitor().ask("/fn/public/search_doctors?name=ruiz").await.json();
        assert!(found.to_string().contains("Dr Mateo Ruiz"));
        let hold = cast::held(&app, &ann.browser, mateo.doctor(), TUESDAY_TEN).await;
        let kept = ann.browser.ask(&format!("/fn/patient/hold?hold={hold}")).await;
        assert!(kept.json().to_string().contains("Dr Mateo Ruiz"));
        let answer = cast::book(&ann.browser, &hold, "A sore knee").await.json();
        let visit = cast::visit_in(answer["to"].as_str().expect("a place to go"));
        let seen = mateo.browser.ask(&format!("/fn/doctor/visit?id={visit}")).await.json();
        assert_eq!((&seen["reason"], &seen["summary"]["patient_name"]), (&json!("A sore knee"), &json!("Ann Lee")));

        app.clinic.advance(TimeDelta::hours(26));
        // A day later the browsers were signed out for being idle.
        let (ann, mateo) = (Person::of(&app, ann.scope).await, Person::of(&app, mateo.scope).await);
        for action in ["arrive", "start", "finish"] {
            let seen = mateo.browser.ask(&format!("/fn/doctor/visit?id={visit}")).await.json();
            let allowed = seen["actions"].as_array().expect("actions");
            assert!(allowed.contains(&json!(action)), "{action} is not among {allowed:?}");
            let version = seen["version"].to_string();
            let step = [("appointment", visit.as_str()), ("action", action), ("version", &version)];
            let done = mateo.browser.call("/fn/doctor/step_appointment", &step).await;
            assert_eq!(done.status, 200, "{action}: {}", done.body);
            let stale = mateo.browser.call("/fn/doctor/step_appointment", &step).await;
            assert_eq!((stale.status, stale.json()), (409, json!({"conflict": "stale"})), "the same again");
        }
        let seen = ann.browser.ask(&format!("/fn/patient/visit?id={visit}")).await.json();
        assert_eq!(seen["summary"]["status"], json!("fulfilled"));
    }

    async fn conflicts_say_what_happened_and_what_is_free(app: App) {
        let Pair { ann, mateo } = Pair::of(&app).await;
        let ben = Person::of(&app, app.clinic.patient("Ben Okoro").await).await;
        let iris = Person::of(&app, app.clinic.doctor("Dr Iris Wong").await).await;
        let hold = cast::held(&app, &ann.browser, mateo.doctor(), TUESDAY_TEN).await;

        let taken = cast::hold(&app, &ben.browser, mateo.doctor(), TUESDAY_TEN).await;
        assert_eq!(taken.status, 409);
        assert_eq!(alternatives(&taken.json(), "time_taken"), 3);
        let overlapping = cast::hold(&app, &ben.browser, mateo.doctor(), "2026-11-17T10:20:00Z").await;
        assert_eq!(alternatives(&overlapping.json(), "time_taken"), 3, "an overlapping time is taken too");

        assert_eq!(cast::book(&ann.browser, &hold, "").await.status, 200);
        let busy = cast::hold(&app, &ann.browser, iris.doctor(), TUESDAY_TEN).await;
        assert_eq!((busy.status, alternatives(&busy.json(), "patient_busy")), (409, 3));

        let late = cast::held(&app, &ben.browser, iris.doctor(), "2026-11-17T12:00:00Z").await;
        app.clinic.advance(TimeDelta::minutes(11));
        let expired = cast::book(&ben.browser, &late, "").await;
        assert_eq!((expired.status, expired.json()), (409, json!({"conflict": "hold_expired"})));
    }

    async fn a_visit_is_cancelled_once(app: App) {
        let Pair { ann, mateo } = Pair::of(&app).await;
        let visit = cast::booked(&app, &ann.browser, mateo.doctor(), TUESDAY_TEN, "").await;
        let cancel = [("appointment", visit.as_str()), ("version", "1"), ("reason", "")];
        let (one, two) = tokio::join!(
            ann.browser.call("/fn/patient/cancel_appointment", &cancel),
            mateo.browser.call("/fn/doctor/cancel_appointment", &cancel),
        );
        let mut statuses = [one.status, two.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409]);
        let again = ann.browser.call("/fn/patient/cancel_appointment", &cancel).await;
        assert_eq!(again.json(), json!({"conflict": "already_cancelled"}));
        assert_eq!(cast::count(&app, "occupancy").await, 0);
    }

    async fn a_day_takes_three_visits_of_a_patient(app: App) {
        let Pair { ann, mateo } = Pair::of(&app).await;
        for hour in [10, 11, 12] {
            cast::booked(&app, &ann.browser, mateo.doctor(), &format!("2026-11-17T{hour}:00:00Z"), "").await;
        }
        let fourth = cast::hold(&app, &ann.browser, mateo.doctor(), "2026-11-17T14:00:00Z").await;
        assert_eq!((fourth.status, fourth.json()), (409, json!({"conflict": {"daily_limit": {"max": 3}}})));
    }
}

fn alternatives(conflict: &Value, kind: &str) -> usize {
    let offers = conflict["conflict"][kind]["alternatives"].as_array();
    offers.unwrap_or_else(|| panic!("not {kind}: {conflict}")).len()
}
