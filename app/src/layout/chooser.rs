use crate::ui::{Erase, Form, Icon};
use leptos::prelude::*;

/// One of a few ways in which the pages can be shown.
pub(super) struct Way {
    /// What the form posts.
    pub(super) value: &'static str,
    /// What stands on the button.
    pub(super) text: &'static str,
    /// The language and direction of the text, when it is not the page's.
    pub(super) written: Option<(&'static str, &'static str)>,
    /// Whether the page is shown so.
    pub(super) current: bool,
}

/// Ways to show the pages, as buttons of one form: a press shows the same page so, and the browser keeps the choice.
/// `prefix` goes before the ids of a second chooser on one page, which is no landmark of its own.
pub(super) fn chooser(
    action: &'static str,
    label: &'static str,
    icon: &'static str,
    prefix: String,
    ways: Vec<Way>,
) -> AnyView {
    let name = action.trim_start_matches('/');
    let buttons = ways
        .into_iter()
        .map(|way| {
            let (lang, dir) = way.written.unzip();
            view! {
                <li>
                    <button
                        type="submit"
                        name=name
                        value=way.value
                        lang=lang
                        dir=dir
                        aria-current=way.current.then_some("true")
                    >
                        {way.text}
                    </button>
                </li>
            }
            .erase()
        })
        .collect::<Vec<_>>();
    let role = prefix.is_empty().then_some("navigation");
    view! {
        <div class="chooser" role=role aria-label=role.map(|_| label)>
            <Icon name=icon/>
            <Form action=action plain=true prefix=prefix class="">
                <ul role="list">{buttons}</ul>
            </Form>
        </div>
    }
    .erase()
}
