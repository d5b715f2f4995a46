//! English: a patient's home and profile, and a doctor's list of patients.

use super::plural;
use crate::ui::Patients;

pub(super) const WORDS: Patients = Patients {
    home_title: "Your health",
    next_visit: "Your next visit",
    no_next: "You have no coming visits.",
    later_visits: "After that",
    book_a_visit: "Book a visit",
    hold_waiting: "You have not confirmed this time yet",
    go_on_booking: "Go on with this booking",
    offers_title: "Next free times",
    offers_lead: "With doctors you have seen.",
    profile_title: "Your profile",
    profile_saved: "Your profile is saved.",
    record_number: "Record number",
    list_title: "Patients",
    list_lead: "People with a visit with you, from booking until some weeks after it.",
    list_search: "Search by name",
    list_empty: "No patients yet. They appear here as soon as they book you.",
    list_nobody: "Nobody found with that name.",
    age: "Age",
    last_visit: "Last visit",
    coming_visits: "Coming visits",
    past_visits: "Past visits",
    no_coming_visits: "No coming visits.",
    no_past_visits: "No past visits.",
    contact: "Contact",
    not_yet: "Not yet",
    welcome: "Hello, {name}",
    born: "Born {date}, {age}",
    number: "Record number {number}",
    found: plural("{count} patient", "{count} patients"),
    aged: plural("{count} year old", "{count} years old"),
};
