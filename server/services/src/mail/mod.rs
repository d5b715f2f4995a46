//! What mails say and how they look: plain text and HTML from the same words.
//!
//! A mail says date, time, place and doctor, never a reason for a visit. Links are built from the configured address
//! of the portal, never from what a request says.

mod letters;
mod sheet;

use chrono::{DateTime, Utc};
use domain::id::JobId;
use words::{Language, Letter};

use self::sheet::{Action, Sheet};
use crate::ports::mailer::Mail;
pub use letters::Visit;

/// What every mail of this clinic needs, from the configuration.
#[derive(Clone, Debug)]
pub struct Stationery {
    clinic: String,
    phone: String,
    base_url: String,
}

/// Who reads the mail.
#[derive(Clone, Debug)]
pub struct Reader {
    /// The address it goes to.
    pub address: String,
    /// The name in the greeting.
    pub name: String,
    /// The language of the account.
    pub language: Language,
}

/// A mail in words, not yet on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    to: String,
    subject: String,
    text: String,
    html: String,
}

impl Written {
    /// Puts the mail of a job into its envelope.
    #[must_use]
    pub fn into_mail(self, job: JobId, now: DateTime<Utc>) -> Mail {
        Mail {
            key: job.uuid(),
            to: self.to,
            subject: self.subject,
            text: self.text,
            html: self.html,
            date: now,
        }
    }
}

impl Stationery {
    /// `base_url` is the address of the portal as people reach it, for example `https://portal.example.org`.
    #[must_use]
    pub fn new(clinic: impl Into<String>, phone: impl Into<String>, base_url: impl AsRef<str>) -> Self {
        let base_url = base_url.as_ref().trim_end_matches('/').to_owned();
        Self {
            clinic: clinic.into(),
            phone: phone.into(),
            base_url,
        }
    }

    /// The full address of a page of the portal; `path` starts with a slash.
    #[must_use]
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.base_url)
    }

    /// Writes a letter down; its button leads to `path`.
    #[must_use]
    pub fn write(&self, reader: &Reader, letter: &Letter, path: &str) -> Written {
        let words = reader.language.mail();
        let address = self.link(path);
        let action = letter.button.as_deref().map(|label| Action {
            label,
            address: &address,
            help: words.link_help,
        });
        let reason = words.reason_for_mail(&self.clinic);
        let greeting = words.greeting(&reader.name);
        let sheet = Sheet {
            language: reader.language.code(),
            direction: reader.language.direction(),
            clinic: &self.clinic,
            subject: &letter.subject,
            greeting: &greeting,
            paragraphs: &letter.paragraphs,
            action,
            closing: words.signed,
            footer: &[words.automatic, &reason],
        };
        Written {
            to: reader.address.clone(),
            subject: letter.subject.clone(),
            text: sheet.text(),
            html: sheet.html(),
        }
    }
}
