//! What the pages of doctors ask the server.

use domain::page::Page;
use domain::{admin, doctors};
use leptos::prelude::*;

use crate::{
    ask::Ask,
    error::{AppError, Done},
};

/// Who is found.
#[server(prefix = "/fn", endpoint = "public/search_doctors", protocol = Ask)]
pub async fn search_doctors(
    #[server(flatten)] search: doctors::SearchDoctors,
) -> Result<doctors::DoctorSearch, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::doctors::search(&scope, &search).await).await
}

/// A doctor's page with free times.
#[server(prefix = "/fn", endpoint = "public/doctor_profile", protocol = Ask)]
pub async fn doctor_profile(#[server(flatten)] ask: doctors::AskTimes) -> Result<doctors::DoctorProfile, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::doctors::profile(&scope, &ask).await).await
}

/// The caller's own profile.
#[server(prefix = "/fn", endpoint = "doctor/own_profile", protocol = Ask)]
pub async fn own_profile() -> Result<doctors::DoctorProfileForm, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::doctors::own_profile(&scope).await).await
}

/// Changes the caller's own profile.
#[server(prefix = "/fn", endpoint = "doctor/edit_profile")]
pub async fn edit_profile(#[server(flatten)] request: doctors::EditProfile) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::doctors::edit(&scope, &request).await).await?;
    Ok(Done::at("/doctor/profile?saved=yes"))
}

/// How the caller's application stands.
#[server(prefix = "/fn", endpoint = "doctor/application_state", protocol = Ask)]
pub async fn application_state() -> Result<doctors::ApplicationState, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::doctors::application_state(&scope).await).await
}

/// What the caller handed in about the licence.
#[server(prefix = "/fn", endpoint = "doctor/licence", protocol = Ask)]
pub async fn licence() -> Result<doctors::LicenceView, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::doctors::licence(&scope).await).await
}

/// The applications in one state.
#[server(prefix = "/fn", endpoint = "admin/applications", protocol = Ask)]
pub async fn applications(
    #[server(flatten)] find: admin::FindApplications,
) -> Result<admin::ApplicationList, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::doctors::applications(&scope, &find).await).await
}

/// One application.
#[server(prefix = "/fn", endpoint = "admin/application", protocol = Ask)]
pub async fn application(doctor: String) -> Result<admin::DoctorApplication, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::doctors::application(&scope, &doctor).await).await
}

/// Approves or rejects a doctor.
#[server(prefix = "/fn", endpoint = "admin/decide_doctor")]
pub async fn decide_doctor(#[server(flatten)] request: doctors::DecideDoctor) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    let status = as_caller(async |scope| services::doctors::decide(&scope, &request).await).await?;
    Ok(Done::at(format!("/admin/doctors?done={}", status.as_str())))
}

/// A page of the clinic's places.
#[server(prefix = "/fn", endpoint = "admin/locations", protocol = Ask)]
pub async fn locations(page: String) -> Result<Page<admin::LocationRow>, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::locations::list(&scope, &page).await).await
}

/// The form of a place.
#[server(prefix = "/fn", endpoint = "admin/location", protocol = Ask)]
pub async fn location(place: String) -> Result<admin::LocationForm, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::locations::form(&scope, &place).await).await
}

/// Adds or changes a place.
#[server(prefix = "/fn", endpoint = "admin/save_location")]
pub async fn save_location(#[server(flatten)] request: admin::SaveLocation) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::locations::save(&scope, &request).await).await?;
    Ok(Done::at("/admin/locations?saved=yes"))
}
