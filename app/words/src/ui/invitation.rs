//! An invitation to join the staff, as who got it reads it.

section! {
    /// An invitation to join the staff, as who got it reads it.
    Invitation {
        texts {
            title,
            lead,
            brings,
            until,
            choose_password,
            join,
            sign_in_first,
            sign_in,
            accept_lead,
            accept,
            for_another,
            sign_out,
            joined,
            gone,
            record_title,
            record_lead,
            record_birth,
            record_password,
            record_take,
            record_taken,
            record_sign_in,
        }
    }
}
