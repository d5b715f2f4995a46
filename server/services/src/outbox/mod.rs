//! Mails: asked for in the transaction of what they tell, written and sent by a job that reads everything anew.

mod deliver;

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use domain::id::{
    AccountId, AppointmentId, CareId, CarerId, CaseId, DoctorId, EmergencyId, InvitationId, MergeId, OwnerInvitationId,
};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::audit::Week;
use crate::error::Result;
use crate::jobs::{self, Job, Order, Registry};
use crate::scope::{Scope, Tools};

/// A mail to be sent: ids, and what is nowhere else. Who gets it, in which language and with which words is decided when it is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mail {
    /// The link that confirms an address.
    Verify {
        account: AccountId,
    },
    /// Somebody registered with an address that has an account.
    AlreadyRegistered {
        account: AccountId,
    },
    /// The link that sets a new password.
    ResetPassword {
        account: AccountId,
    },
    PasswordChanged {
        account: AccountId,
    },
    /// The link that confirms another address, to that address.
    ConfirmEmail {
        change: Uuid,
    },
    /// It was asked for, to the address of now.
    EmailChangeAsked {
        change: Uuid,
    },
    /// The account moved to another address, to the one that it left.
    EmailChanged {
        change: Uuid,
    },
    FactorOn {
        account: AccountId,
    },
    FactorOff {
        account: AccountId,
    },
    /// The clinic took the second step away.
    FactorReset {
        account: AccountId,
    },
    PasskeyAdded {
        account: AccountId,
    },
    PasskeyRemoved {
        account: AccountId,
    },
    RecoveryCodeUsed {
        account: AccountId,
    },
    RecoveryCodesMade {
        account: AccountId,
    },
    /// Somebody signed in with a browser that had not been seen with the account before.
    NewSignIn {
        account: AccountId,
        user_agent: String,
        at: DateTime<Utc>,
    },
    /// To a member of staff who verifies doctors: some wait for it.
    ApplicationsWait {
        account: AccountId,
    },
    /// To a member of staff who reads the audit, every week.
    AuditReport {
        account: AccountId,
        week: Week,
    },
    /// The application was received.
    DoctorApplied {
        account: AccountId,
    },
    DoctorApproved {
        account: AccountId,
    },
    DoctorRejected {
        account: AccountId,
    },
    AccountSuspended {
        account: AccountId,
    },
    AccountReinstated {
        account: AccountId,
    },
    /// Staff corrected the details of a patient.
    DetailsChanged {
        account: AccountId,
    },
    /// The link with which somebody takes a record over.
    OwnerInvited {
        invitation: OwnerInvitationId,
    },
    /// To the owner of one of two records that were made one.
    RecordsMerged {
        merge: MergeId,
        account: AccountId,
    },
    /// To the owner of one of two records that were taken apart again.
    RecordsSeparated {
        merge: MergeId,
        account: AccountId,
    },
    /// The link with which somebody agrees to act for a patient.
    CarerOffered {
        carer: CarerId,
    },
    /// To the patient whose carer agreed.
    CarerAccepted {
        carer: CarerId,
    },
    /// To the carer, who may do something else now, or for another time.
    CarerChanged {
        carer: CarerId,
    },
    /// To the side that did not end it.
    CarerEnded {
        carer: CarerId,
    },
    /// To whoever acts for a child who comes of age soon.
    CarerOfAge {
        carer: CarerId,
    },
    /// The link with which somebody joins the staff.
    Invitation {
        invitation: InvitationId,
    },
    /// What the account may do as staff is not what it was.
    RightsChanged {
        account: AccountId,
    },
    /// To one side of a visit, about its booking.
    VisitBooked {
        appointment: AppointmentId,
        side: Side,
    },
    /// To the patient's side, whose booking the doctor confirmed.
    VisitConfirmed {
        appointment: AppointmentId,
        #[serde(default)]
        side: Side,
    },
    /// To one side of a visit, about its cancellation.
    VisitCancelled {
        appointment: AppointmentId,
        side: Side,
    },
    /// To whoever was asked for a relationship of care.
    CareAsked {
        care: CareId,
    },
    /// To whoever asked for one, when it was answered.
    CareAnswered {
        care: CareId,
    },
    /// To a side of one that was ended, which did not do it.
    CareEnded {
        care: CareId,
        /// The other side than the one that ended it where nothing is said.
        #[serde(default)]
        side: Option<Side>,
    },
    /// To a patient whom staff gave to a doctor.
    CareAssigned {
        care: CareId,
    },
    /// To a patient whose record was opened in an emergency, or to somebody who acts for one without an account.
    EmergencyOpened {
        emergency: EmergencyId,
        #[serde(default)]
        carer: Option<AccountId>,
    },
    /// To a patient whose question about the access history was answered.
    CaseAnswered {
        case: CaseId,
    },
    /// To the doctor whom staff gave patients to.
    PatientsAssigned {
        doctor: DoctorId,
        count: u64,
    },
}

/// Which side of a visit reads a mail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    #[default]
    Patient,
    /// Who acts for a patient that has no account.
    Carer(AccountId),
    Doctor,
}

impl Job for Mail {
    const KIND: &'static str = "mail";
}

/// Puts a mail into the outbox.
///
/// # Errors
/// When the database fails.
pub(crate) async fn post(tx: &impl ConnectionTrait, scope: &Scope, mail: Mail) -> Result<()> {
    jobs::enqueue(tx, scope.now(), &mail).await.map(drop)
}

/// Puts a mail into the outbox that waits there for a while: another one with its key, `once`, is not added meanwhile, as it
/// says what holds when it leaves.
///
/// # Errors
/// When the database fails.
pub(crate) async fn post_later(
    tx: &impl ConnectionTrait,
    scope: &Scope,
    mail: Mail,
    wait: TimeDelta,
    once: String,
) -> Result<()> {
    let order = Order::at(scope.now() + wait).once(once);
    jobs::enqueue_ordered(tx, scope.now(), &mail, order).await.map(drop)
}

/// Says what sends mails.
pub(crate) fn register(registry: &mut Registry, tools: &Arc<Tools>) {
    let tools = Arc::clone(tools);
    registry.handle(move |run, mail: Mail| {
        let tools = Arc::clone(&tools);
        async move { deliver::deliver(&tools, run, mail).await }
    });
}
