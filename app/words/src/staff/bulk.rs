//! Doing one thing to many people.

use domain::bulk::{BulkAction, BulkOutcome};

section! {
    /// Doing one thing to many people.
    Bulk {
        texts {
            title,
            lead,
            whom,
            ticked,
            found_hint,
            action,
            suspend,
            reinstate,
            give_role,
            take_role,
            role_hint,
            look,
            check_title,
            check_lead,
            interrupted,
            done_title,
            changing,
            changed,
            staying,
            refused,
            will_suspend,
            suspended,
            suspended_already,
            will_reinstate,
            reinstated,
            not_suspended,
            will_give,
            given,
            given_already,
            will_renew,
            renewed,
            will_take,
            taken,
            not_held,
            not_active,
            nobody,
            back,
        }
        phrases {
            tick(name),
        }
        counts {
            found(),
            confirm(),
            done(),
        }
    }
}

impl Bulk {
    /// What is done.
    #[must_use]
    pub const fn action(&self, action: BulkAction) -> &'static str {
        match action {
            BulkAction::Suspend => self.suspend,
            BulkAction::Reinstate => self.reinstate,
            BulkAction::GiveRole => self.give_role,
            BulkAction::TakeRole => self.take_role,
        }
    }

    /// What would become of a person, or became of them; nothing for what is refused to one person in the same words.
    #[must_use]
    pub const fn outcome(&self, action: BulkAction, outcome: BulkOutcome, done: bool) -> Option<&'static str> {
        Some(match (outcome, action, done) {
            (BulkOutcome::Changes, BulkAction::Suspend, false) => self.will_suspend,
            (BulkOutcome::Changes, BulkAction::Suspend, true) => self.suspended,
            (BulkOutcome::Changes, BulkAction::Reinstate, false) => self.will_reinstate,
            (BulkOutcome::Changes, BulkAction::Reinstate, true) => self.reinstated,
            (BulkOutcome::Changes, BulkAction::GiveRole, false) => self.will_give,
            (BulkOutcome::Changes, BulkAction::GiveRole, true) => self.given,
            (BulkOutcome::Changes, BulkAction::TakeRole, false) => self.will_take,
            (BulkOutcome::Changes, BulkAction::TakeRole, true) => self.taken,
            (BulkOutcome::Renews, _, false) => self.will_renew,
            (BulkOutcome::Renews, _, true) => self.renewed,
            (BulkOutcome::Already, BulkAction::Suspend, _) => self.suspended_already,
            (BulkOutcome::Already, BulkAction::Reinstate, _) => self.not_suspended,
            (BulkOutcome::Already, BulkAction::GiveRole, _) => self.given_already,
            (BulkOutcome::Already, BulkAction::TakeRole, _) => self.not_held,
            (BulkOutcome::NotActive, ..) => self.not_active,
            (BulkOutcome::Own | BulkOutcome::MoreThanHeld | BulkOutcome::LastAdmin | BulkOutcome::Meanwhile, ..) => {
                return None;
            }
        })
    }
}
