//! A patient's home and profile, and a doctor's list of patients.

section! {
    /// A patient's home and profile, and a doctor's list of patients.
    Patients {
        texts {
            next_visit,
            no_next,
            no_next_hint,
            no_later,
            all_doctors,
            later_visits,
            book_a_visit,
            hold_waiting,
            go_on_booking,
            offers_title,
            offers_seen,
            offers_general,
            offers_clinic,
            profile_title,
            profile_saved,
            profile_lead,
            profile_now,
            list_of,
            next_visit_with_you,
            none_planned,
            record_number,
            list_title,
            list_lead,
            list_search,
            list_empty,
            list_nobody,
            last_visit,
            coming_visits,
            past_visits,
            no_coming_visits,
            no_past_visits,
            contact,
            not_yet,
        }
        phrases {
            welcome(name),
            born(date, age),
            number(number),
        }
        counts {
            found(),
            aged(),
        }
    }
}
