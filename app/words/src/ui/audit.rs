//! What the audit tells, its search, and a patient's access history.

use domain::actor::ActorKind;
use domain::audit::Action;

section! {
    /// What the audit tells, its search, and a patient's access history.
    Audit {
        texts {
            access_title,
            access_lead,
            access_empty,
            access_empty_hint,
            access_wrong,
            when,
            who,
            what,
            why,
            see_visit,
            doctor,
            staff,
            patient,
            visitor,
            portal,
            why_visit,
            why_accounts,
            search_title,
            search_lead,
            by_address,
            by_patient,
            any_action,
            from,
            until,
            nothing,
            nothing_hint,
            older,
            newest,
            as_file,
            about,
            where_from,
            more_facts,
            audit_read,
            audit_exported,
            account_registered,
            account_verified,
            account_suspended,
            account_reinstated,
            admin_created,
            signed_in,
            sign_in_refused,
            signed_out,
            session_ended,
            password_reset_asked,
            password_changed,
            language_chosen,
            doctor_applied,
            doctor_approved,
            doctor_rejected,
            doctor_changed,
            doctor_application_read,
            doctor_applications_listed,
            hours_added,
            hours_removed,
            hours_restored,
            exception_added,
            exception_removed,
            exception_restored,
            patient_changed,
            patient_read,
            patients_listed,
            people_listed,
            person_read,
            time_held,
            hold_released,
            visit_booked,
            visit_cancelled,
            visit_changed,
            visit_read,
            visits_listed,
            location_added,
            location_changed,
            settings_changed,
            delivery_retried,
            demo_created,
            denied,
        }
        phrases {
            access_call(phone),
            file_limit(rows),
        }
        counts {}
    }
}

impl Audit {
    /// Who did it, when their name is not told.
    #[must_use]
    pub const fn somebody(&self, kind: ActorKind) -> &'static str {
        match kind {
            ActorKind::Patient => self.patient,
            ActorKind::Doctor => self.doctor,
            ActorKind::Staff => self.staff,
            ActorKind::Anonymous => self.visitor,
            ActorKind::System => self.portal,
        }
    }

    /// What was done, as a short sentence without who did it.
    #[must_use]
    pub const fn action(&self, action: Action) -> &'static str {
        match action {
            Action::AccountRegistered => self.account_registered,
            Action::AccountVerified => self.account_verified,
            Action::AccountSuspended => self.account_suspended,
            Action::AccountReinstated => self.account_reinstated,
            Action::AdminCreated => self.admin_created,
            Action::SignedIn => self.signed_in,
            Action::SignInRefused => self.sign_in_refused,
            Action::SignedOut => self.signed_out,
            Action::SessionEnded => self.session_ended,
            Action::PasswordResetAsked => self.password_reset_asked,
            Action::PasswordChanged => self.password_changed,
            Action::LanguageChosen => self.language_chosen,
            Action::DoctorApplied => self.doctor_applied,
            Action::DoctorApproved => self.doctor_approved,
            Action::DoctorRejected => self.doctor_rejected,
            Action::DoctorChanged => self.doctor_changed,
            Action::DoctorApplicationRead => self.doctor_application_read,
            Action::DoctorApplicationsListed => self.doctor_applications_listed,
            Action::HoursAdded => self.hours_added,
            Action::HoursRemoved => self.hours_removed,
            Action::HoursRestored => self.hours_restored,
            Action::ExceptionAdded => self.exception_added,
            Action::ExceptionRemoved => self.exception_removed,
            Action::ExceptionRestored => self.exception_restored,
            Action::PatientChanged => self.patient_changed,
            Action::PatientRead => self.patient_read,
            Action::PatientsListed => self.patients_listed,
            Action::PeopleListed => self.people_listed,
            Action::PersonRead => self.person_read,
            Action::TimeHeld => self.time_held,
            Action::HoldReleased => self.hold_released,
            Action::VisitBooked => self.visit_booked,
            Action::VisitCancelled => self.visit_cancelled,
            Action::VisitChanged => self.visit_changed,
            Action::VisitRead => self.visit_read,
            Action::VisitsListed => self.visits_listed,
            Action::LocationAdded => self.location_added,
            Action::LocationChanged => self.location_changed,
            Action::SettingsChanged => self.settings_changed,
            Action::DeliveryRetried => self.delivery_retried,
            Action::AuditRead => self.audit_read,
            Action::AuditExported => self.audit_exported,
            Action::DemoCreated => self.demo_created,
            Action::Denied => self.denied,
        }
    }
}
