//! What the clinic's state does not allow now, although the request is well made.

use crate::{
    id::{DoctorId, LocationId, VisitTypeId},
    when::When,
};
use serde::{Deserialize, Serialize};

/// Why a request could not be done now. `words` has a plain sentence for each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Conflict {
    /// Somebody has the time, or the doctor no longer offers it.
    #[error("time taken")]
    TimeTaken { alternatives: Vec<SlotOffer> },
    /// The time is over: the page that offered it was open for long.
    #[error("time past")]
    TimePast { alternatives: Vec<SlotOffer> },
    /// The patient has another visit then.
    #[error("patient busy")]
    PatientBusy { alternatives: Vec<SlotOffer> },
    /// The time was kept too long without confirming.
    #[error("hold expired")]
    HoldExpired,
    /// The hold was replaced by a newer one, in another tab perhaps.
    #[error("hold taken")]
    HoldTaken,
    /// Somebody changed the same row meanwhile.
    #[error("stale")]
    Stale,
    /// The doctor's application was decided before.
    #[error("already decided")]
    AlreadyDecided,
    /// The visit was cancelled before.
    #[error("already cancelled")]
    AlreadyCancelled,
    /// The notice that the clinic asks for has begun, or the visit itself has.
    #[error("too late to cancel")]
    TooLateToCancel,
    /// The state of the thing does not allow the step.
    #[error("not possible now")]
    NotPossibleNow,
    /// The patient has booked as many visits for the day as the clinic allows.
    #[error("daily limit")]
    DailyLimit { max: u32 },
    /// Another weekly rule covers the same time.
    #[error("rule overlaps")]
    RuleOverlaps,
    /// Another block or opening covers the same time.
    #[error("exception overlaps")]
    ExceptionOverlaps,
    /// The doctor cannot be booked now.
    #[error("doctor not bookable")]
    DoctorNotBookable,
    /// The mailed link was used, replaced or is too old.
    #[error("link expired")]
    LinkExpired,
    /// Somebody else has registered with the address meanwhile.
    #[error("email in use")]
    EmailInUse,
    /// An account may not suspend itself.
    #[error("own account")]
    OwnAccount,
    /// The account has as many passkeys as it may have.
    #[error("passkeys full")]
    PasskeysFull { max: u32 },
    /// The doctor looks after the patient like that already, or one of the two has asked the other.
    #[error("care open")]
    CareOpen,
    /// Rights would go from one hand to another that the first does not hold, or not for as long.
    #[error("more than held")]
    MoreThanHeld,
    /// Nobody would be left who may do everything.
    #[error("last admin")]
    LastAdmin,
    /// The role comes with the portal and stays as it is.
    #[error("fixed role")]
    FixedRole,
    /// Somebody else was invited than who is signed in.
    #[error("invitation for another")]
    InvitationForAnother,
    /// A patient with this name and date of birth is there already.
    #[error("same person")]
    SamePerson { number: i64 },
    /// The account has a record already, or the record an account.
    #[error("record taken")]
    RecordTaken,
    /// The record was merged into another one.
    #[error("record merged")]
    RecordMerged,
    /// The record is the actor's own, or of somebody for whom they act.
    #[error("own record")]
    OwnRecord,
    /// It is about the actor, or about what the actor did: somebody else has to decide it.
    #[error("own matter")]
    OwnMatter,
    /// Somebody who can sign in would be left without a record, or somebody who cannot would get one.
    #[error("owner left out")]
    OwnerLeftOut,
    /// Both records have a visit at the same time that is still to come.
    #[error("visits overlap")]
    VisitsOverlap,
    /// The record that was kept was itself merged since.
    #[error("merged again")]
    MergedAgain,
    /// The date of birth is not that of the record.
    #[error("another birth date")]
    AnotherBirthDate { left: u32 },
    /// This person acts for the patient already, or was asked to.
    #[error("carer open")]
    CarerOpen,
    /// The patient has as many carers as may be.
    #[error("carers full")]
    CarersFull { max: u32 },
    /// The page was made for somebody else than for whom the person acts now.
    #[error("acting for another")]
    ActingForAnother,
    /// The page only shows what a carer would see.
    #[error("only a preview")]
    OnlyPreview,
    /// Somebody holds the role.
    #[error("role in use")]
    RoleInUse,
    /// The place still has rules or coming visits.
    #[error("location in use")]
    LocationInUse,
}

/// Why a step is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is not for this person to do.
    #[error("not allowed")]
    NotAllowed,
    /// It is, but not now.
    #[error(transparent)]
    Conflict(#[from] Conflict),
}

/// A free time that is offered instead; each is a form that holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlotOffer {
    pub doctor: DoctorId,
    pub doctor_name: String,
    pub visit_type: VisitTypeId,
    /// `None` is a video visit.
    pub location: Option<LocationId>,
    /// The place's name, when it is not a video visit.
    pub place: Option<String>,
    pub when: When,
}
