use crate::{
    ui::{Erase, Form, Icon},
    viewer::{language, words},
};
use leptos::prelude::*;
use words::Language;

/// The languages of the portal by their own names. Pressing one shows the same page in it, and keeps the choice.
#[component]
pub fn Languages(
    /// Goes before the ids of its form, when a page has another one.
    #[prop(optional, into)]
    prefix: String,
) -> impl IntoView {
    let here = language();
    let choices = Language::ALL
        .iter()
        .map(|language| {
            view! {
                <li>
                    <button
                        type="submit"
                        name="language"
                        value=language.code()
                        lang=language.code()
                        dir=language.direction()
                        aria-current=(*language == here).then_some("true")
                    >
                        {language.own_name()}
                    </button>
                </li>
            }
            .erase()
        })
        .collect::<Vec<_>>();
    // A page that has the chooser among its own settings needs no second landmark of that name.
    let role = prefix.is_empty().then_some("navigation");
    view! {
        <div class="languages" role=role aria-label=role.map(|_| words().nav.language)>
            <Icon name="globe"/>
            <Form action="/language" plain=true prefix=prefix class="">
                <ul role="list">{choices}</ul>
            </Form>
        </div>
    }
    .erase()
}
