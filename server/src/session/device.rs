//! The cookies by which a browser is known. One says that it signed in before: it lets nobody in, it keeps strangers who
//! guess from locking the owner out. The other lets it off the second step, never off the password.

use axum::http::HeaderMap;
use axum::response::Response;
use services::accounts::device::Device;
use services::accounts::factor::Trusted;

use crate::config::Config;
use crate::cookies::{DEVICE, TRUSTED};

/// What the browser of a request kept.
#[must_use]
pub fn of(headers: &HeaderMap, config: &Config) -> Device {
    DEVICE.read(headers, config).map_or_else(Device::default, Device::read)
}

/// Has the browser keep it.
pub fn keep(response: &mut Response, device: &Device, config: &Config) {
    DEVICE.keep(response, &device.write(), config);
}

/// The browser's marks that let it off the second step.
#[must_use]
pub fn trusted(headers: &HeaderMap, config: &Config) -> Trusted {
    TRUSTED
        .read(headers, config)
        .map_or_else(Trusted::default, Trusted::read)
}

/// Has the browser keep them.
pub fn keep_trusted(response: &mut Response, trusted: &Trusted, config: &Config) {
    TRUSTED.keep(response, &trusted.write(), config);
}
