//! How a form is sent in the background.

use super::page::tell;
use crate::{
    error::{AppError, Done},
    json,
};
use leptos::{ev::SubmitEvent, prelude::*};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{FormData, Headers, HtmlFormElement, RequestInit, Response, UrlSearchParams};

/// What was typed, and the button that was pressed.
pub(super) fn typed(event: &SubmitEvent, form: &HtmlFormElement) -> Result<UrlSearchParams, JsValue> {
    let body = FormData::new_with_form(form)?;
    let body = UrlSearchParams::new_with_str_sequence_sequence(&body)?;
    if let Some(button) = event.submitter()
        && let Some(name) = button.get_attribute("name").filter(|name| !name.is_empty())
    {
        body.append(&name, &button.get_attribute("value").unwrap_or_default());
    }
    Ok(body)
}

/// Sends a form in the background and tells where to go next.
pub(super) async fn post(action: &str, body: &UrlSearchParams) -> Result<String, AppError> {
    let (status, address, text) = fetch(action, body).await.map_err(|_| AppError::Unreachable)?;
    if let Some(address) = address {
        return Ok(address);
    }
    if (200..300).contains(&status) {
        return json::read::<Done>(&text)
            .map(|done| done.to)
            .ok_or_else(AppError::unknown);
    }
    Err(json::read(&text).unwrap_or_else(|| match status {
        401 => AppError::SignIn,
        403 => AppError::Forbidden,
        404 => AppError::NotFound,
        502..=504 => AppError::Unreachable,
        _ => AppError::unknown(),
    }))
}

/// Tells the browser's script that nobody is signed in any more; whether it has covered the page (`frontend/live.js`).
pub(super) fn signed_out() -> bool {
    tell("salve:signed-out");
    let root = document().document_element();
    root.is_some_and(|root| root.has_attribute("data-covered"))
}

/// The status, the path that the server sent us to instead of answering, and the text.
async fn fetch(action: &str, body: &UrlSearchParams) -> Result<(u16, Option<String>, String), JsValue> {
    let headers = Headers::new()?;
    headers.set("accept", "application/json")?;
    let options = RequestInit::new();
    options.set_method("POST");
    options.set_headers(&headers);
    options.set_body(body);
    let response = JsFuture::from(window().fetch_with_str_and_init(action, &options)).await?;
    let response: Response = response.dyn_into()?;
    if response.redirected() {
        let origin = window().location().origin()?;
        return Ok((
            200,
            Some(response.url().trim_start_matches(&origin).to_owned()),
            String::new(),
        ));
    }
    let text = JsFuture::from(response.text()?).await?;
    Ok((response.status(), None, text.as_string().unwrap_or_default()))
}

/// The fields of a form as pairs, without passwords and codes.
pub(super) fn pairs(body: &UrlSearchParams) -> Vec<(String, String)> {
    js_sys::Array::from(body)
        .iter()
        .filter_map(|pair| {
            let pair = js_sys::Array::from(&pair);
            Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
        })
        .filter(|(name, _)| !name.starts_with("password") && name != "code")
        .collect()
}
