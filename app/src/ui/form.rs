//! Forms that work as plain HTML and are quicker with WASM.
//!
//! A form posts to a server function, or to a plain address. Without WASM the server answers a problem by showing
//! the page again with a [`PostedForm`] in the context. With WASM the same form is sent in the background and the
//! problem appears in place. What was typed stays in both. When something changed meanwhile, the page also shows
//! its data as it is now.

use super::{
    field::Hidden,
    page::{Page, focus, use_page},
    send::{pairs, post, signed_out, typed},
    summary::ErrorSummary,
};
use crate::ui::{Children, Erase};
use crate::{
    error::AppError,
    viewer::{use_viewer, words},
};
use domain::{conflict::Conflict, form::FieldErrors};
use leptos::{context::Provider, ev::SubmitEvent, prelude::*, task::spawn_local};
use serde::{Deserialize, Serialize};
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::HtmlFormElement;

/// A form that was posted without WASM and could not be done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PostedForm {
    /// The address it was posted to.
    pub action: String,
    /// What was typed, without passwords, codes and what devices answered.
    pub values: Vec<(String, String)>,
    /// Why it could not be done.
    pub error: AppError,
}

/// How the server hands a [`PostedForm`] to the page that it renders: as a context of this type.
#[derive(Debug, Clone, Default)]
pub struct PostedFormSlot(pub Option<PostedForm>);

/// The state of the form around a component.
#[derive(Clone, Copy)]
pub struct FormState {
    inner: StoredValue<Inner>,
    error: RwSignal<Option<AppError>>,
    busy: RwSignal<bool>,
    page: Page,
}

struct Inner {
    action: String,
    prefix: String,
    posted: Option<Vec<(String, String)>>,
}

/// The form around this component, if there is one.
#[must_use]
pub fn use_form() -> Option<FormState> {
    use_context()
}

