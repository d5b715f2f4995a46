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
            care_title,
            care_none,
            carers_title,
            carers_none,
            carers_own,
            carer_add,
            carer_basis,
            carer_basis_hint,
            carer_basis_more,
        }
        phrases {
            carer_of_age(day),
            invited(address, time),
        }
    }
}
