//! What the audit tells: a closed list of things that can happen, and what people are shown of it.

use crate::{
    actor::ActorKind,
    filters,
    form::{Check, FieldErrors, Problem},
    id::{AccountId, AppointmentId},
    page::{self, Page},
    privacy::OwnCase,
    values::{EmailAddress, RECORD_NUMBER_MAX, number, optional},
    when::Moment,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

stored_enum! {
    /// What was done. A spelling (`subject.verb`) never changes its meaning.
    Action {
        /// Somebody registered.
        AccountRegistered = "account.registered",
        /// An address was confirmed by the link that was mailed to it.
        AccountVerified = "account.verified",
        /// An account was stopped.
        AccountSuspended = "account.suspended",
        /// A stopped account works again.
        AccountReinstated = "account.reinstated",
        /// The operator made an administrator.
        AdminCreated = "account.admin_created",
        /// Somebody signed in.
        SignedIn = "session.signed_in",
        /// Somebody tried to sign in and was refused.
        SignInRefused = "session.refused",
        /// Somebody signed out.
        SignedOut = "session.signed_out",
        /// A session was ended from elsewhere.
        SessionEnded = "session.ended",
        /// A link for a new password was asked for.
        PasswordResetAsked = "password.reset_asked",
        /// A password was changed.
        PasswordChanged = "password.changed",
        /// Another address was asked for.
        EmailChangeAsked = "email.change_asked",
        /// The account moved to another address.
        EmailChanged = "email.changed",
        /// A second step at sign-in was turned on.
        FactorOn = "factor.on",
        /// It was turned off.
        FactorOff = "factor.off",
        /// Staff or the operator took it away from somebody who had lost it.
        FactorReset = "factor.reset",
        /// A code was offered that did not fit.
        CodeRefused = "factor.code_refused",
        /// A recovery code was used.
        RecoveryCodeUsed = "factor.recovery_code_used",
        /// New recovery codes were made.
        RecoveryCodesMade = "factor.recovery_codes_made",
        /// A browser was let off the second step for a while.
        DeviceRemembered = "factor.device_remembered",
        /// A passkey was added.
        PasskeyAdded = "passkey.added",
        /// A passkey was removed.
        PasskeyRemoved = "passkey.removed",
        /// Somebody confirmed who they are, before something that matters.
        IdentityConfirmed = "session.confirmed",
        /// Somebody could not confirm who they are.
        ConfirmationRefused = "session.confirmation_refused",
        /// Somebody chose a language.
        LanguageChosen = "account.language_chosen",
        /// A doctor applied.
        DoctorApplied = "doctor.applied",
        /// A doctor's licence was accepted.
        DoctorApproved = "doctor.approved",
        /// A doctor's licence was not accepted.
        DoctorRejected = "doctor.rejected",
        /// A doctor's profile was changed.
        DoctorChanged = "doctor.changed",
        /// A doctor's application was read.
        DoctorApplicationRead = "doctor.application_read",
        /// Doctors' applications were listed.
        DoctorApplicationsListed = "doctor.applications_listed",
        /// A doctor handed in a document about the licence.
        LicenceAdded = "licence.added",
        /// A doctor took one back.
        LicenceRemoved = "licence.removed",
        /// A document about a doctor's licence was read.
        LicenceRead = "licence.read",
        /// Somebody set their photo.
        PhotoSet = "photo.set",
        /// Somebody removed their photo.
        PhotoRemoved = "photo.removed",
        /// Weekly hours were added.
        HoursAdded = "hours.added",
        /// Weekly hours were removed.
        HoursRemoved = "hours.removed",
        /// Removed weekly hours were brought back.
        HoursRestored = "hours.restored",
        /// Time off or extra hours were added.
        ExceptionAdded = "exception.added",
        /// Time off or extra hours were removed.
        ExceptionRemoved = "exception.removed",
        /// Removed time off or extra hours were brought back.
        ExceptionRestored = "exception.restored",
        /// A patient's profile was changed.
        PatientChanged = "patient.changed",
        /// A patient's record was opened.
        PatientRead = "patient.read",
        /// A doctor's patients were listed.
        PatientsListed = "patient.listed",
        /// A patient or a doctor asked the other side for a relationship of care.
        CareAsked = "care.asked",
        /// Whoever was asked agreed.
        CareAccepted = "care.accepted",
        /// Whoever was asked did not want it.
        CareDeclined = "care.declined",
        /// Whoever asked no longer does.
        CareWithdrawn = "care.withdrawn",
        /// A relationship of care was ended.
        CareEnded = "care.ended",
        /// Staff gave a patient to a doctor.
        CareAssigned = "care.assigned",
        /// Staff chose patients to give to a doctor.
        AssignmentPrepared = "care.assignment_prepared",
        /// A doctor's requests for relationships of care were listed.
        CareListed = "care.listed",
        /// A doctor opened a patient in an emergency.
        EmergencyOpened = "emergency.opened",
        /// The doctor ended an emergency access before its time.
        EmergencyEnded = "emergency.ended",
        /// Somebody decided whether an emergency access was needed.
        EmergencyReviewed = "emergency.reviewed",
        /// An emergency access was looked at.
        EmergencyRead = "emergency.read",
        /// Emergency accesses were listed.
        EmergenciesListed = "emergency.listed",
        /// A patient did not recognise an entry of the access history.
        CaseOpened = "case.opened",
        /// A patient's case was answered.
        CaseAnswered = "case.answered",
        /// A patient's case was closed.
        CaseClosed = "case.closed",
        /// A patient's case was looked at.
        CaseRead = "case.read",
        /// Patients' cases were listed.
        CasesListed = "case.listed",
        /// People were listed.
        PeopleListed = "person.listed",
        /// A person's account was opened.
        PersonRead = "person.read",
        /// Staff chose people to do one thing to all of them.
        BulkPrepared = "bulk.prepared",
        /// Staff did it.
        BulkDone = "bulk.done",
        /// Staff added a patient who has no account.
        RecordAdded = "record.added",
        /// A patient without an account was opened by staff.
        RecordRead = "record.read",
        /// Patients without an account were listed.
        RecordsListed = "record.listed",
        /// Somebody was invited to take their record over.
        OwnerInvited = "record.owner_invited",
        /// That invitation was withdrawn.
        OwnerInvitationWithdrawn = "record.invitation_withdrawn",
        /// Whoever had the link did not know the date of birth.
        OwnerRefused = "record.owner_refused",
        /// Somebody took their record over.
        RecordTakenOver = "record.taken_over",
        /// Two records were looked at side by side.
        RecordsCompared = "record.compared",
        /// Two records of one person were made one.
        RecordsMerged = "record.merged",
        /// Two records were taken apart again.
        RecordsSeparated = "record.separated",
        /// Somebody was asked to act for a patient.
        CarerOffered = "carer.offered",
        /// Somebody agreed to act for a patient.
        CarerAccepted = "carer.accepted",
        /// Whoever was asked to act for a patient did not know the date of birth.
        CarerRefused = "carer.refused",
        /// What somebody may do who acts for a patient, or until when, was changed.
        CarerChanged = "carer.changed",
        /// Nobody acts for the patient by this any more.
        CarerEnded = "carer.ended",
        /// Somebody began to act for a patient.
        CarerBegan = "carer.began",
        /// Somebody asked why an account may open a record.
        AccessExplained = "access.explained",
        /// A time was kept for a booking.
        TimeHeld = "visit.held",
        /// A kept time was given back.
        HoldReleased = "visit.hold_released",
        /// A visit was booked.
        VisitBooked = "visit.booked",
        /// A visit was cancelled.
        VisitCancelled = "visit.cancelled",
        /// A visit went on: confirmed, begun, finished, missed.
        VisitChanged = "visit.changed",
        /// A visit was opened.
        VisitRead = "visit.read",
        /// Visits were listed.
        VisitsListed = "visit.listed",
        /// A place was added.
        LocationAdded = "location.added",
        /// A place was changed.
        LocationChanged = "location.changed",
        /// Settings were changed.
        SettingsChanged = "settings.changed",
        /// A role of staff was made.
        RoleMade = "role.made",
        /// A role of staff was changed.
        RoleChanged = "role.changed",
        /// A role of staff was deleted.
        RoleDeleted = "role.deleted",
        /// Somebody was given a role.
        RoleGranted = "role.granted",
        /// A role was taken from somebody.
        RoleRevoked = "role.revoked",
        /// Somebody was invited to join the staff.
        InvitationSent = "invitation.sent",
        /// An invitation was withdrawn.
        InvitationWithdrawn = "invitation.withdrawn",
        /// Somebody joined the staff by an invitation.
        InvitationAccepted = "invitation.accepted",
        /// The open invitations were listed.
        InvitationsListed = "invitation.listed",
        /// A delivery was tried again.
        DeliveryRetried = "delivery.retried",
        /// The audit was searched.
        AuditRead = "audit.read",
        /// Rows of the audit were taken out as a file.
        AuditExported = "audit.exported",
        /// The system log was searched.
        LogRead = "log.read",
        /// The integration log was searched.
        ExchangesRead = "exchanges.read",
        /// Rows of the integration log were taken out as a file.
        ExchangesExported = "exchanges.exported",
        /// Sealed values were sealed anew with the newest key.
        KeysRotated = "keys.rotated",
        /// The demo clinic was made.
        DemoCreated = "demo.created",
        /// Somebody was refused.
        Denied = "access.denied",
    }
}

/// A page of a patient's access history: `?page=`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FindAccess {
    pub page: String,
}

