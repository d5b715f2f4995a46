//! Patients without an account, as the desk and the patients themselves meet them.

use services::on_both_engines;

use crate::app::App;
use crate::cast::Person;

const EMAIL: &str = "rosa@example.org";
const GOOD: &str = "seven grey herons wade past";
const LIST: &str = "/admin/people/records";
const NEW: &str = "/admin/people/records/new";
const ROSA: [(&str, &str); 6] = [
    ("name", "Rosa Díaz"),
    ("phone", "020 7946 0321"),
    ("address", "3 Mill Lane"),
    ("birth_day", "4"),
    ("birth_month", "5"),
    ("birth_year", "2001"),
];

/// Adds Rosa through the form; answers the address of her record.
async fn added(desk: &Person) -> String {
    let done = desk.browser.fill(NEW, "/fn/admin/add_record", &ROSA).await;
    let page = done.location().split('?').next().expect("a path").to_owned();
    assert_eq!(done.location(), format!("{page}?done=added"));
    assert!(desk.browser.follow(&done).await.body.contains("The patient is added."));
    page
}

/// Invites Rosa from her record; answers the path of the link in her mail.
async fn invited(app: &App, desk: &Person, page: &str) -> String {
    let sent = desk
        .browser
        .fill(page, "/fn/admin/invite_owner", &[("email", EMAIL)])
        .await;
    assert_eq!(sent.location(), format!("{page}?done=invited"));
    assert!(desk.browser.follow(&sent).await.body.contains(EMAIL));
    app.clinic.run_jobs().await;
    let mails = app.clinic.mailer.sent_to(EMAIL);
    let text = &mails.last().expect("a mail").text;
    let start = text.find("/record/").expect("a link");
    text[start..].split_whitespace().next().expect("a path").to_owned()
}

fn claim(day: &str) -> [(&str, &str); 5] {
    [
        ("birth_day", day),
        ("birth_month", "5"),
        ("birth_year", "2001"),
        ("password", GOOD),
        ("password_again", GOOD),
    ]
}

on_both_engines! {
    async fn the_desk_keeps_a_record_until_its_owner_takes_it(app: App) {
        let desk = Person::of(&app, app.clinic.admin().await).await;
        assert!(desk.browser.get("/admin/people").await.body.contains(&format!("href=\"{LIST}\"")));
        assert!(desk.browser.get(LIST).await.body.contains("No patient without an account found."));
        let page = added(&desk).await;
        assert!(desk.browser.get(&format!("{LIST}?query=rosa")).await.body.contains(&format!("href=\"{page}\"")));

        let path = invited(&app, &desk, &page).await;
        let visitor = app.visitor();
        // Scanners open links as often as they like, and read nothing.
        for _ in 0..3 {
            let seen = visitor.get(&path).await;
            assert!(seen.status == 200 && !seen.body.contains("Rosa D") && !seen.body.contains("100001"));
        }
        let wrong = visitor.fill(&path, &path, &claim("5")).await;
        assert_eq!(wrong.location(), path);
        let told = visitor.follow(&wrong).await.body;
        assert!(told.contains("You can try 4 more times.") && told.contains("value=\"2001\"") && !told.contains(GOOD));
        let taken = visitor.fill(&path, &path, &claim("4")).await;
        assert_eq!(taken.location(), "/sign-in?record=1");
        assert!(visitor.follow(&taken).await.body.contains("The record is in your account now."));
        assert_eq!(visitor.post(&path, &path, &claim("4")).await.location(), "/record/expired");
        assert_eq!(visitor.get("/record/expired").await.status, 404);

        let signed_in = visitor.post("/sign-in", "/sign-in", &[("email", EMAIL), ("password", GOOD)]).await;
        assert_eq!(signed_in.location(), "/patient");
        assert!(visitor.get("/patient/profile").await.body.contains("3 Mill Lane"));
        let feed = visitor.get("/patient/profile/access").await.body;
        assert!(feed.contains("Invited the patient to take over the record"), "{feed}");
        let now = desk.browser.get(&page).await.body;
        assert!(now.contains("This patient has an account now.") && !now.contains("3 Mill Lane"));
    }

    async fn somebody_of_that_name_is_added_only_on_purpose(app: App) {
        let desk = Person::of(&app, app.clinic.admin().await).await;
        assert!(!desk.browser.get(NEW).await.body.contains("This is another person"));
        added(&desk).await;
        let again = desk.browser.fill(NEW, "/fn/admin/add_record", &ROSA).await;
        assert_eq!(again.location(), NEW);
        let asked = desk.browser.follow(&again).await.body;
        assert!(asked.contains("record number 100001") && asked.contains("This is another person") && asked.contains("3 Mill Lane"));
        let sure: Vec<_> = ROSA.into_iter().chain([("another", "yes")]).collect();
        let done = desk.browser.post(NEW, "/fn/admin/add_record", &sure).await;
        assert!(done.location().ends_with("?done=added"), "{}", done.location());
    }

    async fn whoever_has_an_account_signs_in_and_says_the_date_of_birth(app: App) {
        let desk = Person::of(&app, app.clinic.admin().await).await;
        let doctor = Person::of(&app, app.clinic.doctor("Dr Mateo Ruiz").await).await;
        let page = added(&desk).await;
        let email = app.clinic.email(&doctor.scope).await;
        desk.browser.fill(&page, "/fn/admin/invite_owner", &[("email", &email)]).await;
        app.clinic.run_jobs().await;
        let mails = app.clinic.mailer.sent_to(&email);
        let text = &mails.last().expect("a mail").text;
        let path = text[text.find("/record/").expect("a link")..].split_whitespace().next().expect("a path");
        let sign_in = app.visitor().get(path).await.body;
        assert!(sign_in.contains("/sign-in?next=") && !sign_in.contains("name=\"password\""));
        assert!(desk.browser.get(path).await.body.contains("You are signed in with another address."));
        let own = doctor.browser.get(path).await.body;
        assert!(own.contains("name=\"birth_day\"") && !own.contains("name=\"password\""));
        let taken = doctor.browser.fill(path, path, &claim("4")[..3]).await;
        assert_eq!(taken.location(), "/patient");
        assert!(doctor.browser.get("/patient/profile").await.body.contains("Rosa Díaz"));
    }
}
