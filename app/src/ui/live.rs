//! Pages that ask again when something they show changed elsewhere.
//!
//! The browser's script (`frontend/live.js`) hears of changes and hands them over as the event `salve:live` of the window.
//! The page shown answers those that concern it: its data are asked for again and shown in the elements that are there,
//! so that focus, scroll and typed text stay, and a polite word says that something is new.

use domain::live::Interest;
use leptos::prelude::*;
use std::{
    future::{Future, poll_fn},
    task::Poll,
    time::Duration,
};
use wasm_bindgen::JsCast;

use super::page::{Page, focus_where_it_is, tell, use_page};

/// How long a page that is busy is left alone.
const AGAIN: Duration = Duration::from_millis(500);

/// What the page shown wants to hear of.
#[derive(Clone)]
pub(super) struct Shown {
    /// Tells this page from one that came after it.
    number: u32,
    interests: Vec<Interest>,
    /// What is said when it was shown anew.
    said: &'static str,
}

/// What has to be as it was before the page's data were shown anew.
#[derive(Clone)]
pub(super) struct Before {
    said: &'static str,
    /// What had the focus within the page, as far as a selector can tell it.
    focused: Option<String>,
}

/// Says what the page shows; `said` is the sentence for when it was shown anew. For pages made by [`loaded`](super::loaded).
pub fn shows(said: &'static str, interests: impl Fn() -> Vec<Interest> + 'static) {
    let page = use_page();
    let number = page
        .shown
        .with_value(|shown| shown.as_ref().map_or(0, |shown| shown.number + 1));
    Effect::new(move |_| {
        let interests = interests();
        if let Some(doctor) = interests.iter().find_map(Interest::doctor) {
            watch(doctor);
        }
        page.shown.set_value(Some(Shown {
            number,
            interests,
            said,
        }));
    });
    on_cleanup(move || {
        page.shown.try_update_value(|shown| {
            if shown.as_ref().is_some_and(|shown| shown.number == number) {
                *shown = None;
            }
        });
    });
}

/// Asks the browser's script to hear of a doctor's free times.
fn watch(doctor: &str) {
    let root = document().document_element();
    if root.is_some_and(|root| root.set_attribute("data-watch", doctor).is_ok()) {
        tell("salve:watch");
    }
}

/// Lets the page shown hear of changes. Call it once in a frame, in the browser.
pub(super) fn listen(page: Page) {
    let handle = window_event_listener_untyped("salve:live", move |event| {
        let lines = event
            .dyn_ref::<web_sys::CustomEvent>()
            .and_then(|event| event.detail().as_string());
        let Some(lines) = lines else { return };
        let shown = page.shown.try_get_value().flatten();
        let Some(shown) = shown.filter(|shown| lines.lines().any(|line| shown.is_met_by(line))) else {
            return;
        };
        if is_busy() {
            event.prevent_default();
            return;
        }
        page.before.try_set_value(Some(Before {
            said: shown.said,
            focused: focused(),
        }));
        page.reload();
    });
    on_cleanup(move || handle.remove());
}

impl Shown {
    fn is_met_by(&self, line: &str) -> bool {
        line == "reload" || self.interests.iter().any(|interest| interest.meets(line))
    }
}

/// Whether a form is on its way or shows what has to be mended: then the page stays as it is for a while.
fn is_busy() -> bool {
    let busy = document().query_selector("main form[aria-busy], main .problem");
    busy.is_ok_and(|found| found.is_some())
}

/// When the page may be shown anew: what a form on its way is answered, it has to say itself.
pub(super) fn at_rest() -> impl Future<Output = ()> + Send {
    poll_fn(|turn| {
        if !is_busy() {
            return Poll::Ready(());
        }
        let turn = turn.waker().clone();
        set_timeout(move || turn.wake(), AGAIN);
        Poll::Pending
    })
}

/// What has the focus within the page.
fn focused() -> Option<String> {
    let element = document().active_element()?;
    if element.closest("main").ok()?.is_none() || element.id() == "main" {
        return None;
    }
    let by = |name: &str| {
        Some(format!(
            "main [{name}=\"{}\"]",
            element.get_attribute(name)?.replace('"', "\\\"")
        ))
    };
    Some(by("id").or_else(|| by("href")).unwrap_or_default())
}

/// Once the page was shown anew: whoever stood on something that is gone gets the same place or the heading, and the
/// sentence is said.
pub(super) fn settle(page: Page, before: Before) {
    request_animation_frame(move || {
        let lost = document()
            .active_element()
            .is_none_or(|element| element.tag_name() == "BODY");
        if let Some(place) = before.focused.filter(|_| lost) {
            let find = |selector: &str| document().query_selector(selector).ok().flatten();
            if let Some(place) = find(&place).or_else(|| find("main h1")) {
                focus_where_it_is(&place);
            }
        }
        page.say(before.said);
    });
}
