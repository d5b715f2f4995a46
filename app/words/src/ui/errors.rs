//! What could not be done, and what to do instead.

use domain::conflict::Conflict;

section! {
    /// What could not be done, and what to do instead.
    Errors {
        texts {
            not_found_title,
            not_found,
            forbidden_title,
            forbidden,
            elsewhere_title,
            elsewhere,
            sign_in_title,
            sign_in,
            not_sent_title,
            not_sent,
            confirm_title,
            confirm,
            too_many_title,
            internal_title,
            internal,
            unreachable_title,
            unreachable,
            still_there,
            try_again,
            go_home,
            time_taken,
            time_past,
            patient_busy,
            hold_expired,
            hold_taken,
            stale,
            already_decided,
            already_cancelled,
            too_late_to_cancel,
            not_possible_now,
            rule_overlaps,
            exception_overlaps,
            doctor_not_bookable,
            link_expired,
            email_in_use,
            own_account,
            more_than_held,
            last_admin,
            fixed_role,
            invitation_for_another,
            record_taken,
            record_merged,
            own_record,
            own_matter,
            owner_left_out,
            visits_overlap,
            merged_again,
            carer_open,
            acting_for_another,
            only_preview,
            role_in_use,
            location_in_use,
            care_open,
            nearest_title,
        }
        phrases {
            reference(reference),
            carers_full(max),
            passkeys_full(max),
            same_person(number),
        }
        counts {
            too_many_seconds(),
            too_many_minutes(),
            daily_limit(),
            another_birth_date(),
        }
    }
}

impl Errors {
    /// The sentence for a conflict.
    #[must_use]
    pub fn conflict(&self, conflict: &Conflict) -> String {
        let sentence = match conflict {
            Conflict::TimeTaken { .. } => self.time_taken,
            Conflict::TimePast { .. } => self.time_past,
            Conflict::PatientBusy { .. } => self.patient_busy,
            Conflict::HoldExpired => self.hold_expired,
            Conflict::HoldTaken => self.hold_taken,
            Conflict::Stale => self.stale,
            Conflict::AlreadyDecided => self.already_decided,
            Conflict::AlreadyCancelled => self.already_cancelled,
            Conflict::TooLateToCancel => self.too_late_to_cancel,
            Conflict::NotPossibleNow => self.not_possible_now,
            Conflict::DailyLimit { max } => return self.daily_limit(*max),
            Conflict::RuleOverlaps => self.rule_overlaps,
            Conflict::ExceptionOverlaps => self.exception_overlaps,
            Conflict::DoctorNotBookable => self.doctor_not_bookable,
            Conflict::LinkExpired => self.link_expired,
            Conflict::EmailInUse => self.email_in_use,
            Conflict::OwnAccount => self.own_account,
            Conflict::MoreThanHeld => self.more_than_held,
            Conflict::LastAdmin => self.last_admin,
            Conflict::FixedRole => self.fixed_role,
            Conflict::InvitationForAnother => self.invitation_for_another,
            Conflict::SamePerson { number } => return self.same_person(number),
            Conflict::RecordTaken => self.record_taken,
            Conflict::RecordMerged => self.record_merged,
            Conflict::OwnRecord => self.own_record,
            Conflict::OwnMatter => self.own_matter,
            Conflict::OwnerLeftOut => self.owner_left_out,
            Conflict::VisitsOverlap => self.visits_overlap,
            Conflict::MergedAgain => self.merged_again,
            Conflict::AnotherBirthDate { left } => return self.another_birth_date(*left),
            Conflict::CarerOpen => self.carer_open,
            Conflict::CarersFull { max } => return self.carers_full(max),
            Conflict::ActingForAnother => self.acting_for_another,
            Conflict::OnlyPreview => self.only_preview,
            Conflict::RoleInUse => self.role_in_use,
            Conflict::LocationInUse => self.location_in_use,
            Conflict::CareOpen => self.care_open,
            Conflict::PasskeysFull { max } => return self.passkeys_full(max),
        };
        sentence.to_owned()
    }

    /// How long to wait after too many tries.
    #[must_use]
    pub fn too_many(&self, seconds: u64) -> String {
        if seconds < 60 {
            self.too_many_seconds(seconds)
        } else {
            self.too_many_minutes(seconds.div_ceil(60))
        }
    }
}
