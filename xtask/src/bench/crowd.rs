//! Searches where very many doctors can be booked: one guest, one question at a time.

use anyhow::{Context, Result};

use super::{
    booking,
    load::{self, Answer, Load, Outcome},
    visitor::Visitor,
};
use std::{sync::Arc, time::Duration};

/// Doctors who can be booked.
pub const DOCTORS: usize = 10_000;

/// What is searched for; `{day}` is a day within the next week.
const SEARCHES: [&str; 10] = [
    "",
    "page=400",
    "name=dr+a",
    "specialty=cardiology",
    "visit_type=first",
    "city=London",
    "free_by={day}",
    "visit_type=first&free_by={day}",
    "city=London&visit_type=first",
    "city=London&visit_type=video&free_by={day}",
];

/// The search that takes longest, by its 95th percentile.
pub async fn slowest(origin: &str, duration: Duration) -> Result<(&'static str, Outcome)> {
    let guest = Visitor::new(origin)?;
    let day = booking::free_day(&guest).await?;
    let alone = Load { clients: 1, duration };
    let mut slowest: Option<(&str, Outcome)> = None;
    for search in SEARCHES {
        let address: Arc<str> = format!("/doctors?{}", search.replace("{day}", &day)).into();
        let guest = guest.clone();
        let ask = move |_, _| {
            let (guest, address) = (guest.clone(), Arc::clone(&address));
            async move {
                let answer: Answer = guest.open(&address).await;
                answer
            }
        };
        let outcome = load::run(alone, ask).await?;
        if slowest.as_ref().is_none_or(|(_, worst)| worst.p95 < outcome.p95) {
            slowest = Some((search, outcome));
        }
    }
    slowest.context("nothing was searched for")
}
