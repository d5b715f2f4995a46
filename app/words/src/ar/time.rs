//! Arabic: names of days and of their parts, and times beside each other.

use crate::ui::Time;

pub(super) const WORDS: Time = Time {
    monday: "الاثنين",
    tuesday: "الثلاثاء",
    wednesday: "الأربعاء",
    thursday: "الخميس",
    friday: "الجمعة",
    saturday: "السبت",
    sunday: "الأحد",
    mon: "اثنين",
    tue: "ثلاثاء",
    wed: "أربعاء",
    thu: "خميس",
    fri: "جمعة",
    sat: "سبت",
    sun: "أحد",
    morning: "صباحًا",
    afternoon: "بعد الظهر",
    evening: "مساءً",
    today: "اليوم",
    range: "من {from} إلى {to}",
    with_zone: "\u{200f}{time} ({zone})",
};
