use super::chooser::{Way, chooser};
use crate::viewer::{language, words};
use leptos::prelude::*;
use words::Language;

/// The languages of the portal by their own names.
#[component]
pub fn Languages(
    /// Goes before the ids of its form, when a page has another one.
    #[prop(optional, into)]
    prefix: String,
) -> impl IntoView {
    let here = language();
    let ways = Language::ALL
        .iter()
        .map(|language| Way {
            value: language.code(),
            text: language.own_name(),
            written: Some((language.code(), language.direction())),
            current: *language == here,
        })
        .collect();
    chooser("/language", words().nav.language, "globe", prefix, ways)
}
