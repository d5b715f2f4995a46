//! What patients do not recognise in their access history, and the answers.

use domain::privacy::CaseState;

section! {
    /// What patients do not recognise in their access history, and the answers.
    Privacy {
        texts {
            report,
            message,
            message_hint,
            report_button,
            reported_done,
            own_open,
            own_answered,
            list_title,
            list_lead,
            none,
            count_open,
            asked,
            state_open,
            state_answered,
            state_closed,
            one_title,
            answer,
            answer_title,
            answer_hint,
            answer_button,
            answered_done,
            close_button,
            closed_done,
        }
        phrases {}
        counts {}
    }
}

impl Privacy {
    /// Where a case stands, for those who answer.
    #[must_use]
    pub const fn state(&self, state: CaseState) -> &'static str {
        match state {
            CaseState::Open => self.state_open,
            CaseState::Answered => self.state_answered,
            CaseState::Closed => self.state_closed,
        }
    }

    /// The same for the patient.
    #[must_use]
    pub const fn own_state(&self, state: CaseState) -> &'static str {
        match state {
            CaseState::Open => self.own_open,
            CaseState::Answered | CaseState::Closed => self.own_answered,
        }
    }
}
