//! English: names of days and of their parts, and times beside each other.

use crate::ui::Time;

pub(super) const WORDS: Time = Time {
    monday: "Monday",
    tuesday: "Tuesday",
    wednesday: "Wednesday",
    thursday: "Thursday",
    friday: "Friday",
    saturday: "Saturday",
    sunday: "Sunday",
    mon: "Mon",
    tue: "Tue",
    wed: "Wed",
    thu: "Thu",
    fri: "Fri",
    sat: "Sat",
    sun: "Sun",
    morning: "Morning",
    afternoon: "Afternoon",
    evening: "Evening",
    today: "Today",
    range: "{from} to {to}",
    with_zone: "{time} ({zone})",
};
