//! Looking at emergency accesses afterwards.

use domain::emergency::Verdict;

section! {
    /// Looking at emergency accesses afterwards.
    Reviews {
        texts {
            list_title,
            list_lead,
            tab_waiting,
            tab_reviewed,
            none,
            count_waiting,
            doctor,
            one_title,
            opened_at,
            ended_at,
            done_title,
            done_nothing,
            decision,
            was_it_needed,
            justified,
            not_justified,
            not_yet,
            note,
            note_hint,
            review_button,
            reviewed_done,
        }
    }
}

impl Reviews {
    /// How it was decided on.
    #[must_use]
    pub const fn verdict(&self, verdict: Option<Verdict>) -> &'static str {
        match verdict {
            None => self.not_yet,
            Some(Verdict::Justified) => self.justified,
            Some(Verdict::NotJustified) => self.not_justified,
        }
    }
}
