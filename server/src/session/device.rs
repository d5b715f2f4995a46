//! The cookie by which a browser is known to have signed in before. It lets nobody in; it keeps strangers who guess from
//! locking the owner out.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use services::accounts::device::Device;

use crate::config::Config;

/// Seconds that a browser is remembered: a year.
const MAX_AGE: u32 = 365 * 24 * 60 * 60;

/// What the browser of a request kept.
#[must_use]
pub fn of(headers: &HeaderMap, config: &Config) -> Device {
    let name = name(config);
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map_or_else(Device::default, |(_, kept)| Device::read(kept))
}

/// Has the browser keep it.
pub fn keep(response: &mut Response, device: &Device, config: &Config) {
    let secure = if config.is_https() { "; Secure" } else { "" };
    let cookie = format!(
        "{}={}; Path=/; HttpOnly; SameSite=Lax; Max-Age={MAX_AGE}{secure}",
        name(config),
        device.write()
    );
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

fn name(config: &Config) -> &'static str {
    if config.is_https() {
        "__Host-salve-device"
    } else {
        "salve-device"
    }
}
