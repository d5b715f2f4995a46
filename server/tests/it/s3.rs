//! Files in a bucket: the portal's store against a small server that speaks S3's language.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use chrono::TimeDelta;
use domain::exchanges::Outcome;
use services::clock::{Clock, SystemClock};
use services::exchanges::{Answer, Told};
use services::ports::files::{FileStore, Objects, S3};
use tokio::net::TcpListener;

/// What lies in the bucket, by key.
#[derive(Clone, Default)]
struct Bucket(Arc<Mutex<BTreeMap<String, Bytes>>>);

/// Who signs nothing, or signs as somebody else, is sent away.
fn is_signed(headers: &HeaderMap) -> bool {
    let signed = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    signed.is_some_and(|value| value.starts_with("AWS4-HMAC-SHA256 Credential=clinic-key/"))
}

async fn put(State(bucket): State<Bucket>, Path(key): Path<String>, headers: HeaderMap, content: Bytes) -> Response {
    if !is_signed(&headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    bucket.0.lock().expect("the bucket").insert(key, content);
    [(header::ETAG, "\"one\"")].into_response()
}

async fn read(State(bucket): State<Bucket>, Path(key): Path<String>) -> Response {
    let found = bucket.0.lock().expect("the bucket").get(&key).cloned();
    let headers = [
        (header::ETAG, "\"one\""),
        (header::LAST_MODIFIED, "Mon, 16 Nov 2026 08:00:00 GMT"),
    ];
    match found {
        Some(content) => (headers, content).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn delete(State(bucket): State<Bucket>, Path(key): Path<String>) -> StatusCode {
    bucket.0.lock().expect("the bucket").remove(&key);
    StatusCode::NO_CONTENT
}

async fn list(State(bucket): State<Bucket>) -> String {
    let bucket = bucket.0.lock().expect("the bucket");
    let rows = bucket.iter().map(|(key, content)| {
        format!(
            "<Contents><Key>{key}</Key><LastModified>2026-11-16T08:00:00.000Z</LastModified><ETag>\"one\"</ETag>\
             <Size>{}</Size></Contents>",
            content.len()
        )
    });
    format!(
        "<?xml version=\"1.0\"?><ListBucketResult><IsTruncated>false</IsTruncated>{}</ListBucketResult>",
        rows.collect::<String>()
    )
}

async fn service() -> (Bucket, String) {
    let bucket = Bucket::default();
    let routes = Router::new()
        .route("/clinic", get(list))
        .route("/clinic/{*key}", get(read).put(put).delete(delete))
        .layer(DefaultBodyLimit::disable())
        .with_state(bucket.clone());
    (bucket, serve(routes).await)
}

async fn serve(routes: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move { axum::serve(listener, routes).await });
    format!("http://{address}")
}

fn at(endpoint: &str, key: &str) -> S3 {
    S3 {
        bucket: "clinic".to_owned(),
        prefix: "salve/files".to_owned(),
        endpoint: Some(endpoint.to_owned()),
        region: "eu-west-2".to_owned(),
        access_key: key.to_owned(),
        secret_key: "secret".into(),
    }
}

#[tokio::test]
async fn a_bucket_keeps_what_it_is_given() {
    let (bucket, endpoint) = service().await;
    let store = Objects::s3(&at(&endpoint, "clinic-key")).expect("a store");
    let content = vec![7; 3_000_000];
    store.put("one", content.clone()).await.expect("it is put");
    let keys: Vec<_> = bucket.0.lock().expect("the bucket").keys().cloned().collect();
    assert_eq!(keys, ["salve/files/one"]);
    assert_eq!(store.get("one").await.expect("it is read"), Some(content));
    assert_eq!(store.get("two").await.expect("it is looked for"), None);
    let later = SystemClock.now() + TimeDelta::days(365);
    assert_eq!(store.older_than(later).await.expect("a list"), ["one"]);
    store.remove("one").await.expect("it is removed");
    store.remove("one").await.expect("nothing there is as good");
    assert_eq!(store.get("one").await.expect("it is looked for"), None);
}

#[tokio::test]
async fn a_bucket_that_refuses_or_is_away_is_told() {
    let (_, endpoint) = service().await;
    let stranger = Objects::s3(&at(&endpoint, "another-key")).expect("a store");
    let refused = stranger.put("one", vec![1]).await.expect_err("it is refused");
    assert_eq!(refused.answer(), Some(Answer::of(Outcome::Refused).code(403)));
    let away = Objects::s3(&at("http://127.0.0.1:1", "clinic-key")).expect("a store");
    let lost = away.get("one").await.expect_err("nobody is there");
    assert_eq!(lost.answer(), Some(Answer::of(Outcome::Unreachable)));

    let broken = Router::new().fallback(async || StatusCode::SERVICE_UNAVAILABLE);
    let endpoint = serve(broken).await;
    let store = Objects::s3(&at(&endpoint, "clinic-key")).expect("a store");
    for failure in [
        store.put("one", vec![1]).await.expect_err("it is broken"),
        store.older_than(SystemClock.now()).await.expect_err("it is broken"),
    ] {
        assert_eq!(failure.answer(), Some(Answer::of(Outcome::Failed).code(503)));
    }
}
