//! Mails that were not sent, readable in development mode only.

use std::fmt::Write;

use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use services::ports::mailer::Files;
use words::Language;

use crate::middleware::problem::{self, Asker};
use crate::state::AppState;

/// Most mails on the list.
const LISTED: usize = 50;

/// `GET /dev/mail`: the newest mails first.
pub async fn mails(State(state): State<AppState>) -> Response {
    let mails = match files(&state).list(LISTED).await {
        Ok(mails) => mails,
        Err(error) => return problem::logged(&error.into()),
    };
    let words = &Language::En.ui().development;
    let mut list = String::new();
    for mail in &mails {
        let _ = write!(
            list,
            "<li><a href=\"/dev/mail/{}\">{}</a><span class=\"small\">{} · {}</span></li>",
            escape(&mail.id),
            escape(&mail.subject),
            escape(&mail.to),
            mail.date.format("%Y-%m-%d %H:%M"),
        );
    }
    if mails.is_empty() {
        list = format!("<li>{}</li>", words.mail_none);
    }
    let body = format!(
        "<h1>{}</h1><ul class=\"list\" role=\"list\">{list}</ul>",
        words.mail_title
    );
    Html(app::plain::document(Language::En, words.mail_title, &body)).into_response()
}

/// `GET /dev/mail/{id}`: one mail as text, its links live.
pub async fn mail(State(state): State<AppState>, Path(id): Path<String>, req: Request) -> Response {
    let mail = match files(&state).read(&id).await {
        Ok(Some(mail)) => mail,
        Ok(None) => return Asker::of(&req).answer(StatusCode::NOT_FOUND),
        Err(error) => return problem::logged(&error.into()),
    };
    let text = linked(&mail.text, &state.config.base_url);
    let subject = escape(&mail.subject);
    let body = format!(
        "<h1>{subject}</h1><p class=\"small\">{}</p><pre class=\"mail\">{text}</pre>",
        escape(&mail.to)
    );
    Html(app::plain::document(Language::En, &mail.subject, &body)).into_response()
}

fn files(state: &AppState) -> Files {
    Files::new(state.config.mail_dir.clone(), state.config.mail_from.clone())
}

/// Escaped text in which addresses of this portal are links.
fn linked(text: &str, base: &str) -> String {
    text.split_inclusive(char::is_whitespace)
        .map(|word| {
            let address = word.trim_end();
            if address.starts_with(base) {
                let (address, rest) = (escape(address), &word[address.len()..]);
                format!("<a href=\"{address}\">{address}</a>{rest}")
            } else {
                escape(word)
            }
        })
        .collect()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
