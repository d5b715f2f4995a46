//! Calendars without script: each view at its own address, the ways between them, and days that are none.

use services::on_both_engines;

use crate::app::App;
use crate::cast::{self, Pair, Person, TUESDAY_TEN};
use crate::html::forms;

/// The calendars of a patient and of a doctor.
const CALENDARS: [(&str, &str); 2] = [("patient", "/patient/visits"), ("doctor", "/doctor/calendar")];

/// Every view.
const VIEWS: [&str; 4] = ["agenda", "day", "week", "month"];

on_both_engines! {
    async fn every_view_shows_the_visit_and_leads_to_it_and_to_the_others(app: App) {
        let Pair { ann, mateo } = Pair::of(&app).await;
        let visit = cast::booked(&app, &ann.browser, mateo.doctor(), TUESDAY_TEN, "").await;
        for (area, address) in CALENDARS {
            let (reader, other) = if area == "patient" { (&ann, "Dr Mateo Ruiz") } else { (&mateo, "Ann Lee") };
            for (view, label, next) in [
                ("day", "Tuesday 17 November 2026", "2026-11-18"),
                ("week", "16–22 November 2026", "2026-11-23"),
                ("month", "November 2026", "2026-12-01"),
            ] {
                let page = reader.browser.get(&format!("{address}?view={view}&from=2026-11-17")).await;
                assert_eq!(page.status, 200, "{area} {view}");
                let body = &page.body;
                assert!(body.contains(other) && body.contains("Booked") && body.contains(label), "{area} {view}");
                assert!(body.contains(&format!("href=\"/{area}/visits/{visit}\"")), "{area} {view}");
                assert!(body.contains(&format!("href=\"{address}?view={view}&amp;from={next}\"")), "{area} {view}: next");
                for to in VIEWS {
                    let way = format!("href=\"{address}?view={to}&amp;from=2026-11-17\"");
                    assert!(body.contains(&way), "{area} {view}: {way}");
                }
                let jump = forms(body).into_iter().find(|form| form.action == address).expect("a form for dates");
                assert_eq!((jump.value("view"), jump.value("from")), (Some(view), Some("2026-11-17")), "{area}");
            }
            let list = reader.browser.get(&format!("{address}?view=agenda&from=2026-11-17")).await.body;
            assert!(list.contains(other) && list.contains("From Tuesday 17 November 2026"), "{area}");
            let list = reader.browser.get(&format!("{address}?view=agenda&from=2026-11-18")).await.body;
            assert!(!list.contains(&visit) && list.contains("You have no visits from that day on."), "{area}");
        }
        let day = mateo.browser.get("/doctor/calendar?view=day&from=2026-11-17").await.body;
        assert!(day.contains("Open for booking: 9am to 5pm"), "in words too");
        let month = ann.browser.get("/patient/visits?view=month&from=2026-11-17").await.body;
        assert!(month.contains("aria-label=\"Tuesday 17 November 2026, 1 visit\""));
        assert!(month.contains("href=\"/patient/visits?view=day&amp;from=2026-11-17\""));
    }

    async fn a_day_that_is_none_is_explained(app: App) {
        let Pair { ann, mateo } = Pair::of(&app).await;
        for (area, address) in CALENDARS {
            let reader = if area == "patient" { &ann } else { &mateo };
            for view in VIEWS {
                for odd in ["soon", "2026-02-30", "9999-12-31", "%3Cscript%3E", "2026-11-17T10"] {
                    let page = reader.browser.get(&format!("{address}?view={view}&from={odd}")).await;
                    assert_eq!(page.status, 200, "{area} {view} {odd}");
                    assert!(page.body.contains("<title>Error: ") && page.body.contains("There is a problem"), "{area} {view} {odd}");
                    assert!(page.body.contains("href=\"#from\""), "{area} {view} {odd}");
                }
            }
            let odd = reader.browser.get(&format!("{address}?view=year&from=&page=-1&when=never")).await;
            assert!(odd.status == 200 && !odd.body.contains("There is a problem"), "{area}");
        }
    }

    async fn nobody_else_sees_the_visit_in_any_view(app: App) {
        let Pair { ann, mateo } = Pair::of(&app).await;
        let visit = cast::booked(&app, &ann.browser, mateo.doctor(), TUESDAY_TEN, "").await;
        let ben = Person::of(&app, app.clinic.patient("Ben Okoro").await).await;
        let iris = Person::of(&app, app.clinic.doctor("Dr Iris Wong").await).await;
        let admin = Person::of(&app, app.clinic.admin().await).await;
        for view in VIEWS {
            for (area, address) in CALENDARS {
                let reader = if area == "patient" { &ben } else { &iris };
                let address = format!("{address}?view={view}&from=2026-11-17");
                let page = reader.browser.get(&address).await;
                assert_eq!(page.status, 200, "{area} {view}");
                assert!(!page.body.contains(&visit) && !page.body.contains("Ann Lee"), "{area} {view}");
                assert_ne!(admin.browser.get(&address).await.status, 200, "{area} {view}");
                assert_ne!(app.visitor().get(&address).await.status, 200, "{area} {view}");
            }
        }
    }

    async fn a_kept_time_is_told_without_a_name(app: App) {
        let Pair { ann, mateo } = Pair::of(&app).await;
        let hold = cast::held(&app, &ann.browser, mateo.doctor(), TUESDAY_TEN).await;
        let seen = mateo.browser.get("/doctor/calendar?view=day&from=2026-11-17").await.body;
        assert!(seen.contains("Being booked") && !seen.contains("Ann Lee") && !seen.contains(&hold));
        let own = ann.browser.get("/patient/visits?view=week&from=2026-11-17").await.body;
        assert!(own.contains("Kept for you") && own.contains(&format!("/patient/book/{hold}")));
    }
}
