//! A closed loop: each client asks as soon as it was answered.

use std::{
    fmt,
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};
use tokio::task::JoinSet;

/// How much of it.
#[derive(Clone, Copy)]
pub struct Load {
    /// Clients that ask at the same time.
    pub clients: usize,
    /// For how long.
    pub duration: Duration,
}

/// What became of one question.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// As it should be.
    Good,
    /// Refused because of what somebody else did: a conflict.
    Refused,
    /// 4xx, 5xx or no answer.
    Failed,
    /// Nothing is left to ask for.
    Finished,
}

/// What came of it.
#[derive(Debug)]
pub struct Outcome {
    /// Good answers per second.
    pub rate: f64,
    /// Half of the good answers took at most this long.
    pub median: Duration,
    /// All but five in a hundred took at most this long.
    pub p95: Duration,
    /// All but one in a hundred took at most this long.
    pub p99: Duration,
    /// How many answers were good.
    pub good: usize,
    /// How many were refused.
    pub refused: usize,
    /// How many failed.
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
        for (count, what) in [(self.refused, "refused"), (self.failed, "failed")] {
            if count > 0 {
                write!(f, ", {count} {what}")?;
            }
        }
        Ok(())
    }
}

/// Lets every client ask until the time is over: `ask(client, turn)`.
pub async fn run<Asked>(load: Load, ask: impl Fn(usize, usize) -> Asked + Send + Sync + 'static) -> Result<Outcome>
where
    Asked: Future<Output = Answer> + Send + 'static,
{
    let ask = Arc::new(ask);
    let started = Instant::now();
    let until = started + load.duration;
    let mut clients = JoinSet::new();
    for client in 0..load.clients {
        let ask = Arc::clone(&ask);
        clients.spawn(async move {
            let mut tally = Tally::default();
            for turn in 0.. {
                let asked = Instant::now();
                if asked >= until {
                    break;
                }
                match ask(client, turn).await {
                    Answer::Good => tally.times.push(asked.elapsed()),
                    Answer::Refused => tally.refused += 1,
                    Answer::Failed => tally.failed += 1,
                    Answer::Finished => break,
                }
            }
            tally
        });
    }
    let mut all = Tally::default();
    while let Some(tally) = clients.join_next().await {
        let tally = tally?;
        all.times.extend(tally.times);
        all.refused += tally.refused;
        all.failed += tally.failed;
    }
    let complaint = format!("no good answer, {} refused, {} failed", all.refused, all.failed);
    all.summarise(started.elapsed()).context(complaint)
}

#[derive(Default)]
struct Tally {
    times: Vec<Duration>,
    refused: usize,
    failed: usize,
}

impl Tally {
    fn summarise(mut self, took: Duration) -> Option<Outcome> {
        self.times.sort_unstable();
        let last = self.times.len().checked_sub(1)?;
        #[expect(clippy::cast_precision_loss, reason = "a rate is shown without digits")]
        let rate = self.times.len() as f64 / took.as_secs_f64();
        Some(Outcome {
            rate,
            median: self.times[last / 2],
            p95: self.times[last * 95 / 100],
            p99: self.times[last * 99 / 100],
            good: self.times.len(),
            refused: self.refused,
            failed: self.failed,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_slowest_hundredth_is_left_out_of_p99() {
        let times = (1..=100).rev().map(Duration::from_millis).collect();
        let tally = Tally {
            times,
            ..Tally::default()
        };
        let outcome = tally.summarise(Duration::from_secs(2)).expect("answers");
        assert_eq!(
            (outcome.median, outcome.p95, outcome.p99),
            (
                Duration::from_millis(50),
                Duration::from_millis(95),
                Duration::from_millis(99)
            )
        );
        assert!((outcome.rate - 50.0).abs() < f64::EPSILON);
        assert_eq!(outcome.to_string(), "50/s, p50 50.0 ms, p99 99.0 ms");
    }

    #[test]
    fn no_answers_are_no_figure() {
        assert!(Tally::default().summarise(Duration::from_secs(1)).is_none());
    }

    #[test]
    fn a_loop_ends_when_nothing_is_left() -> Result<()> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let load = Load {
            clients: 2,
            duration: Duration::from_mins(1),
        };
        let ask = |_, turn| async move { if turn < 3 { Answer::Good } else { Answer::Finished } };
        assert_eq!(runtime.block_on(run(load, ask))?.good, 6);
        Ok(())
    }
}