impl FindAccess {
    /// The page asked for, from 1.
    #[must_use]
    pub fn page(&self) -> u64 {
        page::number(&self.page)
    }
}

/// What others did with a patient's record, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessHistory {
    pub rows: Page<Access>,
    /// Number to call about it.
    pub phone: String,
}

/// What somebody did with a patient's record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Access {
    pub id: Uuid,
    pub at: Moment,
    pub what: Action,
    /// As what they did it.
    pub role: ActorKind,
    /// Their name, where patients know it: that of a doctor.
    pub name: Option<String>,
    /// The visit that it was about.
    pub visit: Option<AppointmentId>,
    /// Whether it was done in an emergency.
    pub emergency: bool,
    /// The patient did not recognise it.
    pub case: Option<OwnCase>,
}

/// The most rows that are taken out as a file.
pub const FILE_ROWS: u64 = 10_000;

/// Somebody looks through the audit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FindAudit {
    /// The e-mail address of who did it.
    pub who: String,
    /// The record number of the patient whom it touched.
    pub patient: String,
    /// What was done, as [`Action::as_str`] spells it.
    pub action: String,
    /// The first day.
    pub from: String,
    /// The last day.
    pub until: String,
    /// The row before which the list begins: a long list goes on from the last row shown.
    pub before: String,
}

