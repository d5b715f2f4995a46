//! The tables of the audit.

use sea_orm::{EntityTrait, Select};

pub(super) mod batch;
pub(super) mod event;
pub(super) mod seal;

/// Everything: for sealing and verifying, which are the system's. A person's reads begin at a function that narrows it to
/// their own record, or behind the permission to read the audit.
#[expect(clippy::disallowed_methods, reason = "the scoped ways in start here")]
fn all<Table: EntityTrait>() -> Select<Table> {
    Table::find()
}
