//! Arabic: inviting people to join the staff.

use crate::staff::Invitations;

pub(super) const WORDS: Invitations = Invitations {
    invite: "دعوة الموظفين",
    invite_lead: "يصل إلى الشخص رابط بالبريد يعمل سبعة أيام.",
    invite_title: "دعوة شخص للانضمام إلى الموظفين",
    invite_email: "البريد الإلكتروني",
    invite_roles: "الأدوار التي ستكون للشخص",
    invite_until_hint: "لكل هذه الأدوار. اتركه فارغًا إذا كانت بلا نهاية.",
    invite_button: "إرسال الدعوة",
    invited: "الدعوة في الطريق.",
    pending: "بانتظار الرد",
    pending_none: "لا توجد دعوة بانتظار الرد.",
    link_old: "الرابط قديم",
    send_again: "إعادة الإرسال",
    sent_again: "الدعوة في الطريق من جديد. لم يعد الرابط السابق يعمل.",
    withdraw: "إلغاء الدعوة",
    withdrawn: "أُلغيت الدعوة، ولم يعد رابطها يعمل.",
    sent: "أُرسلت {time}",
    again_for: "إعادة الإرسال: {address}",
    withdraw_for: "إلغاء الدعوة: {address}",
};
