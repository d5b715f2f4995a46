//! Many open pages at once: what each stream of changes costs the server.

use anyhow::{Result, ensure};
use reqwest::Response;

use super::{booking, visitor::Visitor};
use crate::server::Served;

/// Accounts, and the streams of each: as many as the server lets one have.
const ACCOUNTS: usize = 100;
const EACH: usize = 10;

/// Streams that are open at the same time.
pub const STREAMS: usize = ACCOUNTS * EACH;

/// Opens them all and answers how many KiB of resident memory each of them took.
pub async fn kibibytes_per_stream(served: &Served, admin: &Visitor) -> Result<f64> {
    let patients = booking::patients(&served.url, admin, ACCOUNTS).await?;
    let before = served.resident_bytes()?;
    let mut streams: Vec<Response> = Vec::with_capacity(STREAMS);
    for patient in &patients {
        for _ in 0..EACH {
            streams.push(patient.stream("/account/live").await?);
        }
    }
    let after = served.resident_bytes()?;
    ensure!(streams.len() == STREAMS, "not every stream was opened");
    #[expect(clippy::cast_precision_loss, reason = "memory is shown with one digit")]
    Ok(after.saturating_sub(before) as f64 / 1024.0 / STREAMS as f64)
}
