//! English: questions of patients about their access history.

use crate::staff::Cases;

pub(super) const WORDS: Cases = Cases {
    list_title: "Questions of patients",
    list_lead: "What patients do not recognise in their access history.",
    none: "No questions here.",
    count_open: "Questions of patients to answer",
    asked: "Asked",
    state_open: "Open",
    state_answered: "Answered",
    state_closed: "Closed",
    one_title: "A patient does not recognise this",
    answer_title: "Answer the patient",
    answer_hint: "The patient reads it beside the entry, and is told by mail that there is an answer.",
    answer_button: "Send the answer",
    answered_done: "The answer is sent.",
    close_button: "Close this question",
    closed_done: "The question is closed.",
};
