//! Arabic: questions of patients about their access history.

use crate::staff::Cases;

pub(super) const WORDS: Cases = Cases {
    list_title: "أسئلة المرضى",
    list_lead: "ما لا يعرفه المرضى في سجل الاطلاع على ملفاتهم.",
    none: "لا أسئلة هنا.",
    count_open: "أسئلة مرضى بانتظار الجواب",
    asked: "وقت السؤال",
    state_open: "مفتوح",
    state_answered: "تمت الإجابة",
    state_closed: "مغلق",
    one_title: "مريض لا يعرف هذا",
    answer_title: "إجابة المريض",
    answer_hint: "يقرؤه المريض بجانب القيد، ويُبلَّغ بالبريد بوجود جواب.",
    answer_button: "إرسال الجواب",
    answered_done: "تم إرسال الجواب.",
    close_button: "إغلاق هذا السؤال",
    closed_done: "تم إغلاق السؤال.",
};
