//! Arabic: a search through the audit.

use crate::staff::AuditSearch;

pub(super) const WORDS: AuditSearch = AuditSearch {
    title: "سجل التدقيق",
    lead: "من فعل ماذا ومتى ومن أين. والاطّلاع هنا يُسجَّل أيضًا.",
    by_address: "البريد الإلكتروني لمن قام بذلك",
    by_patient: "رقم ملف المريض",
    any_action: "أي شيء",
    from: "من تاريخ",
    until: "إلى تاريخ",
    nothing: "لا شيء يطابق هذا البحث.",
    nothing_hint: "تحقّق من البريد الإلكتروني والرقم والأيام.",
    older: "إدخالات أقدم",
    newest: "العودة إلى الأحدث",
    as_file: "كملف CSV",
    about: "بشأن",
    where_from: "من أين",
    more_facts: "تفاصيل",
    file_limit: "يحتوي الملف على أحدث {rows} إدخال في هذا البحث.",
};
