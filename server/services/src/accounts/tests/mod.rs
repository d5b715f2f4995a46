//! Stories of getting in and staying in.

mod email;
mod passwords;
mod registration;
mod sign_in;
mod tokens;

use domain::accounts::{RegisterDoctor, RegisterPatient, ResetPassword, SignIn};
use domain::form::Problem;
use domain::values::Secret;

use crate::accounts::identity::Identity;
use crate::accounts::{recovery, register, sign_in as door, verify};
use crate::error::{Error, Result};
use crate::ports::mailer::Mail;
use crate::scope::Scope;
use crate::testing::TestClinic;

const PASSWORD: &str = "mild-otters-count-nine";
const OTHER_PASSWORD: &str = "seven grey herons wade";

/// How often somebody who is signed in did not know the password.
const NOT_CONFIRMED: &str = "SELECT COUNT(*) FROM audit_event \
    WHERE action = 'session.confirmation_refused' AND account_id IS NOT NULL AND subject_id = account_id";

fn patient_form(email: &str) -> RegisterPatient {
    RegisterPatient {
        name: "Ann Moreau".to_owned(),
        email: email.to_owned(),
        phone: "020 7946 0999".to_owned(),
        address: "2 Mill Lane, London".to_owned(),
        birth_day: "27".to_owned(),
        birth_month: "3".to_owned(),
        birth_year: "1985".to_owned(),
        password: PASSWORD.into(),
        password_again: PASSWORD.into(),
        next: String::new(),
    }
}

fn doctor_form(clinic: &TestClinic, email: &str, licence: &str) -> RegisterDoctor {
    RegisterDoctor {
        name: "Ben Okafor".to_owned(),
        email: email.to_owned(),
        phone: "020 7946 0888".to_owned(),
        specialties: vec!["01990000-0000-7000-8000-000000010001".to_owned()],
        qualifications: "MB BS, MRCGP".to_owned(),
        licence_number: licence.to_owned(),
        experience_years: "12".to_owned(),
        location: clinic.location.to_string(),
        password: PASSWORD.into(),
        password_again: PASSWORD.into(),
    }
}

fn with_password(form: RegisterPatient, password: &str) -> RegisterPatient {
    RegisterPatient {
        password: password.into(),
        password_again: password.into(),
        ..form
    }
}

async fn sign_in(scope: &Scope, email: &str, password: &str) -> Result<Identity> {
    let form = SignIn {
        email: email.to_owned(),
        password: Secret::from(password),
        next: String::new(),
    };
    door::check(scope, &form, None).await
}

fn new_password(password: &str) -> ResetPassword {
    ResetPassword {
        password: password.into(),
        password_again: password.into(),
    }
}

/// Delivers what waits, and the mails to this address since the last look.
async fn mails(clinic: &TestClinic, email: &str) -> Vec<Mail> {
    clinic.run_jobs().await;
    let mails = clinic.mailer.sent_to(email);
    clinic.mailer.clear();
    mails
}

/// The secret of the only link that a mail to this address carries.
async fn link(clinic: &TestClinic, email: &str, path: &str) -> String {
    let mails = mails(clinic, email).await;
    assert_eq!(mails.len(), 1, "one mail to {email}");
    secret(&mails[0], path)
}

fn secret(mail: &Mail, path: &str) -> String {
    let start = mail.text.find(path).expect("a link") + path.len();
    mail.text[start..]
        .split_whitespace()
        .next()
        .expect("a secret")
        .to_owned()
}

/// Registers a patient and confirms the address.
async fn member(clinic: &TestClinic, email: &str) {
    let visitor = clinic.anonymous();
    register::patient(&visitor, &patient_form(email)).await.unwrap();
    let token = link(clinic, email, "/verify/").await;
    verify::confirm(&visitor, &token).await.unwrap();
}

/// Asks for a link that sets a new password.
async fn forget(clinic: &TestClinic, email: &str) -> String {
    let form = domain::accounts::ForgottenPassword {
        email: email.to_owned(),
    };
    recovery::ask(&clinic.anonymous(), &form).await.unwrap();
    link(clinic, email, "/reset-password/").await
}

fn problem<T: std::fmt::Debug>(answer: Result<T>, field: &str) -> Problem {
    match answer {
        Err(Error::Invalid(errors)) => errors.get(field).cloned().expect("a problem of this field"),
        other => panic!("not a problem of a field: {other:?}"),
    }
}
