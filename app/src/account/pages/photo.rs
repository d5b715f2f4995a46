use crate::ui::Erase;
use domain::files::{PHOTO, PhotoView, SeenBy};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::query;
use crate::account::server_fns::photo;
use crate::look::OWN_PHOTO;
use crate::ui::{Button, ButtonKind, Card, Face, FileField, Form, Link, Notice, PageHeader, Tone, loaded};
use crate::viewer::{use_viewer, words};

/// One's own photo: looked at, set, removed.
#[component]
pub fn PhotoPage() -> impl IntoView {
    let query = use_query_map();
    let done = move || query.with(|query| query.get("done"));
    loaded(done, |_| photo(), show)
}

fn show(view: PhotoView) -> AnyView {
    let all = words();
    let words = &all.files;
    let back = Some(Link::new("/account", all.account.account_title));
    let seen = match view.seen_by {
        SeenBy::Everybody => words.photo_seen_by_all,
        SeenBy::EverybodyLater => words.photo_seen_later,
        SeenBy::Doctors => words.photo_seen_by_some,
        SeenBy::Staff => words.photo_seen_by_staff,
    };
    let address = view.photo.map(|id| format!("{OWN_PHOTO}/{id}"));
    let remove = view.photo.map(|_| {
        view! {
            <Form action="/account/photo/remove" plain=true prefix="remove-">
                <div class="actions">
                    <Button kind=ButtonKind::Danger>{words.photo_remove}</Button>
                </div>
            </Form>
        }
    });
    view! {
        <div class="stack measure">
            {note()}
            <PageHeader title=words.photo_title subtitle=seen back/>
            <Card>
                <div class="own-photo">
                    <Face initials=use_viewer().initials photo=address big=true/>
                    {remove}
                </div>
                <Form action=OWN_PHOTO files=true>
                    <FileField
                        name=PHOTO.field
                        label=words.photo_new
                        hint=words.photo_hint
                        accept=PHOTO.accept()
                    />
                    <div class="actions">
                        <Button>{words.photo_save}</Button>
                    </div>
                </Form>
            </Card>
        </div>
    }
    .erase()
}

/// What was just done.
fn note() -> AnyView {
    let words = &words().files;
    let text = match query("done").as_str() {
        "saved" => words.photo_saved,
        "removed" => words.photo_removed,
        _ => return ().erase(),
    };
    view! { <Notice tone=Tone::Good title=text news=true/> }.erase()
}
