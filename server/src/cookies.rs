//! What a browser keeps for us: its session, and small things beside it that let nobody in without a password.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;

use crate::config::Config;

/// The session, which its own layer reads and writes.
pub const SESSION: Cookie = Cookie {
    plain: "salve",
    secure: "__Host-salve",
    days: 0,
};

/// That this browser signed in before.
pub const DEVICE: Cookie = Cookie {
    plain: "salve-device",
    secure: "__Host-salve-device",
    days: YEAR,
};

/// That this browser is let off the second step for a while.
pub const TRUSTED: Cookie = Cookie {
    plain: "salve-trusted",
    secure: "__Host-salve-trusted",
    days: 30,
};

/// The language chosen in this browser, as its tag.
pub const LANGUAGE: Cookie = Cookie {
    plain: "salve-language",
    secure: "__Host-salve-language",
    days: YEAR,
};

/// The colours chosen in this browser.
pub const THEME: Cookie = Cookie {
    plain: "salve-theme",
    secure: "__Host-salve-theme",
    days: YEAR,
};

/// Days of a year.
const YEAR: u32 = 365;

/// A cookie by its name, which over https only this host can set.
#[derive(Clone, Copy, Debug)]
pub struct Cookie {
    plain: &'static str,
    secure: &'static str,
    /// How long the browser keeps it; 0 until it is closed.
    days: u32,
}

impl Cookie {
    /// What the browser of a request kept.
    #[must_use]
    pub fn read<'a>(&self, headers: &'a HeaderMap, config: &Config) -> Option<&'a str> {
        let name = self.name(config);
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|line| line.to_str().ok())
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(key, _)| *key == name)
            .map(|(_, kept)| kept)
    }

    /// Has the browser keep a value of letters, digits and signs that a cookie may have.
    pub fn keep(&self, response: &mut Response, value: &str, config: &Config) {
        let secure = if config.is_https() { "; Secure" } else { "" };
        let seconds = self.days * 24 * 60 * 60;
        let cookie = format!(
            "{}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}",
            self.name(config)
        );
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }

    /// What it is called.
    #[must_use]
    pub fn name(&self, config: &Config) -> &'static str {
        if config.is_https() { self.secure } else { self.plain }
    }
}
