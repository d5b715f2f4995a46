use crate::ui::{Button, ButtonKind, Erase, Form, Icon};
use crate::viewer::{use_viewer, words};
use leptos::prelude::*;

/// For whom the pages are, while that is not the person who reads them.
pub(super) fn acting() -> Option<AnyView> {
    let viewer = use_viewer();
    let acting = viewer.acting()?;
    let words = &words().carers;
    let (text, stop) = if acting.preview {
        (words.previewing(&acting.name), words.stop_preview)
    } else {
        (words.acting_for(&acting.name), words.stop)
    };
    Some(
        view! {
            <section class="acting" aria-label=words.now>
                <p>
                    <Icon name="people"/>
                    {text}
                </p>
                <Form action="/account/act" plain=true class="" prefix="stop-acting-">
                    <Button kind=ButtonKind::Quiet>{stop}</Button>
                </Form>
            </section>
        }
        .erase(),
    )
}
