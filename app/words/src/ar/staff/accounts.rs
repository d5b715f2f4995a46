//! Arabic: accounts of others.

use crate::staff::Accounts;

pub(super) const WORDS: Accounts = Accounts {
    status_unverified: "البريد غير مؤكد",
    status_active: "نشط",
    status_suspended: "موقوف",
    reset: "إزالة الخطوة الثانية",
    reset_lead: "تأكد أولًا أن هذا الشخص هو من يطلب ذلك فعلًا. تُزال مفاتيح مروره أيضًا. سيُسجَّل خروجه من كل الأجهزة ويُخبَر بالبريد، ويدخل بكلمة المرور وحدها حتى يعدّها من جديد.",
    reset_reason: "السبب",
    reason_lost_device: "الهاتف مفقود أو معطل",
    reason_stolen_device: "الهاتف مسروق",
    reason_new_device: "هناك هاتف جديد ولم يُنقل إليه شيء",
    reset_button: "نعم، إزالتها",
    reset_done: "أُزيلت الخطوة الثانية وأُخبر الشخص بالبريد.",
};
