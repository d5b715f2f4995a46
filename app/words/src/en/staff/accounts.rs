//! English: accounts of others.

use crate::staff::Accounts;

pub(super) const WORDS: Accounts = Accounts {
    status_unverified: "Email not confirmed",
    status_active: "Active",
    status_suspended: "Suspended",
    reset: "Take the second step away",
    reset_lead: "Make sure first that it is really this person who asks. Passkeys of theirs go too. They are signed out everywhere, are told by mail, and sign in with the password alone until they set it up again.",
    reset_reason: "Why",
    reason_lost_device: "The phone is lost or broken",
    reason_stolen_device: "The phone was stolen",
    reason_new_device: "There is a new phone, and nothing was taken over",
    reset_button: "Yes, take it away",
    reset_done: "The second step is taken away, and the person has been told by mail.",
};
