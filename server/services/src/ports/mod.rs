//! The outside world: a trait each, the real thing, and a fake that records.

pub mod files;
pub mod mailer;
pub mod scanner;

/// Names what encrypts connections over HTTP, for the whole process; the first call counts.
pub fn encrypt_with_ring() {
    let _ = rustls::crypto::ring::default_provider().install_default();
}
