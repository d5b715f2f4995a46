//! A bucket of S3, or of what speaks like it.

use std::time::Duration;

use anyhow::Chain;
use domain::exchanges::Outcome;
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::client::{HttpError, HttpErrorKind};
use object_store::{ClientOptions, RetryConfig};
use secrecy::{ExposeSecret, SecretString};

use super::Failure;
use crate::exchanges::Answer;
use crate::ports::{encrypt_with_ring, place};

/// Longest wait for a connection, and for an answer with all that belongs to it.
const CONNECT: Duration = Duration::from_secs(5);
const ANSWER: Duration = Duration::from_secs(20);
/// How often a request that failed is sent again, and for how long: somebody waits for the answer.
const RETRIES: usize = 2;
const RETRYING: Duration = Duration::from_secs(20);

/// Which bucket, and how it is reached.
#[derive(Clone, Debug)]
pub struct S3 {
    pub bucket: String,
    /// Stands before every name, without slashes at its ends; may be empty.
    pub prefix: String,
    /// Where the service answers, when it is not Amazon's own.
    pub endpoint: Option<String>,
    pub region: String,
    pub access_key: String,
    pub secret_key: SecretString,
}

impl S3 {
    /// Where the service is, as `host:port`.
    #[must_use]
    pub fn place(&self) -> String {
        match &self.endpoint {
            Some(endpoint) => place(endpoint, if endpoint.starts_with("http://") { 80 } else { 443 }),
            None => format!("s3.{}.amazonaws.com:443", self.region),
        }
    }

    pub(super) fn open(&self) -> Result<AmazonS3, Failure> {
        encrypt_with_ring();
        let patience = ClientOptions::new().with_connect_timeout(CONNECT).with_timeout(ANSWER);
        let retry = RetryConfig {
            max_retries: RETRIES,
            retry_timeout: RETRYING,
            ..RetryConfig::default()
        };
        let mut bucket = AmazonS3Builder::new()
            .with_bucket_name(&self.bucket)
            .with_region(&self.region)
            .with_access_key_id(&self.access_key)
            .with_secret_access_key(self.secret_key.expose_secret())
            // One object at a time is removed, in the way that every such service knows.
            .with_disable_bulk_delete(true)
            .with_client_options(patience)
            .with_retry(retry);
        if let Some(endpoint) = &self.endpoint {
            bucket = bucket
                .with_endpoint(endpoint)
                .with_allow_http(endpoint.starts_with("http://"));
        }
        bucket.build()
    }
}

/// How the service answered what failed.
pub(super) fn answer(failure: &Failure) -> Answer {
    if let Some(code) = status(failure) {
        let refused = (400..500).contains(&code);
        return Answer::of(if refused { Outcome::Refused } else { Outcome::Failed }).code(code);
    }
    let lost = Chain::new(failure).find_map(|cause| cause.downcast_ref::<HttpError>().map(HttpError::kind));
    Answer::of(match lost {
        Some(HttpErrorKind::Connect) => Outcome::Unreachable,
        Some(HttpErrorKind::Timeout) => Outcome::TimedOut,
        _ => Outcome::Failed,
    })
}

/// The status of HTTP with which the service answered.
fn status(failure: &Failure) -> Option<u16> {
    match failure {
        Failure::Unauthenticated { .. } => Some(401),
        Failure::PermissionDenied { .. } => Some(403),
        Failure::NotFound { .. } => Some(404),
        Failure::AlreadyExists { .. } => Some(409),
        Failure::Precondition { .. } => Some(412),
        // Of all others the crate tells the number in words only.
        other => Chain::new(other).find_map(|cause| {
            let said = cause.to_string();
            let (_, status) = said.strip_prefix("Server returned ")?.split_once("status code: ")?;
            status.get(..3)?.parse().ok()
        }),
    }
}
