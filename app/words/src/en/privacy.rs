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
    answer: "Answer",
};
