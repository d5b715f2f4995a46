//! The browser's `main`.

#![cfg(target_arch = "wasm32")]

use wasm_bindgen::prelude::wasm_bindgen;

/// Takes over the server's HTML and says so on `<html data-hydrated>`. The code of a page that is kept apart is fetched first.
#[wasm_bindgen]
pub async fn hydrate() {
    console_error_panic_hook::set_once();
    let Some(page) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    let (Some(root), Some(body)) = (page.document_element(), page.body()) else {
        return;
    };
    Box::pin(leptos::mount::hydrate_from_async(body, app::App))
        .await
        .forget();
    let _ = root.set_attribute("data-hydrated", "");
}
