//! Choosing a time, confirming it, and cancelling a visit.

use domain::{
    appointments::{Action, AppointmentStatus},
    doctors::VisitKind,
};

section! {
    /// Choosing a time, confirming it, and cancelling a visit.
    Booking {
        texts {
            choose_visit,
            choose_place,
            no_times_month,
            no_times_day,
            not_offered,
            sign_in_to_book,
            check_title,
            check_lead,
            hold_gone_title,
            reason_label,
            reason_hint,
            reason_to_copy,
            book_button,
            ask_button,
            other_time,
            newer_time,
            release,
            booked_title,
            requested_title,
            what_next_title,
            what_next_mail,
            what_next_confirm,
            what_next_in_person,
            what_next_video,
            see_visit,
            see_visits,
            reference,
            who,
            patient,
            visit,
            when,
            where_,
            fee,
            by_video,
            visit_title,
            reason_given,
            no_reason,
            history_title,
            cancel_link,
            call_to_change,
            cancel_title,
            cancel_lead,
            cancel_reason,
            cancel_reason_hint,
            cancel_reason_hint_doctor,
            cancel_button,
            keep_button,
            cancelled_notice,
            cancelled_because,
            book_again,
            kind_in_person,
            kind_video,
            status_proposed,
            status_pending,
            status_booked,
            status_arrived,
            status_in_progress,
            status_fulfilled,
            status_cancelled,
            status_no_show,
            action_accept,
            action_confirm,
            action_arrive,
            action_start,
            action_finish,
            action_miss,
            action_cancel,
            step_proposed,
            step_pending,
            step_booked,
            step_confirmed,
            step_arrived,
            step_started,
            step_fulfilled,
            step_cancelled,
            step_no_show,
            step_done,
            previous_month,
            next_month,
            free,
            patients_only,
        }
        phrases {
            kept_until(time),
            with_doctor(doctor),
            cancel_until(time),
            visit_with(doctor),
            visit_of(patient),
            times_in_zone(zone),
            by_person(step, name),
            by_you(step),
            slot(time, date, doctor),
            nearest_free(time),
        }
        counts {
            minutes_long(),
            free_on(date),
        }
    }
}

impl Booking {
    /// The word for a visit's status.
    #[must_use]
    pub const fn status(&self, status: AppointmentStatus) -> &'static str {
        match status {
            AppointmentStatus::Proposed => self.status_proposed,
            AppointmentStatus::Pending => self.status_pending,
            AppointmentStatus::Booked => self.status_booked,
            AppointmentStatus::Arrived => self.status_arrived,
            AppointmentStatus::InProgress => self.status_in_progress,
            AppointmentStatus::Fulfilled => self.status_fulfilled,
            AppointmentStatus::Cancelled => self.status_cancelled,
            AppointmentStatus::NoShow => self.status_no_show,
        }
    }

    /// What a history says of a change of status.
    #[must_use]
    pub const fn step(&self, from: Option<AppointmentStatus>, to: AppointmentStatus) -> &'static str {
        match to {
            AppointmentStatus::Proposed => self.step_proposed,
            AppointmentStatus::Pending => self.step_pending,
            AppointmentStatus::Booked if from.is_some() => self.step_confirmed,
            AppointmentStatus::Booked => self.step_booked,
            AppointmentStatus::Arrived => self.step_arrived,
            AppointmentStatus::InProgress => self.step_started,
            AppointmentStatus::Fulfilled => self.step_fulfilled,
            AppointmentStatus::Cancelled => self.step_cancelled,
            AppointmentStatus::NoShow => self.step_no_show,
        }
    }

    /// What the button of a step says.
    #[must_use]
    pub const fn action(&self, action: Action) -> &'static str {
        match action {
            Action::Accept => self.action_accept,
            Action::Confirm => self.action_confirm,
            Action::Arrive => self.action_arrive,
            Action::Start => self.action_start,
            Action::Finish => self.action_finish,
            Action::Miss => self.action_miss,
            Action::Cancel => self.action_cancel,
        }
    }

    /// How doctor and patient meet.
    #[must_use]
    pub const fn kind(&self, kind: VisitKind) -> &'static str {
        match kind {
            VisitKind::InPerson => self.kind_in_person,
            VisitKind::Video => self.kind_video,
        }
    }
}
