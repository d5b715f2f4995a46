//! The main job without script: links and forms, and what the other side then sees.

use chrono::TimeDelta;
use services::on_both_engines;

use crate::app::App;
use crate::cast::{self, Pair, Person, TUESDAY_TEN, times_of, visit_in};
use crate::html::forms;

const HOLD: &str = "/fn/patient/hold_time";
const BOOK: &str = "/fn/patient/book_appointment";

on_both_engines! {
    async fn a_patient_searches_books_and_cancels_and_the_doctor_sees_it(app: App) {
        let Pair { ann, mateo } = Pair::of(&app).await;
        app.clinic.new_doctor("Dr Priya Ruiz").pending().make().await;
        let found = app.visitor().get("/doctors?name=ruiz").await.body;
        assert!(found.contains("Dr Mateo Ruiz") && !found.contains("Priya"));

        let times = times_of(&app, mateo.doctor());
        let offered = ann.browser.get(&times).await.body;
        let form = forms(&offered).into_iter().find(|form| form.action == HOLD).expect("a form of times");
        assert!(form.buttons.iter().any(|(name, value)| name == "starts_at" && value.starts_with("2026-11-17T10:00:00")), "{:?}", form.buttons);

        let held = ann.browser.fill(&times, HOLD, &[("starts_at", TUESDAY_TEN)]).await;
        let check = held.location().to_owned();
        assert!(check.starts_with("/patient/book/"), "{check}");
        assert!(ann.browser.follow(&held).await.body.contains("Dr Mateo Ruiz"));

        let booked = ann.browser.fill(&check, BOOK, &[("reason", "A sore knee")]).await;
        assert!(booked.location().ends_with("/booked"), "{}", booked.location());
        let visit = visit_in(booked.location());
        assert!(ann.browser.follow(&booked).await.body.contains("Dr Mateo Ruiz"));
        assert!(ann.browser.get("/patient/visits").await.body.contains("Dr Mateo Ruiz"));
        assert!(mateo.browser.get("/doctor/calendar?view=week&from=2026-11-16").await.body.contains("Ann Lee"));
        assert!(mateo.browser.get("/doctor/patients").await.body.contains("Ann Lee"));
        assert!(mateo.browser.get(&format!("/doctor/visits/{visit}")).await.body.contains("A sore knee"));

        let cancel = format!("/patient/visits/{visit}/cancel");
        let cancelled = ann.browser.fill(&cancel, "/fn/patient/cancel_appointment", &[("reason", "It is better now")]).await;
        assert!(ann.browser.follow(&cancelled).await.body.contains("Cancelled"));
        let seen = mateo.browser.get(&format!("/doctor/visits/{visit}")).await;
        // A cancelled visit is still one's own; the patient behind it no longer is.
        assert!(seen.body.contains("It is better now"), "{}", seen.status);
        assert!(!mateo.browser.get("/doctor/patients").await.body.contains("Ann Lee"));

        let ben = Person::of(&app, app.clinic.patient("Ben Okoro").await).await;
        assert_eq!(cast::hold(&app, &ben.browser, mateo.doctor(), TUESDAY_TEN).await.status, 200, "the time is free again");
    }

    async fn a_doctor_cancels_and_the_patient_sees_why(app: App) {
        let Pair { ann, mateo } = Pair::of(&app).await;
        let visit = cast::booked(&app, &ann.browser, mateo.doctor(), TUESDAY_TEN, "").await;
        app.clinic.run_jobs().await;
        let cancel = format!("/doctor/visits/{visit}/cancel");
        let cancelled = mateo.browser.fill(&cancel, "/fn/doctor/cancel_appointment", &[("reason", "I am ill myself")]).await;
        assert_eq!(cancelled.location(), format!("/doctor/visits/{visit}"));
        let seen = ann.browser.get(&format!("/patient/visits/{visit}")).await.body;
        assert!(seen.contains("I am ill myself") && seen.contains("Cancelled"));
        app.clinic.run_jobs().await;
        let email = app.clinic.email(&ann.scope).await;
        assert_eq!(app.clinic.mailer.sent_to(&email).len(), 2, "booked and cancelled");
    }

    async fn a_double_submit_books_once(app: App) {
        let Pair { ann, mateo } = Pair::of(&app).await;
        let hold = cast::held(&app, &ann.browser, mateo.doctor(), TUESDAY_TEN).await;
        let check = format!("/patient/book/{hold}");
        let typed = [("hold", hold.as_str()), ("reason", "Once")];
        let (one, two) = tokio::join!(ann.browser.post(&check, BOOK, &typed), ann.browser.post(&check, BOOK, &typed));
        assert!(one.location().ends_with("/booked"), "{}", one.location());
        assert_eq!(one.location(), two.location());
        let late = ann.browser.post(&check, BOOK, &typed).await;
        assert_eq!(late.location(), one.location());
        assert_eq!(cast::count(&app, "appointment").await, 1);
        assert!(ann.browser.get(&check).await.body.contains("/patient/visits/"), "the way back leads on to the visit");
    }

    async fn a_city_that_nobody_works_in_is_seen_where_it_filters(app: App) {
        let Pair { ann, .. } = Pair::of(&app).await;
        let page = ann.browser.get("/doctors?city=Londn").await.body;
        let form = forms(&page).into_iter().find(|form| form.action == "/doctors").expect("the filters");
        assert_eq!(form.value("city"), Some("Londn"));
        let page = app.visitor().get("/sign-in").await.body;
        assert!(page.contains("href=\"tel:"), "whoever cannot go on here is told the number");
    }

    async fn a_hold_that_ran_out_says_so_and_blocks_nobody(app: App) {
        let Pair { ann, mateo } = Pair::of(&app).await;
        let hold = cast::held(&app, &ann.browser, mateo.doctor(), TUESDAY_TEN).await;
        let check = format!("/patient/book/{hold}");
        let typed = [("hold", hold.as_str()), ("reason", "Too slow")];
        app.clinic.advance(TimeDelta::minutes(11));
        let late = ann.browser.post(&check, BOOK, &typed).await;
        assert_eq!((late.status, late.location()), (303, check.as_str()));
        let page = ann.browser.get(&check).await;
        assert!((400..500).contains(&page.status) && page.body.contains("There is a problem"), "{}", page.status);
        assert!(page.body.contains("Too slow"), "what was typed can be taken along");
        assert!(page.body.contains(&format!("/doctors/{}?visit=first", mateo.doctor())), "back to the day of the doctor");
        assert!(forms(&page.body).iter().any(|form| form.value("starts_at").is_some()), "the nearest free times");
        let ben = Person::of(&app, app.clinic.patient("Ben Okoro").await).await;
        cast::booked(&app, &ben.browser, mateo.doctor(), TUESDAY_TEN, "").await;
        assert_eq!((cast::count(&app, "appointment").await, cast::overlaps(&app).await), (1, 0));
    }

    async fn a_time_taken_meanwhile_is_answered_with_the_nearest_ones(app: App) {
        let Pair { ann, mateo } = Pair::of(&app).await;
        let times = times_of(&app, mateo.doctor());
        let shown = ann.browser.get(&times).await;
        let form = forms(&shown.body).into_iter().find(|form| form.action == HOLD).expect("a form of times");
        let ben = Person::of(&app, app.clinic.patient("Ben Okoro").await).await;
        cast::booked(&app, &ben.browser, mateo.doctor(), TUESDAY_TEN, "").await;

        let taken = ann.browser.post(&times, HOLD, &form.filled(&[("starts_at", TUESDAY_TEN)])).await;
        assert_eq!((taken.status, taken.location()), (303, times.as_str()));
        let page = ann.browser.follow(&taken).await;
        assert!(page.body.contains("There is a problem"));
        let nearest: Vec<_> = forms(&page.body).into_iter().filter(|form| form.action == HOLD && form.value("starts_at").is_some()).collect();
        assert_eq!(nearest.len(), 3, "three alternatives");
        let another = nearest[0].filled(&[]);
        assert_ne!(nearest[0].value("starts_at"), Some(TUESDAY_TEN));
        let held = ann.browser.post(&times, HOLD, &another).await;
        assert!(held.location().starts_with("/patient/book/"), "an alternative is one button away: {}", held.location());
    }

    async fn the_older_of_two_tabs_is_told_that_its_time_was_replaced(app: App) {
        let Pair { ann, mateo } = Pair::of(&app).await;
        let first = cast::held(&app, &ann.browser, mateo.doctor(), TUESDAY_TEN).await;
        let second = cast::held(&app, &ann.browser, mateo.doctor(), "2026-11-17T11:00:00Z").await;
        let old_tab = format!("/patient/book/{first}");
        let old = ann.browser.post(&old_tab, BOOK, &[("hold", &first), ("reason", "From the old tab")]).await;
        assert_eq!(old.location(), old_tab);
        let page = ann.browser.follow(&old).await;
        assert!(page.status < 500 && page.body.contains("There is a problem"), "{}", page.status);
        assert!(page.body.contains("From the old tab"), "what was typed can be taken along");
        assert!(page.body.contains(&format!("href=\"/patient/book/{second}\"")), "the way to the time that is kept");
        let new = ann.browser.fill(&format!("/patient/book/{second}"), BOOK, &[("reason", "")]).await;
        assert!(new.location().ends_with("/booked"));
        assert_eq!(cast::count(&app, "appointment").await, 1);
    }
}
