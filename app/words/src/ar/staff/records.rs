//! Arabic: patients without an account, and how they are invited.

use crate::staff::Records;

pub(super) const WORDS: Records = Records {
    title: "مرضى بلا حساب",
    lead: "تحتفظ العيادة بملفاتهم حتى يتسلّموها بحساب خاص بهم.",
    search: "الاسم أو رقم الملف",
    none: "لم يُعثر على مريض بلا حساب.",
    none_hint: "من له حساب تجده تحت «الأشخاص».",
    add: "إضافة مريض",
    add_lead: "لمن ليس له حساب هنا: عبر الهاتف أو في الاستقبال أو طفل.",
    added: "أُضيف المريض.",
    another: "هذا شخص آخر",
    another_hint: "لا تضع العلامة إلا إذا كنت متأكدًا: ملفان لشخص واحد خطر.",
    has_account: "أصبح لهذا المريض حساب.",
    invite_title: "الدعوة إلى البوابة",
    invite_lead: "يصله رابط بالبريد يعمل سبعة أيام، ويثبت بتاريخ ميلاده أن الملف له.",
    withdrawn: "أُلغيت الدعوة. لم يعد رابطها يعمل.",
    invited: "دُعي {address}: {time}.",
};
