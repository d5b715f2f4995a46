//! Two records of one person, as the desk and the person meet them.

use services::on_both_engines;

use crate::app::App;
use crate::cast::{self, Pair, Person};

/// What staff write down.
const CHECKED: [(&str, &str); 1] = [("reason", "Passport seen")];

async fn number_of(app: &App, person: &Person) -> i64 {
    let id = person.patient();
    let rows: Vec<i64> = app.clinic.values("SELECT number FROM patient ORDER BY number").await;
    let ids: Vec<uuid::Uuid> = app.clinic.values("SELECT id FROM patient ORDER BY number").await;
    let at = ids.iter().position(|row| *row == id.uuid()).expect("the patient");
    rows[at]
}

on_both_engines! {
    async fn the_desk_makes_two_records_one_and_two_again(app: App) {
        let Pair { ann, mateo } = Pair::of(&app).await;
        let anna = Person::of(&app, app.clinic.patient("Anna Lee").await).await;
        let visit = cast::booked(&app, &anna.browser, mateo.doctor(), cast::TUESDAY_TEN, "").await;
        let desk = Person::of(&app, app.clinic.admin().await).await;

        let kept = format!("/admin/people/records/{}", ann.patient());
        let search = format!("{kept}/merge");
        assert!(desk.browser.get(&kept).await.body.contains(&format!("href=\"{search}\"")));
        let likely = desk.browser.get(&search).await.body;
        let number = number_of(&app, &anna).await;
        let compare = format!("{search}?number={number}");
        assert!(likely.contains(&format!("href=\"{compare}\"")) && likely.contains("Anna Lee"), "{likely}");
        assert!(desk.browser.get(&format!("{search}?number=999999")).await.body.contains("No patient has this record number"));

        // What was checked is missing: everything else stays as it was.
        let keep = ann.patient().to_string();
        let refused = desk.browser.fill(&compare, "/fn/admin/merge_records", &[("keep", &keep)]).await;
        assert_eq!(refused.location(), compare);
        let told = desk.browser.follow(&refused).await.body;
        assert!(told.contains("Error: ") && told.contains("Enter what you checked"), "{told}");
        let radios = told.split("<input").filter_map(|rest| rest.split('>').next()).filter(|input| input.contains("radio"));
        let chosen: Vec<_> = radios.filter(|input| input.contains(" checked")).collect();
        assert!(matches!(chosen[..], [one] if one.contains(&keep)), "what was chosen is kept: {chosen:?}");
        let fields = [("keep", keep.as_str()), CHECKED[0]];
        let done = desk.browser.fill(&compare, "/fn/admin/merge_records", &fields).await;
        assert_eq!(done.location(), format!("{kept}?done=merged"));
        let page = desk.browser.follow(&done).await.body;
        assert!(page.contains("The two records are one now.") && page.contains("Anna Lee") && page.contains("Passport seen"));

        // The visit is Ann's now; whoever signed in as Anna is told where it is, from the next request on.
        assert_eq!(ann.browser.get(&format!("/patient/visits/{visit}")).await.status, 200);
        assert_ne!(anna.browser.get(&format!("/patient/visits/{visit}")).await.status, 200);
        assert!(anna.browser.get("/account/caring").await.body.contains("Your record is in your other account now."));
        let merged = format!("/admin/people/records/{}", anna.patient());
        let part = desk.browser.get(&merged).await.body;
        assert!(part.contains("This record is part of another one") && !part.contains("/fn/admin/invite_owner"));
        assert!(desk.browser.get(&format!("{merged}/merge")).await.body.contains("This record is part of another one"));

        let apart = desk.browser.fill(&merged, "/fn/admin/separate_records", &[]).await;
        assert_eq!(apart.location(), format!("{merged}?done=separated"));
        assert!(desk.browser.follow(&apart).await.body.contains("The two records are separated again."));
        assert_eq!(anna.browser.get(&format!("/patient/visits/{visit}")).await.status, 200);
        assert_eq!(ann.browser.get(&format!("/patient/visits/{visit}")).await.status, 404);
    }
}
