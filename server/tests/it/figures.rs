//! Charts and their numbers as files: for whom they are, and that both say the same.

use services::on_both_engines;

use crate::app::App;

on_both_engines! {
    async fn staff_see_charts_and_take_their_numbers_with_them(app: App) {
        let browser = app.browser_of(&app.clinic.admin().await).await;
        let quiet = browser.get("/admin").await.body;
        assert!(quiet.contains("There were no visits in the last 30 days.") && !quiet.contains("<figure"), "{quiet}");

        let file = browser.get("/admin/visits-by-day.csv").await;
        assert_eq!((file.status, file.header("content-type")), (200, "text/csv; charset=utf-8"));
        assert!(file.header("cache-control").contains("no-store"));
        assert_eq!(file.header("content-disposition"), "attachment; filename=\"visits-by-day.csv\"");
        let lines: Vec<_> = file.body.split("\r\n").collect();
        assert_eq!(lines[0], "\u{feff}Date,Took place,To come or under way,Cancelled,Did not come");
        assert_eq!((lines.len(), lines[30], lines[31]), (32, "2026-11-16,0,0,0,0", ""));
        let hours = browser.get("/admin/visits-by-hour.csv").await.body;
        assert_eq!(hours, "\u{feff}Time,Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday\r\n");
    }

    async fn a_doctor_takes_only_the_own_weeks(app: App) {
        let browser = app.browser_of(&app.clinic.doctor("Dr Lee").await).await;
        let file = browser.get("/doctor/visits-by-week.csv").await;
        let lines: Vec<_> = file.body.split("\r\n").collect();
        assert_eq!((file.status, lines.len(), lines[0]), (200, 10, "\u{feff}Week,Visits"));
        assert!(lines[8].ends_with(",0"), "{}", lines[8]);
        assert_eq!(browser.get("/admin/visits-by-day.csv").await.status, 403);
    }

    async fn the_catalogue_shows_every_component_in_the_readers_language_and_colours(app: App) {
        let visitor = app.visitor();
        visitor.post("/dev/catalogue", "/theme", &[("theme", "dark")]).await;
        visitor.post("/dev/catalogue", "/language", &[("language", "ar")]).await;
        let page = visitor.get("/dev/catalogue").await.body;
        assert!(page.contains("lang=\"ar\" dir=\"rtl\" data-theme=\"dark\""), "{}", &page[..200]);
        assert!(page.contains("role=\"alert\"") && page.contains("value=\"amelia@\"") && !page.contains("<script"));
        assert_eq!(page.matches("<figure").count(), 5);
    }
}
