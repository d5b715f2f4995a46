//! Many clients that ask as fast as they are answered.

use std::{
    fmt,
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};
use reqwest::{Client, RequestBuilder, redirect::Policy};
use tokio::task::JoinSet;

/// How much of it.
pub struct Load {
    /// Clients, each with one connection and cookies of its own.
    pub clients: usize,
    /// For how long.
    pub duration: Duration,
}

/// What the next request is made from.
pub struct Order<'a> {
    /// The client's connection and cookies.
    pub http: &'a Client,
}

/// What came of it.
#[derive(Debug)]
pub struct Outcome {
    /// Answers per second.
    pub rate: f64,
    /// Half of the answers took at most this long.
    pub median: Duration,
    /// All but one in a hundred took at most this long.
    pub p99: Duration,
    /// Answers of 400 and more, and none at all.
    pub failed: usize,
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let milliseconds = |time: Duration| time.as_secs_f64() * 1000.0;
        write!(
            f,
            "{:.0}/s, p50 {:.1} ms, p99 {:.1} ms",
            self.rate,
            milliseconds(self.median),
            milliseconds(self.p99)
        )?;
        if self.failed > 0 {
            write!(f, ", {} failed", self.failed)
        } else {
            Ok(())
        }
    }
}

/// A client that keeps cookies, does not follow redirects and gives up after 30 seconds.
pub fn client() -> Result<Client> {
    let builder = Client::builder().cookie_store(true).no_proxy().redirect(Policy::none());
    Ok(builder.timeout(Duration::from_secs(30)).build()?)
}

/// Lets all clients send the requests that `make` builds, and counts.
pub fn run(load: &Load, make: impl Fn(Order<'_>) -> RequestBuilder + Send + Sync + 'static) -> Result<Outcome> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let make = Arc::new(make);
    let started = Instant::now();
    let until = started + load.duration;
    let (mut times, mut failed) = (Vec::new(), 0);
    runtime.block_on(async {
        let mut clients = JoinSet::new();
        for _ in 0..load.clients {
            let (http, make) = (client()?, Arc::clone(&make));
            clients.spawn(async move { one_client(&http, &*make, until).await });
        }
        while let Some(result) = clients.join_next().await {
            let (own_times, own_failed) = result?;
            times.extend(own_times);
            failed += own_failed;
        }
        anyhow::Ok(())
    })?;
    summarise(times, failed, started.elapsed()).context("no request was answered")
}

async fn one_client(
    http: &Client,
    make: &(impl Fn(Order<'_>) -> RequestBuilder + Send + Sync),
    until: Instant,
) -> (Vec<Duration>, usize) {
    let (mut times, mut failed) = (Vec::new(), 0);
    while Instant::now() < until {
        let asked = Instant::now();
        let answered = match make(Order { http }).send().await {
            // The body belongs to the answer.
            Ok(answer) if answer.status().as_u16() < 400 => answer.bytes().await.is_ok(),
            _ => false,
        };
        if answered {
            times.push(asked.elapsed());
        } else {
            failed += 1;
        }
    }
    (times, failed)
}

fn summarise(mut times: Vec<Duration>, failed: usize, took: Duration) -> Option<Outcome> {
    times.sort_unstable();
    let last = times.len().checked_sub(1)?;
    #[expect(clippy::cast_precision_loss, reason = "a rate is shown without digits")]
    let rate = times.len() as f64 / took.as_secs_f64();
    Some(Outcome {
        rate,
        median: times[last / 2],
        p99: times[last * 99 / 100],
        failed,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_slowest_hundredth_is_left_out_of_p99() {
        let times = (1..=100).rev().map(Duration::from_millis).collect();
        let outcome = summarise(times, 0, Duration::from_secs(2)).expect("answers");
        assert_eq!(
            (outcome.median, outcome.p99),
            (Duration::from_millis(50), Duration::from_millis(99))
        );
        assert!((outcome.rate - 50.0).abs() < f64::EPSILON);
        assert_eq!(outcome.to_string(), "50/s, p50 50.0 ms, p99 99.0 ms");
    }

    #[test]
    fn no_answers_are_no_figure() {
        assert!(summarise(Vec::new(), 3, Duration::from_secs(1)).is_none());
    }
}
