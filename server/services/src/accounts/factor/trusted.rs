//! Browsers that are let off the second step for a while: never off the password.
//!
//! A browser keeps marks that only this portal can make. A mark names the account, its second step, its password and an
//! end, so it is worth nothing once any of them changes. Nothing of it is stored here.

use chrono::{DateTime, TimeDelta, Utc};

use super::event;
use crate::accounts::identity::{Area, Identity};
use crate::audit::{self, Action};
use crate::error::Result;
use crate::scope::{Scope, Tools};

/// Days that a mark is good for.
const DAYS: i64 = 30;

/// Most accounts that one browser keeps a mark of; the oldest is forgotten first.
const MOST: usize = 5;

/// What a browser shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trusted(Vec<Mark>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Mark {
    /// Seconds since 1970.
    until: i64,
    mac: String,
}

impl Trusted {
    /// Reads what the browser kept; what is no mark is left out.
    #[must_use]
    pub fn read(kept: &str) -> Self {
        let marks = kept.split('.').filter_map(|mark| {
            let (until, mac) = mark.split_once('~')?;
            let until = until.parse().ok()?;
            let is_plain = mac.len() == 43
                && mac
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
            is_plain.then(|| Mark {
                until,
                mac: mac.to_owned(),
            })
        });
        Self(marks.take(MOST).collect())
    }

    /// What the browser keeps.
    #[must_use]
    pub fn write(&self) -> String {
        let marks: Vec<_> = self
            .0
            .iter()
            .map(|mark| format!("{}~{}", mark.until, mark.mac))
            .collect();
        marks.join(".")
    }

    /// Whether this person is not asked for a code in this browser.
    #[must_use]
    pub fn lets_off(&self, tools: &Tools, whose: &Identity) -> bool {
        let now = tools.clock.now().timestamp();
        let good = |mark: &Mark| mark.until > now && mac(tools, whose, mark.until).as_ref() == Some(&mark.mac);
        self.0.iter().any(good)
    }

    /// The browser after this person asked not to be asked; written down.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remember(&self, scope: &Scope, whose: &Identity) -> Result<Self> {
        let until: DateTime<Utc> = scope.now() + TimeDelta::days(DAYS);
        let until = until.timestamp();
        let Some(mac) = mac(scope.tools(), whose, until) else {
            return Ok(self.clone());
        };
        let by = &scope.acting_as(whose.actor_in(Area::Account));
        scope
            .transaction(async |tx| audit::record(tx, by, event(Action::DeviceRemembered, whose.account)).await)
            .await?;
        let newest = std::iter::once(Mark { until, mac });
        Ok(Self(newest.chain(self.0.iter().cloned()).take(MOST).collect()))
    }
}

fn mac(tools: &Tools, whose: &Identity, until: i64) -> Option<String> {
    let (account, factor) = (whose.account, whose.factor?);
    let password = whose.fingerprint.map(|byte| format!("{byte:02x}")).concat();
    let bound = format!("{account} {factor} {password} {until}");
    Some(tools.keys.token_hash("let off the second step", &bound))
}
