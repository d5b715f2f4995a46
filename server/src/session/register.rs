//! Registration of patients and doctors. Everybody lands on the same page afterwards, with a new and with a known address.

use axum::response::Response;
use domain::accounts::{RegisterDoctor, RegisterPatient};
use services::accounts::register;

use super::{Posted, mailed};

/// `POST /register/patient`
pub async fn patient(posted: Posted<RegisterPatient>) -> Response {
    let done = register::patient(&posted.scope, &posted.form).await;
    let email = posted.form.email.clone();
    mailed::go_on(posted, done, &email, "").await
}

/// `POST /register/doctor`
pub async fn doctor(posted: Posted<RegisterDoctor>) -> Response {
    let done = register::doctor(&posted.scope, &posted.form).await;
    let email = posted.form.email.clone();
    mailed::go_on(posted, done, &email, "").await
}
