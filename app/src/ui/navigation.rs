use super::{
    button::{Icon, some},
    page::use_page,
};
use crate::ui::{Children, Erase};
use crate::viewer::words;
use leptos::prelude::*;
use leptos_meta::Title;

/// A link: where it leads and what it says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Link {
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub text: String,
}

impl Link {
    /// A link.
    pub fn new(href: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            href: href.into(),
            text: text.into(),
        }
    }
}

/// The heading of a page, which is also the title of the document. Every page has exactly one.
#[component]
pub fn PageHeader(
    /// The heading.
    #[prop(into)]
    title: String,
    /// The title of the document, when it differs from the heading.
    #[prop(optional, into)]
    document_title: String,
    /// A line beneath the heading.
    #[prop(optional, into)]
    subtitle: String,
    /// A way back, above the heading.
    #[prop(optional_no_strip)]
    back: Option<Link>,
    /// Actions beside the heading.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let page = use_page();
    let words = words();
    let name = some(document_title).unwrap_or_else(|| title.clone());
    // On the server the title is read outside of the request's own arena, where only a shared signal can be reached.
    let wrong = ArcRwSignal::from(page.wrong);
    let text = move || {
        let title = words.common.title(&name, words::PRODUCT);
        as_title(if wrong.get() {
            words.common.error_title(title)
        } else {
            title
        })
    };
    Effect::new(move |_| page.settle());
    let back = back.map(|link| {
        view! {
            <a class="back" href=link.href>
                <Icon name="previous"/>
                {link.text}
            </a>
        }
    });
    view! {
        <Title text/>
        <div class="page-head">
            <div class="titles">
                {back}
                <h1 tabindex="-1">
                    <bdi>{title}</bdi>
                </h1>
                {some(subtitle).map(|subtitle| view! { <p class="muted">{subtitle}</p> })}
            </div>
            {children.map(|children| view! { <div class="row">{children.view()}</div> })}
        </div>
    }
    .erase()
}

/// What a document is called, for the framework, which writes it into the HTML as it is: a name may hold what ends an element.
#[cfg(not(target_arch = "wasm32"))]
fn as_title(text: String) -> String {
    super::text_area::escaped(&text)
}

/// In a browser the document is told its title as text.
#[cfg(target_arch = "wasm32")]
fn as_title(text: String) -> String {
    text
}

/// Links to the pages of a list; nothing when there is only one.
#[component]
pub fn Pagination(
    /// The page shown, from 1.
    page: u64,
    /// How many pages there are.
    pages: u64,
    /// The address of the list with its query, but without the page.
    #[prop(into)]
    address: String,
) -> impl IntoView {
    if pages <= 1 {
        return ().erase();
    }
    let words = words();
    let join = if address.contains('?') { '&' } else { '?' };
    let to = move |page: u64| format!("{address}{join}page={page}");
    let numbers = shown(page, pages)
        .into_iter()
        .map(|number| match number {
            None => view! { <li><span aria-hidden="true">"…"</span></li> }.erase(),
            Some(number) => {
                let current = (number == page).then_some("page");
                view! {
                    <li>
                        <a href=to(number) aria-current=current aria-label=words.common.page_number(number)>
                            {number}
                        </a>
                    </li>
                }
                .erase()
            }
        })
        .collect::<Vec<_>>();
    let previous = (page > 1).then(|| view! { <li><a rel="prev" href=to(page - 1)>{words.common.previous}</a></li> });
    let next = (page < pages).then(|| view! { <li><a rel="next" href=to(page + 1)>{words.common.next}</a></li> });
    view! {
        <nav aria-label=words.common.pages>
            <ul class="pages" role="list">
                {previous}
                {numbers}
                {next}
            </ul>
        </nav>
    }
    .erase()
}

/// The first, the last and the pages around the current one; `None` stands for what is left out.
fn shown(page: u64, pages: u64) -> Vec<Option<u64>> {
    let mut shown = Vec::new();
    let mut before = 0;
    for number in (1..=pages).filter(|number| *number == 1 || *number == pages || number.abs_diff(page) <= 1) {
        match number - before {
            1 => {}
            2 => shown.push(Some(number - 1)),
            _ => shown.push(None),
        }
        shown.push(Some(number));
        before = number;
    }
    shown
}

/// Views of the same thing, one of them current.
#[component]
pub fn SegmentedLinks(
    /// The name for assistive technology.
    #[prop(into)]
    label: String,
    /// The views.
    links: Vec<Link>,
    /// Which of them is current, from 0.
    current: usize,
) -> impl IntoView {
    let links = links
        .into_iter()
        .enumerate()
        .map(|(place, link)| {
            let current = (place == current).then_some("page");
            view! { <a href=link.href aria-current=current>{link.text}</a> }
        })
        .collect::<Vec<_>>();
    view! { <nav class="segments" aria-label=label>{links}</nav> }.erase()
}

/// How far a task has come. Steps that are done may be links back.
#[component]
pub fn Steps(
    /// The name for assistive technology.
    #[prop(into)]
    label: String,
    /// The steps; an empty `href` makes no link.
    steps: Vec<Link>,
    /// Which of them is current, from 0.
    current: usize,
) -> impl IntoView {
    let steps = steps
        .into_iter()
        .enumerate()
        .map(|(place, step)| {
            let now = (place == current).then_some("step");
            let text = if step.href.is_empty() {
                view! { <span aria-current=now>{step.text}</span> }.erase()
            } else {
                view! { <a href=step.href aria-current=now>{step.text}</a> }.erase()
            };
            view! { <li>{text}</li> }
        })
        .collect::<Vec<_>>();
    view! {
        <nav aria-label=label>
            <ol class="steps" role="list">
                {steps}
            </ol>
        </nav>
    }
    .erase()
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn pages_far_away_are_left_out() {
        assert_eq!(shown(1, 1), [Some(1)]);
        assert_eq!(shown(2, 4), [Some(1), Some(2), Some(3), Some(4)]);
        assert_eq!(shown(6, 12), [Some(1), None, Some(5), Some(6), Some(7), None, Some(12)]);
    }
}
