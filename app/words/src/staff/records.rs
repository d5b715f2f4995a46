//! Patients without an account, and how they are invited.

section! {
    /// Patients without an account, and how they are invited.
    Records {
        texts {
            title,
            lead,
            search,
            none,
            none_hint,
            add,
            add_lead,
            added,
            another,
            another_hint,
            has_account,
            invite_title,
            invite_lead,
            withdrawn,
        }
        phrases {
            invited(address, time),
        }
    }
}
