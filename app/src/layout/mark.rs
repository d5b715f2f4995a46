use crate::ui::Erase;
use leptos::prelude::*;

/// The letter of the mark, in one stroke. `public/favicon.svg` draws the same.
pub const LETTER: &str = "M15.7 6.6A5.6 4.7 0 1 0 15.2 16A5.6 4.7 0 1 1 9.8 21.9";

/// The name of the portal with its sign: a letter that greets, and the sun rising at its end.
#[component]
pub(super) fn Mark(
    /// Where it leads.
    href: &'static str,
) -> impl IntoView {
    view! {
        <a class="mark" href=href>
            <svg viewBox="0 0 32 32" aria-hidden="true">
                <rect width="32" height="32" rx="9"></rect>
                <path d=LETTER></path>
                <circle cx="22.6" cy="8.8" r="2.9"></circle>
            </svg>
            {words::PRODUCT}
        </a>
    }
    .erase()
}

#[cfg(test)]
mod tests {
    use super::LETTER;

    #[test]
    fn the_icon_of_the_site_is_the_same_mark() {
        let icon = include_str!("../../../public/favicon.svg");
        for part in [
            LETTER,
            r#"viewBox="0 0 32 32""#,
            r#"rx="9""#,
            r#"cx="22.6" cy="8.8" r="2.9""#,
        ] {
            assert!(icon.contains(part), "{part}");
        }
    }
}
