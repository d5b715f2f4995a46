//! The stream of changes: who hears what, in which process, and until when.

use std::time::{Duration, Instant};

use chrono::TimeDelta;
use domain::actor::{Permission, Permissions};
use domain::carers::{CarerScope, CarerScopes};
use reqwest::{Method, Response};
use services::on_both_engines;
use services::testing::PASSWORD;
use tokio::time::timeout;

use crate::app::App;
use crate::cast::{self, Pair, Person, TUESDAY_TEN};
use crate::client::{Answer, Client};

const LIVE: &str = "/account/live";
/// Somebody who lost a right must be gone by then.
const GONE: Duration = Duration::from_secs(5);
/// Long enough for everything that could come.
const QUIET: Duration = Duration::from_millis(1500);

/// An open stream.
struct Stream {
    response: Response,
    text: String,
}

/// What came on it: the place and the line.
#[derive(Debug)]
struct Told {
    id: String,
    line: String,
}

impl Stream {
    async fn open(browser: &Client) -> Self {
        Self::ask(browser, "", "").await
    }

    /// From a place, and with the free times of doctors.
    async fn ask(browser: &Client, from: &str, query: &str) -> Self {
        let request = browser.request(Method::GET, &format!("{LIVE}?{query}"));
        let request = request
            .header("accept", "text/event-stream")
            // As the page's script asks: nobody did anything.
            .header("x-background", "1")
            .header("accept-encoding", "br, gzip")
            .header("last-event-id", from);
        let response = request.send().await.expect("an answer");
        assert_eq!(response.status(), 200);
        Self {
            response,
            text: String::new(),
        }
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.response.headers().get(name)?.to_str().ok()
    }

    /// The next thing told; nothing when the stream ends.
    async fn next(&mut self) -> Option<Told> {
        loop {
            if let Some((block, rest)) = self.text.split_once("\n\n") {
                let (block, rest) = (block.to_owned(), rest.to_owned());
                self.text = rest;
                let field = |name: &str| block.lines().find_map(|line| line.strip_prefix(name));
                let field = |name| field(name).unwrap_or_default().trim().to_owned();
                let told = Told {
                    id: field("id:"),
                    line: field("data:"),
                };
                // A heartbeat has no line.
                if !told.line.is_empty() {
                    return Some(told);
                }
                continue;
            }
            let piece = timeout(Duration::from_secs(8), self.response.chunk())
                .await
                .expect("something within seconds");
            self.text
                .push_str(&String::from_utf8_lossy(&piece.expect("a whole stream")?));
        }
    }

    async fn line(&mut self) -> String {
        self.next().await.expect("the stream goes on").line
    }

    /// Whether nothing comes for a while.
    async fn is_quiet(&mut self) -> bool {
        timeout(QUIET, self.next()).await.is_err()
    }

    /// How long the stream still lasts, and its last word.
    async fn end(mut self) -> (Duration, String) {
        let started = Instant::now();
        let mut last = String::new();
        while let Some(told) = self.next().await {
            last = told.line;
        }
        (started.elapsed(), last)
    }
}

/// Where a page says that the stream stood.
fn stamp(page: &Answer) -> String {
    let (_, rest) = page.body.split_once("data-live=\"").expect("a stamped page");
    rest.split('"').next().expect("a stamp").to_owned()
}

async fn cancel(browser: &Client, area: &str, visit: &str) {
    let cancel = [("appointment", visit), ("version", "1"), ("reason", "")];
    let answer = browser.call(&format!("/fn/{area}/cancel_appointment"), &cancel).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
}