impl FormState {
    fn new(page: Page, action: String, prefix: String, only: Option<&(&'static str, String)>) -> Self {
        let posted = page.posted_to(&action).filter(|posted| {
            only.is_none_or(|(name, value)| posted.values.iter().any(|(key, typed)| key == name && typed == value))
        });
        let (posted, error) = posted.map_or((None, None), |posted| (Some(posted.values), Some(posted.error)));
        Self {
            inner: StoredValue::new(Inner { action, prefix, posted }),
            error: RwSignal::new(error),
            busy: RwSignal::new(false),
            page,
        }
    }

    /// The state of a form that only asks: what it holds comes from the address, and so does what is wrong with it.
    fn asking(page: Page, action: String, errors: FieldErrors) -> Self {
        Self {
            inner: StoredValue::new(Inner {
                action,
                prefix: String::new(),
                posted: None,
            }),
            error: RwSignal::new((!errors.is_empty()).then_some(AppError::Invalid(errors))),
            busy: RwSignal::new(false),
            page,
        }
    }

    /// What was typed into the field before, or `otherwise`.
    #[must_use]
    pub fn value(self, name: &str, otherwise: String) -> String {
        self.values(name)
            .map_or(otherwise, |values| values.into_iter().next().unwrap_or_default())
    }

    /// Of what the form was made: one that came back is still about that, unless it came back because that has changed.
    #[must_use]
    pub(super) fn made_of(self, name: &str, now: String) -> String {
        let is_old = self.error.with_untracked(|error| match error {
            Some(AppError::Conflict(conflict)) => *conflict == Conflict::Stale,
            Some(AppError::Invalid(fields)) => fields.get(name).is_some(),
            _ => false,
        });
        if is_old { now } else { self.value(name, now) }
    }

    /// Everything that was chosen for the field before; nothing when the form was not posted yet.
    #[must_use]
    pub fn values(self, name: &str) -> Option<Vec<String>> {
        self.inner.with_value(|inner| {
            let posted = inner.posted.as_ref()?;
            Some(
                posted
                    .iter()
                    .filter(|(key, _)| key == name)
                    .map(|(_, value)| value.clone())
                    .collect(),
            )
        })
    }

    /// The sentence that says what to mend in the field.
    #[must_use]
    pub fn problem(self, name: &str) -> Signal<Option<String>> {
        let name = field_of(name).to_owned();
        let words = words();
        Signal::derive(move || {
            self.error.with(|error| match error {
                Some(AppError::Invalid(fields)) => fields.get(&name).map(|problem| words.problems.say(problem)),
                _ => None,
            })
        })
    }

    /// The id of the field's control.
    #[must_use]
    pub fn id(self, name: &str) -> String {
        self.inner
            .with_value(|inner| format!("{}{}", inner.prefix, field_of(name)))
    }

    /// Why the form could not be done.
    #[must_use]
    pub fn error(self) -> Signal<Option<AppError>> {
        self.error.into()
    }

    /// What had changed meanwhile, for a form that offers a way on.
    #[must_use]
    pub fn conflict(self) -> Signal<Option<Conflict>> {
        Signal::derive(move || match self.error.get() {
            Some(AppError::Conflict(conflict)) => Some(conflict),
            _ => None,
        })
    }

    /// Whether the form is on its way.
    #[must_use]
    pub fn busy(self) -> RwSignal<bool> {
        self.busy
    }

    /// The id of the summary of what is wrong.
    pub(super) fn summary_id(self) -> String {
        self.id("problems")
    }

    fn submitted(self, event: &SubmitEvent, plain: bool) {
        if event.default_prevented() {
            return;
        }
        if self.busy.get_untracked() {
            event.prevent_default();
            return;
        }
        if plain {
            // The browser sends it; a second press meanwhile would send it twice.
            self.busy.set(true);
            let free = move || {
                self.busy.try_set(false);
            };
            set_timeout(free, Duration::from_secs(5));
            return;
        }
        let Some(form) = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlFormElement>().ok())
        else {
            return;
        };
        let Ok(body) = typed(event, &form) else { return };
        event.prevent_default();
        self.busy.set(true);
        let action = self.inner.with_value(|inner| inner.action.clone());
        let to = made_for(&action);
        spawn_local(async move {
            let answer = post(&to, &body).await;
            // The page may have been left meanwhile: then there is nothing to show it on.
            match answer {
                Ok(to) => {
                    self.error.try_set(None);
                    self.page.forget();
                    form.reset();
                    fold(&form);
                    self.page.go_on(&to);
                    let free = move || {
                        self.busy.try_set(false);
                    };
                    // Long enough for the next page; a page that the browser keeps for the way back is usable again.
                    set_timeout(free, Duration::from_secs(2));
                }
                // The browser sends the form itself: the server keeps what was typed and leads to the page that asks.
                Err(AppError::ConfirmFirst) if form.submit().is_ok() => {}
                // The page waits beneath its cover, or else the server keeps what was typed.
                Err(AppError::SignIn) if signed_out() || form.submit().is_ok() => {
                    self.busy.try_set(false);
                }
                Err(error) => {
                    self.busy.try_set(false);
                    self.page.wrong.try_set(true);
                    self.error.try_set(Some(error.clone()));
                    self.show_summary();
                    let another = matches!(error, AppError::Conflict(Conflict::ActingForAnother));
                    if matches!(error, AppError::Conflict(_)) && !another {
                        let values = pairs(&body);
                        self.page.come_back(PostedForm { action, values, error });
                    }
                }
            }
        });
    }

    fn show_summary(self) {
        let Some(id) = self.inner.try_with_value(|inner| format!("{}problems", inner.prefix)) else {
            return;
        };
        request_animation_frame(move || {
            if let Some(summary) = document().get_element_by_id(&id) {
                focus(&summary);
            }
        });
    }
}

/// What was opened to get at a form that is done is closed again.
fn fold(form: &HtmlFormElement) {
    if let Ok(Some(details)) = form.closest("main details") {
        let _ = details.remove_attribute("open");
    }
}

