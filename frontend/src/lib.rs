//! The browser's `main`.

#![cfg(target_arch = "wasm32")]

use wasm_bindgen::prelude::wasm_bindgen;

/// Takes over the server's HTML and says so on `<html data-hydrated>`. The words of its language
/// and the code of a page that is kept apart are fetched first.
#[wasm_bindgen]
pub async fn hydrate() {
    std::panic::set_hook(Box::new(|panic| {
        console_error_panic_hook::hook(panic);
        show_that_it_stopped();
    }));
    let Some(page) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    let (Some(root), Some(body)) = (page.document_element(), page.body()) else {
        return;
    };
    let language = root.get_attribute("lang").unwrap_or_default();
    if app::spoken::fetch_words(&language).await.is_err() {
        return;
    }
    app::turn::next_turn().await;
    Box::pin(leptos::mount::hydrate_from_async(body, app::App))
        .await
        .forget();
    app::ui::all_awake().await;
    let _ = root.set_attribute("data-hydrated", "");
}

/// The page stays as it is, and says so: nothing answers in it any more.
fn show_that_it_stopped() {
    let sign = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|page| page.get_element_by_id("stopped"));
    if let Some(sign) = sign {
        let _ = sign.remove_attribute("hidden");
    }
}
