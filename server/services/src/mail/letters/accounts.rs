//! To people about their accounts, and to those who join.

use domain::carers::CarerScopes;

use crate::mail::{Reader, Stationery, Written};

impl Stationery {
    /// Confirm the address of a new account.
    #[must_use]
    pub fn verify_email(&self, to: &Reader, token: &str, hours: i64) -> Written {
        let letter = to.language.mail().verify_email(&self.clinic, hours);
        self.write(to, &letter, &format!("/verify/{token}"))
    }

    /// Somebody tried to register with an address that has an account.
    #[must_use]
    pub fn already_registered(&self, to: &Reader) -> Written {
        self.write(to, &to.language.mail().already_registered(&self.clinic), "/sign-in")
    }

    /// Set a new password.
    #[must_use]
    pub fn reset_password(&self, to: &Reader, token: &str, minutes: i64) -> Written {
        let letter = to.language.mail().password_reset(minutes);
        self.write(to, &letter, &format!("/reset-password/{token}"))
    }

    /// The password was changed.
    #[must_use]
    pub fn password_changed(&self, to: &Reader) -> Written {
        self.write(
            to,
            &to.language.mail().password_changed(&self.clinic, &self.phone),
            "/sign-in",
        )
    }

    /// To another address: confirm that the account moves there.
    #[must_use]
    pub fn confirm_email(&self, to: &Reader, token: &str, hours: i64) -> Written {
        let letter = to.language.mail().confirm_email(&self.clinic, hours);
        self.write(to, &letter, &format!("/confirm-email/{token}"))
    }

    /// To the address of an account that somebody wants to move to another one.
    #[must_use]
    pub fn email_change_asked(&self, to: &Reader) -> Written {
        let letter = to.language.mail().email_change_asked(&self.clinic, &self.phone);
        self.write(to, &letter, "/forgotten-password")
    }

    /// To the address that an account has left.
    #[must_use]
    pub fn email_changed(&self, to: &Reader) -> Written {
        let letter = to.language.mail().email_changed(&self.clinic, &self.phone);
        self.write(to, &letter, "/sign-in")
    }

    /// The second step at sign-in is on.
    #[must_use]
    pub fn factor_on(&self, to: &Reader) -> Written {
        let letter = to.language.mail().factor_on(&self.clinic, &self.phone);
        self.write(to, &letter, "/account/second-factor")
    }

    /// The second step at sign-in is off.
    #[must_use]
    pub fn factor_off(&self, to: &Reader) -> Written {
        let letter = to.language.mail().factor_off(&self.clinic, &self.phone);
        self.write(to, &letter, "/account/second-factor")
    }

    /// The clinic took the second step away.
    #[must_use]
    pub fn factor_reset(&self, to: &Reader) -> Written {
        let letter = to.language.mail().factor_reset(&self.clinic, &self.phone);
        self.write(to, &letter, "/sign-in")
    }

    /// A passkey was added.
    #[must_use]
    pub fn passkey_added(&self, to: &Reader) -> Written {
        let letter = to.language.mail().passkey_added(&self.clinic, &self.phone);
        self.write(to, &letter, "/account/passkeys")
    }

    /// A passkey was removed.
    #[must_use]
    pub fn passkey_removed(&self, to: &Reader) -> Written {
        let letter = to.language.mail().passkey_removed(&self.clinic, &self.phone);
        self.write(to, &letter, "/account/passkeys")
    }

    /// Somebody signed in with a recovery code.
    #[must_use]
    pub fn recovery_code_used(&self, to: &Reader, left: u32) -> Written {
        let letter = to.language.mail().recovery_code_used(&self.clinic, left, &self.phone);
        self.write(to, &letter, "/account/second-factor")
    }

    /// New recovery codes were made; the old ones stopped working.
    #[must_use]
    pub fn recovery_codes_made(&self, to: &Reader) -> Written {
        let letter = to.language.mail().recovery_codes_made(&self.clinic, &self.phone);
        self.write(to, &letter, "/account")
    }

    /// Somebody signed in with another browser.
    #[must_use]
    pub fn new_sign_in(&self, to: &Reader, device: &str, time: &str) -> Written {
        let letter = to.language.mail().new_sign_in(device, time, &self.phone);
        self.write(to, &letter, "/account")
    }

    /// The account was suspended.
    #[must_use]
    pub fn account_suspended(&self, to: &Reader) -> Written {
        self.write(
            to,
            &to.language.mail().account_suspended(&self.clinic, &self.phone),
            "/",
        )
    }

    /// The account works again.
    #[must_use]
    pub fn account_reinstated(&self, to: &Reader) -> Written {
        self.write(to, &to.language.mail().account_reinstated(&self.clinic), "/sign-in")
    }

    /// Staff corrected the details of a patient.
    #[must_use]
    pub fn details_changed(&self, to: &Reader) -> Written {
        let letter = to.language.mail().details_changed(&self.clinic, &self.phone);
        self.write(to, &letter, "/patient/profile")
    }

    /// The link with which somebody takes over the record that the clinic keeps of them.
    #[must_use]
    pub fn owner_invited(&self, to: &Reader, token: &str, days: i64) -> Written {
        let letter = to.language.mail().owner_invited(&self.clinic, &self.phone, days);
        self.write(to, &letter, &format!("/record/{token}"))
    }

    /// The link with which somebody agrees to act for a patient, who is not named.
    #[must_use]
    pub fn carer_offered(&self, to: &Reader, token: &str, days: i64) -> Written {
        let letter = to.language.mail().carer_offered(&self.clinic, days);
        self.write(to, &letter, &format!("/carer/{token}"))
    }

