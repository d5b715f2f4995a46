//! What becomes of each person of a bulk action, by the rules for one.

use crate::{
    accounts::AccountStatus,
    actor::Permissions,
    conflict::Conflict,
    roles::{Held, may_hand_out, may_touch, permitted},
};
use chrono::{DateTime, Utc};

stored_enum! {
    /// What becomes, or became, of somebody.
    BulkOutcome {
        /// It is done.
        Changes = "changes",
        /// They hold the role already, and get it with the new end.
        Renews = "renews",
        /// They are as they would be afterwards.
        Already = "already",
        /// It is the account of whoever would do it.
        Own = "own",
        /// It needs rights that the actor does not hold, or not for as long.
        MoreThanHeld = "more_than_held",
        /// Nobody would be left who may do everything.
        LastAdmin = "last_admin",
        /// An account that does not work gets no role.
        NotActive = "not_active",
        /// Somebody changed the account while it was being done.
        Meanwhile = "meanwhile",
    }
}

/// What outcomes have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Something changes for the person.
    Changes,
    /// Nothing does, and nothing has to.
    Stays,
    /// Nothing does, as it cannot be done.
    Refused,
}

impl BulkOutcome {
    /// Which kind of outcome it is.
    #[must_use]
    pub const fn standing(self) -> Standing {
        match self {
            Self::Changes | Self::Renews => Standing::Changes,
            Self::Already => Standing::Stays,
            Self::Own | Self::MoreThanHeld | Self::LastAdmin | Self::NotActive | Self::Meanwhile => Standing::Refused,
        }
    }

    /// Whether something changes for the person.
    #[must_use]
    pub fn changes(self) -> bool {
        self.standing() == Standing::Changes
    }

    /// What a refusal of the act for one person says.
    #[must_use]
    pub const fn refused(conflict: &Conflict) -> Self {
        match conflict {
            Conflict::OwnAccount => Self::Own,
            Conflict::MoreThanHeld => Self::MoreThanHeld,
            Conflict::LastAdmin => Self::LastAdmin,
            Conflict::NotPossibleNow => Self::NotActive,
            _ => Self::Meanwhile,
        }
    }
}

/// What is to be done to each person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BulkStep {
    Suspend,
    Reinstate,
    GiveRole {
        /// What the role permits.
        permits: Permissions,
        /// The first instant at which it permits nothing any more.
        until: Option<DateTime<Utc>>,
    },
    TakeRole {
        permits: Permissions,
    },
}

/// What decides about one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judged<'a> {
    /// Whether it is the account of whoever would do it.
    pub is_own: bool,
    pub status: AccountStatus,
    /// What they hold as staff.
    pub held: &'a [Held],
    /// How long they hold the role in question, if they do.
    pub has_role: Option<Option<DateTime<Utc>>>,
}

impl BulkStep {
    /// What becomes of the person when somebody who holds `own` does it. Whether an administrator is left depends on
    /// everybody, and is not looked at here.
    #[must_use]
    pub fn judge(self, own: &[Held], person: &Judged<'_>) -> BulkOutcome {
        self.try_judge(own, person)
            .unwrap_or_else(|conflict| BulkOutcome::refused(&conflict))
    }

    fn try_judge(self, own: &[Held], person: &Judged<'_>) -> Result<BulkOutcome, Conflict> {
        let takes = matches!(self, Self::TakeRole { .. });
        if person.is_own && !takes {
            return Err(Conflict::OwnAccount);
        }
        let step = match self {
            Self::Suspend | Self::Reinstate => {
                may_touch(own, permitted(person.held))?;
                match self {
                    Self::Suspend => person.status.suspend(),
                    _ => person.status.reinstate(true),
                }
                .is_ok()
            }
            Self::GiveRole { permits, until } => {
                may_hand_out(own, permits, until)?;
                if person.status != AccountStatus::Active {
                    return Err(Conflict::NotPossibleNow);
                }
                if person.has_role.is_some_and(|end| end != until) {
                    return Ok(BulkOutcome::Renews);
                }
                person.has_role.is_none()
            }
            Self::TakeRole { permits } => {
                may_touch(own, permits)?;
                person.has_role.is_some()
            }
        };
        Ok(if step {
            BulkOutcome::Changes
        } else {
            BulkOutcome::Already
        })
    }
}
