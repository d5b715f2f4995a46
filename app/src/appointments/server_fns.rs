//! What the pages of visits ask the server.

use domain::appointments::{self, Appointment, HoldView, LostHold};
use domain::calendar::{AskCalendar, Calendar};
use domain::id::AppointmentId;
use domain::patients;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    ask::Ask,
    error::{AppError, Done},
};

/// The patient's first page.
#[server(prefix = "/fn", endpoint = "patient/home", protocol = Ask)]
pub async fn patient_home() -> Result<patients::PatientHome, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::appointments::patient_home(&scope).await).await
}

/// What became of a time that was kept.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Kept {
    /// It waits to be booked.
    Held(Box<HoldView>),
    /// It was booked.
    Booked(AppointmentId),
    /// It is kept no more.
    Lost(Box<LostHold>),
}

/// A kept time.
#[server(prefix = "/fn", endpoint = "patient/hold", protocol = Ask)]
pub async fn hold(hold: String) -> Result<Kept, AppError> {
    use crate::caller::as_caller;
    use services::{appointments as visits, error::Error};
    let id = crate::error::id_of(&hold)?;
    as_caller(async |scope| {
        let why = match visits::hold_view(&scope, id).await {
            Err(why @ (Error::NotFound | Error::Conflict(_))) => why,
            kept => return kept.map(|view| Kept::Held(Box::new(view))),
        };
        if let Some(visit) = visits::booked_from(&scope, id).await? {
            return Ok(Kept::Booked(visit));
        }
        let lost = visits::lost_hold(&scope, id).await?;
        lost.map(|lost| Kept::Lost(Box::new(lost))).ok_or(why)
    })
    .await
}

/// The patient's visits as agenda or week.
#[server(prefix = "/fn", endpoint = "patient/visits", protocol = Ask)]
pub async fn patient_visits(#[server(flatten)] ask: AskCalendar) -> Result<Calendar, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::appointments::calendar(&scope, &ask).await).await
}

/// A visit as its patient sees it.
#[server(prefix = "/fn", endpoint = "patient/visit", protocol = Ask)]
pub async fn patient_visit(id: String) -> Result<Appointment, AppError> {
    use crate::caller::as_caller;
    let id = crate::error::id_of(&id)?;
    as_caller(async |scope| services::appointments::get(&scope, id).await).await
}

/// The patient's visits of the next days, for a device that keeps them.
#[server(prefix = "/fn", endpoint = "patient/visits_to_keep", protocol = Ask)]
pub async fn visits_to_keep() -> Result<appointments::VisitsToKeep, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::appointments::visits_to_keep(&scope).await).await
}

/// Keeps a free time while the patient confirms.
#[server(prefix = "/fn", endpoint = "patient/hold_time")]
pub async fn hold_time(#[server(flatten)] request: appointments::HoldTime) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    let hold = as_caller(async |scope| services::appointments::hold(&scope, &request).await).await?;
    Ok(Done::at(format!("/patient/book/{hold}")))
}

/// Lets a kept time go and leads back to the free times.
#[server(prefix = "/fn", endpoint = "patient/release_hold")]
pub async fn release_hold(
    #[server(flatten)] request: appointments::ReleaseHold,
    #[server(default)] next: String,
) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::appointments::release(&scope, &request).await).await?;
    Ok(Done::at(
        domain::values::local_path(&next).unwrap_or_else(|| "/doctors".to_owned()),
    ))
}

/// Books the kept time.
#[server(prefix = "/fn", endpoint = "patient/book_appointment")]
pub async fn book_appointment(#[server(flatten)] request: appointments::BookAppointment) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    let visit = as_caller(async |scope| services::appointments::book(&scope, &request).await).await?;
    Ok(Done::at(format!("/patient/visits/{visit}/booked")))
}

/// Cancels a visit as its patient.
#[server(prefix = "/fn", endpoint = "patient/cancel_appointment")]
pub async fn cancel_own_appointment(
    #[server(flatten)] request: appointments::CancelAppointment,
) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::appointments::cancel(&scope, &request).await).await?;
    Ok(Done::at(format!("/patient/visits/{}", request.appointment)))
}

/// The doctor's first page.
#[server(prefix = "/fn", endpoint = "doctor/home", protocol = Ask)]
pub async fn doctor_home() -> Result<patients::DoctorHome, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::appointments::doctor_home(&scope).await).await
}

/// The doctor's visits as week or agenda.
#[server(prefix = "/fn", endpoint = "doctor/calendar", protocol = Ask)]
pub async fn doctor_calendar(#[server(flatten)] ask: AskCalendar) -> Result<Calendar, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::appointments::calendar(&scope, &ask).await).await
}

/// A visit as its doctor sees it.
#[server(prefix = "/fn", endpoint = "doctor/visit", protocol = Ask)]
pub async fn doctor_visit(id: String) -> Result<Appointment, AppError> {
    use crate::caller::as_caller;
    let id = crate::error::id_of(&id)?;
    as_caller(async |scope| services::appointments::get(&scope, id).await).await
}

/// Cancels a visit as its doctor.
#[server(prefix = "/fn", endpoint = "doctor/cancel_appointment")]
pub async fn cancel_appointment(#[server(flatten)] request: appointments::CancelAppointment) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::appointments::cancel(&scope, &request).await).await?;
    Ok(Done::at(format!("/doctor/visits/{}", request.appointment)))
}

/// Takes the next step with a visit: confirm, arrived, start, finish, did not come.
#[server(prefix = "/fn", endpoint = "doctor/step_appointment")]
pub async fn step_appointment(
    #[server(flatten)] request: appointments::StepAppointment,
    #[server(default)] next: String,
) -> Result<Done, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::appointments::step(&scope, &request).await).await?;
    Ok(Done::at(
        domain::values::local_path(&next).unwrap_or_else(|| "/doctor".to_owned()),
    ))
}
