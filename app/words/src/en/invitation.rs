//! English: an invitation to join the staff, as who got it reads it.

use crate::ui::Invitation;

pub(super) const WORDS: Invitation = Invitation {
    title: "Join the staff",
    lead: "You are invited to work in this portal as a member of staff.",
    brings: "Your roles",
    until: "Last day",
    choose_password: "Choose a password for your account.",
    join: "Join",
    sign_in_first: "There is an account with this address. Sign in to it to accept the invitation.",
    sign_in: "Sign in and accept",
    accept_lead: "You are signed in with the invited address. Accept, and the roles are yours at once.",
    accept: "Accept the invitation",
    for_another: "You are signed in with another address. Nothing was changed. If the invitation is yours, sign out first and open the link again.",
    sign_out: "Sign out",
    joined: "You have joined the staff. Sign in with your address and your new password.",
    gone: "This invitation was used, withdrawn or is too old. Ask whoever invited you to send it again.",
    record_title: "Your record at the clinic",
    record_lead: "The clinic keeps a record for you. Show that it is yours, and you find your visits and your record in this portal.",
    record_birth: "To show that it is yours, give the date of birth that the clinic knows.",
    record_password: "Choose a password. You sign in with it and the address above.",
    record_take: "Take over my record",
    record_taken: "The record is in your account now. Sign in with your address and your new password.",
    record_sign_in: "There is an account with this address. Sign in to it to take over your record.",
};
