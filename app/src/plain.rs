//! Documents without the app: failures, and pages for developers. Plain HTML, no script.

use words::Language;

use crate::theme::Theme;

/// A document with the portal's styles; `title` is escaped here, `body` is HTML already.
#[must_use]
pub fn document(language: Language, theme: Theme, title: &str, body: &str) -> String {
    let chosen = theme
        .attribute()
        .map_or_else(String::new, |theme| format!(" data-theme=\"{theme}\""));
    let schemes = theme.schemes();
    let title = title.replace('&', "&amp;").replace('<', "&lt;");
    format!(
        "<!DOCTYPE html><html lang=\"{}\" dir=\"{}\"{chosen}><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" content=\"{schemes}\">\
         <link rel=\"stylesheet\" href=\"/salve.css\"><link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\">\
         <title>{title}</title></head><body><div class=\"public\"><main class=\"narrow stack\">{body}</main></div></body></html>",
        language.code(),
        language.direction(),
    )
}

/// What a person reads when there is no page to answer with: what happened, and where to go on.
#[must_use]
pub fn problem(language: Language, theme: Theme, status: u16, reference: Option<&str>) -> String {
    let words = &language.ui().errors;
    let (title, text) = match status {
        403 => (words.forbidden_title, words.forbidden),
        404 | 405 => (words.not_found_title, words.not_found),
        413 => (words.internal_title, words.too_large),
        400..=499 => (words.bad_request_title, words.bad_request),
        503 => (words.unavailable_title, words.unavailable),
        _ => (words.internal_title, words.internal),
    };
    let reference = match (status, reference) {
        (500.., Some(reference)) => format!("<p class=\"small\">{}</p>", words.reference(reference)),
        _ => String::new(),
    };
    let body = format!(
        "<h1>{title}</h1><p>{text}</p>{reference}<p><a href=\"/\">{}</a></p>",
        words.go_home
    );
    document(language, theme, title, &body)
}
