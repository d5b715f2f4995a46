use crate::ui::{Children, Erase};
use leptos::{prelude::*, tachys::html::attribute::Attribute};

/// More for those who want it.
#[component]
pub fn Details(
    /// What opening it shows.
    #[prop(into)]
    summary: String,
    /// Opened at first.
    #[prop(optional)]
    open: bool,
    /// What it shows.
    children: Children,
) -> impl IntoView {
    view! {
        <details class="more-text" {..at_first(open)}>
            <summary>{summary}</summary>
            <div>{children.view()}</div>
        </details>
    }
    .erase()
}

/// Has it open at first, and then leaves it to whoever reads. When a page is shown anew the framework takes every attribute
/// away that it knows of, and sets it again (tachys, `Vec<AnyAttribute>::rebuild`): an attribute as any other would close what
/// somebody has opened.
#[cfg(not(target_arch = "wasm32"))]
fn at_first(open: bool) -> impl Attribute {
    leptos::attr::custom::custom_attribute("open", open)
}

/// As on the server, unknown to the framework.
#[cfg(target_arch = "wasm32")]
fn at_first(open: bool) -> impl Attribute {
    leptos::tachys::html::directive::directive(
        |details: web_sys::Element, open: bool| {
            if open {
                // Only an impossible name would be refused.
                let _ = details.set_attribute("open", "");
            }
        },
        open,
    )
}
