use super::{
    button::{Icon, some},
    tone::Tone,
};
use crate::ui::{Children, Erase, late};
use crate::viewer::words;
use leptos::prelude::*;

/// A sheet for one thing.
#[component]
pub fn Card(
    /// Its heading; left out when the content brings its own.
    #[prop(optional, into)]
    title: String,
    /// What matters now: a strong edge and a tinted ground.
    #[prop(optional)]
    now: bool,
    /// Beside the heading: a tag, a link.
    #[prop(optional, into)]
    aside: Option<AnyView>,
    /// What is on it.
    children: Children,
) -> impl IntoView {
    let class = if now { "card now" } else { "card" };
    late(move || {
        let head = some(title).map(|title| {
            view! {
                <div class="card-head">
                    <h2>{title}</h2>
                    {aside}
                </div>
            }
        });
        view! { <section class=class>{head} {children.view()}</section> }.erase()
    })
}

/// A number that matters, on a card of its own.
#[component]
pub fn Figure(
    /// What is counted.
    #[prop(into)]
    label: String,
    /// How many.
    value: u64,
    /// The list that has so many rows; no link when it is empty.
    #[prop(optional, into)]
    href: String,
) -> impl IntoView {
    let content = view! {
        <span class="small">{label}</span>
        <strong>{words().number(value)}</strong>
    };
    match some(href) {
        Some(href) => view! { <a class="card figure" href=href>{content}</a> }.erase(),
        None => view! { <div class="card figure">{content}</div> }.erase(),
    }
}

/// A state: icon, word and colour.
#[component]
pub fn Tag(
    /// The word.
    #[prop(into)]
    text: String,
    /// The icon.
    #[prop(optional)]
    icon: &'static str,
    /// The colour.
    #[prop(optional)]
    tone: Tone,
) -> impl IntoView {
    view! {
        <span class=tone.on("tag")>
            <Icon name=icon/>
            {text}
        </span>
    }
    .erase()
}

/// A photo in a circle, or initials for people without one. The name stands beside it.
#[component]
pub fn Face(
    /// At most two letters.
    #[prop(into)]
    initials: String,
    /// The address of the photo.
    #[prop(default = None)]
    photo: Option<String>,
    /// Twice as large, for the page about this person.
    #[prop(optional)]
    big: bool,
) -> impl IntoView {
    let size = if big { " big" } else { "" };
    if let Some(src) = photo {
        let class = format!("face{size}");
        return view! { <img class=class src=src alt="" width="72" height="72" decoding="async"/> }.erase();
    }
    let sum = initials.chars().map(u32::from).sum::<u32>();
    let colour = ["", " b", " c", " d"][(sum % 4) as usize];
    view! {
        <span class=format!("face{colour}{size}") aria-hidden="true">
            {initials}
        </span>
    }
    .erase()
}

/// Somebody with a photo or initials, a name that may be a link, and a line about them.
#[component]
pub fn Person(
    /// At most two letters.
    #[prop(into)]
    initials: String,
    /// The address of the photo.
    #[prop(default = None)]
    photo: Option<String>,
    /// The name.
    #[prop(into)]
    name: String,
    /// The line beneath.
    #[prop(optional, into)]
    line: String,
    /// Where the name leads; no link when it is empty.
    #[prop(optional, into)]
    href: String,
) -> impl IntoView {
    let name = match some(href) {
        Some(href) => view! { <a href=href><b><bdi>{name}</bdi></b></a> }.erase(),
        None => view! { <b><bdi>{name}</bdi></b> }.erase(),
    };
    let line = some(line).map(|line| view! { <br/> <span class="small">{line}</span> });
    view! {
        <div class="person">
            <Face initials photo/>
            <p>{name} {line}</p>
        </div>
    }
    .erase()
}

/// Something to know before going on.
#[component]
pub fn Notice(
    /// Its colour and icon.
    #[prop(optional)]
    tone: Tone,
    /// The sentence in bold.
    #[prop(optional, into)]
    title: String,
    /// It answers what was just done: assistive technology says it at once.
    #[prop(optional)]
    news: bool,
    /// More about it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let icon = match tone {
        Tone::Good => "check-circle",
        Tone::Warn | Tone::Bad => "alert",
        Tone::Brand | Tone::Calm | Tone::Gone => "info",
    };
    view! {
        <div class=tone.on("notice") role=news.then_some("status")>
            <Icon name=icon/>
            <div>
                {some(title).map(|title| view! { <p><strong>{title}</strong></p> })}
                {children.map(Children::view)}
            </div>
        </div>
    }
    .erase()
}

/// What was just taken away, at the foot of the window for as long as the page is open, with the way to bring it back: to
/// be the last of its page.
#[component]
pub fn Toast(
    /// What was done.
    #[prop(into)]
    title: String,
    /// The form that undoes it.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="toast" role="status">
            <Icon name="check-circle"/>
            <p><strong>{title}</strong></p>
            {children.view()}
        </div>
    }
    .erase()
}

/// What a list says when nothing is in it, and what to do about it.
#[component]
pub fn EmptyState(
    /// The icon.
    #[prop(default = "search")]
    icon: &'static str,
    /// What there is not.
    #[prop(into)]
    title: String,
    /// Why, or what to do.
    #[prop(optional, into)]
    text: String,
    /// A way on.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <Icon name=icon/>
            <h2>{title}</h2>
            {some(text).map(|text| view! { <p>{text}</p> })}
            {children.map(Children::view)}
        </div>
    }
    .erase()
}

/// A name and what belongs to it.
pub struct Fact {
    term: String,
    value: AnyView,
}

impl Fact {
    /// A fact in plain text, which may be a name or a number from another direction of writing.
    pub fn new(term: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            term: term.into(),
            value: view! { <bdi>{value.into()}</bdi> }.erase(),
        }
    }

    /// A fact with markup, or any number of links.
    pub fn view(term: impl Into<String>, value: AnyView) -> Self {
        Self {
            term: term.into(),
            value,
        }
    }
}

/// Names and what belongs to them.
#[component]
pub fn DefinitionList(
    /// In order.
    facts: Vec<Fact>,
) -> impl IntoView {
    let facts = facts
        .into_iter()
        .map(|fact| view! { <div><dt>{fact.term}</dt><dd>{fact.value}</dd></div> })
        .collect::<Vec<_>>();
    view! { <dl class="facts">{facts}</dl> }.erase()
}
