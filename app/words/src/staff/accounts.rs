//! Accounts of others: whether they work, and their second step.

use domain::accounts::{AccountStatus, ResetReason};

section! {
    /// Accounts of others: whether they work, and their second step.
    Accounts {
        texts {
            status_unverified,
            status_active,
            status_suspended,
            reset,
            reset_lead,
            reset_reason,
            reason_lost_device,
            reason_stolen_device,
            reason_new_device,
            reset_button,
            reset_done,
        }
    }
}

impl Accounts {
    /// The word for an account's status.
    #[must_use]
    pub const fn status(&self, status: AccountStatus) -> &'static str {
        match status {
            AccountStatus::Unverified => self.status_unverified,
            AccountStatus::Active => self.status_active,
            AccountStatus::Suspended => self.status_suspended,
        }
    }

    /// Why somebody's second step was taken away.
    #[must_use]
    pub const fn reason(&self, reason: ResetReason) -> &'static str {
        match reason {
            ResetReason::Lost => self.reason_lost_device,
            ResetReason::Stolen => self.reason_stolen_device,
            ResetReason::Replaced => self.reason_new_device,
        }
    }
}
