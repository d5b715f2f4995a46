use domain::accounts::AccountView;
use leptos::prelude::*;

use crate::account::server_fns::account;
use crate::ui::{PageHeader, loaded};
use crate::viewer::words;

/// One's own account: where one is signed in.
#[component]
pub fn AccountPage() -> impl IntoView {
    loaded(|| (), |()| account(), show)
}

fn show(view: AccountView) -> AnyView {
    let words = words();
    view! {
        <div class="stack">
            <PageHeader title=words.account.account_title />
            <p>{view.email}</p>
        </div>
    }
    .into_any()
}
