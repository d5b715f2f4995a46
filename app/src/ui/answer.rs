//! One answer of the server without its type, so that everything around a page's data is compiled once and not per page.

use crate::{
    error::AppError,
    json::{self, Json},
};
use serde::{Serialize, de::DeserializeOwned};
use std::{any::Any, convert::Infallible, fmt, str::FromStr, sync::Arc};

/// What a page was given to show, or why there is nothing.
#[derive(Clone)]
pub(super) enum Answer {
    /// JSON that came with the page.
    Sent(Arc<str>),
    /// A value, and how it is written as JSON.
    Made(Arc<dyn Any + Send + Sync>, fn(&dyn Any) -> String),
}

impl Answer {
    /// Takes an answer of the server.
    pub fn new<Data: Serialize + Send + Sync + 'static>(answer: Result<Data, AppError>) -> Self {
        Self::Made(Arc::new(answer), json::<Data>)
    }

    /// The answer, by whoever knows what it is.
    pub fn read<Data: Clone + DeserializeOwned + 'static>(&self) -> Result<Data, AppError> {
        let read = match self {
            Self::Sent(json) => sent(json).and_then(|answer| match answer {
                Ok(data) => data.read().map(Ok),
                Err(error) => Some(Err(error)),
            }),
            Self::Made(value, _) => value.downcast_ref::<Result<Data, AppError>>().cloned(),
        };
        read.unwrap_or_else(|| Err(AppError::unknown()))
    }
}

/// A `Result` as it is written, up to the data: what is in it is the same for all pages.
#[inline(never)]
fn sent(json: &str) -> Option<Result<Json, AppError>> {
    let (outcome, content) = json::parse(json)?.variant()?;
    match outcome.as_str() {
        "Ok" => Some(Ok(content)),
        "Err" => content.read().map(Err),
        _ => None,
    }
}

fn json<Data: Serialize + 'static>(value: &dyn Any) -> String {
    // Browsers are sent answers and never send one: the writers of all types would be dead weight there.
    if cfg!(target_arch = "wasm32") {
        return String::new();
    }
    value
        .downcast_ref::<Result<Data, AppError>>()
        .and_then(|answer| serde_json::to_string(answer).ok())
        .unwrap_or_default()
}

impl fmt::Display for Answer {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sent(json) => out.write_str(json),
            Self::Made(value, json) => out.write_str(&json(&**value)),
        }
    }
}

impl FromStr for Answer {
    type Err = Infallible;

    fn from_str(json: &str) -> Result<Self, Self::Err> {
        Ok(Self::Sent(json.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_the_same_after_its_journey() {
        for answer in [Ok(vec![1, 2]), Err(AppError::Forbidden)] {
            let made = Answer::new(answer.clone());
            let sent: Answer = made.to_string().parse().expect("any text is an answer");
            assert_eq!(made.read::<Vec<i32>>(), answer);
            assert_eq!(sent.read::<Vec<i32>>(), answer);
        }
    }

    #[test]
    fn an_answer_to_something_else_is_a_fault() {
        let fault = Err(AppError::unknown());
        assert_eq!(Answer::new(Ok(1)).read::<String>(), fault);
        assert_eq!(Answer::Sent("{".into()).read::<String>(), fault);
    }
}
