//! Arabic: calendars of patients and doctors.

use super::plural;
use crate::ui::Calendar;

pub(super) const WORDS: Calendar = Calendar {
    visits_title: "مواعيدي",
    doctor_title: "التقويم",
    agenda: "قائمة",
    week: "أسبوع",
    view: "طريقة العرض",
    coming: "القادمة",
    past: "السابقة",
    no_coming: "ليست لديك مواعيد قادمة.",
    no_past: "ليست لديك مواعيد سابقة.",
    no_week: "لا مواعيد هذا الأسبوع.",
    previous_week: "الأسبوع السابق",
    next_week: "الأسبوع التالي",
    this_week: "هذا الأسبوع",
    today: "اليوم",
    blocked: "غير متاح",
    open_hours: "متاح للحجز",
    weeks: "أسابيع أخرى",
    hatched: "المخطّط: خارج ساعات عملك.",
    change_hours: "تغيير ساعات عملك",
    week_of: "أسبوع {label}",
    entry: "\u{200f}{time}، {date}، {title}",
    all_visits: plural([
        "عرض المواعيد المنتظرة في التقويم",
        "عرض الموعد المنتظر في التقويم",
        "عرض الموعدين المنتظرين في التقويم",
        "عرض كل المواعيد المنتظرة في التقويم، وعددها {count}",
        "عرض كل المواعيد المنتظرة في التقويم، وعددها {count}",
        "عرض كل المواعيد المنتظرة في التقويم، وعددها {count}",
    ]),
    visits: plural([
        "لا مواعيد",
        "موعد واحد",
        "موعدان",
        "{count} مواعيد",
        "{count} موعدًا",
        "{count} موعد",
    ]),
};
