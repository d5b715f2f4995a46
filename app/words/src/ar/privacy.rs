//! Arabic: what patients do not recognise, and the answers.

use crate::ui::Privacy;

pub(super) const WORDS: Privacy = Privacy {
    report: "لا أعرف هذا",
    message: "رسالتك",
    message_hint: "يقرؤها مسؤول الخصوصية ويجيب هنا.",
    report_button: "الاستفسار عن هذا",
    reported_done: "وصل سؤالك إلى مسؤول الخصوصية. سيظهر الجواب هنا.",
    own_open: "سألتَ عن هذا. سيظهر الجواب هنا.",
    own_answered: "سألتَ عن هذا وهناك جواب.",
    answer: "الجواب",
};
