//! Arabic: what only staff read.

mod accounts;
mod admin;
mod assignments;
mod audit;
mod bulk;
mod cases;
mod exchanges;
mod invitations;
mod log;
mod merges;
mod records;
mod reviews;
mod roles;

use super::plural;
use crate::StaffUi;

pub(crate) static STAFF: StaffUi = StaffUi {
    admin: admin::WORDS,
    accounts: accounts::WORDS,
    roles: roles::WORDS,
    invitations: invitations::WORDS,
    log: log::WORDS,
    exchanges: exchanges::WORDS,
    merges: merges::WORDS,
    records: records::WORDS,
    audit: audit::WORDS,
    assignments: assignments::WORDS,
    bulk: bulk::WORDS,
    reviews: reviews::WORDS,
    cases: cases::WORDS,
};
