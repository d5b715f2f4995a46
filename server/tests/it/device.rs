//! The portal as an app on a device: its manifest, its worker, the page without a network, and what sign-out takes away.

use std::fs;

use services::clock::Clock;
use services::on_both_engines;
use services::scope::new_uuid;

use crate::app::App;
use crate::cast::{self, Pair, TUESDAY_TEN};
use crate::client::Client;

on_both_engines! {
    async fn the_manifest_says_what_there_is_to_install(app: App) {
        let page = app.visitor().get("/").await.body;
        assert!(page.contains("<link rel=\"manifest\" href=\"/manifest.webmanifest?language=en\""));
        let answer = app.visitor().get("/manifest.webmanifest?language=es").await;
        assert_eq!(answer.header("content-type"), "application/manifest+json");
        assert_eq!(answer.header("cache-control"), "no-cache");
        let manifest = answer.json();
        for (key, value) in [("id", "/"), ("scope", "/"), ("start_url", "/start"), ("display", "standalone"), ("lang", "es")] {
            assert_eq!(manifest[key], value, "{key}");
        }
        assert!(!manifest["name"].as_str().unwrap().is_empty() && !manifest["short_name"].as_str().unwrap().is_empty());
        let names: Vec<_> = manifest["shortcuts"].as_array().unwrap().iter().map(|shortcut| &shortcut["name"]).collect();
        assert_eq!(names, ["Reservar una cita", "Mis citas"]);

        let files = ["icons", "screenshots"].map(|list| manifest[list].as_array().unwrap().clone()).concat();
        let icons: Vec<_> = files.iter().map(|icon| format!("{} {}", icon["purpose"], icon["sizes"])).collect();
        for needed in ["\"any\" \"192x192\"", "\"any\" \"512x512\"", "\"maskable\" \"192x192\"", "\"maskable\" \"512x512\""] {
            assert!(icons.iter().any(|icon| icon == needed), "{needed}: {icons:?}");
        }
        for file in &files {
            let name = file["src"].as_str().unwrap().trim_start_matches('/');
            assert!(fs::exists(format!("{}/../public/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap(), "{name}");
        }
        let unknown = app.visitor().get("/manifest.webmanifest?language=tlh").await;
        assert_eq!((unknown.status, unknown.json()["lang"].as_str()), (200, Some("en")));
    }

    async fn the_app_opens_where_ones_own_pages_begin(app: App) {
        let Pair { ann, mateo } = Pair::of(&app).await;
        assert_eq!(app.visitor().get("/start").await.location(), "/");
        assert_eq!(ann.browser.get("/start").await.location(), "/patient");
        assert_eq!(mateo.browser.get("/start").await.location(), "/doctor");
    }

    async fn the_page_without_a_network_is_the_same_for_everybody(app: App) {
        let Pair { ann, .. } = Pair::of(&app).await;
        let (answer, hers) = (app.visitor().get("/offline").await, ann.browser.get("/offline").await);
        assert_eq!(answer.body, hers.body);
        assert_eq!((hers.header("cache-control"), hers.header("set-cookie"), hers.header("vary")), ("no-cache", "", "accept-encoding"));
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("script-src 'self';") && policy.contains("default-src 'none'"), "{policy}");
        for text in ["You are offline", "No tiene conexión", "أنت غير متصل بالإنترنت", "href=\"tel:+"] {
            assert!(answer.body.contains(text), "{text}");
        }
    }

    async fn browsers_ask_for_the_worker_anew(app: App) {
        let site = std::env::temp_dir().join(format!("salve-site-{}", new_uuid(app.clinic.clock.now())));
        fs::create_dir_all(site.join("pkg/12ab")).unwrap();
        for (name, text) in [("service-worker.js", "addEventListener"), ("icon.svg", "<svg/>"), ("pkg/12ab/kept.js", "export")] {
            fs::write(site.join(name), text).unwrap();
        }
        let server = app.configured(&[("SALVE_SITE_ROOT", &site.display().to_string())]).await;
        let visitor = Client::new(&server.base);
        let worker = visitor.get("/service-worker.js").await;
        assert_eq!((worker.header("cache-control"), worker.header("content-type")), ("no-cache", "text/javascript"));
        assert!(worker.header("content-security-policy").contains("connect-src 'self'"));
        assert_eq!(visitor.get("/icon.svg").await.header("cache-control"), "public, max-age=3600");
        assert_eq!(visitor.get("/pkg/12ab/kept.js").await.header("cache-control"), "public, max-age=31536000, immutable");
        fs::remove_dir_all(site).unwrap();
    }

    async fn sign_out_takes_everything_out_of_the_browser(app: App) {
        let Pair { ann, .. } = Pair::of(&app).await;
        let page = ann.browser.get("/patient").await;
        let policy = page.header("content-security-policy");
        assert!(policy.contains("worker-src 'self'") && policy.contains("manifest-src 'self'"), "{policy}");
        let answer = ann.browser.fill("/patient", "/sign-out", &[]).await;
        assert_eq!(answer.header("clear-site-data"), "\"cache\", \"storage\"");
        assert_eq!(answer.location(), "/sign-in?signed_out=1");
        assert_eq!(ann.browser.get("/patient").await.status, 303);
    }

    async fn a_device_can_tell_accounts_apart_without_their_names(app: App) {
        let Pair { ann, mateo } = Pair::of(&app).await;
        let mark = |page: String| page.split("data-account=\"").nth(1).map(|rest| rest[..43].to_owned());
        let hers = mark(ann.browser.get("/patient").await.body).expect("a mark");
        assert_eq!(mark(ann.browser.get("/account").await.body), Some(hers.clone()));
        assert_ne!(mark(mateo.browser.get("/doctor").await.body), Some(hers));
        assert_eq!(mark(app.visitor().get("/").await.body), None);
    }

    async fn what_a_device_keeps_says_when_and_where_only(app: App) {
        let Pair { ann, mateo } = Pair::of(&app).await;
        cast::booked(&app, &ann.browser, mateo.doctor(), TUESDAY_TEN, "A sore knee").await;
        let answer = ann.browser.ask("/fn/patient/visits_to_keep").await;
        assert_eq!(answer.header("cache-control"), "private, no-store");
        let list = answer.json();
        assert_eq!(list["visits"][0]["when"]["label"], "Tuesday 17 November 2026 at 10am");
        assert_eq!(list["visits"][0]["place"], "In person, Harbour Clinic");
        assert!(!["knee", "Ruiz", "Ann"].iter().any(|secret| answer.body.contains(secret)), "{}", answer.body);
        assert_eq!(mateo.browser.ask("/fn/patient/visits_to_keep").await.status, 403);
    }
}
