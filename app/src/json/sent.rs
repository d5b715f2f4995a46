use serde::{Serialize, de::DeserializeOwned};
use std::{fmt, str::FromStr};

/// A value that the server puts into the page for the browser.
pub(crate) struct Sent<T>(pub T);

impl<T: Serialize> fmt::Display for Sent<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Browsers are sent values and never send one: a writer would be dead weight there.
        if cfg!(target_arch = "wasm32") {
            return Ok(());
        }
        out.write_str(&serde_json::to_string(&self.0).map_err(|_| fmt::Error)?)
    }
}

impl<T: DeserializeOwned> FromStr for Sent<T> {
    type Err = super::Unreadable;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        super::read(text).map(Self).ok_or(super::Unreadable)
    }
}
