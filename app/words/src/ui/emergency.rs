//! Emergency access: opening a record, and looking at that afterwards.

use domain::emergency::{EmergencyReason, Verdict};

section! {
    /// Emergency access: opening a record, and looking at that afterwards.
    Emergency {
        texts {
            open_title,
            open_lead,
            open_told,
            kind,
            danger,
            cannot_agree,
            advice,
            other,
            text,
            text_hint,
            password,
            password_hint,
            open_button,
            banner_lead,
            end_button,
            end_done,
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
        phrases {
            banner(time),
            why(time),
        }
        counts {}
    }
}

impl Emergency {
    /// Why it is needed.
    #[must_use]
    pub const fn reason(&self, reason: EmergencyReason) -> &'static str {
        match reason {
            EmergencyReason::Danger => self.danger,
            EmergencyReason::CannotAgree => self.cannot_agree,
            EmergencyReason::Advice => self.advice,
            EmergencyReason::Other => self.other,
        }
    }

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
