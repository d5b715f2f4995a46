//! Sending mail: over SMTP, into files, or into memory for tests.

mod files;
mod recording;
mod smtp;
#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::time::SystemTime;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::exchanges::Outcome;
use lettre::message::header::{self, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use uuid::Uuid;

use crate::exchanges::{Answer, Told};
pub use files::{Files, StoredMail};
pub use recording::Recording;
pub use smtp::Smtp;

/// A mail ready to leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// Stays the same however often the mail is sent: the id of its job. Becomes the Message-ID.
    pub key: Uuid,
    /// The address of the person, without a name.
    pub to: String,
    /// One line; control characters are replaced.
    pub subject: String,
    /// The plain text part.
    pub text: String,
    /// The HTML part, complete and escaped.
    pub html: String,
    /// The date in the header, from the clock.
    pub date: DateTime<Utc>,
}

/// Why a mail did not leave. Never holds the address or the text.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// Trying again later can help.
    #[error("the mail could not be handed over now: {0}")]
    Later(Trouble),
    /// Trying again cannot help: the address or the mail is refused.
    #[error("the mail was refused: {0}")]
    Refused(Trouble),
}

/// What went wrong with a mail, without the mail server's own words: they often repeat the address.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// The mail server said no.
    #[error("the mail server answered {0}")]
    Answered(u16),
    /// Nobody answered at its address.
    #[error("no connection to the mail server")]
    NotReached,
    /// It did not answer in time.
    #[error("the mail server took too long")]
    TooLong,
    /// What is sent must be encrypted, and could not be.
    #[error("no TLS connection to the mail server")]
    NoTls,
    /// What it said was no answer, or it can't do what the portal needs.
    #[error("the mail server and the portal do not understand each other")]
    NotUnderstood,
    /// It was never asked: the mail could not be written, or not into its folder.
    #[error("{0}")]
    NotAsked(String),
}

impl Told for MailError {
    fn answer(&self) -> Option<Answer> {
        let (Self::Later(trouble) | Self::Refused(trouble)) = self;
        match trouble {
            Trouble::Answered(code) => Some(Answer::of(Outcome::Refused).code(*code)),
            Trouble::NotReached => Some(Answer::of(Outcome::Unreachable)),
            Trouble::TooLong => Some(Answer::of(Outcome::TimedOut)),
            Trouble::NoTls | Trouble::NotUnderstood => Some(Answer::of(Outcome::Failed)),
            Trouble::NotAsked(_) => None,
        }
    }
}

/// Hands mails over to where they leave from.
#[async_trait]
pub trait Mailer: Send + Sync {
    /// Hands over one mail, under its key. May be called again for the same key.
    ///
    /// # Errors
    /// [`MailError`], which tells whether another try makes sense.
    async fn send(&self, mail: &Mail) -> Result<(), MailError>;
}

#[async_trait]
impl<M: Mailer> Mailer for Arc<M> {
    async fn send(&self, mail: &Mail) -> Result<(), MailError> {
        (**self).send(mail).await
    }
}

/// The address that mails come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender(Mailbox);

impl Sender {
    /// Reads `name@host` or `Name <name@host>`; [`None`] when it is neither.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        text.parse().ok().map(Self)
    }

    /// The Message-ID of the mail with this key.
    #[must_use]
    pub fn message_id(&self, key: Uuid) -> String {
        format!("<{key}@{}>", self.0.email.domain())
    }

    fn compose(&self, mail: &Mail) -> Result<lettre::Message, MailError> {
        let to = mail.to.parse().map_err(|_| refused("the address is malformed"))?;
        lettre::Message::builder()
            .from(self.0.clone())
            .to(Mailbox::new(None, to))
            .subject(one_line(&mail.subject))
            .date(SystemTime::from(mail.date))
            .message_id(Some(self.message_id(mail.key)))
            .raw_header(HeaderValue::new(
                HeaderName::new_from_ascii_str("Auto-Submitted"),
                "auto-generated".to_owned(),
            ))
            .header(header::MIME_VERSION_1_0)
            .multipart(MultiPart::alternative_plain_html(mail.text.clone(), mail.html.clone()))
            .map_err(refused)
    }
}

/// A mail that can't be sent to anybody.
fn refused(why: impl std::fmt::Display) -> MailError {
    MailError::Refused(Trouble::NotAsked(why.to_string()))
}

/// Text that stays in one header line, and cannot reorder what stands beside it.
fn one_line(text: &str) -> String {
    let clean: String = text.chars().map(|c| if is_unfit(c) { ' ' } else { c }).collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_unfit(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
