//! English: the front page.

use crate::ui::Public;

pub(super) const WORDS: Public = Public {
    home_title: "See the right doctor, at a time that suits you",
    home_lead: "Find a doctor, choose a free time and book it in a minute. Your visits are always at hand.",
    search_label: "What do you need?",
    how_title: "How it works",
    step_find_title: "Find a doctor",
    step_find: "Search by specialty, name or city, and see who is free soon.",
    step_book_title: "Choose a time",
    step_book: "Only times that are really free are shown. Yours is kept while you confirm.",
    step_visit_title: "Come by, or meet by video",
    step_visit: "You get a confirmation by mail and see the visit in your calendar.",
    new_here: "New here?",
    have_account: "Already registered?",
    are_you_doctor: "Are you a doctor?",
    doctor_lead: "Apply with your licence number. Once it is verified, patients can find and book you.",
    browse_specialties: "Browse by specialty",
    urgent_title: "In an emergency",
    search_button: "Find a doctor",
    apply_as_doctor: "Apply as a doctor",
    doctor_point_hours: "Your hours, your places, your kinds of visit: patients book only what you offer.",
    doctor_point_day: "Your day and your week at a glance, on a phone as on a wide screen.",
    doctor_point_patients: "Your patients with what they came for, and nobody else sees it.",
    my_pages: "Go to your pages",
    free_search: "You can look around without an account.",
    urgent: "Do not use this site. Call your local emergency number now.",
    questions: "Questions?",
};
