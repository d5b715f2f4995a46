//! Relationships of care between patients and doctors.

use domain::care::{CareKind, CareState};

section! {
    /// Relationships of care between patients and doctors.
    Care {
        texts {
            team_title,
            team_lead,
            team_waiting,
            team_active,
            team_none,
            team_none_hint,
            team_past,
            you_asked,
            ask_title,
            ask_lead,
            ask_find,
            ask_on_profile,
            ask_button,
            as_what,
            ends_on,
            ends_on_hint,
            referral,
            referral_hint,
            referral_fact,
            primary_care,
            primary_care_hint,
            by_referral,
            by_referral_hint,
            temporary,
            temporary_hint,
            accept,
            decline,
            withdraw,
            end_lead_patient,
            end_lead_doctor,
            end_yes,
            done_asked,
            done_accepted,
            done_declined,
            done_withdrawn,
            done_ended,
            was_ended,
            was_declined,
            is_active,
            is_requested,
            requests_title,
            requests_lead,
            requests_waiting,
            requests_none,
            by_number_title,
            by_number_lead,
            born_on,
            why_title,
            because_visit,
            ask_patient_title,
            ask_patient_lead,
        }
        phrases {
            kind_since(kind, date),
            since(date),
            until(date),
            asked_on(date),
            ask_of(name),
            accept_of(name),
            decline_of(name),
            withdraw_of(name),
            end_of(name),
        }
        counts {
            waiting(),
        }
    }
}

impl Care {
    /// As what a doctor looks after a patient.
    #[must_use]
    pub const fn kind(&self, kind: CareKind) -> &'static str {
        match kind {
            CareKind::PrimaryCare => self.primary_care,
            CareKind::Referral => self.by_referral,
            CareKind::Temporary => self.temporary,
        }
    }

    /// What that means.
    #[must_use]
    pub const fn kind_hint(&self, kind: CareKind) -> &'static str {
        match kind {
            CareKind::PrimaryCare => self.primary_care_hint,
            CareKind::Referral => self.by_referral_hint,
            CareKind::Temporary => self.temporary_hint,
        }
    }

    /// Where a relationship stands.
    #[must_use]
    pub const fn state(&self, state: CareState) -> &'static str {
        match state {
            CareState::Requested => self.is_requested,
            CareState::Active => self.is_active,
            CareState::Ended => self.was_ended,
            CareState::Declined => self.was_declined,
        }
    }
}
