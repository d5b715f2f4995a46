//! A search through the audit.

section! {
    /// A search through the audit.
    AuditSearch {
        texts {
            title,
            lead,
            by_address,
            by_patient,
            any_action,
            from,
            until,
            nothing,
            nothing_hint,
            older,
            newest,
            as_file,
            about,
            where_from,
            more_facts,
        }
        phrases {
            file_limit(rows),
        }
    }
}
