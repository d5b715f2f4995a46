//! The cookie by which a browser is known to have signed in before. It lets nobody in; it keeps strangers who guess from
//! locking the owner out.

use axum::http::HeaderMap;
use axum::response::Response;
use services::accounts::device::Device;

use crate::config::Config;
use crate::cookies::DEVICE;

/// What the browser of a request kept.
#[must_use]
pub fn of(headers: &HeaderMap, config: &Config) -> Device {
    DEVICE.read(headers, config).map_or_else(Device::default, Device::read)
}

/// Has the browser keep it.
pub fn keep(response: &mut Response, device: &Device, config: &Config) {
    DEVICE.keep(response, &device.write(), config);
}
