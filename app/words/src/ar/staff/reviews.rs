//! Arabic: looking at emergency accesses afterwards.

use crate::staff::Reviews;

pub(super) const WORDS: Reviews = Reviews {
    list_title: "حالات الاطلاع الطارئ",
    list_lead: "ملفات فتحها أطباء في حالة طارئة. تبقى كل حالة هنا حتى يراجعها أحد.",
    tab_waiting: "للمراجعة",
    tab_reviewed: "تمت مراجعتها",
    none: "لا شيء هنا.",
    count_waiting: "حالات اطلاع طارئ للمراجعة",
    doctor: "الطبيب",
    one_title: "اطلاع طارئ على ملف",
    opened_at: "وقت الفتح",
    ended_at: "وقت الانتهاء",
    done_title: "ما جرى للملف",
    done_nothing: "لم يجرِ شيء.",
    decision: "القرار",
    was_it_needed: "هل كان ضروريًا؟",
    justified: "مبرَّر",
    not_justified: "غير مبرَّر",
    not_yet: "لم يُراجَع بعد",
    note: "ملاحظة",
    note_hint: "مطلوبة إذا لم يكن مبررًا. لا يقرؤها إلا المراجعون.",
    review_button: "حفظ القرار",
    reviewed_done: "تم حفظ القرار.",
};