/// A search through the audit that can be run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ValidFindAudit {
    pub who: Option<EmailAddress>,
    pub patient: Option<i64>,
    pub action: Option<Action>,
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    pub before: Option<Uuid>,
}

impl FindAudit {
    /// Reads the filters.
    ///
    /// # Errors
    /// A problem for each that is none: no filter is lost unseen.
    pub fn parse(&self) -> Result<ValidFindAudit, FieldErrors> {
        let mut check = Check::new();
        let who = check.field("who", optional(&self.who, EmailAddress::parse));
        let patient = check.field(
            "patient",
            optional(&self.patient, |text| number(text, 1, RECORD_NUMBER_MAX)),
        );
        let action = check.field(
            "action",
            optional(&self.action, |text| {
                Action::from_text(text.trim()).ok_or(Problem::UnknownChoice)
            }),
        );
        let (from, until) = filters::days(&mut check, &self.from, &self.until);
        let before = filters::before(&mut check, &self.before);
        check.done(ValidFindAudit {
            who: who.flatten(),
            patient: patient.flatten(),
            action: action.flatten(),
            from,
            until,
            before,
        })
    }

    /// The filters that are set, as names and values of a query; without where the list begins.
    #[must_use]
    pub fn filters(&self) -> Vec<(&'static str, &str)> {
        filters::set([
            ("who", &self.who),
            ("patient", &self.patient),
            ("action", &self.action),
            ("from", &self.from),
            ("until", &self.until),
        ])
    }
}

/// Rows of the audit, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditList {
    pub search: FindAudit,
    /// What is wrong with the search; then nothing is found.
    pub errors: FieldErrors,
    pub rows: Vec<AuditRow>,
    /// There are older ones: [`FindAudit::before`] of the list that goes on.
    pub older: Option<Uuid>,
}

/// A row of the audit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditRow {
    pub id: Uuid,
    pub at: Moment,
    pub instant: DateTime<Utc>,
    pub role: ActorKind,
    /// Who did it, when somebody who has signed in did.
    pub account: Option<AccountId>,
    /// The address of that account, as long as it exists.
    pub who: Option<String>,
    pub what: Action,
    /// Whether it was refused.
    pub refused: bool,
    /// The patient whom it touched: record number and name.
    pub patient: Option<(i64, String)>,
    /// The kind of thing that it was done to, and its id.
    pub subject: Option<(String, Uuid)>,
    pub ip: Option<String>,
    /// The number under which the log has the request.
    pub request: Uuid,
    /// More facts: ids, counts and states as JSON; empty when there are none.
    pub detail: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_that_is_none_is_told_and_not_left_out() {
        let find = FindAudit {
            who: " Ann@Example.org ".into(),
            patient: "100001".into(),
            action: "visit.read".into(),
            from: "2026-11-01".into(),
            ..FindAudit::default()
        };
        let valid = find.parse().unwrap();
        assert_eq!((valid.patient, valid.action), (Some(100_001), Some(Action::VisitRead)));
        assert_eq!(valid.from, NaiveDate::from_ymd_opt(2026, 11, 1));
        assert_eq!((valid.who.is_some(), valid.until, valid.before), (true, None, None));
        let names: Vec<_> = find.filters().into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["who", "patient", "action", "from"]);
        let wrong = FindAudit {
            who: "ann".into(),
            patient: "ann".into(),
            action: "visit.eaten".into(),
            until: "2026-10-31".into(),
            before: "7".into(),
            ..find
        };
        let problems = wrong.parse().unwrap_err();
        for (field, problem) in [
            ("who", Problem::EmailWrong),
            (
                "patient",
                Problem::NumberOutOfRange {
                    min: 1,
                    max: RECORD_NUMBER_MAX,
                },
            ),
            ("action", Problem::UnknownChoice),
            ("until", Problem::EndsBeforeItStarts),
            ("before", Problem::ReloadPage),
        ] {
            assert_eq!(problems.get(field), Some(&problem), "{field}");
        }
        assert_eq!(FindAudit::default().parse(), Ok(ValidFindAudit::default()));
    }
}
