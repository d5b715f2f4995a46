//! Calendars of patients and doctors.

section! {
    /// Calendars of patients and doctors.
    Calendar {
        texts {
            visits_title,
            doctor_title,
            agenda,
            week,
            view,
            coming,
            past,
            no_coming,
            no_past,
            no_week,
            previous_week,
            next_week,
            this_week,
            today,
            blocked,
            open_hours,
            weeks,
            hatched,
            change_hours,
        }
        phrases {
            week_of(label),
            entry(time, date, title),
        }
        counts {
            visits(),
            all_visits(),
        }
    }
}
