//! What staff correct about a patient, and what the patient sees of it; what they do to many people.

use chrono::TimeDelta;
use domain::actor::{Permission, Permissions};
use services::on_both_engines;
use services::testing::PASSWORD;

use crate::app::App;
use crate::cast::Person;
use crate::html::forms;

on_both_engines! {
    async fn the_desk_corrects_a_name_and_the_patient_sees_it(app: App) {
        let admin = Person::of(&app, app.clinic.admin().await).await;
        let ann = Person::of(&app, app.clinic.patient("Ann Lee").await).await;
        let person = format!("/admin/people/{}", ann.scope.account().expect("an account"));
        let (page, action) = (format!("{person}/edit"), "/fn/admin/edit_person");
        assert!(admin.browser.get(&person).await.body.contains(&format!("href=\"{page}\"")));

        let wrong = admin.browser.fill(&page, action, &[("name", ""), ("address", "2 New Road")]).await;
        assert_eq!(wrong.location(), page);
        let again = admin.browser.follow(&wrong).await;
        assert!(again.body.contains("There is a problem") && again.body.contains("2 New Road"));

        let done = admin.browser.fill(&page, action, &[("name", "Anne Leigh")]).await;
        assert_eq!(done.location(), format!("{person}?done=edited"));
        let told = admin.browser.follow(&done).await;
        assert!(told.body.contains("The details are saved") && told.body.contains("Anne Leigh"));

        assert!(ann.browser.get("/patient/profile").await.body.contains("value=\"Anne Leigh\""));
        let history = ann.browser.get("/patient/profile/access").await;
        assert!(history.body.contains("Changed a patient’s profile"), "{}", history.body);
        let refused = ann.browser.get(&page).await;
        assert!(!refused.body.contains("2 New Road") && refused.status != 200);
    }

    async fn many_are_suspended_after_a_look_at_each(app: App) {
        let admin = Person::of(&app, app.clinic.admin().await).await;
        let other = Person::of(&app, app.clinic.admin().await).await;
        let ann = Person::of(&app, app.clinic.patient("Ann Lee").await).await;
        let account = |person: &Person| person.scope.account().expect("an account").to_string();
        let (hers, own) = (account(&ann), account(&admin));
        let (list, action) = ("/admin/people?status=active", "/fn/admin/prepare_bulk");

        let wrong = [("accounts[]", hers.as_str()), ("action", "give_role"), ("until", "soon")];
        let wrong = admin.browser.fill(list, action, &wrong).await;
        assert_eq!(wrong.location(), list);
        let told = admin.browser.follow(&wrong).await.body;
        for said in ["There is a problem", "Choose a role", "Enter a real date", "value=\"soon\""] {
            assert!(told.contains(said), "{said}: {told}");
        }
        let kept = forms(&told).into_iter().find(|form| form.action == action).expect("the form");
        assert_eq!((kept.value("accounts[]"), kept.value("action")), (Some(hers.as_str()), Some("give_role")));
        let nobody = admin.browser.fill(list, action, &[]).await;
        let told = admin.browser.follow(&nobody).await.body;
        assert!(told.contains("Tick at least one person") && told.contains("Choose what you want to do"), "{told}");

        let chosen = [("accounts[]", hers.as_str()), ("accounts[]", own.as_str()), ("action", "suspend")];
        let looked = admin.browser.fill(list, action, &chosen).await;
        let page = looked.location().to_owned();
        let preview = admin.browser.follow(&looked).await.body;
        for said in ["Ann Lee", "Will be suspended", "You cannot do this with your own account.", "Yes, do it for 1 person"] {
            assert!(preview.contains(said), "{said}: {preview}");
        }
        assert_eq!(ann.browser.get("/patient").await.status, 200, "nothing is done yet");
        assert_eq!((ann.browser.get(&page).await.status, other.browser.get(&page).await.status), (403, 404));

        // What matters asks again who it is.
        app.clinic.advance(TimeDelta::minutes(11));
        let first = admin.browser.fill(&page, "/fn/admin/confirm_bulk", &[]).await;
        assert!(first.location().starts_with("/account/confirm?next="), "{}", first.location());
        let proof = admin.browser.fill(first.location(), "/account/confirm", &[("password", PASSWORD)]).await;
        assert_eq!(proof.location(), page);
        let done = admin.browser.fill(&page, "/fn/admin/confirm_bulk", &[]).await;
        let told = admin.browser.follow(&done).await.body;
        for said in ["Done for 1 person.", "Suspended now", "Not possible", "href=\"/admin/people\""] {
            assert!(told.contains(said), "{said}: {told}");
        }
        assert_ne!(ann.browser.get("/patient").await.status, 200);
    }

    async fn who_may_not_do_it_to_one_is_not_offered_it_for_many(app: App) {
        let offers = async |permission: Permission| {
            let scope = app.clinic.staff(permission.as_str(), Permissions::none().with(permission)).await;
            let page = Person::of(&app, scope).await.browser.get("/admin/people").await;
            assert_eq!(page.status, 200);
            let offers = ["name=\"accounts[]\"", "value=\"suspend\"", "value=\"take_role\"", "name=\"until\""];
            offers.map(|each| page.body.contains(each))
        };
        assert_eq!(offers(Permission::ReadAudit).await, [false; 4]);
        assert_eq!(offers(Permission::ManagePeople).await, [true, true, false, false]);
        assert_eq!(offers(Permission::ManageRoles).await, [true, false, true, true]);
    }
}
