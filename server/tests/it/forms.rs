//! Forms without script: errors come back to the form's own address with what was typed, once.

use services::on_both_engines;

use crate::app::App;

on_both_engines! {
    async fn what_was_typed_comes_back_with_its_errors_but_no_password(app: App) {
        let visitor = app.visitor();
        let typed = "<script>alert('x')</script> 李 ‏عائشة 🙂";
        let fields = [("name", typed), ("email", "not an address"), ("password", "secret-typed-here"), ("birth_day", "31")];
        let answer = visitor.post("/register/patient", "/register/patient", &fields).await;
        assert_eq!((answer.status, answer.location()), (303, "/register/patient"));

        let page = visitor.get("/register/patient").await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains("not an address"));
        assert!(page.body.contains("李") && page.body.contains("🙂"), "the typed name is kept");
        assert!(!page.body.contains("<script>alert"), "and stays text");
        assert!(!page.body.contains("secret-typed-here"));
        assert!(page.body.contains("There is a problem") && page.body.contains("Error: "));
        let title = page.body.split("<title>").nth(1).expect("a title");
        assert!(title.starts_with("Error: "));

        let again = visitor.get("/register/patient").await;
        assert!(!again.body.contains("not an address"), "it is shown once");
    }

    async fn the_errors_of_one_page_do_not_show_on_another(app: App) {
        let visitor = app.visitor();
        visitor.post("/sign-in", "/sign-in", &[("email", "typed@example")]).await;
        assert!(!visitor.get("/forgotten-password").await.body.contains("typed@example"));
        assert!(visitor.get("/sign-in").await.body.contains("typed@example"));
    }

    async fn what_was_typed_is_forgotten_after_ten_minutes(app: App) {
        let visitor = app.visitor();
        visitor.post("/sign-in", "/sign-in", &[("email", "typed@example")]).await;
        app.clinic.advance(chrono::TimeDelta::minutes(11));
        assert!(!visitor.get("/sign-in").await.body.contains("typed@example"));
    }
}
