//! The words of mails. They never carry clinical content.

use crate::catalogue::fill;
use std::fmt::Display;

/// A mail ready to be laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    pub subject: String,
    pub paragraphs: Vec<String>,
    /// What the button to the portal says, when there is one.
    pub button: Option<String>,
}

/// A mail with placeholders.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LetterWords {
    pub(crate) subject: &'static str,
    pub(crate) paragraphs: &'static [&'static str],
    pub(crate) button: Option<&'static str>,
}

impl LetterWords {
    pub(crate) fn fill(&self, values: &[(&str, &dyn Display)]) -> Letter {
        Letter {
            subject: fill(self.subject, values),
            paragraphs: self.paragraphs.iter().map(|text| fill(text, values)).collect(),
            button: self.button.map(|text| fill(text, values)),
        }
    }

    #[cfg(any(test, feature = "pseudo"))]
    pub(crate) fn map(&self, change: &mut dyn FnMut(&'static str) -> &'static str) -> Self {
        let paragraphs: Vec<_> = self.paragraphs.iter().map(|text| change(text)).collect();
        Self {
            subject: change(self.subject),
            paragraphs: paragraphs.leak(),
            button: self.button.map(change),
        }
    }
}

section! {
    /// Mails that the portal sends, and what stands around each.
    MailWords {
        texts {
            signed,
            link_help,
            automatic,
        }
        phrases {
            greeting(name),
            reason_for_mail(clinic),
        }
        letters {
            verify_email(clinic, hours),
            already_registered(clinic),
            password_reset(minutes),
            password_changed(clinic, phone),
            confirm_email(clinic, hours),
            email_change_asked(clinic, phone),
            email_changed(clinic, phone),
            factor_on(clinic, phone),
            factor_off(clinic, phone),
            factor_reset(clinic, phone),
            passkey_added(clinic, phone),
            passkey_removed(clinic, phone),
            recovery_code_used(clinic, left, phone),
            recovery_codes_made(clinic, phone),
            new_sign_in(device, time, phone),
            application_received(clinic),
            applications_wait(count),
            audit_report(clinic, from, until, counts, rows, head),
            audit_changed(clinic, from, until, counts, findings, head),
            application_approved(clinic),
            application_rejected(clinic, reason),
            account_suspended(clinic, phone),
            account_reinstated(clinic),
            details_changed(clinic, phone),
            owner_invited(clinic, phone, days),
            record_merged(clinic, phone),
            record_merged_away(clinic, phone),
            record_separated(clinic, phone),
            carer_offered(clinic, days),
            carer_accepted(carer, phone),
            carer_left(carer),
            carer_changed(patient, clinic, rights),
            carer_ended(patient, clinic),
            carer_of_age(patient, day, clinic, phone),
            rights_changed(clinic, roles, phone),
            rights_ended(clinic, phone),
            invitation(clinic, roles, days),
            visit_booked(doctor, date, time, place, number),
            visit_requested(doctor, date, time, place, number),
            visit_confirmed(doctor, date, time, place, number),
            visit_cancelled_by_you(doctor, date, time, number),
            visit_cancelled_by_clinic(doctor, date, time, number, phone),
            carer_visit(patient, doctor, date, time, place, number),
            carer_visit_cancelled(patient, doctor, date, time, number, phone),
            doctor_visit_booked(date, time, place, number),
            doctor_visit_requested(date, time, place, number),
            doctor_visit_cancelled(date, time, place, number),
            emergency_opened(doctor, time, phone),
            carer_emergency_opened(patient, doctor, time, phone),
            case_answered(clinic),
            care_asked(doctor),
            care_accepted(doctor),
            care_declined(doctor),
            care_ended(doctor, phone),
            care_assigned(doctor, clinic),
            doctor_care_asked(clinic),
            doctor_care_accepted(clinic),
            doctor_care_declined(clinic),
            doctor_care_ended(clinic),
            doctor_patients_assigned(clinic, count),
        }
    }
}
