//! One's own photo, and the way to change it.

use domain::id::FileId;
use leptos::prelude::*;

use super::{OWN_PHOTO, photo};
use crate::ui::{Erase, Face};
use crate::viewer::{use_viewer, words};

/// The photo of whoever looks, or their initials, beside the link to change it.
pub fn own_photo(id: Option<FileId>) -> AnyView {
    let words = &words().files;
    let change = if id.is_some() {
        words.photo_change
    } else {
        words.photo_add
    };
    view! {
        <div class="person">
            <Face initials=use_viewer().initials photo=photo(OWN_PHOTO, id) big=true/>
            <p>
                <a href=OWN_PHOTO>{change}</a>
            </p>
        </div>
    }
    .erase()
}
