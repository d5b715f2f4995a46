//! English: calendars of patients and doctors.

use super::plural;
use crate::ui::Calendar;

pub(super) const WORDS: Calendar = Calendar {
    visits_title: "My visits",
    doctor_title: "Calendar",
    agenda: "List",
    week: "Week",
    view: "View",
    coming: "Coming",
    past: "Past",
    no_coming: "You have no coming visits.",
    no_past: "You have no past visits.",
    no_week: "No visits this week.",
    previous_week: "Previous week",
    next_week: "Next week",
    this_week: "This week",
    today: "Today",
    blocked: "Not available",
    open_hours: "Open for booking",
    weeks: "Other weeks",
    hatched: "Hatched: outside of your hours.",
    change_hours: "Change your hours",
    week_of: "Week of {label}",
    entry: "{time}, {date}, {title}",
    all_visits: plural(
        "See {count} waiting visit in the calendar",
        "See all {count} waiting visits in the calendar",
    ),
    visits: plural("{count} visit", "{count} visits"),
};
