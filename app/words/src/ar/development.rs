//! Arabic: pages that exist in development mode only.

use crate::ui::Development;

pub(super) const WORDS: Development = Development {
    mail_title: "البريد المرسل",
    mail_lead: "تصل الرسائل إلى هنا بدلًا من إرسالها، لأنه لم يُضبط خادم بريد. لا توجد هذه الصفحة إلا في وضع التطوير.",
    mail_none: "لا رسائل بعد.",
    mail_to: "إلى",
    mail_subject: "الموضوع",
    mail_sent: "وقت الإرسال",
    mail_text: "كنص",
    mail_html: "كصفحة",
    mail_links: "روابط هذه الرسالة",
    demo_title: "حسابات تجريبية",
};
