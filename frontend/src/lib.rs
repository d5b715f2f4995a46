//! The browser's `main`.

#![cfg(target_arch = "wasm32")]

use std::{mem::forget, sync::Arc};

use any_spawner::Executor;
use app::{App, ui::all_awake};
use hydration_context::{HydrateSharedContext, SharedContext};
use leptos::{
    prelude::*,
    reactive::computed::ScopedFuture,
    tachys::{hydration::Cursor, view::PositionState},
};
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

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
    mount(body).await;
    let _ = root.set_attribute("data-hydrated", "");
}

/// As `leptos::mount::hydrate_from_async`, but what the server sent along can be read until the last part is awake.
async fn mount(body: HtmlElement) {
    // It fails only when that was done before.
    let _ = Executor::init_wasm_bindgen();
    let sent = Arc::new(HydrateSharedContext::new());
    let owner = Owner::new_root(Some(sent.clone()));
    let whole = owner.with(|| {
        ScopedFuture::new(async {
            let here = PositionState::default();
            App().into_view().hydrate_async(&Cursor::new(body.into()), &here).await
        })
    });
    // They live for as long as the document.
    forget((Box::pin(whole).await, owner));
    all_awake().await;
    sent.hydration_complete();
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
