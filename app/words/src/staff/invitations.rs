//! Inviting people to join the staff.

section! {
    /// Inviting people to join the staff.
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
        }
        phrases {
            sent(time),
            again_for(address),
            withdraw_for(address),
        }
    }
}
