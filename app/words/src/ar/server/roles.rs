//! Arabic: roles of staff that the portal brought along.

use crate::server::RoleNames;

pub(super) const WORDS: RoleNames = RoleNames {
    admin: "مسؤول",
    desk: "الاستقبال",
    nurse: "التمريض",
    billing: "الفوترة",
    privacy_officer: "مسؤول الخصوصية",
    about_admin: "يدير البوابة ويستطيع فعل كل شيء.",
    about_desk: "يستقبل الناس ويساعدهم في حساباتهم ويعيد إرسال الرسائل.",
    about_nurse: "يعمل بجانب الأطباء ويرى مدى انشغال العيادة.",
    about_billing: "يهتم بالمدفوعات ويعيد إرسال الرسائل.",
    about_privacy_officer: "يراقب من رأى ماذا، ويوقف الحسابات عند وجود خلل.",
    name_until: "{name} (حتى {date})",
};
