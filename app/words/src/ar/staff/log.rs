//! Arabic: the system log.

use crate::staff::Log;

pub(super) const WORDS: Log = Log {
    title: "سجل النظام",
    lead: "تحذيرات البوابة وأعطالها، ومتى بدأت وتوقفت. يُحفظ 30 يومًا ولا يحوي بيانات شخصية.",
    by_level: "المستوى",
    any_level: "أي مستوى",
    reference: "المرجع",
    said: "ما قيل",
    error: "عطل",
    warn: "تحذير",
    info: "ملاحظة",
    nothing: "لم يُعثر على شيء",
    nothing_hint: "لا يوجد سطر مطابق في آخر 30 يومًا.",
};
