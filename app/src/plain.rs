//! Documents without the app: failures, and pages for developers. Plain HTML, no script.

use words::Language;

use crate::layout::LETTER;
use crate::look::tel;
use crate::theme::Theme;

/// A document with the portal's styles; `title` is escaped here, `body` is HTML already.
#[must_use]
pub fn document(language: Language, theme: Theme, title: &str, body: &str) -> String {
    let body = format!("{}<main class=\"narrow stack\">{body}</main>", header());
    page(language, theme, title, "/salve.css", &body)
}

fn page(language: Language, theme: Theme, title: &str, styles: &str, body: &str) -> String {
    let title = escape(title);
    let chosen = theme
        .attribute()
        .map_or_else(String::new, |theme| format!(" data-theme=\"{theme}\""));
    let schemes = theme.schemes();
    format!(
        "<!DOCTYPE html><html lang=\"{}\" dir=\"{}\"{chosen}><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" content=\"{schemes}\">\
         <link rel=\"stylesheet\" href=\"{styles}\"><link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\">\
         <title>{title}</title></head><body><div class=\"public\">{body}</div></body></html>",
        language.code(),
        language.direction(),
    )
}

/// The name of the portal with its sign.
fn header() -> String {
    format!(
        "<header class=\"top\"><span class=\"mark\"><svg viewBox=\"0 0 32 32\" aria-hidden=\"true\">\
         <rect width=\"32\" height=\"32\" rx=\"9\"></rect><path d=\"{LETTER}\"></path>\
         <circle cx=\"22.6\" cy=\"8.8\" r=\"2.9\"></circle></svg>{}</span></header>",
        words::PRODUCT,
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// What a device shows when it has no network, in every language; `frontend/offline.js` of the package leaves one of them
/// and adds the visits that the device keeps.
#[must_use]
pub fn offline(package: &str, phone: &str) -> String {
    let language = Language::default();
    let sections: String = Language::ALL
        .iter()
        .map(|language| offline_in(*language, phone))
        .collect();
    let body = format!(
        "{}<main class=\"narrow stack loose\">{sections}</main><script src=\"{package}/offline.js\"></script>",
        header(),
    );
    page(
        language,
        Theme::default(),
        language.server().plain.offline_title,
        &format!("{package}/salve.css"),
        &body,
    )
}

fn offline_in(language: Language, phone: &str) -> String {
    let (words, all) = (&language.server().plain, language.ui());
    format!(
        "<section class=\"stack\" lang=\"{}\" dir=\"{}\" data-language><h1>{}</h1><p data-opened>{}</p><p data-sent hidden>{}</p><p>{}</p>\
         <div class=\"actions\"><a class=\"button\" href=\"\" data-opened>{}</a>\
         <form method=\"post\" data-sent hidden><button class=\"button\">{}</button></form>\
         <a class=\"button quiet\" href=\"{}\">{}</a></div>\
         <div class=\"card\" data-visits hidden><h2>{}</h2><ul class=\"list\" role=\"list\"></ul><p data-none hidden>{}</p>\
         <p class=\"small\" data-as-of>{}</p></div><p class=\"small\"><b>{}</b> {}</p></section>",
        language.code(),
        language.direction(),
        words.offline_title,
        words.offline_lead,
        words.offline_sent,
        words.offline_check,
        words.try_again,
        words.try_again,
        escape(&tel(phone)),
        all.common.call(escape(phone)),
        words.coming_visits,
        words.coming_none,
        words.coming_as_of,
        all.public.urgent_title,
        all.public.urgent,
    )
}

/// What a person reads when there is no page to answer with: what happened, and where to go on.
#[must_use]
pub fn problem(language: Language, theme: Theme, status: u16, reference: Option<&str>) -> String {
    let (words, plain) = (&language.ui().errors, &language.server().plain);
    let (title, text) = match status {
        403 => (words.forbidden_title, words.forbidden),
        404 | 405 => (words.not_found_title, words.not_found),
        413 => (words.internal_title, plain.too_large),
        400..=499 => (plain.bad_request_title, plain.bad_request),
        503 => (plain.unavailable_title, plain.unavailable),
        _ => (words.internal_title, words.internal),
    };
    let reference = match (status, reference) {
        (500.., Some(reference)) => format!("<p class=\"small\">{}</p>", words.reference(reference)),
        _ => String::new(),
    };
    told(language, theme, title, &format!("<p>{text}</p>{reference}"))
}

/// What a person reads whose form did not come from one of our own pages.
#[must_use]
pub fn elsewhere(language: Language, theme: Theme) -> String {
    let words = &language.ui().errors;
    told(
        language,
        theme,
        words.elsewhere_title,
        &format!("<p>{}</p>", words.elsewhere),
    )
}

fn told(language: Language, theme: Theme, title: &str, text: &str) -> String {
    let home = language.ui().errors.go_home;
    let body = format!("<h1>{title}</h1>{text}<p><a href=\"/\">{home}</a></p>");
    document(language, theme, title, &body)
}
