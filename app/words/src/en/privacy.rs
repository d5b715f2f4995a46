//! English: what patients do not recognise, and the answers.

use crate::ui::Privacy;

pub(super) const WORDS: Privacy = Privacy {
    report: "I do not recognise this",
    message: "Your message",
    message_hint: "The privacy officer reads it and answers here.",
    report_button: "Ask about this",
    reported_done: "Your question has reached the privacy officer. The answer will stand here.",
    own_open: "You asked about this. The answer will stand here.",
    own_answered: "You asked about this, and there is an answer.",
    list_title: "Questions of patients",
    list_lead: "What patients do not recognise in their access history.",
    none: "No questions here.",
    count_open: "Questions of patients to answer",
    asked: "Asked",
    state_open: "Open",
    state_answered: "Answered",
    state_closed: "Closed",
    one_title: "A patient does not recognise this",
    answer: "Answer",
    answer_title: "Answer the patient",
    answer_hint: "The patient reads it beside the entry, and is told by mail that there is an answer.",
    answer_button: "Send the answer",
    answered_done: "The answer is sent.",
    close_button: "Close this question",
    closed_done: "The question is closed.",
};
