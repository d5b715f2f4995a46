//! Relationships of care: which doctor looks after which patient, until when, and who agreed to it.

mod assignment;
mod commands;
#[cfg(test)]
mod tests;
mod views;

pub use assignment::{
    Assignment, AssignmentLine, ConfirmAssignment, LineOutcome, MOST_LINES, PrepareAssignment, ValidAssignment,
    record_number,
};
pub use commands::{
    AskByNumber, AskDoctor, AskPatient, StepCare, Terms, ValidAsk, ValidAskByNumber, ValidAskPatient, ValidStep,
};
pub use views::{AskPage, Care, CareOfRecord, CareRequests, CareTeam, KnownDoctor};

use crate::{
    actor::{Actor, ActorKind, Permission},
    carers::CarerScope,
    conflict::{Conflict, Refusal},
    id::{DoctorId, PatientId},
};
use chrono::NaiveDate;

stored_enum! {
    /// As what a doctor looks after a patient.
    CareKind {
        /// The doctor whom the patient goes to first.
        PrimaryCare = "primary_care",
        /// A specialist to whom somebody sent the patient.
        Referral = "referral",
        /// For a while: a stand-in, a course of treatment.
        Temporary = "temporary",
    }
}

stored_enum! {
    /// Where a relationship stands.
    CareState {
        /// One side asked, the other has not answered.
        Requested = "requested",
        /// Both agreed, or the clinic arranged it.
        Active = "active",
        /// It is over; one that was never answered was withdrawn.
        Ended = "ended",
        /// The other side did not want it.
        Declined = "declined",
    }
}

stored_enum! {
    /// A step that changes where a relationship stands.
    CareStep {
        /// Whoever was asked agrees.
        Accept = "accept",
        /// Whoever was asked does not want it.
        Decline = "decline",
        /// Whoever asked no longer does.
        Withdraw = "withdraw",
        /// Either side ends it.
        End = "end",
    }
}

impl CareState {
    /// The state after a step.
    ///
    /// # Errors
    /// The step does not lead on from here.
    pub const fn transition(self, step: CareStep) -> Result<Self, Conflict> {
        match (self, step) {
            (Self::Requested, CareStep::Accept) => Ok(Self::Active),
            (Self::Requested, CareStep::Decline) => Ok(Self::Declined),
            (Self::Requested, CareStep::Withdraw) | (Self::Active, CareStep::End) => Ok(Self::Ended),
            _ => Err(Conflict::NotPossibleNow),
        }
    }
}

/// What the rules need to know of a relationship.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CareFacts {
    pub patient: PatientId,
    pub doctor: DoctorId,
    pub state: CareState,
    /// Who asked: the patient, the doctor, or staff who arranged it.
    pub requested_by: ActorKind,
    /// The first day.
    pub starts_on: NaiveDate,
    /// The day on which it is over, if it was made for a while.
    pub ends_on: Option<NaiveDate>,
}

impl CareFacts {
    /// Whether the day on which it is over has come.
    #[must_use]
    pub fn is_over(&self, today: NaiveDate) -> bool {
        self.ends_on.is_some_and(|end| end <= today)
    }

    /// Whether the doctor sees the patient because of it: from its first day until the day on which it is over.
    #[must_use]
    pub fn gives_access(&self, today: NaiveDate) -> bool {
        self.state == CareState::Active && self.starts_on <= today && !self.is_over(today)
    }

    /// The state as it is today: one whose end has come is over, whoever asked or agreed.
    #[must_use]
    pub fn state_on(&self, today: NaiveDate) -> CareState {
        match self.state {
            CareState::Requested | CareState::Active if self.is_over(today) => CareState::Ended,
            state => state,
        }
    }
}

/// Whether the actor may take the step today. Guards the use case and fills [`Care::actions`].
///
/// # Errors
/// Why not, with what stands against it.
pub fn may(step: CareStep, actor: &Actor, care: &CareFacts, today: NaiveDate) -> Result<CareState, Refusal> {
    let side = match actor {
        // Staff end what should not be, agreed to or not.
        Actor::Staff { permissions, .. } if permissions.contains(Permission::ManagePeople) && step == CareStep::End => {
            let asked = care.state_on(today) == CareState::Requested;
            let step = if asked { CareStep::Withdraw } else { step };
            return Ok(care.state_on(today).transition(step)?);
        }
        Actor::Patient { patient, .. } | Actor::Carer { patient, .. }
            if *patient == care.patient && actor.allows(CarerScope::CareTeam) =>
        {
            ActorKind::Patient
        }
        Actor::Doctor { doctor, .. } if *doctor == care.doctor => ActorKind::Doctor,
        _ => return Err(Refusal::NotAllowed),
    };
    let theirs = match step {
        CareStep::Accept | CareStep::Decline => side != care.requested_by,
        CareStep::Withdraw => side == care.requested_by,
        CareStep::End => true,
    };
    if theirs {
        Ok(care.state_on(today).transition(step)?)
    } else {
        Err(Refusal::NotAllowed)
    }
}

/// Every step that the actor may take today.
#[must_use]
pub fn allowed_steps(actor: &Actor, care: &CareFacts, today: NaiveDate) -> Vec<CareStep> {
    let all = CareStep::ALL.iter().copied();
    all.filter(|step| may(*step, actor, care, today).is_ok()).collect()
}
