//! A doctor opens a patient in an emergency: a plain form, because the password goes with it.

use axum::response::{IntoResponse, Redirect, Response};
use domain::emergency::OpenEmergency;
use services::emergency;

use super::Posted;

/// `POST /doctor/emergency`
pub async fn open(posted: Posted<OpenEmergency>) -> Response {
    let session = posted.session.id().map(|id| id.to_string());
    match emergency::open(&posted.scope, &posted.form, session.as_deref()).await {
        Ok(patient) => Redirect::to(&format!("/doctor/patients/{patient}")).into_response(),
        Err(error) => posted.send_back(error).await,
    }
}
