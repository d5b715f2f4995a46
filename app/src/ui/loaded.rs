use super::{button::ButtonLink, navigation::PageHeader, page::use_page, say};
use crate::{
    error::{AppError, respond_with_status},
    viewer::{use_viewer, words},
};
use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};
use std::{future::Future, sync::Arc};

type Show<Data> = dyn Fn(Result<Data, AppError>) -> AnyView + Send + Sync;

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
    loaded_or(source, ask, view, |error| view! { <ErrorPage error/> }.into_any())
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
    let page = use_page();
    let answer = Resource::new(move || (source(), page.turn.get()), move |(source, _)| ask(source));
    let show: Arc<Show<Data>> = Arc::new(move |answer| match answer {
        Ok(data) => view(data),
        Err(error) => {
            respond_with_status(&error);
            failed(error)
        }
    });
    let shown = move || {
        let show = Arc::clone(&show);
        Suspend::new(async move { show(answer.await) })
    };
    view! { <Transition fallback=|| view! { <Loading/> }>{shown}</Transition> }.into_any()
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
    .into_any()
}

/// A page instead of one that cannot be shown.
#[component]
pub fn ErrorPage(
    /// Why it cannot be shown.
    error: AppError,
) -> impl IntoView {
    let words = words();
    view! {
        <div class="stack">
            <PageHeader title=say::title(&error)/>
            <p>{say::sentence(&error)}</p>
            <div class="actions">
                <ButtonLink href=use_viewer().home()>{words.errors.go_home}</ButtonLink>
            </div>
        </div>
    }
    .into_any()
}
