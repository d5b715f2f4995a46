//! English: documents without the app.

use crate::server::Plain;

pub(super) const WORDS: Plain = Plain {
    unavailable_title: "The portal is busy",
    unavailable: "Try again in a moment.",
    bad_request_title: "We did not understand that",
    bad_request: "Go back, load the page again, and try once more.",
    too_large: "What you sent is too large.",
    offline_title: "You are offline",
    offline_lead: "This page could not be opened, because your device has no connection to the portal. Your visits stay as they are.",
    offline_sent: "What you sent did not reach the portal, or its answer did not reach you. What you typed is still here: “Try again” sends the same once more.",
    offline_check: "Check your Wi-Fi or mobile data, then try again.",
    try_again: "Try again",
    coming_visits: "Your visits of the next days",
    coming_none: "No visits in the 7 days after this list was made.",
    coming_as_of: "As it was known on this date. What changed since then is not here:",
};
