//! Taking connections, as `axum::serve` does, with what that lacks: a bound on how long a client may take over a request's head
//! and over reading an answer. Bodies are bounded by `middleware::limits`.

use std::io::{Error, ErrorKind};
use std::net::SocketAddr;
use std::pin::Pin;
use std::time::Duration;

use axum::Router;
use axum::extract::{ConnectInfo, Request};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio_io_timeout::TimeoutStream;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

/// How slow a client may be.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// From the end of one request, or of connecting, to the end of the next one's head.
    pub head: Duration,
    /// While it takes nothing of an answer.
    pub answer: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(30),
            answer: Duration::from_secs(30),
        }
    }
}

/// Pause after the system could not give another connection.
const OUT_OF_CONNECTIONS: Duration = Duration::from_secs(1);

/// Answers whoever connects until `stop`, then ends when the last answer is out.
pub async fn listen(listener: TcpListener, app: Router, patience: Patience, stop: CancellationToken) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(patience.head);
    let open = GracefulShutdown::new();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = stop.cancelled() => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                let service = service_of(app.clone(), peer);
                let connection = http.serve_connection(TokioIo::new(bounded(stream, patience)), service);
                let connection = open.watch(connection);
                tokio::spawn(async move {
                    // A client that went away, was too slow or spoke no HTTP: its own affair.
                    if let Err(error) = connection.await {
                        tracing::debug!(?error, "a connection ended early");
                    }
                });
            }
            Err(error) if is_the_clients(&error) => {}
            Err(error) => {
                tracing::error!(?error, "no connection can be taken");
                tokio::time::sleep(OUT_OF_CONNECTIONS).await;
            }
        }
    }
    drop(listener);
    open.shutdown().await;
}

fn service_of(
    app: Router,
    peer: SocketAddr,
) -> impl hyper::service::Service<
    Request<Incoming>,
    Response = axum::response::Response,
    Error = std::convert::Infallible,
    Future: Send,
> + Send {
    service_fn(move |mut req: Request<Incoming>| {
        req.extensions_mut().insert(ConnectInfo(peer));
        app.clone().oneshot(req)
    })
}

fn bounded(stream: TcpStream, patience: Patience) -> Pin<Box<TimeoutStream<TcpStream>>> {
    // Small answers leave at once; where that can't be had they are a little later.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(?error, "small packets may wait");
    }
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(patience.answer));
    Box::pin(stream)
}

fn is_the_clients(error: &Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::ConnectionRefused | ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::routing::get;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    const SHORT: Patience = Patience {
        head: Duration::from_millis(200),
        answer: Duration::from_millis(200),
    };
    /// More than what the system keeps for a connection that nobody reads from.
    const LARGE: usize = 64 * 1024 * 1024;

    async fn connected() -> (TcpStream, CancellationToken) {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let app = Router::new()
            .route(
                "/",
                get(|ConnectInfo(peer): ConnectInfo<SocketAddr>| async move { peer.ip().to_string() }),
            )
            .route("/large", get(|| async { vec![b'a'; LARGE] }));
        let stop = CancellationToken::new();
        tokio::spawn(listen(listener, app, SHORT, stop.clone()));
        (TcpStream::connect(address).await.expect("a connection"), stop)
    }

    async fn rest(mut stream: TcpStream) -> Vec<u8> {
        let mut all = Vec::new();
        // The server may also cut the connection: what came until then counts.
        let _ = stream.read_to_end(&mut all).await;
        all
    }

    #[tokio::test]
    async fn whoever_asks_is_answered_and_known_by_address() {
        let (mut stream, _stop) = connected().await;
        stream
            .write_all(b"GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")
            .await
            .expect("sent");
        let answer = String::from_utf8(rest(stream).await).expect("text");
        assert!(
            answer.starts_with("HTTP/1.1 200") && answer.ends_with("127.0.0.1"),
            "{answer}"
        );
    }

    #[tokio::test]
    async fn a_head_that_does_not_end_ends_the_connection() {
        let (mut stream, _stop) = connected().await;
        stream
            .write_all(b"GET / HTTP/1.1\r\nhost: a\r\nx-slow: ")
            .await
            .expect("sent");
        let answer = String::from_utf8(rest(stream).await).expect("text");
        assert!(!answer.contains(" 200 "), "{answer}");
    }

    #[tokio::test]
    async fn who_says_nothing_is_hung_up_on() {
        let (stream, _stop) = connected().await;
        assert_eq!(rest(stream).await, b"");
    }

    #[tokio::test]
    async fn who_takes_nothing_of_an_answer_is_hung_up_on() {
        let (mut stream, _stop) = connected().await;
        stream
            .write_all(b"GET /large HTTP/1.1\r\nhost: a\r\n\r\n")
            .await
            .expect("sent");
        tokio::time::sleep(5 * SHORT.answer).await;
        assert!(rest(stream).await.len() < LARGE);
    }

    #[tokio::test]
    async fn a_stop_lets_answers_end_and_takes_no_more() {
        let (mut stream, stop) = connected().await;
        stream
            .write_all(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n")
            .await
            .expect("sent");
        let mut first = [0; 12];
        stream.read_exact(&mut first).await.expect("an answer");
        stop.cancel();
        assert!(rest(stream).await.ends_with(b"127.0.0.1"));
    }
}
