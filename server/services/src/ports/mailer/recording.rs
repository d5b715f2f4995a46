//! Mails into memory.

use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;

use super::{Mail, MailError, Mailer, Trouble};

/// Keeps what is sent, and fails when it is told to.
#[derive(Debug, Default)]
pub struct Recording(Mutex<Record>);

#[derive(Debug, Default)]
struct Record {
    sent: Vec<Mail>,
    failures_left: u32,
}

impl Recording {
    /// What was sent so far, oldest first.
    #[must_use]
    pub fn sent(&self) -> Vec<Mail> {
        self.locked().sent.clone()
    }

    /// What was sent to this address, oldest first.
    #[must_use]
    pub fn sent_to(&self, address: &str) -> Vec<Mail> {
        self.locked()
            .sent
            .iter()
            .filter(|mail| mail.to == address)
            .cloned()
            .collect()
    }

    /// Forgets what was sent.
    pub fn clear(&self) {
        self.locked().sent.clear();
    }

    /// Lets the next `times` mails fail in a way that another try can mend.
    pub fn fail(&self, times: u32) {
        self.locked().failures_left = times;
    }

    fn locked(&self) -> MutexGuard<'_, Record> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Mailer for Recording {
    async fn send(&self, mail: &Mail) -> Result<(), MailError> {
        let mut record = self.locked();
        if record.failures_left > 0 {
            record.failures_left -= 1;
            return Err(MailError::Later(Trouble::Answered(451)));
        }
        record.sent.push(mail.clone());
        Ok(())
    }
}
