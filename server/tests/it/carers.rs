//! People who act for patients, and the patients who let them.

use domain::carers::{CarerScope, CarerScopes};
use services::on_both_engines;
use services::testing::PASSWORD;

use crate::app::App;
use crate::cast::{self, Pair, Person, TUESDAY_TEN};
use crate::client::Client;
use crate::html::{PageForm, forms};

const EMAIL: &str = "eva@example.org";
const GOOD: &str = "seven grey herons wade past";
const OWN: &str = "/patient/profile/carers";
const CARING: &str = "/account/caring";
const CHANGE: &str = "/fn/patient/change_carer";
const BORN: [(&str, &str); 3] = [("birth_day", "27"), ("birth_month", "3"), ("birth_year", "1985")];

/// The path of the link in the newest mail to an address.
async fn link(app: &App, email: &str) -> String {
    app.clinic.run_jobs().await;
    let mails = app.clinic.mailer.sent_to(email);
    let text = &mails.last().expect("a mail").text;
    let start = text.find("/carer/").expect("a link");
    text[start..].split_whitespace().next().expect("a path").to_owned()
}

/// Ann asks somebody to act for her.
async fn asked(ann: &Client, email: &str, scopes: &[&str]) {
    let mut form = vec![("name", "Eva Lee"), ("email", email), ("relation", "child")];
    form.extend(scopes.iter().map(|scope| ("scopes[]", *scope)));
    let sent = ann.fill(OWN, "/fn/patient/offer_carer", &form).await;
    assert_eq!(sent.location(), format!("{OWN}?done=offered"));
    assert!(ann.follow(&sent).await.body.contains("Waits for an answer"));
}

/// What a form on a page posts to, if it is there.
async fn action(browser: &Client, page: &str, of: &str) -> Option<String> {
    let page = browser.get(page).await;
    assert_eq!(page.status, 200, "{}", page.location());
    let start = page.body.find(&format!("action=\"{of}"))? + 8;
    page.body[start..].split('"').next().map(str::to_owned)
}

/// The form of a page that changes what somebody may do.
fn change_form(page: &str) -> PageForm {
    let form = forms(page).into_iter().find(|form| form.action == CHANGE);
    form.expect("a form that changes it")
}

/// What is ticked in it.
fn ticked(form: &PageForm) -> Vec<&str> {
    let fields = form.fields.iter().filter(|(name, _)| name == "scopes[]");
    fields.map(|(_, value)| value.as_str()).collect()
}

