use crate::ui::Erase;
use domain::accounts::FactorView;
use leptos::prelude::*;

use super::{passkeys, query};
use crate::account::server_fns::second_factor;
use crate::ui::{Button, Field, Form, Hidden, Input, PageHeader, Width, loaded};
use crate::viewer::words;

/// Asks who is there before something that matters, and leads on to the page that asked for it.
#[component]
pub fn ConfirmPage() -> impl IntoView {
    let next = query("next");
    loaded(|| (), |()| second_factor(), move |view| show(next.clone(), &view))
}

fn show(next: String, view: &FactorView) -> AnyView {
    let words = words();
    let code = view.on.is_some().then(|| {
        let words = &words.factor;
        view! { <Field name="code" label=words.code hint=words.code_hint kind=Input::Code width=Width::Short/> }
    });
    let passkey = view.has_passkey.then(|| passkeys::confirm(next.clone()));
    view! {
        <div class="stack measure small-page">
            <PageHeader title=words.factor.confirm_title/>
            <p>{words.factor.confirm_lead}</p>
            <Form action="/account/confirm" plain=true>
                <Hidden name="next" value=next/>
                <Field name="password" label=words.account.password kind=Input::Password/>
                {code}
                <div class="actions">
                    <Button>{words.factor.confirm_button}</Button>
                </div>
            </Form>
            {passkey}
        </div>
    }
    .erase()
}
