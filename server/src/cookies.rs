//! Small things that a browser keeps for us beside its session. None of them lets anybody in.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;

use crate::config::Config;

/// That this browser signed in before.
pub const DEVICE: Cookie = Cookie {
    plain: "salve-device",
    secure: "__Host-salve-device",
};

/// The language chosen in this browser, as its tag.
pub const LANGUAGE: Cookie = Cookie {
    plain: "salve-language",
    secure: "__Host-salve-language",
};

/// The colours chosen in this browser.
pub const THEME: Cookie = Cookie {
    plain: "salve-theme",
    secure: "__Host-salve-theme",
};

/// Seconds that a browser keeps them: a year.
const MAX_AGE: u32 = 365 * 24 * 60 * 60;

/// A cookie by its name, which over https only this host can set.
#[derive(Clone, Copy, Debug)]
pub struct Cookie {
    plain: &'static str,
    secure: &'static str,
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
        let cookie = format!(
            "{}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={MAX_AGE}{secure}",
            self.name(config)
        );
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }

    fn name(&self, config: &Config) -> &'static str {
        if config.is_https() { self.secure } else { self.plain }
    }
}
