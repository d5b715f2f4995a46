//! The pages about emergency access.

mod list;
mod one;
mod open;

pub use list::EmergenciesPage;
pub use one::EmergencyPage;
pub use open::OpenPage;

use domain::emergency::Verdict;
use leptos::prelude::*;

use crate::ui::{Erase, Tag, Tone};
use crate::viewer::staff_words;

/// How it was decided on, as a tag.
fn verdict_tag(verdict: Option<Verdict>) -> AnyView {
    let text = staff_words().reviews.verdict(verdict);
    let (icon, tone) = match verdict {
        None => ("hourglass", Tone::Warn),
        Some(Verdict::Justified) => ("check-circle", Tone::Good),
        Some(Verdict::NotJustified) => ("alert", Tone::Bad),
    };
    view! { <Tag text icon tone/> }.erase()
}
