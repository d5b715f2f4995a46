//! What patients do not recognise in their access history, and what became of that.

use domain::privacy::CaseState;

section! {
    /// What patients do not recognise in their access history, and what became of that.
    Privacy {
        texts {
            report,
            message,
            message_hint,
            report_button,
            reported_done,
            own_open,
            own_answered,
            answer,
        }
    }
}

impl Privacy {
    /// Where a case stands, for the patient.
    #[must_use]
    pub const fn own_state(&self, state: CaseState) -> &'static str {
        match state {
            CaseState::Open => self.own_open,
            CaseState::Answered | CaseState::Closed => self.own_answered,
        }
    }
}
