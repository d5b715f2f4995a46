use super::at_first::at_first;
use crate::ui::{Children, Erase};
use leptos::prelude::*;

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
        <details class="more-text" {..at_first("open", open, open_it)}>
            <summary>{summary}</summary>
            <div>{children.view()}</div>
        </details>
    }
    .erase()
}

/// Opens it, and closes nothing: somebody may have opened it.
fn open_it(details: &web_sys::Element, open: bool) {
    if open {
        // Only an impossible name would be refused.
        let _ = details.set_attribute("open", "");
    }
}
