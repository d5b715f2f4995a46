//! Patients without an account: found, added, corrected, and invited to take their record over.

mod care;
mod carers;
mod list;
mod new;
mod record;
mod server_fns;

pub use list::RecordsPage;
pub use new::NewRecordPage;
pub use record::RecordPage;

const HERE: &str = "/admin/people/records";
