//! English: emergency access.

use crate::ui::Emergency;

pub(super) const WORDS: Emergency = Emergency {
    open_title: "Emergency access",
    open_lead: "Only when a patient’s health is at stake and nobody can be asked in time.",
    open_told: "The patient is told at once, the privacy officer looks at it afterwards, and it ends by itself after 60 minutes.",
    kind: "Why it is needed",
    danger: "Life or health are in danger",
    cannot_agree: "The patient cannot be asked",
    advice: "Another clinician needs advice at once",
    other: "Something else",
    text: "What happened",
    text_hint: "The privacy officer reads this.",
    password: "Your password",
    password_hint: "Type it again: it shows that it is you.",
    open_button: "Open the record",
    banner_lead: "The patient has been told. What you open is written down and looked at.",
    end_button: "End it now",
    end_done: "The emergency access is ended.",
    banner: "Emergency access until {time}",
    why: "Emergency access until {time}",
};
