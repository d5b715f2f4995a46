//! Mails that go to an address because somebody asks for them.
//!
//! Each purpose has counts of its own, and so has whoever asks: from one network nobody keeps somebody elsewhere from a new
//! password. Whether a mail is really sent changes no count: it would tell whether the address is known.

use std::fmt;
use std::net::IpAddr;

use domain::id::AccountId;

use super::policies::network;
use super::{Key, RetryAfter, Throttle};
use crate::error::Result;
use crate::scope::Scope;

/// What the mail is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailPurpose {
    Registration,
    Verification,
    Recovery,
    EmailChange,
    Invitation,
    RecordInvitation,
    CarerRequest,
}

impl MailPurpose {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Registration => "registration",
            Self::Verification => "verification",
            Self::Recovery => "recovery",
            Self::EmailChange => "email_change",
            Self::Invitation => "invitation",
            Self::RecordInvitation => "record_invitation",
            Self::CarerRequest => "carer_request",
        }
    }
}

/// Who has a mail sent.
#[derive(Clone, Copy, Debug)]
pub enum Sender {
    /// Whoever is signed in answers for it, wherever they are.
    Account(AccountId),
    Visitor(Option<IpAddr>),
}

impl Sender {
    /// Whoever asks.
    #[must_use]
    pub fn of(scope: &Scope) -> Self {
        match scope.account() {
            Ok(account) => Self::Account(account),
            Err(_) => Self::Visitor(scope.request().ip),
        }
    }
}

impl fmt::Display for Sender {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Account(account) => write!(out, "account {account}"),
            Self::Visitor(ip) => write!(out, "network {}", network(*ip)),
        }
    }
}

impl Throttle<'_> {
    /// Counts a mail that somebody asks us to send to `address` (folded).
    ///
    /// # Errors
    /// When the database fails. A refusal is the inner result.
    pub async fn mail(&self, purpose: MailPurpose, address: &str, sender: Sender) -> Result<Result<(), RetryAfter>> {
        let (keys, limits, purpose) = (self.keys, self.limits, purpose.as_str());
        self.check(&[
            // What is refused here is not counted below: one network alone never uses up what all have.
            (
                Key::new(keys, "mail", &format!("{purpose} {sender} {address}")),
                &limits.mail,
            ),
            (
                Key::new(keys, "mail sender", &format!("{purpose} {sender}")),
                &limits.mail_sender,
            ),
            (
                Key::new(keys, "mail anywhere", &format!("{purpose} {address}")),
                &limits.mail_anywhere,
            ),
        ])
        .await
    }
}