on_both_engines! {
    async fn a_daughter_books_for_her_mother_until_it_is_ended(app: App) {
        let Pair { ann, mateo } = Pair::of(&app).await;
        asked(&ann.browser, EMAIL, &["booking"]).await;
        let path = link(&app, EMAIL).await;
        let eva = app.visitor();
        // Scanners open links as often as they like, and read nothing.
        for _ in 0..3 {
            let seen = eva.get(&path).await;
            assert!(seen.status == 200 && !seen.body.contains("Ann Lee"));
        }
        let chosen = [("password", GOOD), ("password_again", GOOD)];
        let agreed = eva.fill(&path, &path, &[&BORN[..], &chosen].concat()).await;
        assert_eq!(agreed.location(), "/sign-in?carer=1");
        let signed_in = eva.post("/sign-in", "/sign-in", &[("email", EMAIL), ("password", GOOD)]).await;
        assert_eq!(signed_in.location(), CARING);
        // Nothing of a patient's before she chooses for whom.
        assert_eq!(eva.get("/patient").await.status, 403);
        let caring = eva.follow(&signed_in).await.body;
        assert!(caring.contains("Act for"), "{caring}");
        let begun = eva.fill(CARING, "/account/act", &[]).await;
        let home = eva.follow(&begun).await.body;
        assert!(home.contains("You are acting for") && home.contains("Ann Lee") && !home.contains("/patient/profile\""), "{home}");
        assert_eq!(eva.get("/patient/profile").await.status, 403);
        assert_eq!(eva.get(OWN).await.status, 403);

        // Forms say for whom their page was made.
        let times = cast::times_of(&app, mateo.doctor());
        let hold = action(&eva, &times, "/fn/patient/hold_time").await.expect("a form");
        assert!(hold.contains("?as="), "{hold}");
        let wish = cast::wish(&app, mateo.doctor(), TUESDAY_TEN);
        let held = eva.call(&hold, &cast::fields(&wish)).await;
        assert_eq!(held.status, 200, "{}", held.body);
        let page = held.json()["to"].as_str().expect("a page").to_owned();
        let book = action(&eva, &page, "/fn/patient/book_appointment").await.expect("a form");
        let booked = eva.call(&book, &[("hold", &cast::last(&page)), ("reason", "For my mother")]).await;
        assert_eq!(booked.status, 200, "{}", booked.body);
        let visit = cast::visit_in(booked.json()["to"].as_str().expect("a page"));
        let seen = ann.browser.get(&format!("/patient/visits/{visit}")).await.body;
        assert!(seen.contains("For my mother") && seen.contains("Eva Lee"), "{seen}");

        // It bites on the next request, and is not taken for her own affairs.
        let ended = ann.browser.fill(OWN, "/fn/patient/end_carer", &[]).await;
        assert_eq!(ended.location(), format!("{OWN}?done=ended"));
        assert_eq!(eva.get("/patient").await.location(), "/account/caring?over=1");
        assert_eq!(eva.ask("/fn/patient/home").await.status, 403);
        let over = eva.get("/account/caring?over=1").await.body;
        assert!(over.contains("You can no longer act for the person you chose.") && over.contains("You act for nobody."));
        let oneself = eva.fill("/account/caring?over=1", "/account/act", &[]).await;
        assert_eq!(oneself.location(), CARING);
    }

    async fn a_page_of_one_person_does_nothing_for_another(app: App) {
        let Pair { ann, mateo } = Pair::of(&app).await;
        let ben = Person::of(&app, app.clinic.patient("Ben Okoro").await).await;
        let carer = app.clinic.lets_act(&ann.scope, &ben.scope).await.to_string();
        let wish = cast::wish(&app, mateo.doctor(), TUESDAY_TEN);
        let (wish, before) = (cast::fields(&wish), cast::count(&app, "hold").await);
        let of_ann = format!("/fn/patient/hold_time?as={carer}");
        let told = |body: &str| body.contains("acting_for_another");

        // A page of Ann's, when Ben acts for himself; one of his own, when he acts for her.
        let refused = ben.browser.call(&of_ann, &wish).await;
        assert!(refused.status == 409 && told(&refused.body), "{} {}", refused.status, refused.body);
        let begun = ben.browser.post(CARING, "/account/act", &[("carer", &carer)]).await;
        assert_eq!(begun.location(), "/patient");
        let refused = ben.browser.call("/fn/patient/hold_time", &wish).await;
        assert!(refused.status == 409 && told(&refused.body));
        assert_eq!(cast::count(&app, "hold").await, before);
        // Without script the page comes back with the reason.
        let back = ben.browser.post("/patient/profile", "/fn/patient/edit_profile", &[("name", "Ben Typed"), ("version", "1")]).await;
        assert_eq!(back.location(), "/patient/profile");
        let shown = ben.browser.follow(&back).await.body;
        // What was typed for one is not shown in the form of another.
        assert!(shown.contains("You act for somebody else now") && !shown.contains("Ben Typed"), "{shown}");
        let done = ben.browser.call(&of_ann, &wish).await;
        assert_eq!(done.status, 200, "{}", done.body);
        let held: i64 = app.clinic.value("SELECT count(*) FROM hold JOIN patient ON patient.id = hold.patient_id WHERE patient.name = 'Ann Lee'").await;
        assert_eq!(held, 1);

        // Tabs of one person and of another tell each other apart.
        let mark = |page: String| page.split("data-acting=\"").nth(1).and_then(|rest| rest.split('"').next().map(str::to_owned));
        assert_eq!(mark(ben.browser.get("/patient").await.body), Some(carer));
        let own = ben.browser.fill("/patient", "/account/act", &[]).await;
        assert_eq!(own.location(), CARING);
        assert_eq!(mark(ben.browser.get("/patient").await.body), None);
    }

    async fn a_patient_looks_at_what_a_carer_sees_and_changes_nothing(app: App) {
        let Pair { ann, mateo } = Pair::of(&app).await;
        let visit = cast::booked(&app, &ann.browser, mateo.doctor(), TUESDAY_TEN, "A reason").await;
        asked(&ann.browser, EMAIL, &[]).await;
        let looks = ann.browser.fill(OWN, "/account/act", &[]).await;
        assert_eq!(looks.location(), "/patient");
        let home = ann.browser.follow(&looks).await.body;
        assert!(home.contains("This is what") && home.contains("Eva Lee") && !home.contains("/patient/care-team\""), "{home}");
        let seen = ann.browser.get(&format!("/patient/visits/{visit}")).await.body;
        assert!(seen.contains("A reason") && !seen.contains("/cancel\""));
        let cancel = [("appointment", visit.as_str()), ("version", "1")];
        let refused = ann.browser.call("/fn/patient/cancel_appointment", &cancel).await;
        assert!([403, 409].contains(&refused.status), "{}", refused.status);
        let closed = ann.browser.fill("/patient", "/account/act", &[]).await;
        assert_eq!(closed.location(), OWN);
        assert!(ann.browser.follow(&closed).await.body.contains("Eva Lee"));
    }

    async fn a_parent_hears_of_a_childs_visits(app: App) {
        let Pair { ann, mateo } = Pair::of(&app).await;
        let desk = Person::of(&app, app.clinic.admin().await).await;
        let tim = [
            ("name", "Tim Lee"),
            ("phone", "020 7946 0321"),
            ("address", "3 Mill Lane"),
            ("birth_day", "4"),
            ("birth_month", "5"),
            ("birth_year", "2015"),
        ];
        let added = desk.browser.fill("/admin/people/records/new", "/fn/admin/add_record", &tim).await;
        let page = added.location().split('?').next().expect("a path").to_owned();
        let email = app.clinic.email(&ann.scope).await;
        let parent = [("name", "Ann Lee"), ("email", email.as_str()), ("relation", "parent"), ("scopes[]", "booking")];
        let empty = desk.browser.fill(&page, "/fn/admin/offer_carer", &parent).await;
        assert_eq!(empty.location(), page);
        assert!(desk.browser.follow(&empty).await.body.contains("Enter what you checked"), "what was checked");
        let basis = [&parent[..], &[("basis", "Birth certificate seen")]].concat();
        app.clinic.advance(chrono::TimeDelta::minutes(11));
        let first = desk.browser.fill(&page, "/fn/admin/offer_carer", &basis).await;
        assert!(first.location().starts_with("/account/confirm?next="), "{}", first.location());
        let confirm = desk.browser.fill(first.location(), "/account/confirm", &[("password", PASSWORD)]).await;
        assert_eq!(confirm.location(), page);
        let sent = desk.browser.fill(&page, "/fn/admin/offer_carer", &basis).await;
        assert_eq!(sent.location(), format!("{page}?done=asked"));
        let shown = desk.browser.follow(&sent).await.body;
        assert!(shown.contains("4 May 2033") && shown.contains("Birth certificate seen"), "{shown}");

        let path = link(&app, &email).await;
        let born = [("birth_day", "4"), ("birth_month", "5"), ("birth_year", "2015")];
        let agreed = ann.browser.fill(&path, &path, &born).await;
        assert_eq!(agreed.location(), "/account/caring?done=accepted");
        ann.browser.follow(&agreed).await;
        let begun = ann.browser.fill(CARING, "/account/act", &[]).await;
        assert_eq!(begun.location(), "/patient");
        let times = cast::times_of(&app, mateo.doctor());
        let hold = action(&ann.browser, &times, "/fn/patient/hold_time").await.expect("a form");
        let wish = cast::wish(&app, mateo.doctor(), TUESDAY_TEN);
        let held = ann.browser.call(&hold, &cast::fields(&wish)).await.json();
        let check = held["to"].as_str().expect("a page").to_owned();
        let book = action(&ann.browser, &check, "/fn/patient/book_appointment").await.expect("a form");
        assert_eq!(ann.browser.call(&book, &[("hold", &cast::last(&check))]).await.status, 200);
        app.clinic.run_jobs().await;
        let mails = app.clinic.mailer.sent_to(&email);
        let text = &mails.last().expect("a mail").text;
        assert!(text.contains("Tim Lee has a visit with Dr Mateo Ruiz") && text.contains("/account/caring"), "{text}");
        // The desk ends it.
        desk.browser.fill(&page, "/fn/admin/end_carer", &[]).await;
        assert_eq!(ann.browser.get("/patient").await.location(), "/account/caring?over=1");
    }

    async fn what_only_a_scope_allows_is_not_even_shown(app: App) {
        let Pair { ann, mateo } = Pair::of(&app).await;
        let visit = cast::booked(&app, &ann.browser, mateo.doctor(), TUESDAY_TEN, "A reason").await;
        let profile = CarerScopes::none().with(CarerScope::Profile);
        let eva = Person::of(&app, app.clinic.carer("Eva", &ann.scope, profile).await).await;
        let seen = eva.browser.get(&format!("/patient/visits/{visit}")).await.body;
        assert!(seen.contains("A reason") && !seen.contains("/cancel\""));
        assert!(eva.browser.get("/patient/profile").await.body.contains("2 Mill Lane"));
        let times = cast::times_of(&app, mateo.doctor());
        assert_eq!(action(&eva.browser, &times, "/fn/patient/hold_time").await, None);
        assert_eq!(eva.browser.get(&format!("/patient/visits/{visit}/cancel")).await.status, 403);
        // The desk finds from the account of a patient who acts for her.
        let desk = Person::of(&app, app.clinic.admin().await).await;
        let account = ann.scope.account().expect("an account");
        let record = format!("/admin/people/records/{}", ann.patient());
        assert!(desk.browser.get(&format!("/admin/people/{account}")).await.body.contains(&format!("href=\"{record}\"")));
        assert!(desk.browser.get(&record).await.body.contains("action=\"/fn/admin/end_carer\""));
        let feed = ann.browser.get("/patient/profile/access").await.body;
        assert!(feed.contains("Began to act for the patient") && feed.contains("Opened a visit"), "{feed}");
    }

    async fn a_mother_lets_her_daughter_do_less_and_then_more(app: App) {
        let Pair { ann, .. } = Pair::of(&app).await;
        let scopes = CarerScopes::none().with(CarerScope::Booking).with(CarerScope::Profile);
        let eva = Person::of(&app, app.clinic.carer("Eva", &ann.scope, scopes).await).await;
        assert_eq!(eva.browser.get("/patient/profile").await.status, 200);
        let form = change_form(&ann.browser.get(OWN).await.body);
        assert_eq!((ticked(&form), form.value("ends_on"), form.value("version")), (vec!["booking", "profile"], Some(""), Some("1")));
        let carer = form.value("carer").expect("whom").to_owned();

        // What cannot be comes back with what was typed.
        let wrong = ann.browser.fill(OWN, CHANGE, &[("scopes[]", "booking"), ("ends_on", "2020-01-01")]).await;
        assert_eq!(wrong.location(), OWN);
        let shown = ann.browser.follow(&wrong).await.body;
        let typed = change_form(&shown);
        assert_eq!((ticked(&typed), typed.value("ends_on")), (vec!["booking"], Some("2020-01-01")));
        assert!(shown.contains("There is a problem") && shown.contains("<details open"), "{shown}");

        // Less needs nothing, however long ago she signed in, and bites at once.
        app.clinic.advance(chrono::TimeDelta::minutes(11));
        let less = ann.browser.fill(OWN, CHANGE, &[("scopes[]", "booking")]).await;
        assert_eq!(less.location(), format!("{OWN}?done=changed"));
        let shown = ann.browser.follow(&less).await.body;
        assert!(shown.contains("Saved. It stands as you see it here.") && !shown.contains("<details open"), "{shown}");
        assert_eq!(eva.browser.get("/patient/profile").await.status, 403);
        assert_eq!(eva.browser.get("/patient").await.status, 200);
        // A page from before is too old.
        let old = [("carer", carer.as_str()), ("version", "1"), ("scopes[]", "profile")];
        let stale = ann.browser.post(OWN, CHANGE, &old).await;
        assert_eq!(stale.location(), OWN);
        let shown = ann.browser.follow(&stale).await.body;
        assert!(shown.contains("Somebody changed this in the meantime"), "{shown}");
        assert_eq!((ticked(&change_form(&shown)), change_form(&shown).value("version")), (vec!["profile"], Some("2")));
        // Eva gives herself nothing.
        let own = eva.browser.call(&format!("{CHANGE}?as={carer}"), &[("carer", &carer), ("version", "2"), ("scopes[]", "access")]).await;
        assert_eq!(own.status, 403, "{}", own.body);

        // For more she shows that it is her; what she chose waits.
        let more = [("scopes[]", "booking"), ("scopes[]", "profile"), ("ends_on", "2026-12-24")];
        let first = ann.browser.fill(OWN, CHANGE, &more).await;
        assert!(first.location().starts_with("/account/confirm?next="), "{}", first.location());
        assert_eq!(eva.browser.get("/patient/profile").await.status, 403);
        let confirmed = ann.browser.fill(first.location(), "/account/confirm", &[("password", PASSWORD)]).await;
        let waits = change_form(&ann.browser.follow(&confirmed).await.body);
        assert_eq!((ticked(&waits), waits.value("ends_on")), (vec!["booking", "profile"], Some("2026-12-24")));
        let done = ann.browser.post(OWN, CHANGE, &waits.filled(&[])).await;
        assert_eq!(done.location(), format!("{OWN}?done=changed"));
        assert!(ann.browser.follow(&done).await.body.contains("Until 24 December 2026"));
        assert_eq!(eva.browser.get("/patient/profile").await.status, 200);
        app.clinic.advance(chrono::TimeDelta::minutes(5));
        app.clinic.run_jobs().await;
        let mails = app.clinic.mailer.sent_to(&app.clinic.email(&eva.scope).await);
        let text = &mails.last().expect("a mail").text;
        assert!(text.contains("What you may do for Ann Lee") && text.contains("Until 24 December 2026") && text.contains(CARING), "{text}");

        // Eva leaves while Ann's page is open.
        eva.browser.fill(CARING, "/fn/account/leave_caring", &[]).await;
        let late = ann.browser.post(OWN, CHANGE, &[("carer", &carer), ("version", "3")]).await;
        let shown = ann.browser.follow(&late).await.body;
        assert!(shown.contains("This is not possible now") && shown.contains("Over"), "{shown}");
    }

    async fn what_waited_while_somebody_confirmed_is_not_done_over_what_was_changed_meanwhile(app: App) {
        let Pair { ann, .. } = Pair::of(&app).await;
        let scopes = CarerScopes::none().with(CarerScope::Booking);
        app.clinic.carer("Eva", &ann.scope, scopes).await;
        app.clinic.advance(chrono::TimeDelta::minutes(11));
        let more = [("scopes[]", "booking"), ("scopes[]", "profile")];
        let asked = ann.browser.fill(OWN, CHANGE, &more).await;
        // On her phone she takes the booking away.
        let phone = app.browser_of(&ann.scope).await;
        let carer = change_form(&phone.get(OWN).await.body).value("carer").expect("whom").to_owned();
        let less = phone.post(OWN, CHANGE, &[("carer", &carer), ("version", "1"), ("scopes[]", "")]).await;
        assert_eq!(less.location(), format!("{OWN}?done=changed"));
        let confirmed = ann.browser.fill(asked.location(), "/account/confirm", &[("password", PASSWORD)]).await;
        let waits = change_form(&ann.browser.follow(&confirmed).await.body);
        assert_eq!((ticked(&waits), waits.value("version")), (vec!["booking", "profile"], Some("1")));
        let stale = ann.browser.post(OWN, CHANGE, &waits.filled(&[])).await;
        let shown = ann.browser.follow(&stale).await.body;
        assert!(shown.contains("Somebody changed this in the meantime"), "{shown}");
        // Now she has been told, and may.
        let knows = change_form(&shown);
        assert_eq!((ticked(&knows), knows.value("version")), (vec!["booking", "profile"], Some("2")));
        assert_eq!(ann.browser.post(OWN, CHANGE, &knows.filled(&[])).await.location(), format!("{OWN}?done=changed"));
    }

    async fn the_desk_changes_who_acts_for_a_child(app: App) {
        let desk = Person::of(&app, app.clinic.admin().await).await;
        let tim = [
            ("name", "Tim Lee"), ("phone", "020 7946 0321"), ("address", "3 Mill Lane"),
            ("birth_day", "4"), ("birth_month", "5"), ("birth_year", "2015"),
        ];
        let added = desk.browser.fill("/admin/people/records/new", "/fn/admin/add_record", &tim).await;
        let page = added.location().split('?').next().expect("a path").to_owned();
        let parent = [
            ("name", "Eva Lee"), ("email", EMAIL), ("relation", "parent"), ("scopes[]", "booking"), ("basis", "Birth certificate seen"),
        ];
        desk.browser.fill(&page, "/fn/admin/offer_carer", &parent).await;
        let change = "/fn/admin/change_carer";
        let wrong = desk.browser.fill(&page, change, &[("ends_on", "yesterday")]).await;
        assert!(desk.browser.follow(&wrong).await.body.contains("There is a problem"));
        let none = desk.browser.fill(&page, change, &[("scopes[]", ""), ("ends_on", "2026-12-24")]).await;
        assert_eq!(none.location(), format!("{page}?done=changed"));
        let shown = desk.browser.follow(&none).await.body;
        assert!(shown.contains("Saved. It stands as you see it here.") && shown.contains("Until 24 December 2026"), "{shown}");
        let found = desk.browser.get("/admin/audit?action=carer.changed").await.body;
        assert!(found.contains("Tim Lee") && found.contains("Changed what somebody may do who acts for the patient"), "{found}");
        app.clinic.run_jobs().await;
        assert_eq!(app.clinic.mailer.sent_to(EMAIL).len(), 1, "the mail with the link alone");

        // A patient with an account does it themselves.
        let ann = Person::of(&app, app.clinic.patient("Ann Lee").await).await;
        app.clinic.carer("Ida", &ann.scope, CarerScopes::none()).await;
        let record = desk.browser.get(&format!("/admin/people/records/{}", ann.patient())).await.body;
        assert!(record.contains("action=\"/fn/admin/end_carer\"") && !record.contains(change));
    }
}
