use super::chooser::{Way, chooser};
use crate::theme::Theme;
use crate::viewer::{use_viewer, words};
use leptos::prelude::*;

/// The colours in which the pages can be read.
#[component]
pub fn Themes(
    /// Goes before the ids of its form, when a page has another one.
    #[prop(optional, into)]
    prefix: String,
) -> impl IntoView {
    let words = &words().nav;
    let here = use_viewer().theme;
    let ways = Theme::ALL
        .into_iter()
        .map(|theme| Way {
            value: theme.code(),
            text: match theme {
                Theme::System => words.theme_system,
                Theme::Light => words.theme_light,
                Theme::Dark => words.theme_dark,
                Theme::Contrast => words.theme_contrast,
            },
            written: None,
            current: theme == here,
        })
        .collect();
    chooser("/theme", words.theme, "contrast", prefix, ways)
}
