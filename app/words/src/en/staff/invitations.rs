//! English: inviting people to join the staff.

use crate::staff::Invitations;

pub(super) const WORDS: Invitations = Invitations {
    invite: "Invite staff",
    invite_lead: "The person gets a link by mail that works for seven days.",
    invite_title: "Invite somebody to join the staff",
    invite_email: "Email address",
    invite_roles: "Roles that the person will hold",
    invite_until_hint: "For all of these roles. Leave it empty for roles without an end.",
    invite_button: "Send the invitation",
    invited: "The invitation is on its way.",
    pending: "Waiting for an answer",
    pending_none: "No invitation is waiting for an answer.",
    link_old: "Link too old",
    send_again: "Send again",
    sent_again: "The invitation is on its way again. The link before does not work any more.",
    withdraw: "Withdraw",
    withdrawn: "The invitation is withdrawn. Its link does not work any more.",
    sent: "Sent {time}",
    again_for: "Send again: {address}",
    withdraw_for: "Withdraw: {address}",
};
