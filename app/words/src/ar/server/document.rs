//! Arabic: what stands in the document around the app.

use crate::server::Document;

pub(super) const WORDS: Document = Document {
    stopped: "توقفت هذه الصفحة عن العمل. ما كتبته لا يزال هنا؛ انسخه قبل إعادة تحميل الصفحة.",
    session_ending: "هل ما زلت هنا؟",
    session_ending_idle: "لحماية سجلك، سيُسجَّل خروجك خلال دقيقتين تقريبًا.",
    session_ending_for_good: "حفاظًا على الأمان، يسجّل الجميع الدخول من جديد مرتين في اليوم. سيُسجَّل خروجك خلال دقيقتين تقريبًا؛ احفظ ما تعمل عليه.",
    stay_signed_in: "البقاء مسجَّلًا",
    close: "إغلاق",
    load_again: "إعادة تحميل الصفحة",
    update_ready: "هناك إصدار جديد جاهز.",
    update_reload: "إعادة التحميل",
    update_later: "لاحقًا",
    update_unsent: "أرسل ما كتبته أو انسخه أولًا، فإعادة التحميل تفقده.",
    book_visit: "حجز موعد",
};
