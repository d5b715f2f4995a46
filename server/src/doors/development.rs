//! What helps developers, in development mode only: mails that were not sent, and the catalogue of components.

use std::fmt::Write;

use app::viewer::Viewer;
use axum::Extension;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use services::ports::mailer::Files;
use services::scope::Scope;

use crate::middleware::headers::OwnPolicy;
use crate::middleware::problem::{self, Asker};
use crate::middleware::request::visitors_theme;
use crate::state::AppState;

/// What a mail may do: look as it wants.
const MAIL_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

/// Most mails on the list.
const LISTED: usize = 50;

/// `GET /dev/catalogue`: each component in each of its states.
pub async fn catalogue(Extension(scope): Extension<Scope>) -> Response {
    let viewer = Viewer {
        development: true,
        language: scope.language().code().to_owned(),
        theme: visitors_theme(),
        ..Viewer::default()
    };
    Html(app::catalogue::document(viewer)).into_response()
}

/// `GET /dev/mail`: the newest mails first.
pub async fn mails(State(state): State<AppState>, Extension(scope): Extension<Scope>) -> Response {
    let mails = match files(&state).list(LISTED).await {
        Ok(mails) => mails,
        Err(error) => return problem::logged(&error.into()),
    };
    let words = &scope.language().server().development;
    let mut list = String::new();
    for mail in &mails {
        let _ = write!(
            list,
            "<li><div class=\"grow\"><a href=\"/dev/mail/{}\"><bdi>{}</bdi></a><br><span class=\"small\">{}</span></div>\
             <span class=\"small\">{}</span></li>",
            escape(&mail.id),
            escape(&mail.subject),
            escape(&mail.to),
            mail.date.format("%Y-%m-%d %H:%M:%S"),
        );
    }
    let list = if mails.is_empty() {
        format!("<p>{}</p>", words.mail_none)
    } else {
        format!("<section class=\"card\"><ul class=\"list\" role=\"list\">{list}</ul></section>")
    };
    let body = format!("<h1>{}</h1><p>{}</p>{list}", words.mail_title, words.mail_lead);
    Html(app::plain::document(
        scope.language(),
        visitors_theme(),
        words.mail_title,
        &body,
    ))
    .into_response()
}

/// `GET /dev/mail/{id}`: one mail as text, its links live.
pub async fn mail(
    State(state): State<AppState>,
    Extension(scope): Extension<Scope>,
    Path(id): Path<String>,
    req: Request,
) -> Response {
    let mail = match files(&state).read(&id).await {
        Ok(Some(mail)) => mail,
        Ok(None) => return Asker::of(&req).answer(StatusCode::NOT_FOUND),
        Err(error) => return problem::logged(&error.into()),
    };
    let words = &scope.language().server().development;
    let text = linked(&mail.text, &state.config.base_url);
    let body = format!(
        "<p><a href=\"/dev/mail\">{}</a></p><h1 dir=\"auto\">{}</h1>\
         <dl class=\"facts\"><div><dt>{}</dt><dd>{}</dd></div><div><dt>{}</dt><dd>{}</dd></div></dl>\
         <section class=\"card\"><div class=\"card-head\"><h2>{}</h2><a href=\"/dev/mail/{}/page\">{}</a></div>\
         <div class=\"pre break\" dir=\"auto\">{text}</div></section>",
        words.mail_title,
        escape(&mail.subject),
        words.mail_to,
        escape(&mail.to),
        words.mail_sent,
        mail.date.format("%Y-%m-%d %H:%M:%S"),
        words.mail_text,
        escape(&mail.id),
        words.mail_html,
    );
    Html(app::plain::document(
        scope.language(),
        visitors_theme(),
        &mail.subject,
        &body,
    ))
    .into_response()
}

/// `GET /dev/mail/{id}/page`: one mail as mail programs show it; its styles are inline, and nothing in it can run.
pub async fn mail_page(State(state): State<AppState>, Path(id): Path<String>, req: Request) -> Response {
    match files(&state).read(&id).await {
        Ok(Some(mail)) => (Extension(OwnPolicy(MAIL_POLICY)), Html(mail.html)).into_response(),
        Ok(None) => Asker::of(&req).answer(StatusCode::NOT_FOUND),
        Err(error) => problem::logged(&error.into()),
    }
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
