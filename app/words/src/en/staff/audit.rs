//! English: a search through the audit.

use crate::staff::AuditSearch;

pub(super) const WORDS: AuditSearch = AuditSearch {
    title: "Audit",
    lead: "Who did what, when and from where. Looking here is written down too.",
    by_address: "Email address of who did it",
    by_patient: "Record number of the patient",
    any_action: "Anything",
    from: "From",
    until: "Until",
    nothing: "Nothing fits this search.",
    nothing_hint: "Check the address, the number and the days.",
    older: "Older entries",
    newest: "Back to the newest",
    as_file: "As a CSV file",
    about: "About",
    where_from: "From where",
    more_facts: "Facts",
    file_limit: "The file holds the newest {rows} entries of this search.",
};
