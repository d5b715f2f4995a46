//! How a page asks the server: the protocol of server functions that only read.

use crate::{error::AppError, json};
use http::Method;
use leptos::server_fn::{
    ContentType, Protocol,
    client::Client,
    codec::{Encoding, FromReq, GetUrl, IntoReq, IntoRes, Json},
    response::ClientRes,
    server::Server,
};
use serde::de::DeserializeOwned;
use std::pin::Pin;

/// `#[server(protocol = Ask)]`: the fields as a query, the answer as JSON.
///
/// It is what `input = GetUrl` is, except that the browser's half is compiled once and not per server function.
pub struct Ask;

impl<Input, Output, Browser, Portal> Protocol<Input, Output, Browser, Portal, AppError> for Ask
where
    Input: IntoReq<GetUrl, Browser::Request, AppError> + FromReq<GetUrl, Portal::Request, AppError> + Send,
    Output: DeserializeOwned + IntoRes<Json, Portal::Response, AppError> + Send,
    Browser: Client<AppError>,
    Portal: Server<AppError>,
{
    const METHOD: Method = GetUrl::METHOD;

    async fn run_server<Run, Answer>(request: Portal::Request, run: Run) -> Result<Portal::Response, AppError>
    where
        Run: Fn(Input) -> Answer + Send,
        Answer: Future<Output = Result<Output, AppError>> + Send,
    {
        let asked = Input::from_req(request).await?;
        run(asked).await?.into_res().await
    }

    async fn run_client(path: &str, asked: Input) -> Result<Output, AppError> {
        let request = asked.into_req(path, Json::CONTENT_TYPE)?;
        let answer = answer::<Browser>(request).await?;
        answer.read().ok_or_else(AppError::unknown)
    }
}

/// What the server answers, whatever was asked.
fn answer<Browser: Client<AppError>>(
    request: Browser::Request,
) -> Pin<Box<dyn Future<Output = Result<json::Json, AppError>> + Send>> {
    Box::pin(async move {
        let response = Browser::send(request).await?;
        let failed = response.status() >= 400;
        let text = response.try_into_string().await?;
        if failed {
            return Err(json::read(&text).unwrap_or_else(AppError::unknown));
        }
        json::parse(&text).ok_or_else(AppError::unknown)
    })
}
