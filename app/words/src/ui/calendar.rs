//! Calendars of patients and doctors.

section! {
    /// Calendars of patients and doctors.
    Calendar {
        texts {
            visits_title,
            doctor_title,
            agenda,
            day,
            week,
            month,
            view,
            list,
            coming,
            past,
            no_coming,
            no_past,
            no_visits_from,
            no_day,
            no_week,
            no_month,
            previous_day,
            previous_week,
            next_day,
            next_week,
            today,
            this_week,
            this_month,
            blocked,
            being_booked,
            kept,
            open_hours,
            other_days,
            other_weeks,
            other_months,
            go_to_date,
            go,
            statuses,
            hatched,
            change_hours,
        }
        phrases {
            week_of(label),
            from_day(label),
        }
        counts {
            visits(),
            more(),
            all_visits(),
        }
    }
}
