//! Which limits the clinic has.
//!
//! Nobody can be locked out for good: waits have a ceiling, a device that signed in before has a count of its own that
//! strangers cannot use up, and a new password by mail starts afresh.

use std::net::IpAddr;

use chrono::TimeDelta;
use domain::id::AccountId;

use super::{Key, Limit, RetryAfter, count, forget, give_back};
use crate::clock::Clock;
use crate::crypto::KeyRing;
use crate::database::Database;
use crate::error::Result;

/// The limits in force.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Sign-ins to one account from one network, or from one known device.
    pub sign_in: Limit,
    /// Sign-ins to one account from everywhere but its known devices.
    pub sign_in_anywhere: Limit,
    /// Failed sign-ins of one network.
    pub sign_in_network: Limit,
    /// Codes of the second step for one account from one network, or from one known device.
    pub code: Limit,
    /// The same from everywhere but its known devices.
    pub code_anywhere: Limit,
    /// Codes after one right password.
    pub code_pending: Limit,
    /// Sign-ins with a passkey that one network begins and does not end.
    pub passkey_network: Limit,
    /// Answers to one challenge of a passkey.
    pub passkey_answer: Limit,
    /// Mails for one purpose that one account or network has sent to one address.
    pub mail: Limit,
    /// The same from everywhere.
    pub mail_anywhere: Limit,
    /// The same to any address, by one account or network.
    pub mail_sender: Limit,
    /// Accounts made from one network.
    pub registration: Limit,
    /// Record numbers with dates of birth that one account tries.
    pub record_number: Limit,
    /// Files that one account sends.
    pub upload: Limit,
}

impl Default for Limits {
    fn default() -> Self {
        let (quarter, hour) = (TimeDelta::minutes(15), TimeDelta::hours(1));
        Self {
            sign_in: Limit::Streak {
                tries: 10,
                waits: vec![quarter, quarter * 2, hour],
                forgotten_after: TimeDelta::days(1),
            },
            sign_in_anywhere: Limit::Streak {
                tries: 100,
                waits: vec![hour],
                forgotten_after: TimeDelta::days(30),
            },
            sign_in_network: Limit::Window {
                tries: 100,
                length: quarter,
            },
            code: Limit::Streak {
                tries: 10,
                waits: vec![quarter, quarter * 2, hour],
                forgotten_after: TimeDelta::days(1),
            },
            code_anywhere: Limit::Streak {
                tries: 100,
                waits: vec![hour],
                forgotten_after: TimeDelta::days(30),
            },
            code_pending: Limit::Window {
                tries: 5,
                length: quarter,
            },
            passkey_network: Limit::Window {
                tries: 300,
                length: quarter,
            },
            passkey_answer: Limit::Window {
                tries: 1,
                length: quarter,
            },
            mail: Limit::Window { tries: 5, length: hour },
            mail_anywhere: Limit::Window {
                tries: 20,
                length: hour,
            },
            mail_sender: Limit::Window {
                tries: 30,
                length: hour,
            },
            registration: Limit::Window {
                tries: 30,
                length: hour,
            },
            record_number: Limit::Window {
                tries: 10,
                length: hour,
            },
            upload: Limit::Window {
                tries: 60,
                length: hour,
            },
        }
    }
}

/// Somebody tries a password, or a code of the second step.
#[derive(Clone, Copy, Debug)]
pub struct SignInTry<'a> {
    /// The folded e-mail address as typed, whether or not it has an account.
    pub account: &'a str,
    /// Where the request comes from.
    pub ip: Option<IpAddr>,
    /// The mark of a device that signed in to this account before, verified by the caller.
    pub known_device: Option<&'a str>,
}

impl SignInTry<'_> {
    /// The account from this network, or from this known device.
    fn near(&self) -> String {
        let from = self
            .known_device
            .map_or_else(|| network(self.ip), |device| format!("device {device}"));
        format!("{from} {}", self.account)
    }
}

