//! Audited writes while bookings go on: staff open the details of patients, each of which is written down before the answer
//! leaves. No other read that is written down asks the database for less.

use std::sync::Arc;

use anyhow::{Context, Result, ensure};

use super::{
    booking,
    load::{self, Load, Outcome},
    visitor::Visitor,
};

/// What came of both at the same time.
pub struct Audited {
    pub reads: Outcome,
    pub bookings: Outcome,
}

/// Clients that read. Each waits until its row is committed: it takes many to ask for many rows.
pub const READERS: usize = 256;

/// Reads beside the bookings of `load`.
pub async fn run(origin: &str, admin: &Visitor, doctors: &[String], load: Load) -> Result<Audited> {
    let people = admin
        .read("/fn/admin/people?query=&role=patient&status=active&page=1")
        .await?;
    let accounts: Arc<[String]> = people["people"]["items"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|person| person["account"].as_str().map(str::to_owned))
        .collect();
    ensure!(!accounts.is_empty(), "the demo clinic has no patients");
    let bookings = booking::prepared(origin, admin, doctors, load.clients).await?;
    let reader = admin.clone();
    let many = Load {
        clients: READERS,
        ..load
    };
    let read = load::run(many, move |client, turn| {
        let (reader, accounts) = (reader.clone(), Arc::clone(&accounts));
        async move {
            let account = &accounts[(client * 7 + turn) % accounts.len()];
            reader.ask(&format!("/fn/admin/person_details?account={account}")).await
        }
    });
    let (reads, bookings) = tokio::join!(read, booking::run(bookings, load));
    Ok(Audited {
        reads: reads?,
        bookings: bookings.context("bookings beside the reads")?,
    })
}
