//! What the pages about relationships of care ask the server.

use domain::care;
use leptos::prelude::*;

use crate::{
    ask::Ask,
    error::{AppError, Done},
};

/// The patient's own doctors and requests.
#[server(prefix = "/fn", endpoint = "patient/care_team", protocol = Ask)]
pub async fn care_team() -> Result<care::CareTeam, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::care::team(&scope).await).await
}

/// A doctor whom the patient is about to ask.
#[server(prefix = "/fn", endpoint = "patient/ask_page", protocol = Ask)]
pub async fn ask_page(doctor: String) -> Result<care::AskPage, AppError> {
    use crate::caller::as_caller;
    let doctor = crate::error::id_of(&doctor)?;
    as_caller(async |scope| services::care::ask_page(&scope, doctor).await).await
}

/// The patient asks a doctor.
#[server(prefix = "/fn", endpoint = "patient/ask_doctor")]
pub async fn ask_doctor(#[server(flatten)] request: care::AskDoctor) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::care::ask_doctor(&scope, &request).await).await?;
    Ok(Done::at("/patient/care-team?done=asked"))
}

/// The patient answers, withdraws or ends.
#[server(prefix = "/fn", endpoint = "patient/step_care")]
pub async fn step_own_care(#[server(flatten)] request: care::StepCare) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::care::step(&scope, &request).await).await?;
    Ok(Done::at(format!("/patient/care-team?done={}", request.step.trim())))
}

/// The doctor's requests.
#[server(prefix = "/fn", endpoint = "doctor/care_requests", protocol = Ask)]
pub async fn care_requests() -> Result<care::CareRequests, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::care::requests(&scope).await).await
}

/// The doctor asks a patient whom they see.
#[server(prefix = "/fn", endpoint = "doctor/ask_patient")]
pub async fn ask_patient(#[server(flatten)] request: care::AskPatient) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::care::ask_patient(&scope, &request).await).await?;
    Ok(Done::at(format!(
        "/doctor/patients/{}?done=asked",
        request.patient.trim()
    )))
}

/// The doctor asks a patient by record number and date of birth.
#[server(prefix = "/fn", endpoint = "doctor/ask_by_number")]
pub async fn ask_by_number(#[server(flatten)] request: care::AskByNumber) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::care::ask_by_number(&scope, &request).await).await?;
    Ok(Done::at("/doctor/patients/requests?done=asked"))
}

/// The doctor answers, withdraws or ends.
#[server(prefix = "/fn", endpoint = "doctor/step_care")]
pub async fn step_care(#[server(flatten)] request: care::StepCare) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::care::step(&scope, &request).await).await?;
    let step = request.step.trim();
    let list = if step == "end" { "" } else { "/requests" };
    Ok(Done::at(format!("/doctor/patients{list}?done={step}")))
}

/// Staff write down which patients a doctor shall have.
#[server(prefix = "/fn", endpoint = "admin/prepare_assignment")]
pub async fn prepare_assignment(#[server(flatten)] request: care::PrepareAssignment) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    let id = as_caller(async |scope| services::care::prepare(&scope, &request).await).await?;
    Ok(Done::at(format!("/admin/people/assignments/{id}")))
}

/// What staff wrote down, line by line.
#[server(prefix = "/fn", endpoint = "admin/assignment", protocol = Ask)]
pub async fn assignment(id: String) -> Result<care::Assignment, AppError> {
    use crate::caller::as_caller;
    let id = crate::error::id_of(&id)?;
    as_caller(async |scope| services::care::assignment(&scope, id).await).await
}

/// Does what staff looked at.
#[server(prefix = "/fn", endpoint = "admin/confirm_assignment")]
pub async fn confirm_assignment(#[server(flatten)] request: care::ConfirmAssignment) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    let id = as_caller(async |scope| services::care::confirm(&scope, &request).await).await?;
    Ok(Done::at(format!("/admin/people/assignments/{id}?done=yes")))
}
