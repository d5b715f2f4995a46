//! The browser's `main`.

#![cfg(target_arch = "wasm32")]

use wasm_bindgen::prelude::wasm_bindgen;

/// Takes over the server's HTML and says so on `<html data-hydrated>`.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(app::App);
    if let Some(root) = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|page| page.document_element())
    {
        let _ = root.set_attribute("data-hydrated", "");
    }
}
