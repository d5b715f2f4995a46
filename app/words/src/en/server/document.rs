//! English: what stands in the document around the app.

use crate::server::Document;

pub(super) const WORDS: Document = Document {
    stopped: "This page has stopped working. What you typed is still here; copy it before you load the page again.",
    session_ending: "Are you still there?",
    session_ending_idle: "To protect your record, you will be signed out in about two minutes.",
    session_ending_for_good: "For safety, everybody signs in again twice a day. You will be signed out in about two minutes; save what you are doing.",
    stay_signed_in: "Stay signed in",
    close: "Close",
    load_again: "Load the page again",
    update_ready: "A new version is ready.",
    update_reload: "Reload",
    update_later: "Later",
    update_unsent: "Send or copy what you have typed first. Reloading would lose it.",
    book_visit: "Book a visit",
};
