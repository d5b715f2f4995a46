//! What only staff read, a section for each part of their work.

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

pub use accounts::Accounts;
pub use admin::Admin;
pub use assignments::Assignments;
pub use audit::AuditSearch;
pub use bulk::Bulk;
pub use cases::Cases;
pub use exchanges::Exchanges;
pub use invitations::Invitations;
pub use log::Log;
pub use merges::Merges;
pub use records::Records;
pub use reviews::Reviews;
pub use roles::Roles;

/// Everything that staff's pages say in one language and nobody else's.
#[derive(Debug)]
pub struct StaffUi {
    pub admin: Admin,
    pub accounts: Accounts,
    pub roles: Roles,
    pub invitations: Invitations,
    pub log: Log,
    pub exchanges: Exchanges,
    pub merges: Merges,
    pub records: Records,
    pub audit: AuditSearch,
    pub assignments: Assignments,
    pub bulk: Bulk,
    pub reviews: Reviews,
    pub cases: Cases,
}

impl StaffUi {
    /// The same words with every text changed.
    #[cfg(any(test, feature = "pseudo"))]
    pub(crate) fn map(&self, change: &mut dyn FnMut(crate::catalogue::Entry) -> &'static str) -> Self {
        Self {
            admin: self.admin.map(change),
            accounts: self.accounts.map(change),
            roles: self.roles.map(change),
            invitations: self.invitations.map(change),
            log: self.log.map(change),
            exchanges: self.exchanges.map(change),
            merges: self.merges.map(change),
            records: self.records.map(change),
            audit: self.audit.map(change),
            assignments: self.assignments.map(change),
            bulk: self.bulk.map(change),
            reviews: self.reviews.map(change),
            cases: self.cases.map(change),
        }
    }
}
