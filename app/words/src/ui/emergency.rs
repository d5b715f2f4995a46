//! Emergency access: opening a record, and for how long.

use domain::emergency::EmergencyReason;

section! {
    /// Emergency access: opening a record, and for how long.
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
        }
        phrases {
            banner(time),
            why(time),
        }
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
}
