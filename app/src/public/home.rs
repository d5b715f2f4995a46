use leptos::prelude::*;

use crate::ui::{ButtonKind, ButtonLink, PageHeader};
use crate::viewer::words;

/// The front page.
#[component]
pub fn HomePage() -> impl IntoView {
    let words = words();
    view! {
        <div class="stack">
            <PageHeader title=words.nav.home />
            <div class="actions">
                <ButtonLink href="/doctors">{words.nav.find_doctor}</ButtonLink>
                <ButtonLink kind=ButtonKind::Quiet href="/register">{words.nav.register}</ButtonLink>
            </div>
        </div>
    }
    .into_any()
}
