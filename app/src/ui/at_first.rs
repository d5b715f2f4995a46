use leptos::tachys::html::attribute::Attribute;
use web_sys::Element;

/// An attribute that says how something is at first, and then leaves it to whoever reads or types. When a page is shown anew
/// the framework takes every attribute away that it knows of, and sets it again (tachys, `Vec<AnyAttribute>::rebuild`): as any
/// other it would close what somebody has opened, and choose anew what somebody has chosen.
///
/// The server writes it; in a browser it is unknown to the framework, and `put` is told each time how it is at first.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn at_first(name: &'static str, is: bool, _put: fn(&Element, bool)) -> impl Attribute {
    leptos::attr::custom::custom_attribute(name, is)
}

/// As on the server.
#[cfg(target_arch = "wasm32")]
pub(super) fn at_first(_name: &'static str, is: bool, put: fn(&Element, bool)) -> impl Attribute {
    leptos::tachys::html::directive::directive(move |element: Element, is: bool| put(&element, is), is)
}
