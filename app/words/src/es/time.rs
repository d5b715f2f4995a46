//! Spanish: names of days and of their parts, and times beside each other.

use crate::ui::Time;

pub(super) const WORDS: Time = Time {
    monday: "lunes",
    tuesday: "martes",
    wednesday: "miércoles",
    thursday: "jueves",
    friday: "viernes",
    saturday: "sábado",
    sunday: "domingo",
    mon: "lun",
    tue: "mar",
    wed: "mié",
    thu: "jue",
    fri: "vie",
    sat: "sáb",
    sun: "dom",
    morning: "Mañana",
    afternoon: "Tarde",
    evening: "Noche",
    today: "Hoy",
    range: "{from} a {to}",
    with_zone: "{time} ({zone})",
};
