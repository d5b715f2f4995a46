//! Documents in a list, to be downloaded.

use domain::files::Document;
use leptos::prelude::*;

use super::dotted;
use crate::ui::Erase;
use crate::viewer::words;

/// The documents, each under `at`, with what may be done about it.
pub fn documents(documents: Vec<Document>, at: &str, actions: fn(&Document) -> AnyView) -> AnyView {
    let words = &words().files;
    if documents.is_empty() {
        return view! { <p class="muted">{words.licence_none}</p> }.erase();
    }
    let rows = documents
        .into_iter()
        .map(|document| {
            let actions = actions(&document);
            let address = format!("{at}/{}", document.id);
            let (size, sent) = (words.size(document.kilobytes), words.sent_at(document.added.label));
            view! {
                <li>
                    <div class="grow">
                        <a href=address rel="external" class="break">
                            <b>
                                <bdi>{document.name}</bdi>
                            </b>
                        </a>
                        <p class="small">
                            <time datetime=document.added.datetime>{dotted([Some(size.as_str()), Some(sent.as_str())])}</time>
                        </p>
                    </div>
                    {actions}
                </li>
            }
            .erase()
        })
        .collect::<Vec<_>>();
    view! {
        <ul class="list" role="list">
            {rows}
        </ul>
    }
    .erase()
}
