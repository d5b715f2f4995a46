//! Long work in parts, so that a tap or a frame never waits for all of it.

use wasm_bindgen_futures::JsFuture;
use web_sys::{js_sys::Promise, window};

/// Lets the browser do first what waits.
pub async fn next_turn() {
    let mut turn = |go_on, _| {
        // Without a window there is nobody to wait for, and nothing goes on.
        let _ = window().map(|window| window.set_timeout_with_callback(&go_on));
    };
    let _ = JsFuture::from(Promise::new(&mut turn)).await;
}
