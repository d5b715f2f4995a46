//! Every visible text comes from `words`: in the pseudo-language nothing plain is left but the clinic's own data.

use axum::http::Method;
use reqwest::header::{ACCEPT, ACCEPT_LANGUAGE};
use server::routes::{self, Door};
use services::on_both_engines;
use services::scope::Scope;
use words::{FOR_STAFF, Language};

use crate::app::App;
use crate::client::{Answer, Client};

/// What people read of a page: text and accessible names, without scripts and what is written for programs.
fn visible(html: &str) -> String {
    let body = html
        .split("<body>")
        .nth(1)
        .unwrap_or(html)
        .split("</body>")
        .next()
        .unwrap_or_default();
    let mut text = String::new();
    for piece in body.split('<') {
        let (tag, after) = piece.split_once('>').unwrap_or(("", piece));
        if !tag.starts_with("script") && !tag.starts_with("code") {
            text.push_str(after);
            text.push(' ');
        }
        for name in ["aria-label=\"", "title=\"", "placeholder=\"", "alt=\""] {
            if let Some(value) = tag.split(name).nth(1) {
                text.push_str(value.split('"').next().unwrap_or_default());
                text.push(' ');
            }
        }
    }
    text
}

/// What stands outside of the pseudo-language's brackets.
fn plain(text: &str) -> String {
    let mut depth = 0_u32;
    text.chars()
        .filter(|letter| {
            match letter {
                '⟦' => depth += 1,
                '⟧' => depth = depth.saturating_sub(1),
                _ => return depth == 0,
            }
            false
        })
        .collect()
}

/// Words of two letters or more that no data of the clinic explains.
fn strays(html: &str, data: &[String]) -> Vec<String> {
    let mut text = plain(&visible(html)).replace("&amp;", "&").replace("&#x27;", "'");
    for known in data {
        text = text.replace(known.as_str(), " ");
    }
    text.split(|letter: char| !letter.is_alphabetic())
        .filter(|word| word.chars().count() > 1 && !is_initials(word))
        .map(str::to_owned)
        .collect()
}

/// The letters in a face: data too.
fn is_initials(word: &str) -> bool {
    word.chars().count() == 2 && word.chars().all(char::is_uppercase)
}

/// Names and addresses that stand in tables, the longest first.
async fn data_of(app: &App) -> Vec<String> {
    let mut data = vec!["2 Mill Lane".to_owned(), "Salve".to_owned(), "Europe/London".to_owned()];
    data.extend(Language::ALL.iter().map(|language| language.own_name().to_owned()));
    for (table, column) in [
        ("specialty", "name"),
        ("visit_type", "name"),
        ("location", "name"),
        ("location", "address_line"),
        ("location", "city"),
        ("location", "country"),
        ("patient", "name"),
        ("doctor", "name"),
        ("doctor", "qualifications"),
        ("doctor", "licence_number"),
        ("account", "email"),
    ] {
        for value in app
            .clinic
            .values::<String>(&format!("SELECT {column} FROM {table}"))
            .await
        {
            data.push(value);
        }
    }
    data.sort_by_key(|value| std::cmp::Reverse(value.len()));
    data
}

async fn page(browser: &Client, path: &str) -> Answer {
    let request = browser
        .request(Method::GET, path)
        .header(ACCEPT, "text/html")
        .header(ACCEPT_LANGUAGE, "en-XA, en;q=0.5");
    Answer::of(request.send().await.expect("an answer")).await
}

on_both_engines! {
    async fn no_page_says_what_is_not_in_words(app: App) {
        let people: [Scope; 4] = [
            app.clinic.patient("Ann Lee").await,
            app.clinic.doctor("Dr Mateo Ruiz").await,
            app.clinic.new_doctor("Dr Priya Nair").pending().make().await,
            app.clinic.admin().await,
        ];
        app.clinic.execute("UPDATE account SET language = 'en-XA'").await;
        let mut browsers = vec![app.visitor()];
        for scope in &people {
            browsers.push(app.browser_of(scope).await);
        }
        let mut data = data_of(&app).await;
        let form = browsers[2].ask("/fn/doctor/own_profile").await.json();
        let zones = form["zones"].as_array().expect("zones").iter();
        data.extend(zones.flat_map(|zone| [&zone["value"], &zone["label"]]).filter_map(|name| name.as_str().map(str::to_owned)));
        data.sort_by_key(|value| std::cmp::Reverse(value.len()));
        let (mut looked_at, mut for_staff) = (0, 0);
        for route in routes::table().iter().filter(|route| matches!(route.door, Door::Page)) {
            let path = route.path.replace("{id}", "01990000-0000-7000-8000-00000000dead").replace("{hold}", "none").replace("{token}", "none");
            for browser in &browsers {
                let answer = page(browser, &path).await;
                if answer.status == 303 {
                    continue;
                }
                looked_at += 1;
                let strays = strays(&answer.body, &data);
                assert!(strays.is_empty(), "{path} says {strays:?} without `words`");
                // Nor what its browser does not fetch.
                let is_for_staff = answer.body.contains(FOR_STAFF);
                assert!(path.starts_with("/admin") || !is_for_staff, "{path} says what only staff read");
                for_staff += usize::from(is_for_staff);
            }
        }
        assert!(looked_at > 5 && for_staff > 5, "{looked_at} pages, {for_staff} for staff");
    }
}

#[test]
fn a_plain_word_is_noticed() {
    let html = "<html><body><p>⟦Hélló⟧ Ann</p><a aria-label=\"Close\">⟦x⟧</a><script>var y</script></body></html>";
    assert_eq!(strays(html, &["Ann".to_owned()]), ["Close"]);
}
