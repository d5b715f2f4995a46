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
    list_title: "أسئلة المرضى",
    list_lead: "ما لا يعرفه المرضى في سجل الاطلاع على ملفاتهم.",
    none: "لا أسئلة هنا.",
    count_open: "أسئلة مرضى بانتظار الجواب",
    asked: "وقت السؤال",
    state_open: "مفتوح",
    state_answered: "تمت الإجابة",
    state_closed: "مغلق",
    one_title: "مريض لا يعرف هذا",
    answer: "الجواب",
    answer_title: "إجابة المريض",
    answer_hint: "يقرؤه المريض بجانب القيد، ويُبلَّغ بالبريد بوجود جواب.",
    answer_button: "إرسال الجواب",
    answered_done: "تم إرسال الجواب.",
    close_button: "إغلاق هذا السؤال",
    closed_done: "تم إغلاق السؤال.",
};
