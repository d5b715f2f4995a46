//! The tables of the audit.

use sea_orm::{EntityTrait, Select};

pub(super) mod batch;
pub(super) mod event;
pub(super) mod seal;

#[expect(
    clippy::disallowed_methods,
    reason = "sealing and verifying are the system's, and read everything"
)]
fn all<Table: EntityTrait>() -> Select<Table> {
    Table::find()
}
