//! Sixty-four patients at once. The long storms, against the built server and with `kill -9`, are `cargo xtask audit`.

use std::future::Future;

use services::on_both_engines;
use tokio::task::JoinSet;

use crate::app::App;
use crate::cast::{self, Pair, Person, TUESDAY_TEN};
use crate::client::{Answer, Client};

const CLIENTS: usize = 64;

async fn crowd(app: &App) -> Vec<Client> {
    let mut browsers = Vec::with_capacity(CLIENTS);
    for number in 0..CLIENTS {
        let patient = app.clinic.patient(&format!("Patient {number}")).await;
        browsers.push(app.browser_of(&patient).await);
    }
    browsers
}

/// Lets everybody go at once.
async fn at_once<F>(clients: impl IntoIterator<Item = F>) -> Vec<Answer>
where
    F: Future<Output = Answer> + Send + 'static,
{
    let mut running: JoinSet<Answer> = clients.into_iter().collect();
    let mut answers = Vec::new();
    while let Some(answer) = running.join_next().await {
        answers.push(answer.expect("a client lives on"));
    }
    answers
}

fn tally(answers: &[Answer]) -> (usize, usize, usize) {
    let count = |status: u16| answers.iter().filter(|answer| answer.status == status).count();
    (count(200), count(409), answers.len() - count(200) - count(409))
}

fn hold(browser: &Client, wish: &[(&'static str, String)]) -> impl Future<Output = Answer> + Send + use<> {
    let (browser, wish) = (browser.clone(), wish.to_vec());
    async move { browser.call("/fn/patient/hold_time", &cast::fields(&wish)).await }
}

on_both_engines! {
    async fn one_time_has_one_winner_and_so_has_any_time_that_overlaps_it(app: App) {
        let mateo = Person::of(&app, app.clinic.doctor("Dr Mateo Ruiz").await).await;
        let crowd = crowd(&app).await;
        let wish = cast::wish(&app, mateo.doctor(), TUESDAY_TEN);
        let answers = at_once(crowd.iter().map(|browser| hold(browser, &wish))).await;
        assert_eq!(tally(&answers), (1, CLIENTS - 1, 0));
        for lost in answers.iter().filter(|answer| answer.status == 409) {
            let offers = lost.json()["conflict"]["time_taken"]["alternatives"].as_array().map(Vec::len);
            assert_eq!(offers, Some(3), "{}", lost.body);
        }

        // Starts ten minutes apart, visits of thirty: they all overlap.
        let starts = ["2026-11-18T10:00:00Z", "2026-11-18T10:10:00Z", "2026-11-18T10:20:00Z"];
        let wishes = starts.map(|start| cast::wish(&app, mateo.doctor(), start));
        let answers = at_once(crowd.iter().enumerate().map(|(number, browser)| hold(browser, &wishes[number % 3]))).await;
        assert_eq!(tally(&answers), (1, CLIENTS - 1, 0));
        assert_eq!(cast::overlaps(&app).await, 0);
    }

    async fn one_patient_is_never_in_two_places(app: App) {
        let Pair { ann, mateo } = Pair::of(&app).await;
        let iris = Person::of(&app, app.clinic.doctor("Dr Iris Wong").await).await;
        let wishes = [&mateo, &iris].map(|doctor| cast::wish(&app, doctor.doctor(), TUESDAY_TEN));
        let tries = (0..CLIENTS).map(|number| {
            let (browser, wish) = (ann.browser.clone(), wishes[number % 2].clone());
            async move {
                let held = browser.call("/fn/patient/hold_time", &cast::fields(&wish)).await;
                match held.json()["to"].as_str() {
                    Some(to) => cast::book(&browser, &cast::last(to), "").await,
                    None => held,
                }
            }
        });
        let (done, conflicts, others) = tally(&at_once(tries).await);
        assert!(done >= 1 && done + conflicts == CLIENTS && others == 0, "{done} {conflicts} {others}");
        assert_eq!(cast::count(&app, "appointment").await, 1);
        assert_eq!(cast::overlaps(&app).await, 0);
    }

    async fn confirming_many_times_books_once(app: App) {
        let Pair { ann, mateo } = Pair::of(&app).await;
        let kept = cast::held(&app, &ann.browser, mateo.doctor(), TUESDAY_TEN).await;
        let answers = at_once((0..CLIENTS).map(|_| {
            let (browser, kept) = (ann.browser.clone(), kept.clone());
            async move { cast::book(&browser, &kept, "Once").await }
        }))
        .await;
        assert_eq!(tally(&answers), (CLIENTS, 0, 0));
        assert!(answers.iter().all(|answer| answer.body == answers[0].body), "everybody is told of the same visit");
        assert_eq!((cast::count(&app, "appointment").await, cast::overlaps(&app).await), (1, 0));
    }
}