/// Asks the limits. Borrowed from the tools for one question.
#[derive(Clone, Copy)]
pub struct Throttle<'a> {
    database: &'a Database,
    clock: &'a dyn Clock,
    pub(super) keys: &'a KeyRing,
    pub(super) limits: &'a Limits,
}

impl<'a> Throttle<'a> {
    /// Puts together what the questions need.
    #[must_use]
    pub fn new(database: &'a Database, clock: &'a dyn Clock, keys: &'a KeyRing, limits: &'a Limits) -> Self {
        Self {
            database,
            clock,
            keys,
            limits,
        }
    }

    /// Counts a try to sign in; call it before the password is looked at.
    ///
    /// # Errors
    /// When the database fails. A refusal is the inner result.
    pub async fn sign_in(&self, attempt: &SignInTry<'_>) -> Result<Result<(), RetryAfter>> {
        let mut asked = vec![(self.near(attempt), &self.limits.sign_in)];
        // What strangers use up, from elsewhere or from the same network, is not asked of a known device.
        if attempt.known_device.is_none() {
            asked.push((self.anywhere(attempt), &self.limits.sign_in_anywhere));
            asked.push((self.sign_in_network(attempt), &self.limits.sign_in_network));
        }
        self.check(&asked).await
    }

    /// Forgets the failed tries after the right password, or after a new one was set by mail.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn signed_in(&self, attempt: &SignInTry<'_>) -> Result<()> {
        let (near, anywhere, network) = (
            self.near(attempt),
            self.anywhere(attempt),
            self.sign_in_network(attempt),
        );
        self.database
            .transaction(async |tx| {
                forget(tx, &near).await?;
                if attempt.known_device.is_some() {
                    return Ok(());
                }
                forget(tx, &anywhere).await?;
                give_back(tx, &network).await
            })
            .await
    }

    /// Counts a code of the second step; call it before the code is looked at. Only who knows the password gets here, so
    /// strangers lock nobody out.
    ///
    /// # Errors
    /// When the database fails. A refusal is the inner result.
    pub async fn code(&self, attempt: &SignInTry<'_>) -> Result<Result<(), RetryAfter>> {
        let mut asked = vec![(self.near_code(attempt), &self.limits.code)];
        if attempt.known_device.is_none() {
            asked.push((self.code_anywhere(attempt), &self.limits.code_anywhere));
        }
        self.check(&asked).await
    }

    /// Counts a code after one right password; `pending` names that sign-in.
    ///
    /// # Errors
    /// When the database fails. A refusal is the inner result.
    pub async fn pending_code(&self, pending: &str) -> Result<Result<(), RetryAfter>> {
        let key = Key::new(self.keys, "code pending", pending);
        self.check(&[(key, &self.limits.code_pending)]).await
    }

    /// Forgets the wrong codes after a right one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn code_passed(&self, attempt: &SignInTry<'_>) -> Result<()> {
        let (near, anywhere) = (self.near_code(attempt), self.code_anywhere(attempt));
        self.database
            .transaction(async |tx| {
                forget(tx, &near).await?;
                if attempt.known_device.is_some() {
                    return Ok(());
                }
                forget(tx, &anywhere).await
            })
            .await
    }

    /// Counts a sign-in with a passkey that begins. Nobody is named yet, so only the network is asked.
    ///
    /// # Errors
    /// When the database fails. A refusal is the inner result.
    pub async fn passkey_begun(&self, ip: Option<IpAddr>) -> Result<Result<(), RetryAfter>> {
        self.check(&[(self.passkey_network(ip), &self.limits.passkey_network)])
            .await
    }

    /// Counts what somebody answers to a challenge, as a failed sign-in of the network. No account is asked: what cannot be
    /// guessed must lock nobody out.
    ///
    /// # Errors
    /// When the database fails. A refusal is the inner result.
    pub async fn passkey(&self, ip: Option<IpAddr>) -> Result<Result<(), RetryAfter>> {
        let network = Key::new(self.keys, "sign-in network", &network(ip));
        self.check(&[(network, &self.limits.sign_in_network)]).await
    }

    /// Gives the tries back after a sign-in with a passkey.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn passkey_passed(&self, ip: Option<IpAddr>) -> Result<()> {
        let tries = [
            self.passkey_network(ip),
            Key::new(self.keys, "sign-in network", &network(ip)),
        ];
        self.database
            .transaction(async |tx| {
                for key in &tries {
                    give_back(tx, key).await?;
                }
                Ok(())
            })
            .await
    }

    /// Uses a challenge up; whether it was not used before, by another tab or process either. `challenge` names it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_challenge(&self, challenge: &str) -> Result<bool> {
        let key = Key::new(self.keys, "passkey answer", challenge);
        Ok(self.check(&[(key, &self.limits.passkey_answer)]).await?.is_ok())
    }

    /// Counts a registration.
    ///
    /// # Errors
    /// When the database fails. A refusal is the inner result.
    pub async fn registration(&self, ip: Option<IpAddr>) -> Result<Result<(), RetryAfter>> {
        self.check(&[(
            Key::new(self.keys, "registration", &network(ip)),
            &self.limits.registration,
        )])
        .await
    }

    /// Counts a record number with a date of birth that an account tries, right or wrong.
    ///
    /// # Errors
    /// When the database fails. A refusal is the inner result.
    pub async fn record_number(&self, account: AccountId) -> Result<Result<(), RetryAfter>> {
        self.check(&[(
            Key::new(self.keys, "record number", &account.to_string()),
            &self.limits.record_number,
        )])
        .await
    }

    /// Counts a file that an account sends, before it is read.
    ///
    /// # Errors
    /// When the database fails. A refusal is the inner result.
    pub async fn upload(&self, account: AccountId) -> Result<Result<(), RetryAfter>> {
        self.check(&[(Key::new(self.keys, "upload", &account.to_string()), &self.limits.upload)])
            .await
    }

    /// Counts a try against each limit in turn, up to the first that refuses.
    ///
    /// # Errors
    /// When the database fails. A refusal is the inner result.
    pub async fn check(&self, asked: &[(Key, &Limit)]) -> Result<Result<(), RetryAfter>> {
        let now = self.clock.now();
        self.database
            .transaction(async |tx| {
                for (key, limit) in asked {
                    if let Err(refused) = count(tx, now, key, limit).await? {
                        return Ok(Err(refused));
                    }
                }
                Ok(Ok(()))
            })
            .await
    }

    fn near(&self, attempt: &SignInTry<'_>) -> Key {
        Key::new(self.keys, "sign-in", &attempt.near())
    }

    fn near_code(&self, attempt: &SignInTry<'_>) -> Key {
        Key::new(self.keys, "code", &attempt.near())
    }

    fn code_anywhere(&self, attempt: &SignInTry<'_>) -> Key {
        Key::new(self.keys, "code anywhere", attempt.account)
    }

    fn passkey_network(&self, ip: Option<IpAddr>) -> Key {
        Key::new(self.keys, "passkey network", &network(ip))
    }

    fn anywhere(&self, attempt: &SignInTry<'_>) -> Key {
        Key::new(self.keys, "sign-in anywhere", attempt.account)
    }

    fn sign_in_network(&self, attempt: &SignInTry<'_>) -> Key {
        Key::new(self.keys, "sign-in network", &network(attempt.ip))
    }
}

/// The network that one subscriber usually holds: /24 of IPv4, /48 of IPv6.
pub(super) fn network(ip: Option<IpAddr>) -> String {
    match ip.map(|ip| ip.to_canonical()) {
        None => "unknown".to_owned(),
        Some(IpAddr::V4(ip)) => {
            let [a, b, c, _] = ip.octets();
            format!("{a}.{b}.{c}")
        }
        Some(IpAddr::V6(ip)) => {
            let [a, b, c, ..] = ip.segments();
            format!("{a:x}:{b:x}:{c:x}")
        }
    }
}
