//! Ports around ports: what goes through them is in the integration log, and goes on as it came.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::exchanges::{Operation, Outcome};

use super::files::{FileStore, StoreError};
use super::mailer::{Mail, MailError, Mailer};
use super::scanner::{ScanError, Scanner, Verdict};
use crate::exchanges::{Answer, Line};

/// A port to another system, and the line on which that system is.
pub struct Watched<P> {
    port: P,
    line: Line,
}

impl<P> Watched<P> {
    /// Writes down what goes through `port`.
    #[must_use]
    pub fn new(port: P, line: Line) -> Self {
        Self { port, line }
    }
}

#[async_trait]
impl<P: Mailer> Mailer for Watched<P> {
    async fn send(&self, mail: &Mail) -> Result<(), MailError> {
        let sent = self.port.send(mail);
        self.line.exchange(Operation::Send, sent, |()| good()).await
    }
}

#[async_trait]
impl<P: FileStore> FileStore for Watched<P> {
    async fn put(&self, name: &str, content: Vec<u8>) -> Result<(), StoreError> {
        let bytes = content.len();
        let put = self.port.put(name, content);
        self.line
            .exchange(Operation::Store, put, |()| good().bytes(bytes))
            .await
    }

    async fn get(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let found = |content: &Option<Vec<u8>>| match content {
            Some(content) => good().bytes(content.len()),
            None => Answer::of(Outcome::Refused).code(404),
        };
        let got = self.port.get(name);
        self.line.exchange(Operation::Fetch, got, found).await
    }

    async fn remove(&self, name: &str) -> Result<(), StoreError> {
        let removed = self.port.remove(name);
        self.line.exchange(Operation::Remove, removed, |()| good()).await
    }

    async fn older_than(&self, instant: DateTime<Utc>) -> Result<Vec<String>, StoreError> {
        let listed = self.port.older_than(instant);
        self.line.exchange(Operation::List, listed, |_| good()).await
    }
}

#[async_trait]
impl<P: Scanner> Scanner for Watched<P> {
    async fn scan(&self, content: &[u8]) -> Result<Verdict, ScanError> {
        let said = |verdict: &Verdict| {
            let outcome = match verdict {
                Verdict::Clean => Outcome::Ok,
                Verdict::Infected => Outcome::Refused,
            };
            Answer::of(outcome).bytes(content.len())
        };
        let scanned = self.port.scan(content);
        self.line.exchange(Operation::Scan, scanned, said).await
    }
}

fn good() -> Answer {
    Answer::of(Outcome::Ok)
}
