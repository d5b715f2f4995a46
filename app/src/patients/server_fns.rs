//! What the pages of patients ask the server.

use domain::audit::{AccessHistory, FindAccess};
use domain::patients::{EditPatient, FindPatients, PatientList, PatientProfile, PatientSummary};
use leptos::prelude::*;

use crate::{
    ask::Ask,
    error::{AppError, Done},
};

/// The patient's own profile.
#[server(prefix = "/fn", endpoint = "patient/profile", protocol = Ask)]
pub async fn own_profile() -> Result<PatientProfile, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::patients::own(&scope).await).await
}

/// Changes the patient's own profile.
#[server(prefix = "/fn", endpoint = "patient/edit_profile")]
pub async fn edit_profile(#[server(flatten)] request: EditPatient) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::patients::edit(&scope, &request).await).await?;
    Ok(Done::at("/patient/profile?done=saved"))
}

/// What others did with the patient's own record.
#[server(prefix = "/fn", endpoint = "patient/access", protocol = Ask)]
pub async fn access(#[server(flatten)] find: FindAccess) -> Result<AccessHistory, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::patients::access(&scope, &find).await).await
}

/// The doctor's own patients.
#[server(prefix = "/fn", endpoint = "doctor/patients", protocol = Ask)]
pub async fn patients(#[server(flatten)] find: FindPatients) -> Result<PatientList, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::patients::of_doctor(&scope, &find).await).await
}

/// A patient of the doctor.
#[server(prefix = "/fn", endpoint = "doctor/patient", protocol = Ask)]
pub async fn patient(id: String, page: String) -> Result<PatientSummary, AppError> {
    use crate::caller::as_caller;
    let id = crate::error::id_of(&id)?;
    as_caller(async |scope| services::patients::summary(&scope, id, &page).await).await
}
