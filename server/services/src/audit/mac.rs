//! What is signed: the content of a row, its number, and a batch with the one before it.

use serde_json::{Value, json};

use super::entity::{batch, event, seal};
use crate::crypto::KeyRing;

/// The MAC that a row is written with: whoever has only the database cannot add one.
pub(super) fn of_event(keys: &KeyRing, row: &event::Model) -> Vec<u8> {
    keys.audit_mac("event", &[&content(row)]).to_vec()
}

/// Whether a row has the MAC that it was written with.
pub(super) fn is_of_event(keys: &KeyRing, row: &event::Model) -> bool {
    row.mac.as_ref().is_some_and(|mac| *mac == of_event(keys, row))
}

/// The MAC of a row under its number: no other row can take its place.
pub(super) fn of_seal(keys: &KeyRing, seq: i64, row: &event::Model) -> Vec<u8> {
    keys.audit_mac("seal", &[&seq.to_be_bytes(), &content(row)]).to_vec()
}

/// The head of the chain at a batch whose own `head` is not looked at.
pub(super) fn of_batch(keys: &KeyRing, before: &[u8], batch: &batch::Model, seals: &[seal::Model]) -> Vec<u8> {
    let numbers = [
        batch.number,
        batch.first_seq,
        batch.last_seq,
        batch.sealed_at.timestamp_millis(),
    ];
    let numbers = numbers.map(i64::to_be_bytes).concat();
    let macs = seals
        .iter()
        .flat_map(|seal| seal.mac.iter().copied())
        .collect::<Vec<_>>();
    keys.audit_mac("batch", &[before, &numbers, &macs]).to_vec()
}

/// Everything that a row says, as bytes that are the same whichever database gave it back.
fn content(row: &event::Model) -> Vec<u8> {
    let fields = json!([
        row.id,
        row.at.timestamp_millis(),
        row.actor_kind,
        row.account_id,
        row.action,
        row.subject_kind,
        row.subject_id,
        row.patient_id,
        row.outcome,
        row.request_id,
        row.ip,
        sorted(&row.detail),
    ]);
    fields.to_string().into_bytes()
}

/// Objects as pairs by key: databases keep them in orders of their own.
fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let mut pairs: Vec<_> = fields.iter().map(|(key, value)| (key, sorted(value))).collect();
            pairs.sort_by_key(|(key, _)| *key);
            json!({ "fields": pairs })
        }
        Value::Array(values) => values.iter().map(sorted).collect(),
        other => other.clone(),
    }
}
