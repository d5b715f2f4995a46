//! Pages of administrators: overview, doctors, places, people, settings and deliveries.

use domain::{admin::JobState, doctors::DoctorStatus, figures::Standing};

section! {
    /// Pages of administrators: overview, doctors, places, people, settings and deliveries.
    Admin {
        texts {
            home_title,
            counts_title,
            count_patients,
            count_doctors,
            count_waiting,
            count_today,
            count_week,
            count_cancelled,
            count_failed,
            waiting_title,
            waiting_none,
            see_all_waiting,
            check,
            doctors_title,
            tab_pending,
            tab_approved,
            tab_rejected,
            status_pending,
            status_approved,
            status_rejected,
            no_applications,
            specialties,
            applied,
            licence_documents,
            check_licence,
            decide_title,
            approve,
            approve_hint,
            reject_hint,
            decision_reason,
            approved_done,
            rejected_done,
            decided_by,
            decided_at,
            email_verified,
            email_unverified,
            people_title,
            people_search,
            any_role,
            any_status,
            role,
            nobody,
            since,
            last_sign_in,
            never,
            sessions,
            suspend,
            suspend_title,
            suspend_lead,
            suspend_button,
            suspended_done,
            edit_title,
            edit_lead,
            edited_done,
            reinstate,
            reinstated_done,
            own_account,
            people_search_hint,
            person_actions,
            reinstate_lead,
            record_number,
            see_application,
            nobody_hint,
            locations_title,
            add_location,
            new_location_title,
            location_saved,
            location_name,
            street,
            city,
            country,
            country_hint,
            zone,
            zone_hint,
            active,
            inactive,
            no_locations,
            settings_title,
            settings_lead,
            settings_saved,
            settings_clinic,
            settings_booking,
            settings_sessions,
            clinic_name,
            clinic_phone,
            cancel_notice_hours,
            cancel_notice_hint,
            book_notice_minutes,
            book_notice_hint,
            book_horizon_days,
            hold_minutes,
            visits_per_day,
            slot_step_minutes,
            patient_idle_minutes,
            staff_idle_minutes,
            of_age_years,
            of_age_hint,
            relationship_days,
            deliveries_title,
            deliveries_lead,
            deliveries_none,
            delivery_kind,
            delivery_created,
            delivery_next,
            delivery_attempts,
            delivery_error,
            state_queued,
            state_running,
            state_done,
            state_dead,
            retry,
            retried,
            job_mail,
            job_cleanup,
            job_other,
            verify_title,
            reject_title,
            verify_after_all,
            reject_button,
            verified_already,
            see_account,
            no_locations_hint,
            save_location,
            closing_hint,
            home_location,
            chart_days,
            chart_hours,
            chart_none,
            standing_done,
            standing_open,
            standing_cancelled,
            standing_missed,
            factor_required_doctors,
            factor_required_staff,
            factor_required_hint,
        }
        phrases {
            check_applicant(name),
            attempts(made, max),
            applied_on(date),
            chart_busiest_day(day, count),
            chart_busiest_hour(weekday, time),
        }
        counts {
            waiting(),
            people_found(),
            sessions_open(),
            doctors_there(),
            chart_days_sentence(),
        }
    }
}

impl Admin {
    /// The word for where an application stands.
    #[must_use]
    pub const fn application(&self, status: DoctorStatus) -> &'static str {
        match status {
            DoctorStatus::Pending => self.status_pending,
            DoctorStatus::Approved => self.status_approved,
            DoctorStatus::Rejected => self.status_rejected,
        }
    }

    /// The word for visits that are counted together.
    #[must_use]
    pub const fn standing(&self, standing: Standing) -> &'static str {
        match standing {
            Standing::Done => self.standing_done,
            Standing::Open => self.standing_open,
            Standing::Cancelled => self.standing_cancelled,
            Standing::Missed => self.standing_missed,
        }
    }

    /// What a piece of background work is, by its kind.
    #[must_use]
    pub fn job_kind(&self, kind: &str) -> &'static str {
        match kind.rsplit('.').next() {
            Some("mail") => self.job_mail,
            Some("clean" | "remove_content" | "sweep" | "sweep_holds") => self.job_cleanup,
            _ => self.job_other,
        }
    }

    /// The word for where a delivery stands.
    #[must_use]
    pub const fn job_state(&self, state: JobState) -> &'static str {
        match state {
            JobState::Queued => self.state_queued,
            JobState::Running => self.state_running,
            JobState::Done => self.state_done,
            JobState::Dead => self.state_dead,
        }
    }
}
