//! Questions of patients about their access history.

use domain::privacy::CaseState;

section! {
    /// Questions of patients about their access history.
    Cases {
        texts {
            list_title,
            list_lead,
            none,
            count_open,
            asked,
            state_open,
            state_answered,
            state_closed,
            one_title,
            answer_title,
            answer_hint,
            answer_button,
            answered_done,
            close_button,
            closed_done,
        }
    }
}

impl Cases {
    /// Where a case stands.
    #[must_use]
    pub const fn state(&self, state: CaseState) -> &'static str {
        match state {
            CaseState::Open => self.state_open,
            CaseState::Answered => self.state_answered,
            CaseState::Closed => self.state_closed,
        }
    }
}
