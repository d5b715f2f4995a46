//! Arabic: what the clinic offers, specialties and kinds of visit.

use crate::server::Medicine;

pub(super) const WORDS: Medicine = Medicine {
    general_practice: "الطب العام",
    cardiology: "أمراض القلب",
    dermatology: "الأمراض الجلدية",
    endocrinology: "الغدد الصماء",
    gastroenterology: "أمراض الجهاز الهضمي",
    gynaecology: "أمراض النساء",
    neurology: "طب الأعصاب",
    oncology: "الأورام",
    ophthalmology: "طب العيون",
    orthopaedics: "جراحة العظام",
    ear_nose_throat: "الأنف والأذن والحنجرة",
    paediatrics: "طب الأطفال",
    psychiatry: "الطب النفسي",
    pulmonology: "الأمراض الصدرية",
    rheumatology: "أمراض الروماتيزم",
    urology: "المسالك البولية",
    first_visit: "الموعد الأول",
    follow_up: "موعد متابعة",
    extended: "موعد مطوّل",
    video_visit: "موعد عبر الفيديو",
};
