//! The second step at sign-in, and confirming who one is.

use domain::accounts::ResetReason;

section! {
    /// The second step at sign-in, and confirming who one is.
    Factor {
        texts {
            title,
            lead,
            needed,
            on,
            off,
            since,
            codes_left,
            few_codes,
            set_up,
            manage,
            required,
            scan_title,
            scan,
            picture,
            open_app,
            secret,
            type_title,
            code,
            app_code_hint,
            turn_on,
            begin_again,
            codes_title,
            turned_on,
            codes_lead,
            codes_kept,
            codes_gone,
            new_codes,
            new_codes_lead,
            turn_off,
            turn_off_lead,
            turned_off,
            other_app,
            sign_in_title,
            sign_in_lead,
            code_hint,
            remember,
            remember_hint,
            lost_title,
            lost,
            over,
            confirm_title,
            confirm_lead,
            confirm_button,
            reset,
            reset_lead,
            reset_reason,
            reason_lost_device,
            reason_stolen_device,
            reason_new_device,
            reset_button,
            reset_done,
            required_doctors,
            required_staff,
            required_hint,
        }
    }
}

impl Factor {
    /// Why staff took somebody's second step away.
    #[must_use]
    pub const fn reason(&self, reason: ResetReason) -> &'static str {
        match reason {
            ResetReason::Lost => self.reason_lost_device,
            ResetReason::Stolen => self.reason_stolen_device,
            ResetReason::Replaced => self.reason_new_device,
        }
    }
}
