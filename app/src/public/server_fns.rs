//! What the front page asks the server.

use domain::values::Choice;
use leptos::prelude::*;

use crate::{ask::Ask, error::AppError};

/// The specialties that doctors can be searched by.
#[server(prefix = "/fn", endpoint = "public/specialties", protocol = Ask)]
pub async fn specialties() -> Result<Vec<Choice>, AppError> {
    use crate::caller::as_caller;
    as_caller(async |scope| services::doctors::specialty_choices(&scope).await).await
}
