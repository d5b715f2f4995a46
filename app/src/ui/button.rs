use super::form::{FormState, use_form};
use super::rows::rows;
use crate::ui::{Children, Erase};
use leptos::prelude::*;

/// How much a button wants to be pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonKind {
    /// The one main action of a card or form.
    #[default]
    Primary,
    /// Another action.
    Quiet,
    /// An action that looks like a link.
    Plain,
    /// An action that takes something away.
    Danger,
}

impl ButtonKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button",
            Self::Quiet => "button quiet",
            Self::Plain => "button plain",
            Self::Danger => "button danger",
        }
    }
}

/// The text, or nothing when it is empty: for attributes that are left out then.
pub(super) fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

/// A button that submits the form around it; it waits while the form is on its way.
#[component]
pub fn Button(
    /// How much it wants to be pressed.
    #[prop(optional)]
    kind: ButtonKind,
    /// The field it adds to the form.
    #[prop(optional, into)]
    name: String,
    /// The value of that field.
    #[prop(optional, into)]
    value: String,
    /// An icon in front.
    #[prop(optional)]
    icon: &'static str,
    /// The whole name for assistive technology, when the visible text is too short. It begins with the visible text.
    #[prop(optional, into)]
    label: String,
    /// The field whose problems are mended by pressing it: the form's summary leads to it.
    #[prop(optional)]
    mends: &'static str,
    /// What stands on it.
    children: Children,
) -> impl IntoView {
    let id = use_form().filter(|_| !mends.is_empty()).map(|form| form.id(mends));
    let busy = use_form().map(FormState::busy);
    let value = (!name.is_empty()).then_some(value);
    view! {
        <button
            type="submit"
            id=id
            class=kind.class()
            name=some(name)
            value=value
            aria-label=some(label)
            disabled=move || busy.is_some_and(|busy| busy.get())
        >
            <Icon name=icon/>
            {children.view()}
        </button>
    }
    .erase()
}

/// A link that looks like a button.
#[component]
pub fn ButtonLink(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// How much it wants to be pressed.
    #[prop(optional)]
    kind: ButtonKind,
    /// An icon in front.
    #[prop(optional)]
    icon: &'static str,
    /// The whole name for assistive technology, when the visible text is too short. It begins with the visible text.
    #[prop(optional, into)]
    label: String,
    /// Leave the router alone: a file, or a page that the server must render.
    #[prop(optional)]
    external: bool,
    /// What stands on it.
    children: Children,
) -> impl IntoView {
    view! {
        <a class=kind.class() href=href rel=external.then_some("external") aria-label=some(label)>
            <Icon name=icon/>
            {children.view()}
        </a>
    }
    .erase()
}

/// A stroke drawing from `/icons.svg`, always beside words and therefore hidden from assistive technology.
#[component]
pub fn Icon(
    /// The id in the sprite; nothing is drawn when it is empty.
    name: &'static str,
) -> impl IntoView {
    if name.is_empty() {
        return ().erase();
    }
    let class = if matches!(name, "next" | "previous" | "sign-out" | "send" | "list" | "undo") {
        "icon mirrors"
    } else {
        "icon"
    };
    view! {
        <svg class=class aria-hidden="true">
            <use href=format!("/icons.svg#{name}")></use>
        </svg>
    }
    .erase()
}

/// A time on offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeChoice {
    /// What the form posts.
    pub value: String,
    /// "2:30pm"
    pub label: String,
    /// "2:30pm, Wednesday 18 November, Dr Okafor"; begins with `label`.
    pub name: String,
}

/// Times as submit buttons of the form around them.
#[component]
pub fn TimeButtons(
    /// The field that the chosen time fills.
    #[prop(into)]
    name: String,
    /// The times in order.
    times: Vec<TimeChoice>,
) -> impl IntoView {
    let time = |time: TimeChoice| {
        view! {
            <li>
                <Button kind=ButtonKind::Quiet name=name.clone() value=time.value label=time.name>
                    {time.label}
                </Button>
            </li>
        }
        .erase()
    };
    let times = rows(times, |time| time.value.clone(), time);
    view! {
        <ul class="times" role="list">
            {times}
        </ul>
    }
    .erase()
}
