//! The front page.

section! {
    /// The front page.
    Public {
        texts {
            home_title,
            home_lead,
            search_label,
            how_title,
            step_find_title,
            step_find,
            step_book_title,
            step_book,
            step_visit_title,
            step_visit,
            new_here,
            have_account,
            are_you_doctor,
            doctor_lead,
            browse_specialties,
            urgent_title,
            urgent,
            questions,
            search_button,
            apply_as_doctor,
            doctor_point_hours,
            doctor_point_day,
            doctor_point_patients,
            my_pages,
            free_search,
        }
    }
}
