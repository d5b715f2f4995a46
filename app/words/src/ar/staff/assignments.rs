//! Arabic: assigning many patients to a doctor.

use super::plural;
use crate::staff::Assignments;

pub(super) const WORDS: Assignments = Assignments {
    title: "إسناد مرضى إلى طبيب",
    lead: "ترى ما سيحدث قبل أن يحدث.",
    numbers: "أرقام الملفات",
    numbers_hint: "تفصل بينها مسافات أو فواصل أو أسطر. تعرض صفحة كل مريض ضمن الأشخاص رقمه.",
    doctor: "الطبيب",
    doctor_hint: "الاسم أو رقم الترخيص.",
    check: "مراجعة القائمة",
    check_title: "قبل الإسناد",
    check_lead: "يرى الطبيب ملفات هؤلاء المرضى فورًا. يُبلَّغ الطبيب والمرضى بالبريد.",
    outcome: "ما يحدث",
    outcome_assigns: "سيُسنَد",
    outcome_active: "مُسنَد من قبل",
    outcome_waits: "طلب ينتظر الرد: لا يتغير شيء",
    outcome_unknown: "لا مريض بهذا الرقم",
    outcome_twice: "مذكور أعلاه من قبل",
    nobody: "لا أحد في هذه القائمة يمكن إسناده.",
    again: "إعداد قائمة أخرى",
    assign: plural([
        "لا مرضى للإسناد",
        "إسناد مريض واحد",
        "إسناد مريضين",
        "إسناد {count} مرضى",
        "إسناد {count} مريضًا",
        "إسناد {count} مريض",
    ]),
    assigned: plural([
        "لم يُسنَد أحد.",
        "أُسنِد مريض واحد.",
        "أُسنِد مريضان.",
        "أُسنِد {count} مرضى.",
        "أُسنِد {count} مريضًا.",
        "أُسنِد {count} مريض.",
    ]),
};
