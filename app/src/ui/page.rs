//! What a page shares with its frame: the form that came back, where the focus goes, how to reload its data.

use super::form::{PostedForm, PostedFormSlot};
use super::live::{self, Before, Shown};
use crate::{json::Sent, ui::Erase};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};
use std::{sync::Arc, time::Duration};
use wasm_bindgen::JsCast;

type Go = Arc<dyn Fn(&str) + Send + Sync>;

/// So long after a form was done, news are taken for its own.
const OWN_CHANGE: Duration = Duration::from_secs(3);

/// The id of the menu that opens over the page.
pub const MENU: &str = "menu";

/// State of the page that outlives a single component.
#[derive(Clone, Copy)]
pub struct Page {
    posted: StoredValue<Option<PostedForm>>,
    /// Something typed has to be mended: the title says so.
    pub wrong: RwSignal<bool>,
    /// Counts up when the data of the page has to be asked for again.
    pub turn: RwSignal<u32>,
    moved: StoredValue<bool>,
    said: RwSignal<String>,
    go: StoredValue<Option<Go>>,
    /// What the page shown wants to hear of.
    pub(super) shown: StoredValue<Option<Shown>>,
    /// Set while the page's data are asked for because of a change elsewhere.
    pub(super) before: StoredValue<Option<Before>>,
    /// Until when a change is one's own: its page tells it already.
    quiet: StoredValue<bool>,
}

/// Makes the page state and takes over the form that came back to the server. Call it once, after `provide_viewer`.
pub fn provide_page() {
    let posted = SharedValue::new_str(|| Sent(use_context::<PostedFormSlot>().and_then(|slot| slot.0)))
        .into_inner()
        .0;
    provide_context(Page::new(posted));
}

/// The state of the page.
#[must_use]
pub fn use_page() -> Page {
    use_context().unwrap_or_else(|| Page::new(None))
}

impl Page {
    fn new(posted: Option<PostedForm>) -> Self {
        Self {
            wrong: RwSignal::new(posted.as_ref().is_some_and(|posted| !posted.error.is_not_sent())),
            posted: StoredValue::new(posted),
            turn: RwSignal::new(0),
            moved: StoredValue::new(false),
            said: RwSignal::new(String::new()),
            go: StoredValue::new(None),
            shown: StoredValue::new(None),
            before: StoredValue::new(None),
            quiet: StoredValue::new(false),
        }
    }

    /// The form that came back with problems, if it was posted to this address.
    pub(super) fn posted_to(self, action: &str) -> Option<PostedForm> {
        self.posted
            .with_value(|posted| posted.clone().filter(|posted| posted.action == action))
    }

    /// Whether a form that was posted to this address came back with problems: what hides it is to be open then. `only` is
    /// the field that tells it from others.
    #[must_use]
    pub fn came_back(self, action: &str, only: Option<(&str, &str)>) -> bool {
        let is_it = |(name, value): (&str, &str), posted: &PostedForm| {
            let mut values = posted.values.iter();
            values.any(|(key, typed)| key == name && typed == value)
        };
        let posted = self.posted_to(action);
        posted.is_some_and(|posted| only.is_none_or(|only| is_it(only, &posted)))
    }

    /// Shows the page again with its data as it is now and with the form that could not be done.
    pub(super) fn come_back(self, posted: PostedForm) {
        if self.posted.try_set_value(Some(posted)).is_none() {
            self.ask_again();
        }
    }

    /// Drops the form that came back: something was done since.
    pub(super) fn forget(self) {
        self.posted.try_set_value(None);
        self.wrong.try_set(false);
    }

    /// Asks for the data of this page again.
    pub fn reload(self) {
        self.turn.update(|turn| *turn = turn.wrapping_add(1));
    }

    /// The same for somebody who waits for it: what is shown then has the focus, and a page that asks by itself waits no more.
    pub(super) fn ask_again(self) {
        self.before.try_set_value(None);
        self.moved.try_set_value(true);
        self.reload();
    }

    /// Goes to a path of the portal: by the router inside of the same area, by the browser everywhere else.
    pub fn go(self, to: &str) {
        self.lead(to, false);
    }

    /// Goes on after a form was done: when it leads to this very page, its data is asked for again whatever the query.
    pub(super) fn go_on(self, to: &str) {
        self.quiet.try_set_value(true);
        let over = move || {
            self.quiet.try_set_value(false);
        };
        set_timeout(over, OWN_CHANGE);
        self.lead(to, true);
    }

    fn lead(self, to: &str, changed: bool) {
        let to = if to.starts_with('/') && !to.starts_with("//") {
            to
        } else {
            "/"
        };
        let location = window().location();
        let here = location.pathname().unwrap_or_default();
        let router = self.go.try_get_value().flatten().filter(|_| area(&here) == area(to));
        let Some(router) = router else {
            if location.assign(to).is_err() {
                leptos::logging::error!("the browser refused to go on");
            }
            return;
        };
        let search = location.search().unwrap_or_default();
        let same = to.split('#').next() == Some(&format!("{here}{search}"));
        let stays = changed && to.split(['?', '#']).next() == Some(here.as_str());
        router(to);
        if same || stays {
            self.ask_again();
        }
    }

