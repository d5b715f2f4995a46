//! Parts of a page that stay as the server wrote them until they change, or for a moment longer than the rest.
//!
//! Waking a page costs most where a browser meets a function for the first time, as it compiles each on the way. Whatever
//! only shows something, and leads on by plain links and forms, needs none of it; the rest wakes in parts.

#[cfg(target_arch = "wasm32")]
mod sleeper;

#[cfg(not(target_arch = "wasm32"))]
use leptos::prelude::AnyView;

#[cfg(target_arch = "wasm32")]
pub use sleeper::{all_awake, late, still};

/// One element in which nothing happens: no event, no signal, no data of its own. The server makes it at once; a browser
/// that was given it steps over it, and makes it only when something else has to be shown in its place.
#[cfg(not(target_arch = "wasm32"))]
pub fn still(make: impl FnOnce() -> AnyView + Send + 'static) -> AnyView {
    make()
}

/// One element that wakes when everything around it is awake: a tap between the two is answered as without JavaScript.
/// Data is asked for in the order of the page, so nothing behind it may ask for any.
#[cfg(not(target_arch = "wasm32"))]
pub fn late(make: impl FnOnce() -> AnyView + Send + 'static) -> AnyView {
    make()
}
