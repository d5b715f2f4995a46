//! Rows that are written beside what they tell of: handed over without waiting, written in batches by a task of their own.
//!
//! Whoever hands over must not wait for the database, nor fail because of it. What does not fit or can't be written is lost;
//! how much it was is said in the log.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::error::Result;

/// Rows that wait to be written; with more the newest are lost.
const MOST_WAITING: usize = 1024;
/// Rows written at once.
const BATCH: usize = 100;

/// Where rows are handed over.
#[derive(Debug)]
pub struct Handover<T> {
    rows: mpsc::Sender<T>,
    lost: Arc<AtomicU64>,
}

impl<T> Clone for Handover<T> {
    fn clone(&self) -> Self {
        Self {
            rows: self.rows.clone(),
            lost: Arc::clone(&self.lost),
        }
    }
}

/// Where they come out.
#[derive(Debug)]
pub struct Waiting<T> {
    rows: mpsc::Receiver<T>,
    lost: Arc<AtomicU64>,
    /// What the rows are called in the log.
    what: &'static str,
}

/// A way for rows from many hands to one.
#[must_use]
pub fn handover<T>(what: &'static str) -> (Handover<T>, Waiting<T>) {
    let (sender, rows) = mpsc::channel(MOST_WAITING);
    let lost = Arc::new(AtomicU64::new(0));
    let here = Handover {
        rows: sender,
        lost: Arc::clone(&lost),
    };
    (here, Waiting { rows, lost, what })
}

impl<T> Handover<T> {
    /// Hands a row over.
    pub fn give(&self, row: T) {
        if self.rows.try_send(row).is_err() {
            self.lost.fetch_add(1, Ordering::Relaxed);
        }
    }
}

impl<T: Send + 'static> Waiting<T> {
    /// Has the rows written by a task, until its writer is told to end.
    #[must_use]
    pub fn written_by<W>(mut self, write: impl Fn(Vec<T>) -> W + Send + 'static) -> Writer
    where
        W: Future<Output = Result<()>> + Send,
    {
        let writer = Writer::default();
        let (stop, ended) = (writer.stop.clone(), writer.ended.clone());
        tokio::spawn(async move {
            let _ended = ended.drop_guard();
            loop {
                let mut taken = Vec::with_capacity(BATCH);
                tokio::select! {
                    biased;
                    _ = self.rows.recv_many(&mut taken, BATCH) => {}
                    () = stop.cancelled() => {}
                }
                if taken.is_empty() {
                    return;
                }
                let (count, writing) = (taken.len(), write(taken));
                self.tell(count, writing.await.is_ok());
            }
        });
        writer
    }

    /// Has those rows written that wait now.
    pub async fn write_waiting<W>(&mut self, write: impl Fn(Vec<T>) -> W)
    where
        W: Future<Output = Result<()>>,
    {
        let taken: Vec<T> = self.by_ref().collect();
        let (count, writing) = (taken.len(), write(taken));
        self.tell(count, writing.await.is_ok());
    }

    /// Counts what could not be written, and says it once something can: until then it would be one more row for the same
    /// database.
    fn tell(&self, count: usize, written: bool) {
        if !written {
            self.lost.fetch_add(count as u64, Ordering::Relaxed);
            return;
        }
        let lost = self.lost.swap(0, Ordering::Relaxed);
        if lost > 0 {
            tracing::warn!(lost, what = self.what, "rows could not be written");
        }
    }
}

/// The rows that wait now.
impl<T> Iterator for Waiting<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        self.rows.try_recv().ok()
    }
}

/// What writes rows. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Writer {
    stop: CancellationToken,
    ended: CancellationToken,
}

impl Writer {
    /// Lets it write what waits, and end.
    pub async fn end(&self) {
        self.stop.cancel();
        self.ended.cancelled().await;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;
    use std::sync::atomic::AtomicBool;

    use super::*;
    use crate::error::Error;

    #[tokio::test]
    async fn what_was_handed_over_is_written_before_the_end() {
        let (here, waiting) = handover("numbers");
        let written = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&written);
        let writer = waiting.written_by(move |rows: Vec<usize>| {
            kept.lock().unwrap().extend(rows);
            async { Ok(()) }
        });
        for number in 0..=BATCH * 2 {
            here.give(number);
        }
        writer.end().await;
        assert!(written.lock().unwrap().iter().copied().eq(0..=BATCH * 2));
    }

    #[tokio::test]
    async fn what_is_lost_is_counted_until_it_can_be_said() {
        let (here, mut waiting) = handover("numbers");
        for number in 0..MOST_WAITING + 2 {
            here.give(number);
        }
        let works = AtomicBool::new(false);
        let write = |_: Vec<usize>| {
            let works = works.load(Ordering::Relaxed);
            async move {
                if works {
                    Ok(())
                } else {
                    Err(Error::internal("no database"))
                }
            }
        };
        waiting.write_waiting(write).await;
        assert_eq!(waiting.lost.load(Ordering::Relaxed), MOST_WAITING as u64 + 2);
        works.store(true, Ordering::Relaxed);
        here.give(1);
        waiting.write_waiting(write).await;
        assert_eq!(waiting.lost.load(Ordering::Relaxed), 0);
    }
}
