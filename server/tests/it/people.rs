//! What staff correct about a patient, and what the patient sees of it.

use services::on_both_engines;

use crate::app::App;
use crate::cast::Person;

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
}
