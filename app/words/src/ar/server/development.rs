//! Arabic: pages that exist in development mode only.

use crate::server::Development;

pub(super) const WORDS: Development = Development {
    mail_title: "البريد المرسل",
    mail_lead: "تصل الرسائل إلى هنا بدلًا من إرسالها، لأنه لم يُضبط خادم بريد. لا توجد هذه الصفحة إلا في وضع التطوير.",
    mail_none: "لا رسائل بعد.",
    mail_to: "إلى",
    mail_sent: "وقت الإرسال",
    mail_text: "كنص",
    mail_html: "كصفحة",
    catalogue_title: "دليل المكونات",
    catalogue_lead: "كل مكوّن في كل حالة من حالاته. هذه الصفحة موجودة في وضع التطوير فقط.",
    band: "النطاق المعتاد",
    line: "سكر الصيام خلال ثمانية أيام: قيمتان من ثماني قيم خارج النطاق المعتاد.",
    value: "السكر",
};