    /// Says something politely, unless it only echoes what was just done here.
    pub(super) fn say(self, what: &'static str) {
        if self.quiet.try_get_value() != Some(false) {
            return;
        }
        // The same words again are said only when they are new to the page.
        self.said.try_set(String::new());
        request_animation_frame(move || {
            self.said.try_set(what.to_owned());
        });
    }

    /// After a change of page: moves the focus to a problem, else to what the address names, else to the heading, and
    /// says the title.
    pub(super) fn settle(self) {
        if !self.moved.try_get_value().unwrap_or_default() {
            return;
        }
        self.moved.set_value(false);
        request_animation_frame(move || {
            let hash = window().location().hash().unwrap_or_default();
            let named = hash
                .strip_prefix('#')
                .filter(|id| !id.is_empty())
                .and_then(|id| document().get_element_by_id(id));
            if let Ok(Some(problem)) = document().query_selector("main .problem") {
                focus(&problem);
            } else if let Some(named) = named {
                focus(&named);
            } else if let Ok(Some(heading)) = document().query_selector("main h1") {
                focus_where_it_is(&heading);
            }
            self.said.try_set(document().title());
            tell("salve:arrived");
        });
    }
}

/// The first part of a path, when it names an area of its own.
fn area(path: &str) -> &str {
    let first = path
        .trim_start_matches('/')
        .split(['/', '?', '#'])
        .next()
        .unwrap_or_default();
    if matches!(first, "patient" | "doctor" | "admin" | "account") {
        first
    } else {
        ""
    }
}

/// The address of the page that is shown, or that the router is about to show.
pub fn here() -> String {
    let location = use_location();
    let mut here = location.pathname.get_untracked();
    let (search, hash) = (location.search.get_untracked(), location.hash.get_untracked());
    if !search.is_empty() {
        here.push('?');
        here.push_str(&search);
    }
    here.push_str(&hash);
    here
}

/// Has the browser load what the router cannot show.
///
/// # Panics
/// On a page that is still waking: it would be loaded again and again.
#[cfg(target_arch = "wasm32")]
pub fn load(to: &str) {
    let root = document().document_element();
    let is_awake = root.is_some_and(|root| root.has_attribute("data-hydrated"));
    assert!(is_awake, "what the page is made of arrives");
    let location = window().location();
    // On the way back the address is that of the page already.
    let address = [location.pathname(), location.search(), location.hash()];
    let begun = if address.map(Result::unwrap_or_default).concat() == to {
        location.reload()
    } else {
        location.assign(to)
    };
    if begun.is_err() {
        leptos::logging::error!("the browser refused to go on");
    }
}

/// Tells the browser's scripts of something (`frontend/live.js`, `frontend/moves.js`).
pub(super) fn tell(what: &str) {
    if let Ok(event) = web_sys::Event::new(what) {
        let _ = window().dispatch_event(&event);
    }
}

/// Moves the focus to an element, if it can take it.
pub(super) fn focus(target: &web_sys::Element) {
    if let Some(target) = target.dyn_ref::<web_sys::HtmlElement>() {
        // An element that cannot take the focus leaves it where it is.
        let _ = target.focus();
    }
}

/// Moves the focus without scrolling: the way back keeps its place.
pub(super) fn focus_where_it_is(target: &web_sys::Element) {
    if let Some(target) = target.dyn_ref::<web_sys::HtmlElement>() {
        let still = web_sys::FocusOptions::new();
        still.set_prevent_scroll(true);
        let _ = target.focus_with_options(&still);
    }
}

/// Watches the address, inside of the router: notes a change of page, closes the menu, and says the new title politely.
#[component]
pub fn Announcer() -> impl IntoView {
    let page = use_page();
    let location = use_location();
    Effect::new(move |_| {
        let navigate = use_navigate();
        let go: Go = Arc::new(move |to| navigate(to, NavigateOptions::default()));
        page.go.set_value(Some(go));
    });
    Effect::new(move |_| live::listen(page));
    Effect::new(move |before: Option<(String, String)>| {
        let now = (location.pathname.get(), location.search.get());
        if let Some(before) = before
            && before != now
        {
            tell("salve:leaving");
            page.moved.set_value(true);
            page.before.set_value(None);
            page.posted.set_value(None);
            page.wrong.set(false);
            close_menu();
        }
        now
    });
    view! {
        <div class="hidden" aria-live="polite">
            {move || page.said.get()}
        </div>
    }
    .erase()
}

fn close_menu() {
    if let Some(menu) = document().get_element_by_id(MENU)
        && let Some(menu) = menu.dyn_ref::<web_sys::HtmlElement>()
    {
        // Fails when it is not open, which is what we want.
        let _ = menu.hide_popover();
    }
}
