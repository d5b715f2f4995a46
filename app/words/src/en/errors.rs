//! English: what could not be done, and what to do instead.

use super::plural;
use crate::ui::Errors;

pub(super) const WORDS: Errors = Errors {
    not_found_title: "Page not found",
    not_found: "Check the address, or start again from the home page. What you look for may have been removed, or it may not be yours to see.",
    forbidden_title: "You cannot open this page",
    forbidden: "It is for people with another role. Sign in with the right account, or go back to your home page.",
    sign_in_title: "Sign in to carry on",
    sign_in: "You are not signed in any more. Sign in again; what you typed stays on this page.",
    too_many_title: "Too many tries",
    internal_title: "Sorry, something went wrong",
    internal: "It is our fault, not yours. Nothing was changed. Try again in a moment.",
    unreachable_title: "We cannot reach the clinic",
    unreachable: "Check your connection and try again. What you typed is still there.",
    unavailable_title: "The portal is busy",
    unavailable: "Try again in a moment.",
    too_large: "What you sent is too large.",
    reload: "Load the page again",
    go_home: "Go to the home page",
    try_again: "Try again",
    crashed: "This page has stopped working. Load it again to go on.",
    time_taken: "That time has just been taken. Choose another one.",
    patient_busy: "You have another visit at that time. Choose another one.",
    hold_expired: "We could not keep the time any longer. Choose a time again.",
    hold_taken: "You have chosen another time since. Go on with that one, or choose again.",
    stale: "Somebody changed this in the meantime. Look at it as it is now and try again.",
    already_decided: "This has been decided already.",
    already_cancelled: "This visit has been cancelled already.",
    too_late_to_cancel: "It is too late to cancel this visit online. Call the clinic.",
    not_possible_now: "This is not possible now. Look at how it stands and try again.",
    rule_overlaps: "You already have hours on one of these days that cover part of that time.",
    exception_overlaps: "You already have something planned that covers part of that time.",
    doctor_not_bookable: "This doctor cannot be booked online at the moment.",
    link_expired: "This link was used before or is too old. Ask for a new one.",
    own_account: "You cannot do this with your own account.",
    location_in_use: "Doctors still have hours or visits there. Move those first.",
    nearest_title: "The nearest free times",
    reference: "If you call us about it, give this reference: {reference}",
    too_many_seconds: plural(
        "Wait {count} second and try again.",
        "Wait {count} seconds and try again.",
    ),
    too_many_minutes: plural(
        "Wait {count} minute and try again.",
        "Wait {count} minutes and try again.",
    ),
    daily_limit: plural(
        "You can book {count} visit for one day. Choose another day.",
        "You can book {count} visits for one day. Choose another day.",
    ),
};