on_both_engines! {
    async fn both_sides_of_a_visit_hear_of_it_and_a_stranger_does_not(app: App) {
        let Pair { ann, mateo } = Pair::of(&app).await;
        let ben = Person::of(&app, app.clinic.patient("Ben Okoro").await).await;
        let admin = Person::of(&app, app.clinic.admin().await).await;
        let (mut anns, mut mateos) = (Stream::open(&ann.browser).await, Stream::open(&mateo.browser).await);
        let (mut bens, mut admins) = (Stream::open(&ben.browser).await, Stream::open(&admin.browser).await);
        assert_eq!(anns.header("content-type"), Some("text/event-stream"));
        assert_eq!(anns.header("cache-control"), Some("private, no-store"));
        assert_eq!((anns.header("content-encoding"), anns.header("x-accel-buffering")), (None, Some("no")));

        let visit = cast::booked(&app, &ann.browser, mateo.doctor(), TUESDAY_TEN, "A secret").await;
        assert_eq!(mateos.line().await, "doctor hold", "and not whose");
        assert_eq!(mateos.line().await, format!("doctor visit {visit}"));
        assert_eq!(anns.line().await, "patient hold");
        assert_eq!(anns.line().await, format!("patient visit {visit}"));
        assert_eq!(admins.line().await, "clinic visit");
        cancel(&ann.browser, "patient", &visit).await;
        let told = mateos.next().await.expect("the cancellation");
        assert_eq!(told.line, format!("doctor visit {visit}"));
        assert!(!told.id.is_empty());
        assert!(mateos.is_quiet().await && bens.is_quiet().await);
    }

    async fn staff_and_carers_hear_what_their_own_pages_show(app: App) {
        let Pair { ann, mateo } = Pair::of(&app).await;
        let ben = Person::of(&app, app.clinic.patient("Ben Okoro").await).await;
        let admin = Person::of(&app, app.clinic.admin().await).await;
        let only = |permission| Permissions::none().with(permission);
        let nurse = Person::of(&app, app.clinic.staff("Nurse", only(Permission::ReadNumbers)).await).await;
        let desk = Person::of(&app, app.clinic.staff("Front desk", only(Permission::ManagePeople)).await).await;
        let scopes = CarerScopes::none().with(CarerScope::Profile);
        let eva = Person::of(&app, app.clinic.carer("Eva", &ann.scope, scopes).await).await;
        let (mut nurses, mut desks) = (Stream::open(&nurse.browser).await, Stream::open(&desk.browser).await);
        let mut evas = Stream::open(&eva.browser).await;

        let person = format!("/admin/people/{}", ben.scope.account().expect("an account"));
        admin.browser.fill(&person, "/fn/admin/suspend", &[]).await;
        assert_eq!(desks.line().await, "clinic people");
        let visit = cast::booked(&app, &ann.browser, mateo.doctor(), TUESDAY_TEN, "").await;
        assert_eq!(nurses.line().await, "clinic visit", "and nothing of the suspension");
        assert_eq!(evas.line().await, format!("patient visit {visit}"), "and nothing of the time that was kept");
        assert!(nurses.is_quiet().await && desks.is_quiet().await && evas.is_quiet().await);
    }

    async fn a_changed_profile_is_heard_by_its_owner_and_by_who_looks_at_it(app: App) {
        let Pair { ann, mateo } = Pair::of(&app).await;
        let pending = app.clinic.new_doctor("Dr Priya Nair").pending().make().await;
        let doctor = mateo.doctor();
        let watching = format!("times={doctor}&times={}&times=nobody", services::testing::doctor_of(&pending));
        let (mut watcher, mut other) = (Stream::ask(&ann.browser, "", &watching).await, Stream::open(&ann.browser).await);
        let mut own = Stream::open(&mateo.browser).await;
        let edited = mateo.browser.fill("/doctor/profile", "/fn/doctor/edit_profile", &[("biography", "Knees and hips.")]).await;
        assert!(edited.status == 303 && edited.location().contains('?'), "{}", edited.location());
        assert_eq!(own.line().await, "doctor profile");
        assert_eq!(watcher.line().await, format!("times {doctor} profile"));
        let edited = ann.browser.fill("/patient/profile", "/fn/patient/edit_profile", &[("phone", "020 7946 0777")]).await;
        assert!(edited.status == 303 && edited.location().contains('?'), "{}", edited.location());
        assert_eq!((watcher.line().await, other.line().await), ("patient profile".to_owned(), "patient profile".to_owned()));
        assert!(own.is_quiet().await && other.is_quiet().await);
    }

    async fn who_comes_back_gets_what_was_missed(app: App) {
        let Pair { ann, mateo } = Pair::of(&app).await;
        let stamp = stamp(&mateo.browser.get("/doctor/calendar?view=week").await);
        assert!(!app.visitor().get("/sign-in").await.body.contains("data-live"), "a guest hears nothing");
        assert!(Stream::ask(&mateo.browser, &stamp, "").await.is_quiet().await, "nothing happened since the page");
        let visit = cast::booked(&app, &ann.browser, mateo.doctor(), TUESDAY_TEN, "").await;
        cancel(&mateo.browser, "doctor", &visit).await;
        let line = format!("doctor visit {visit}");

        let mut stream = Stream::ask(&mateo.browser, &stamp, "").await;
        assert_eq!(stream.line().await, "doctor hold");
        let first = stream.next().await.expect("the booking");
        assert_eq!((&first.line, stream.line().await), (&line, line.clone()), "and the cancellation");
        assert!(stream.is_quiet().await);
        let mut rest = Stream::ask(&mateo.browser, &first.id, "").await;
        assert_eq!(rest.line().await, line, "only the cancellation");
        assert!(rest.is_quiet().await);

        let long_ago = "1-1-1794816000000";
        let reload = Stream::ask(&mateo.browser, long_ago, "").await.next().await.expect("a word");
        assert_eq!(reload.line, "reload", "what nobody knows any more");
        assert!(Stream::ask(&mateo.browser, &reload.id, "").await.is_quiet().await);
        assert!(Stream::ask(&mateo.browser, "no place at all", "").await.is_quiet().await);
    }

    async fn a_stream_ends_with_the_rights_it_began_with(app: App) {
        let Pair { ann, mateo } = Pair::of(&app).await;
        let ben = Person::of(&app, app.clinic.patient("Ben Okoro").await).await;
        let priya = Person::of(&app, app.clinic.new_doctor("Dr Priya Nair").pending().make().await).await;
        let admin = Person::of(&app, app.clinic.admin().await).await;

        let stream = Stream::open(&ann.browser).await;
        let person = format!("/admin/people/{}", ann.scope.account().expect("an account"));
        admin.browser.fill(&person, "/fn/admin/suspend", &[]).await;
        is_over(stream.end().await, "suspended");
        assert_eq!(ann.browser.ask(LIVE).await.status, 401);

        let (first, second) = (app.browser_of(&mateo.scope).await, app.browser_of(&mateo.scope).await);
        let (ended, mut kept) = (Stream::open(&first).await, Stream::open(&mateo.browser).await);
        first.post("/doctor", "/sign-out", &[]).await;
        is_over(ended.end().await, "signed out");
        let ended = Stream::open(&second).await;
        mateo.browser.fill("/account", "/fn/account/end_other_sessions", &[]).await;
        is_over(ended.end().await, "ended by another session");
        assert!(kept.is_quiet().await, "that session goes on");

        let stream = Stream::open(&ben.browser).await;
        let new = "three loud rivers at dusk";
        let typed = [("password_current", PASSWORD), ("password", new), ("password_again", new)];
        let changed = ben.browser.fill("/account", "/account/password", &typed).await;
        assert_eq!(changed.status, 303);
        is_over(stream.end().await, "another password");
        assert!(Stream::open(&ben.browser).await.is_quiet().await, "the session itself goes on");

        let stream = Stream::open(&priya.browser).await;
        let page = format!("/admin/doctors/{}", services::testing::doctor_of(&priya.scope));
        admin.browser.fill(&page, "/fn/admin/decide_doctor", &[("decision", "approve")]).await;
        is_over(stream.end().await, "verified: another role");
    }

    async fn a_carer_and_the_patient_hear_what_the_carer_may_do_now(app: App) {
        let Pair { ann, .. } = Pair::of(&app).await;
        let eva = Person::of(&app, app.clinic.carer("Eva", &ann.scope, CarerScopes::all()).await).await;
        let (evas, mut anns) = (Stream::open(&eva.browser).await, Stream::open(&ann.browser).await);
        let less = [("scopes[]", "booking")];
        let changed = ann.browser.fill("/patient/profile/carers", "/fn/patient/change_carer", &less).await;
        assert_eq!(changed.location(), "/patient/profile/carers?done=changed");
        assert_eq!(anns.line().await, "patient carer");
        is_over(evas.end().await, "less than before");
        assert!(Stream::open(&eva.browser).await.is_quiet().await, "Eva goes on with the rest");
    }

    async fn a_page_that_asks_by_itself_keeps_no_session_alive(app: App) {
        let ann = Person::of(&app, app.clinic.patient("Ann Lee").await).await;
        let seen = async || app.clinic.value::<chrono::DateTime<chrono::Utc>>("SELECT seen_at FROM web_session WHERE account_id IS NOT NULL").await;
        let signed_in = seen().await;
        app.clinic.advance(TimeDelta::minutes(5));
        let by_itself = |path| ann.browser.request(Method::GET, path).header("x-background", "1").send();
        for path in ["/fn/patient/home", LIVE] {
            assert_eq!(by_itself(path).await.expect("an answer").status(), 200);
        }
        assert_eq!(seen().await, signed_in);
        assert_eq!(ann.browser.ask("/fn/patient/home").await.status, 200);
        assert_eq!(seen().await, signed_in + TimeDelta::minutes(5), "somebody asked");
    }

    async fn the_end_of_a_session_is_told_before_it_comes(app: App) {
        let ann = Person::of(&app, app.clinic.patient("Ann Lee").await).await;
        let stay = async || ann.browser.post("/patient", "/account/stay", &[]).await.status;
        app.clinic.advance(TimeDelta::minutes(27));
        assert!(Stream::open(&ann.browser).await.is_quiet().await);
        app.clinic.advance(TimeDelta::minutes(1));
        assert_eq!(Stream::open(&ann.browser).await.line().await, "ending");
        assert_eq!(stay().await, 204);
        assert!(Stream::open(&ann.browser).await.is_quiet().await, "somebody is still there");
        // Twelve hours after the sign-in nothing helps.
        for _ in 0..23 {
            app.clinic.advance(TimeDelta::minutes(30) - TimeDelta::seconds(4));
            assert_eq!(stay().await, 204);
        }
        app.clinic.advance(TimeDelta::minutes(2));
        assert_eq!(Stream::open(&ann.browser).await.line().await, "ending for good");
        app.clinic.advance(TimeDelta::minutes(3));
        assert_eq!(ann.browser.ask(LIVE).await.status, 401);
    }

    async fn the_eleventh_stream_of_an_account_ends_the_first(app: App) {
        let ann = Person::of(&app, app.clinic.patient("Ann Lee").await).await;
        let first = Stream::open(&ann.browser).await;
        let mut others = Vec::new();
        for _ in 0..9 {
            others.push(Stream::open(&ann.browser).await);
        }
        assert_eq!(app.clinic.tools.live.count(), 10);
        others.push(Stream::open(&ann.browser).await);
        is_too_many(first.end().await);
        assert_eq!(app.clinic.tools.live.count(), 10);
        drop(others);
        let gone = async { while app.clinic.tools.live.count() > 0 { tokio::time::sleep(Duration::from_millis(20)).await; } };
        timeout(GONE, gone).await.expect("closed browsers give their places up");
    }

    async fn two_processes_on_one_database_hear_each_other(app: App) {
        let Pair { ann, mateo } = Pair::of(&app).await;
        let other = app.another_process().await;
        let there = Client::new(&other.base);
        let email = app.clinic.email(&mateo.scope).await;
        there.post("/sign-in", "/sign-in", &[("email", &email), ("password", PASSWORD)]).await;
        let stamp = stamp(&mateo.browser.get("/doctor").await);
        let mut stream = Stream::open(&there).await;
        let visit = cast::booked(&app, &ann.browser, mateo.doctor(), TUESDAY_TEN, "").await;
        let line = format!("doctor visit {visit}");
        assert_eq!(stream.line().await, "doctor hold");
        assert_eq!(stream.line().await, line);
        let mut resumed = Stream::ask(&there, &stamp, "").await;
        assert!(["doctor hold", "reload"].contains(&resumed.line().await.as_str()), "a page of the one process goes on at the other");
    }

    async fn streams_end_when_the_process_stops(app: App) {
        let ann = Person::of(&app, app.clinic.patient("Ann Lee").await).await;
        let stream = Stream::open(&ann.browser).await;
        let started = Instant::now();
        app.stop_live().await;
        let (_, last) = stream.end().await;
        assert!(started.elapsed() < GONE && last.is_empty());
        assert_eq!(ann.browser.ask(LIVE).await.status, 503, "none begins");
    }
}

fn is_over((took, last): (Duration, String), why: &str) {
    assert!(took <= GONE, "{why}: {took:?}");
    assert_eq!(last, "over", "{why}");
}

fn is_too_many((took, last): (Duration, String)) {
    assert!(took <= GONE && last == "too-many", "{last}");
}
