//! English: looking at emergency accesses afterwards.

use crate::staff::Reviews;

pub(super) const WORDS: Reviews = Reviews {
    list_title: "Emergency accesses",
    list_lead: "Records that doctors opened in an emergency. Each waits here until somebody has looked at it.",
    tab_waiting: "To look at",
    tab_reviewed: "Looked at",
    none: "Nothing here.",
    count_waiting: "Emergency accesses to look at",
    doctor: "Doctor",
    one_title: "Emergency access to a record",
    opened_at: "Opened",
    ended_at: "Ends or ended",
    done_title: "What was done with the record",
    done_nothing: "Nothing was done.",
    decision: "Decision",
    was_it_needed: "Was it needed?",
    justified: "Justified",
    not_justified: "Not justified",
    not_yet: "Not looked at yet",
    note: "Note",
    note_hint: "Needed when it was not justified. Only those who review can read it.",
    review_button: "Save decision",
    reviewed_done: "The decision is saved.",
};
