//! Invitations to join the staff.

section! {
    /// Invitations to join the staff.
    Invitations {
        texts {
            invite,
            invite_lead,
            invite_title,
            invite_email,
            invite_roles,
            invite_until_hint,
            invite_button,
            invited,
            pending,
            pending_none,
            link_old,
            send_again,
            sent_again,
            withdraw,
            withdrawn,
            title,
            lead,
            brings,
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
        }
        phrases {
            join_as(address),
            sent(time),
            again_for(address),
            withdraw_for(address),
        }
        counts {}
    }
}
