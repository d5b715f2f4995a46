//! Joining the staff by a mailed link, as people meet it.

use services::on_both_engines;
use services::testing::PASSWORD;

use crate::app::App;
use crate::cast::Person;
use crate::client::Answer;

const EMAIL: &str = "new.desk@example.org";
const DESK: &str = "01990000-0000-7000-8000-000000030002";
const GOOD: &str = "seven grey herons wade past";

/// Invites an address through the form; answers what the sender saw.
async fn invite(admin: &Person, email: &str) -> Answer {
    let sent = admin
        .browser
        .fill(
            "/admin/people/invitations",
            "/fn/admin/invite",
            &[("email", email), ("roles[]", DESK)],
        )
        .await;
    assert_eq!(sent.location(), "/admin/people/invitations?done=sent");
    admin.browser.follow(&sent).await
}

/// The path of the newest link that was mailed to an address.
async fn link(app: &App, email: &str) -> String {
    app.clinic.run_jobs().await;
    let mails = app.clinic.mailer.sent_to(email);
    let text = &mails.last().expect("a mail").text;
    let start = text.find("/invitation/").expect("a link");
    text[start..].split_whitespace().next().expect("a path").to_owned()
}

on_both_engines! {
    async fn a_new_member_of_staff_joins_and_signs_in(app: App) {
        let admin = Person::of(&app, app.clinic.admin().await).await;
        let list = invite(&admin, EMAIL).await.body;
        assert!(list.contains("The invitation is on its way.") && list.contains(EMAIL));
        let path = link(&app, EMAIL).await;
        let visitor = app.visitor();
        // Scanners open links as often as they like.
        for _ in 0..3 {
            let page = visitor.get(&path).await;
            assert!(page.status == 200 && page.body.contains("Front desk"), "{}", page.status);
        }
        let short = visitor.fill(&path, &path, &[("password", "too short"), ("password_again", "too short")]).await;
        assert_eq!(short.location(), path);
        let told = visitor.follow(&short).await.body;
        assert!(told.contains("There is a problem") && !told.contains("too short\""), "no password comes back");
        let passwords = [("password", GOOD), ("password_again", GOOD)];
        let joined = visitor.fill(&path, &path, &passwords).await;
        assert_eq!(joined.location(), "/sign-in?joined=1");
        assert!(visitor.follow(&joined).await.body.contains("You have joined the staff."));
        assert_eq!(visitor.post(&path, &path, &passwords).await.location(), "/invitation/expired");
        let gone = visitor.get("/invitation/expired").await;
        assert_eq!(gone.status, 404);
        assert!(gone.body.contains("This invitation was used, withdrawn or is too old."));

        let signed_in = visitor.post("/sign-in", "/sign-in", &[("email", EMAIL), ("password", GOOD)]).await;
        assert_eq!(signed_in.location(), "/admin");
        assert_eq!(visitor.get("/admin/people").await.status, 200);
        assert_eq!(visitor.get("/admin/settings").await.status, 403);
        assert_eq!(visitor.get("/patient").await.status, 403, "staff, and nothing else");
    }

    async fn a_forwarded_invitation_is_refused_in_words(app: App) {
        let admin = Person::of(&app, app.clinic.admin().await).await;
        let ann = app.clinic.patient("Ann Lee").await;
        let email = app.clinic.email(&ann).await;
        invite(&admin, &email).await;
        let path = link(&app, &email).await;
        let ben = Person::of(&app, app.clinic.patient("Ben Okoro").await).await;
        let page = ben.browser.get(&path).await.body;
        assert!(page.contains("You are signed in with another address."));
        let before = crate::dump::content(&app.clinic).await;
        let refused = ben.browser.post(&path, &path, &[]).await;
        assert_eq!(refused.location(), path);
        assert_eq!(crate::dump::changed(&before, &crate::dump::content(&app.clinic).await), Vec::<&str>::new());
        assert_eq!(ben.browser.get("/admin").await.status, 403);

        // Its owner is sent to their own account first, and comes back to the link.
        let visitor = app.visitor();
        let sent = visitor.post(&path, &path, &[("password", GOOD), ("password_again", GOOD)]).await;
        assert_eq!(sent.location(), format!("/sign-in?next={path}"));
        assert!(visitor.get(&path).await.body.contains("There is an account with this address."));
        let form = [("email", email.as_str()), ("password", PASSWORD), ("next", path.as_str())];
        let signed_in = visitor.post("/sign-in", "/sign-in", &form).await;
        assert_eq!(signed_in.location(), path);
        let accepted = visitor.fill(&path, &path, &[]).await;
        assert_eq!(accepted.location(), "/admin");
        assert_eq!((visitor.get("/admin/people").await.status, visitor.get("/patient").await.status), (200, 200));
    }

    async fn known_and_unknown_addresses_look_the_same_to_the_sender(app: App) {
        let admin = Person::of(&app, app.clinic.admin().await).await;
        let known = app.clinic.email(&app.clinic.patient("Ann Lee").await).await;
        let mut seen = Vec::new();
        for email in [known.as_str(), EMAIL] {
            let page = invite(&admin, email).await.body;
            let main = page.split("<main").nth(1).expect("a page").split("</main>").next().expect("an end").to_owned();
            let row = main.split("<li").find(|row| row.contains(email)).expect("a row");
            let row = row.split("</li>").next().expect("an end");
            let plain: String = row.replace(email, "").chars().filter(|letter| !letter.is_ascii_digit()).collect();
            // Ids aside, which are random.
            let text: Vec<_> = plain.split('>').map(|piece| piece.split('<').next().unwrap_or_default().to_owned()).collect();
            seen.push(text);
        }
        assert_eq!(seen[0], seen[1]);
    }

    async fn an_invitation_is_sent_again_and_withdrawn(app: App) {
        let admin = Person::of(&app, app.clinic.admin().await).await;
        invite(&admin, EMAIL).await;
        let first = link(&app, EMAIL).await;
        let again = admin.browser.fill("/admin/people/invitations", "/fn/admin/resend_invitation", &[]).await;
        assert_eq!(again.location(), "/admin/people/invitations?done=again");
        let second = link(&app, EMAIL).await;
        let visitor = app.visitor();
        assert_eq!((visitor.get(&first).await.status, visitor.get(&second).await.status), (404, 200));
        let gone = admin.browser.fill("/admin/people/invitations", "/fn/admin/withdraw_invitation", &[]).await;
        let page = admin.browser.follow(&gone).await.body;
        assert!(page.contains("No invitation is waiting for an answer."));
        assert_eq!(visitor.get(&second).await.status, 404);
    }
}
