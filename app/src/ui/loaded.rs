use super::{
    address::address,
    answer::Answer,
    button::{ButtonKind, ButtonLink},
    live,
    navigation::PageHeader,
    page::{here, use_page},
    say,
    send::signed_out,
    still::late,
};
use crate::ui::Erase;
use crate::{
    error::{AppError, respond_with_status},
    viewer::{use_viewer, words},
};
use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};
use std::{
    any::Any,
    future::{Future, pending},
    pin::Pin,
    sync::Arc,
};

/// An answer, and how it failed.
type Outcome = (Answer, Failure);
type Ask = dyn Fn(Arc<dyn Question>) -> Pin<Box<dyn Future<Output = Outcome> + Send>> + Send + Sync;
type Show = dyn Fn(Answer) -> AnyView + Send + Sync;

/// A page made from one answer of the server: asks, shows that it waits, and shows every error in the same way.
///
/// `source` is what the answer depends on (path, query); the page asks again when it changes, or after a form on it was
/// done. Give it the only resource of the page.
pub fn loaded<Source, Data, Asked>(
    source: impl Fn() -> Source + Send + Sync + 'static,
    ask: impl Fn(Source) -> Asked + Send + Sync + 'static,
    view: impl Fn(Data) -> AnyView + Send + Sync + 'static,
) -> AnyView
where
    Source: Clone + PartialEq + Send + Sync + 'static,
    Data: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    Asked: Future<Output = Result<Data, AppError>> + Send + 'static,
{
    loaded_or(source, ask, view, |error| view! { <ErrorPage error/> }.erase())
}

/// Like [`loaded`], with a page of its own for when there is nothing to show.
pub fn loaded_or<Source, Data, Asked>(
    source: impl Fn() -> Source + Send + Sync + 'static,
    ask: impl Fn(Source) -> Asked + Send + Sync + 'static,
    view: impl Fn(Data) -> AnyView + Send + Sync + 'static,
    failed: impl Fn(AppError) -> AnyView + Send + Sync + 'static,
) -> AnyView
where
    Source: Clone + PartialEq + Send + Sync + 'static,
    Data: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    Asked: Future<Output = Result<Data, AppError>> + Send + 'static,
{
    page_of(
        Arc::new(move || Arc::new(source())),
        Arc::new(move |question| {
            let Some(source) = question.as_any().downcast_ref::<Source>() else {
                return Box::pin(pending());
            };
            let asked = ask(source.clone());
            Box::pin(async move {
                let answer = asked.await;
                let failure = answer.as_ref().err().map_or(Failure::Lasting, Failure::of);
                (Answer::new(answer), failure)
            })
        }),
        Arc::new(move |answer| match answer.read() {
            Ok(data) => view(data),
            Err(error) => {
                respond_with_status(&error);
                failed(error)
            }
        }),
    )
}

/// The part of [`loaded`] that is the same for all pages.
fn page_of(source: Arc<dyn Fn() -> Arc<dyn Question> + Send + Sync>, ask: Arc<Ask>, show: Arc<Show>) -> AnyView {
    let page = use_page();
    let last = StoredValue::new(None::<Answer>);
    let answer = Resource::new_str(
        move || (Key(source()), page.turn.get()),
        move |(Key(question), _)| {
            let asked = ask(question);
            async move {
                let (answer, failure) = asked.await;
                // When the page asked by itself, what it shows is better than a failure that may pass, and what is typed
                // in it is not lost when nobody is signed in any more.
                let by_itself = page.before.try_get_value().flatten().is_some();
                if by_itself {
                    live::at_rest().await;
                }
                let stays = by_itself && failure.leaves_the_page();
                match last.try_get_value().flatten().filter(|_| stays) {
                    Some(shown) => {
                        // Nothing is new, so nothing is said.
                        page.before.try_set_value(None);
                        shown
                    }
                    None => answer,
                }
            }
        },
    );
    let shown = move || {
        let show = Arc::clone(&show);
        Suspend::new(async move {
            let answer = answer.await;
            if let Some(before) = page.before.try_update_value(Option::take).flatten() {
                live::settle(page, before);
            }
            last.try_set_value(Some(answer.clone()));
            late(move || show(answer))
        })
    };
    view! { <Transition fallback=|| view! { <Loading/> }>{shown}</Transition> }.erase()
}

/// How an answer failed, if it did.
#[derive(Clone, Copy)]
enum Failure {
    /// Not at all, or asking again changes nothing.
    Lasting,
    Passing,
    SignedOut,
}

impl Failure {
    #[inline(never)]
    fn of(error: &AppError) -> Self {
        match error {
            AppError::SignIn => Self::SignedOut,
            error if error.may_pass() => Self::Passing,
            _ => Self::Lasting,
        }
    }

    /// Whether the page can stay as it is: it may be right soon, or was covered.
    fn leaves_the_page(self) -> bool {
        match self {
            Self::Lasting => false,
            Self::Passing => true,
            Self::SignedOut => signed_out(),
        }
    }
}

/// What an answer depends on, without its type.
trait Question: Send + Sync {
    fn as_any(&self) -> &dyn Any;
    fn is(&self, other: &dyn Any) -> bool;
}

impl<Source: PartialEq + Send + Sync + 'static> Question for Source {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn is(&self, other: &dyn Any) -> bool {
        other.downcast_ref() == Some(self)
    }
}

#[derive(Clone)]
struct Key(Arc<dyn Question>);

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        self.0.is(other.0.as_any())
    }
}

/// The outline of a page that is on its way.
#[component]
pub fn Loading() -> impl IntoView {
    view! {
        <div class="loading" role="status">
            <span class="hidden">{words().common.loading}</span>
            <span class="first"></span>
            <span></span>
            <span></span>
        </div>
    }
    .erase()
}

/// A page instead of one that cannot be shown.
#[component]
pub fn ErrorPage(
    /// Why it cannot be shown.
    error: AppError,
) -> impl IntoView {
    let words = words();
    let home = |kind| view! { <ButtonLink href=use_viewer().home() kind>{words.errors.go_home}</ButtonLink> }.erase();
    let way_on = if matches!(error, AppError::SignIn) {
        let door = address("/sign-in", &[("next", here().as_str())]);
        view! { <ButtonLink href=door external=true>{words.nav.sign_in}</ButtonLink> }.erase()
    } else if error.may_pass() {
        ask_when_online();
        view! {
            <ButtonLink href=here() external=true>{words.errors.try_again}</ButtonLink>
            {home(ButtonKind::Quiet)}
        }
        .erase()
    } else {
        home(ButtonKind::Primary)
    };
    view! {
        <div class="stack">
            <PageHeader title=say::title(&error)/>
            <p>{say::sentence(&error)}</p>
            <div class="actions">{way_on}</div>
        </div>
    }
    .erase()
}

/// Asks for the page again as soon as the browser has a network.
fn ask_when_online() {
    let page = use_page();
    Effect::new(move |_| {
        let handle = window_event_listener_untyped("online", move |_| page.ask_again());
        on_cleanup(move || handle.remove());
    });
}
