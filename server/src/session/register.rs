//! Registration of patients and doctors.

use axum::response::Response;
use domain::accounts::{RegisterDoctor, RegisterPatient};
use services::accounts::register;

use super::Posted;

/// Where everybody lands who registered: the same for a new and for a known address.
const CHECK_YOUR_MAIL: &str = "/check-your-mail";

/// `POST /register/patient`
pub async fn patient(posted: Posted<RegisterPatient>) -> Response {
    let done = register::patient(&posted.scope, &posted.form).await;
    posted.go_on(done, CHECK_YOUR_MAIL).await
}

/// `POST /register/doctor`
pub async fn doctor(posted: Posted<RegisterDoctor>) -> Response {
    let done = register::doctor(&posted.scope, &posted.form).await;
    posted.go_on(done, CHECK_YOUR_MAIL).await
}
