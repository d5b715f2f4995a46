use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::ui::{Button, Field, Form, Hidden, Input, PageHeader};
use crate::viewer::words;

/// Sign-in; leads on to the page that asked for it.
#[component]
pub fn SignInPage() -> impl IntoView {
    let words = words();
    let next = use_query_map().with_untracked(|query| query.get("next").unwrap_or_default());
    view! {
        <div class="stack narrow">
            <PageHeader title=words.account.sign_in_title />
            <Form action="/sign-in" plain=true>
                <Hidden name="next" value=next />
                <Field name="email" label=words.common.email kind=Input::Email autocomplete="username" />
                <Field name="password" label=words.account.password kind=Input::Password />
                <div class="actions">
                    <Button>{words.nav.sign_in}</Button>
                    <a href="/forgotten-password">{words.account.forgotten_link}</a>
                </div>
            </Form>
            <p>
                {words.account.no_account} " "
                <a href="/register">{words.account.register_link}</a>
            </p>
        </div>
    }
    .into_any()
}