/// Where a form posts: one in the affairs of another patient says for whom its page was made, as the person may act for somebody
/// else when it comes.
fn made_for(action: &str) -> String {
    match use_viewer().acting() {
        Some(acting) if action.starts_with("/fn/patient/") => format!("{action}?as={}", acting.carer),
        _ => action.to_owned(),
    }
}

/// The field that a control fills: lists are posted as `name[]`.
fn field_of(name: &str) -> &str {
    name.trim_end_matches("[]")
}

/// A form that posts. Put fields and a button inside.
///
/// On success the page goes where the server says; when that is this very page, its data is asked for again.
#[component]
pub fn Form(
    /// Where it posts to: `/fn/<area>/<name>`, or a plain address.
    #[prop(into)]
    action: String,
    /// Sent by the browser with a full page load: sign-in and its like.
    #[prop(optional)]
    plain: bool,
    /// It brings files: the browser sends it, in parts.
    #[prop(optional)]
    files: bool,
    /// Goes before the ids of the fields, when several forms of a page have fields of one name.
    #[prop(optional, into)]
    prefix: String,
    /// A hidden field that tells this form from the others of the page which post to the same address.
    #[prop(optional)]
    only: Option<(&'static str, String)>,
    /// Classes of the form element.
    #[prop(default = "stack".to_owned(), into)]
    class: String,
    /// Stands beneath the form and knows its state, but is not part of it: other forms, as a way on.
    #[prop(optional, into)]
    after: ViewFn,
    /// Fields and buttons.
    children: Children,
) -> impl IntoView {
    let state = FormState::new(use_page(), action.clone(), prefix, only.as_ref());
    let hidden = only.map(|(name, value)| view! { <Hidden name=name value=value/> });
    let plain = plain || files;
    view! {
        <Provider value=state>
            <form
                method="post"
                action=made_for(&action)
                novalidate=true
                class=class
                aria-busy=move || state.busy.get().then_some("true")
                enctype=files.then_some("multipart/form-data")
                on:submit=move |event| state.submitted(&event, plain)
            >
                <ErrorSummary/>
                {hidden}
                {children.view()}
            </form>
            {after.run()}
        </Provider>
    }
    .erase()
}

/// Says what became of one of several forms, when the page shows that form no more.
#[component]
pub fn LostForm(
    /// Where the forms post to.
    action: &'static str,
    /// The field that tells them apart.
    by: &'static str,
    /// The values of that field in the forms that are shown.
    shown: Vec<String>,
    /// A way on, as in [`Form`].
    #[prop(optional, into)]
    after: ViewFn,
) -> impl IntoView {
    let posted = use_page().posted_to(action)?;
    let is_shown = |(name, value): &(String, String)| name == by && shown.contains(value);
    let lost = !posted.values.iter().any(is_shown);
    lost.then(|| view! { <Form action prefix="lost-" after=after>{""}</Form> })
}

/// A form that only asks: its fields become the query of the address.
#[component]
pub fn FilterForm(
    /// The page that shows the answer.
    #[prop(into)]
    action: String,
    /// The name for assistive technology.
    #[prop(into)]
    label: String,
    /// What is wrong with the fields as they stand in the address.
    #[prop(optional)]
    errors: FieldErrors,
    /// Fields and a button.
    children: Children,
) -> impl IntoView {
    let page = use_page();
    let state = FormState::asking(page, action.clone(), errors);
    let to = action.clone();
    let ask = move |event: SubmitEvent| {
        let form = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlFormElement>().ok());
        let Some(query) = form.and_then(|form| typed(&event, &form).ok()) else {
            return;
        };
        event.prevent_default();
        let query = String::from(query.to_string());
        let filled = query
            .split('&')
            .filter(|pair| !pair.ends_with('='))
            .collect::<Vec<_>>()
            .join("&");
        page.go(&if filled.is_empty() {
            to.clone()
        } else {
            format!("{to}?{filled}")
        });
    };
    view! {
        <Provider value=state>
            <form method="get" action=action role="search" aria-label=label class="stack" novalidate=true on:submit=ask>
                <ErrorSummary/>
                {children.view()}
            </form>
        </Provider>
    }
    .erase()
}
