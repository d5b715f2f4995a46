//! Pages that are rendered at the same moment: each whole, each for its own reader.

use services::on_both_engines;
use tokio::task::JoinSet;

use crate::app::App;

const READERS: usize = 12;
const ROUNDS: usize = 6;

on_both_engines! {
    async fn readers_of_one_moment_each_get_their_own_page(app: App) {
        let mut readers = JoinSet::new();
        for number in 0..READERS {
            let name = format!("Reader{number}x Lee");
            let patient = app.clinic.patient(&name).await;
            let browser = app.browser_of(&patient).await;
            readers.spawn(async move {
                for _ in 0..ROUNDS {
                    let page = browser.get("/account").await;
                    assert_eq!(page.status, 200, "{}", page.body);
                    assert!(page.body.contains(&name), "{name} misses the own name");
                    let names = page.body.matches("Reader").count();
                    assert_eq!(names, page.body.matches(&name).count(), "{name} sees somebody else");
                    let visitor = browser.visitor();
                    let page = visitor.get("/sign-in").await;
                    assert_eq!(page.status, 200, "{}", page.body);
                    assert!(!page.body.contains("Reader"), "a visitor sees who signed in");
                }
            });
        }
        while let Some(read) = readers.join_next().await {
            read.expect("each reads in peace");
        }
    }
}
