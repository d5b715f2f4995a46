//! Whether the audit is as it was written, from the first row to the last.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QuerySelect};

use super::entity::{batch, event, seal};
use super::{mac, seal as sealing};
use crate::accounts::people;
use crate::error::Result;
use crate::scope::Tools;

/// So many findings are told; whoever has more than these knows enough.
const MOST: usize = 100;
const PAGE: u64 = 1000;

/// Where the chain stands: the number of a batch and its MAC. Written as `12:n4bQgYhM…`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    number: i64,
    mac: Vec<u8>,
}

impl Head {
    pub(super) fn of(batch: &batch::Model) -> Self {
        Self {
            number: batch.number,
            mac: batch.head.clone(),
        }
    }
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.number, URL_SAFE_NO_PAD.encode(&self.mac))
    }
}

impl FromStr for Head {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parsed = text.split_once(':').and_then(|(number, mac)| {
            Some(Self {
                number: number.parse().ok()?,
                mac: URL_SAFE_NO_PAD.decode(mac).ok()?,
            })
        });
        parsed.ok_or_else(|| "a head is written as the log says it: a number, a colon, and letters".to_owned())
    }
}

/// Something that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Finding {
    /// The content is not what was numbered, or another row has its number.
    #[error("row {seq} (event {event}) was changed")]
    Changed { seq: i64, event: Uuid },
    /// The number is there, its row is not.
    #[error("row {seq} (event {event}) was deleted")]
    Deleted { seq: i64, event: Uuid },
    /// Neither the number nor its row is there.
    #[error("row {seq} was deleted, and its seal")]
    SealDeleted { seq: i64 },
    /// A number behind the last batch, which nobody gave.
    #[error("row {seq} has a seal of no batch")]
    SealAdded { seq: i64 },
    /// The batch itself, its seals or their order.
    #[error("batch {number} was changed")]
    BatchChanged { number: i64 },
    /// A batch is missing between others.
    #[error("batch {number} was deleted")]
    BatchDeleted { number: i64 },
    /// The chain does not reach the head that was kept outside, or is another one there.
    #[error("batch {number} is not what was published: the end of the audit was cut off or written anew")]
    NotAsPublished { number: i64 },
    /// A row without the MAC that Salve writes.
    #[error("event {event} of {at} was not written by Salve")]
    Added { event: Uuid, at: DateTime<Utc> },
    /// There is no row, though accounts were made long ago, and that leaves some.
    #[error("the audit was emptied: there are accounts since {since}, and no row")]
    Emptied { since: DateTime<Utc> },
    /// A row that should have had a number long ago.
    #[error("event {event} of {at} was never sealed: does a job runner run?")]
    NotSealed { event: Uuid, at: DateTime<Utc> },
}

/// What was looked at, and what was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// Rows with a number.
    pub rows: u64,
    /// Rows that wait for one.
    pub waiting: u64,
    /// Where the chain stands.
    pub head: Option<Head>,
    /// In the order of the table; the first hundred.
    pub findings: Vec<Finding>,
}

impl Verified {
    fn found(&mut self, finding: Finding) {
        if self.findings.len() < MOST {
            self.findings.push(finding);
        }
    }
}

/// Reads the whole audit, batch by batch. `published` is a head from outside of the database.
///
/// # Errors
/// When the database fails.
pub async fn verify(tools: &Tools, published: Option<&Head>) -> Result<Verified> {
    let mut verified = Verified::default();
    let last = numbered(tools, published, &mut verified).await?;
    let further = seal::after(last).limit(PAGE).all(tools.database.read()).await?;
    // The job may have numbered more meanwhile.
    let newest = batch::newest().one(tools.database.read()).await?;
    let newest = newest.map_or(last, |batch| batch.last_seq);
    for seal in further.iter().filter(|seal| seal.seq > newest) {
        verified.found(Finding::SealAdded { seq: seal.seq });
    }
    unnumbered(tools, &mut verified).await?;
    if verified.head.is_none()
        && verified.waiting == 0
        && let Some(since) = people::first(tools.database.read()).await?
        && since < tools.clock.now() - sealing::late()
    {
        verified.found(Finding::Emptied { since });
    }
    Ok(verified)
}

/// The chain of batches; answers the last number that it gives.
async fn numbered(tools: &Tools, published: Option<&Head>, verified: &mut Verified) -> Result<i64> {
    let (mut number, mut last, mut head) = (0, 0, Vec::new());
    let mut as_published = published.is_none();
    loop {
        let batches = batch::after(number).limit(PAGE).all(tools.database.read()).await?;
        if batches.is_empty() {
            break;
        }
        for batch in batches {
            for number in number + 1..batch.number {
                verified.found(Finding::BatchDeleted { number });
            }
            let seals = content(tools, &batch, verified).await?;
            let expected = mac::of_batch(&tools.keys, &head, &batch, &seals);
            if batch.head != expected || batch.first_seq != last + 1 {
                verified.found(Finding::BatchChanged { number: batch.number });
            }
            as_published |= published == Some(&Head::of(&batch));
            verified.head = Some(Head::of(&batch));
            (number, last, head) = (batch.number, batch.last_seq, batch.head);
        }
    }
    if let Some(published) = published.filter(|_| !as_published) {
        verified.found(Finding::NotAsPublished {
            number: published.number,
        });
    }
    Ok(last)
}

/// The rows of a batch; answers its seals.
async fn content(tools: &Tools, batch: &batch::Model, verified: &mut Verified) -> Result<Vec<seal::Model>> {
    let seals = seal::between(batch.first_seq, batch.last_seq)
        .all(tools.database.read())
        .await?;
    let rows = event::by_ids(seals.iter().map(|seal| seal.event_id));
    let rows = rows.all(tools.database.read()).await?.into_iter();
    let rows: HashMap<Uuid, event::Model> = rows.map(|row| (row.id, row)).collect();
    let mut expected = batch.first_seq;
    for seal in &seals {
        for seq in expected..seal.seq {
            verified.found(Finding::SealDeleted { seq });
        }
        expected = seal.seq + 1;
        let (seq, event) = (seal.seq, seal.event_id);
        match rows.get(&event) {
            None => verified.found(Finding::Deleted { seq, event }),
            Some(row) if mac::of_seal(&tools.keys, seq, row) != seal.mac => {
                verified.found(Finding::Changed { seq, event });
            }
            Some(_) => verified.rows += 1,
        }
    }
    for seq in expected..=batch.last_seq {
        verified.found(Finding::SealDeleted { seq });
    }
    Ok(seals)
}

/// Rows without a number: those of the last minutes wait for one, anything else has no business here.
async fn unnumbered(tools: &Tools, verified: &mut Verified) -> Result<()> {
    let due = tools.clock.now() - sealing::late();
    let mut after = None;
    loop {
        let mut page = event::unsealed().limit(PAGE);
        if let Some((at, id)) = after {
            let later = Condition::all()
                .add(event::Column::At.eq(at))
                .add(event::Column::Id.gt(id));
            page = page.filter(Condition::any().add(event::Column::At.gt(at)).add(later));
        }
        let rows = page.all(tools.database.read()).await?;
        let Some(newest) = rows.last() else { return Ok(()) };
        after = Some((newest.at, newest.id));
        for row in &rows {
            let (event, at) = (row.id, row.at);
            if !mac::is_of_event(&tools.keys, row) {
                verified.found(Finding::Added { event, at });
            } else if at < due {
                verified.found(Finding::NotSealed { event, at });
            } else {
                verified.waiting += 1;
            }
        }
    }
}
