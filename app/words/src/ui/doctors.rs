//! Search for doctors and their profiles.

section! {
    /// Search for doctors and their profiles.
    Doctors {
        texts {
            search_title,
            search_lead,
            specialty,
            any_specialty,
            doctor_name,
            city,
            any_city,
            visit_type,
            any_visit_type,
            free_by,
            free_by_hint,
            search_button,
            nobody_title,
            nobody_hint,
            see_profile,
            no_free_times,
            next_free_label,
            video_visits,
            about,
            qualifications,
            languages,
            experience,
            places,
            fees,
            profile_title,
            profile_lead,
            profile_saved,
            see_public,
            biography,
            biography_hint,
            languages_hint,
            time_zone,
            fees_hint,
            licence_fixed,
            waiting_title,
            waiting_lead,
            rejected_title,
            rejected_lead,
            home_today,
            home_nothing_today,
            home_next,
            home_to_confirm,
            home_no_hours_title,
            home_no_hours,
            set_hours,
        }
        phrases {
            next_free(time),
            fee_for(name, fee),
            fee_of(name),
            book_with(doctor),
            times_of(doctor),
            welcome(name),
        }
        counts {
            found(),
            visits_today(),
            visits_this_week(),
        }
    }
}