    /// To the patient whose carer agreed.
    #[must_use]
    pub fn carer_accepted(&self, to: &Reader, carer: &str) -> Written {
        let letter = to.language.mail().carer_accepted(carer, &self.phone);
        self.write(to, &letter, "/patient/profile/carers")
    }

    /// To the patient whose carer does not act for them any more.
    #[must_use]
    pub fn carer_left(&self, to: &Reader, carer: &str) -> Written {
        let letter = to.language.mail().carer_left(carer);
        self.write(to, &letter, "/patient/profile/carers")
    }

    /// To the carer who may do this for the patient now, until a day or without an end.
    #[must_use]
    pub fn carer_changed(&self, to: &Reader, patient: &str, scopes: CarerScopes, until: Option<&str>) -> Written {
        let ui = to.language.ui();
        let end = until.map_or_else(|| ui.carers.no_end.to_owned(), |day| ui.care.until(day));
        // The list begins on a line of its own.
        let mut lines = vec!["", ui.carers.only_visits];
        lines.extend(scopes.iter().map(|scope| ui.carers.scope(scope)));
        lines.push(&end);
        let letter = to
            .language
            .mail()
            .carer_changed(patient, &self.clinic, lines.join("\n"));
        self.write(to, &letter, "/account/caring")
    }

    /// To the carer who may not act for the patient any more.
    #[must_use]
    pub fn carer_ended(&self, to: &Reader, patient: &str) -> Written {
        let letter = to.language.mail().carer_ended(patient, &self.clinic);
        self.write(to, &letter, "/account/caring")
    }

    /// To a patient with whose record another one of theirs was made one.
    #[must_use]
    pub fn record_merged(&self, to: &Reader) -> Written {
        let letter = to.language.mail().record_merged(&self.clinic, &self.phone);
        self.write(to, &letter, "/patient/access")
    }

    /// To a patient whose record is part of that of another account of theirs.
    #[must_use]
    pub fn record_merged_away(&self, to: &Reader) -> Written {
        let letter = to.language.mail().record_merged_away(&self.clinic, &self.phone);
        self.write(to, &letter, "/sign-in")
    }

    /// To a patient whose record was taken apart from another.
    #[must_use]
    pub fn record_separated(&self, to: &Reader) -> Written {
        let letter = to.language.mail().record_separated(&self.clinic, &self.phone);
        self.write(to, &letter, "/sign-in")
    }

    /// To whoever acts for a child who comes of age on a day.
    #[must_use]
    pub fn carer_of_age(&self, to: &Reader, patient: &str, day: &str) -> Written {
        let letter = to.language.mail().carer_of_age(patient, day, &self.clinic, &self.phone);
        self.write(to, &letter, "/account/caring")
    }

    /// The link with which somebody joins the staff, and the roles that they will hold.
    #[must_use]
    pub fn invitation(&self, to: &Reader, token: &str, roles: &[String], days: i64) -> Written {
        let roles = to.language.ui().list(roles);
        let letter = to.language.mail().invitation(&self.clinic, roles, days);
        self.write(to, &letter, &format!("/invitation/{token}"))
    }

    /// What the account may do as staff has changed: the roles that it holds now.
    #[must_use]
    pub fn rights_changed(&self, to: &Reader, roles: &[String]) -> Written {
        let words = to.language.mail();
        if roles.is_empty() {
            return self.write(to, &words.rights_ended(&self.clinic, &self.phone), "/account");
        }
        let roles = to.language.ui().list(roles);
        self.write(to, &words.rights_changed(&self.clinic, roles, &self.phone), "/admin")
    }

    /// To a doctor: the application has come in.
    #[must_use]
    pub fn application_received(&self, to: &Reader) -> Written {
        self.write(to, &to.language.mail().application_received(&self.clinic), "/doctor")
    }

    /// To staff: doctors wait to be verified.
    #[must_use]
    pub fn applications_wait(&self, to: &Reader, count: u64) -> Written {
        self.write(to, &to.language.mail().applications_wait(count), "/admin/doctors")
    }

    /// To staff who watch over the audit: what it counts from one day to another, and that its `rows` are as they were
    /// written.
    #[must_use]
    pub fn audit_report(&self, to: &Reader, days: &[String; 2], counts: &str, rows: u64, head: &str) -> Written {
        let [from, until] = days;
        let letter = to
            .language
            .mail()
            .audit_report(&self.clinic, from, until, counts, rows, head);
        self.write(to, &letter, "/admin/audit")
    }

    /// To staff who watch over the audit: what it counts from one day to another, and that it is not as it was written.
    #[must_use]
    pub fn audit_changed(&self, to: &Reader, days: &[String; 2], counts: &str, findings: usize, head: &str) -> Written {
        let [from, until] = days;
        let letter = to
            .language
            .mail()
            .audit_changed(&self.clinic, from, until, counts, findings, head);
        self.write(to, &letter, "/admin/audit")
    }

    /// To a doctor: the licence is verified.
    #[must_use]
    pub fn application_approved(&self, to: &Reader) -> Written {
        self.write(
            to,
            &to.language.mail().application_approved(&self.clinic),
            "/doctor/hours",
        )
    }

    /// To a doctor: the application was not accepted.
    #[must_use]
    pub fn application_rejected(&self, to: &Reader, reason: &str) -> Written {
        self.write(
            to,
            &to.language.mail().application_rejected(&self.clinic, reason),
            "/doctor",
        )
    }
}
