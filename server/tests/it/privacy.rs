//! What a patient does not recognise, over HTTP: asked beside the entry, answered beside the entry.

use services::on_both_engines;

use crate::app::App;
use crate::cast::{Pair, Person};

const HISTORY: &str = "/patient/profile/access";

on_both_engines! {
    async fn a_patient_asks_about_an_entry_and_reads_the_answer_beside_it(app: App) {
        let Pair { ann, mateo } = Pair::of(&app).await;
        let ben = Person::of(&app, app.clinic.patient("Ben Okoro").await).await;
        let staff = app.browser_of(&app.clinic.admin().await).await;
        let desk = app.browser_of(&app.clinic.admin().await).await;
        desk.get(&format!("/admin/people/{}", ann.scope.account().unwrap())).await;

        let asked = ann.browser.fill(HISTORY, "/fn/patient/report_access", &[("message", "Who was that?")]).await;
        assert_eq!(asked.location(), "/patient/profile/access?done=reported");
        let page = ann.browser.follow(&asked).await.body;
        assert!(page.contains("You asked about this.") && page.contains("Who was that?"), "{page}");
        assert!(!page.contains("/fn/patient/report_access"), "once about each entry");

        assert!(staff.get("/admin").await.body.contains("Questions of patients to answer"));
        let id: uuid::Uuid = app.clinic.value("SELECT id FROM access_case").await;
        let list = staff.get("/admin/access/cases").await.body;
        assert!(list.contains(&id.to_string()) && !list.contains("Who was that?") && !list.contains("Ann Lee"), "{list}");
        let case = format!("/admin/access/cases/{id}");
        let page = staff.get(&case).await.body;
        assert!(page.contains("Who was that?") && page.contains("Opened the account details"), "{page}");
        assert!(!page.contains("020 7946 0999") && !page.contains("2 Mill Lane"), "{page}");
        for other in [&ann, &ben, &mateo] {
            assert_eq!(other.browser.get(&case).await.status, 403);
            assert_eq!(other.browser.get("/admin/access/cases").await.status, 403);
        }
        // Nobody answers for what they did themselves.
        let own = desk.fill(&case, "/fn/admin/answer_case", &[("answer", "That was right.")]).await;
        assert!(desk.follow(&own).await.body.contains("Ask a colleague to decide it."));
        let empty = staff.fill(&case, "/fn/admin/answer_case", &[]).await;
        assert!(staff.follow(&empty).await.body.contains("Enter some text"));
        let answered = staff.fill(&case, "/fn/admin/answer_case", &[("answer", "The front desk, about your number.")]).await;
        assert!(staff.follow(&answered).await.body.contains("The answer is sent."));
        let page = ann.browser.get(HISTORY).await.body;
        assert!(page.contains("The front desk, about your number."), "{page}");
        assert!(!ben.browser.get(HISTORY).await.body.contains("The front desk"));
        let own = desk.fill(&case, "/fn/admin/close_case", &[]).await;
        assert!(desk.follow(&own).await.body.contains("Ask a colleague to decide it."));
        let closed = staff.fill(&case, "/fn/admin/close_case", &[]).await;
        assert!(staff.follow(&closed).await.body.contains("The question is closed."));
        assert!(staff.get("/admin/access/cases?state=closed").await.body.contains(&id.to_string()));
    }
}
