//! Registration, sign-in and the account page.

use domain::{accounts::AccountStatus, actor::Role};

section! {
    /// Registration, sign-in and the account page.
    Account {
        texts {
            sign_in_title,
            password,
            show_password,
            hide_password,
            forgotten_link,
            no_account,
            register_link,
            signed_out,
            session_ended,
            sign_in_needed,
            register_title,
            register_question,
            register_as_patient,
            register_as_patient_hint,
            register_as_doctor,
            register_as_doctor_hint,
            register_patient_title,
            register_doctor_title,
            about_you,
            how_to_reach_you,
            your_work,
            your_sign_in,
            full_name,
            full_name_hint,
            email_hint,
            phone_hint,
            address_hint,
            birth_date_hint,
            day,
            month,
            year,
            new_password,
            password_again,
            current_password,
            specialties,
            specialties_hint,
            qualifications,
            qualifications_hint,
            licence_number,
            licence_hint,
            experience_years,
            main_location,
            create_account,
            send_application,
            check_mail_title,
            check_mail_lead,
            check_mail_help,
            send_again,
            mail_sent_again,
            verify_title,
            verify_lead,
            verify_button,
            verified,
            verified_doctor,
            link_expired_title,
            link_expired,
            forgotten_title,
            forgotten_lead,
            forgotten_button,
            forgotten_sent,
            reset_title,
            reset_button,
            reset_done,
            account_title,
            account_email,
            roles,
            role_patient,
            role_doctor,
            role_staff,
            change_password_title,
            change_password_button,
            password_changed,
            sessions_title,
            sessions_lead,
            this_device,
            end_session,
            session_ended_elsewhere,
            language_lead,
            theme_lead,
            idle_title,
            stay_signed_in,
            status_unverified,
            status_active,
            status_suspended,
            device_unknown,
            end_other_sessions,
            other_sessions_ended,
            address_of_network,
            only_this_device,
            password_rules,
            reset_lead,
            have_account,
            sign_in_link,
            no_locations_title,
            no_locations,
            doctor_steps_title,
            doctor_step_mail,
            doctor_step_licence,
            doctor_step_hours,
            open_development_mail,
            choose_password_note,
            patient_card_title,
            doctor_card_title,
        }
        phrases {
            idle_warning(time),
            password_hint(min),
            check_mail_sent_to(email),
            last_seen(time),
            end_session_on(device),
            device(browser, system),
        }
    }
}

impl Account {
    /// The word for a role.
    #[must_use]
    pub const fn role(&self, role: Role) -> &'static str {
        match role {
            Role::Patient => self.role_patient,
            Role::Doctor => self.role_doctor,
            Role::Staff => self.role_staff,
        }
    }

    /// The word for an account's status.
    #[must_use]
    pub const fn status(&self, status: AccountStatus) -> &'static str {
        match status {
            AccountStatus::Unverified => self.status_unverified,
            AccountStatus::Active => self.status_active,
            AccountStatus::Suspended => self.status_suspended,
        }
    }
}
