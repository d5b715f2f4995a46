//! Arabic: emergency access.

use crate::ui::Emergency;

pub(super) const WORDS: Emergency = Emergency {
    open_title: "اطلاع طارئ",
    open_lead: "فقط عندما تكون صحة مريض في خطر ولا يمكن سؤال أحد في الوقت المناسب.",
    open_told: "يُبلَّغ المريض فورًا، ويراجعه مسؤول الخصوصية بعد ذلك، وينتهي تلقائيًا بعد 60 دقيقة.",
    kind: "سبب الحاجة إليه",
    danger: "الحياة أو الصحة في خطر",
    cannot_agree: "لا يمكن سؤال المريض",
    advice: "زميل في الرعاية يحتاج مشورة عاجلة",
    other: "سبب آخر",
    text: "ما الذي حدث",
    text_hint: "يقرأ هذا مسؤول الخصوصية.",
    password: "كلمة مرورك",
    password_hint: "أدخلها مرة أخرى لإثبات هويتك.",
    open_button: "فتح الملف",
    banner_lead: "تم إبلاغ المريض. ما تفتحه يُسجَّل ويُراجَع.",
    end_button: "إنهاء الآن",
    end_done: "تم إنهاء الاطلاع الطارئ.",
    banner: "اطلاع طارئ حتى {time}",
    why: "لحالة طارئة حتى {time}",
};
