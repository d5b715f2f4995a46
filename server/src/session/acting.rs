//! Choosing for whom one acts.

use axum::response::Response;
use domain::carers::ActFor;
use services::accounts::identity::{ActingFor, Identity};
use services::carers;
use services::error::Error;

use super::Posted;
use super::backend::{ACTING, AuthSession};

/// `POST /account/act`: begins to act for a patient, or for oneself again.
pub async fn act(auth: AuthSession, posted: Posted<ActFor>) -> Response {
    let Some(user) = &auth.user else {
        return posted.send_back(Error::Forbidden).await;
    };
    let asked = match posted.form.parse() {
        Ok(asked) => asked,
        Err(errors) => return posted.send_back(errors.into()).await,
    };
    let done = match asked {
        Some(asked) => carers::begin(&posted.scope, &user.0, asked).await.map(|_| "/patient"),
        None if user.0.is_previewing() => Ok("/patient/profile/carers"),
        None if user.0.cares => Ok("/account/caring"),
        None => Ok(oneself(&user.0).home()),
    };
    let to = match done {
        Ok(to) => to,
        Err(error) => return posted.send_back(error).await,
    };
    let kept = match asked {
        Some(_) => posted.session.insert(ACTING, &posted.form).await,
        None => posted.session.remove_value(ACTING).await.map(drop),
    };
    let kept = kept.map_err(|error| Error::Internal(error.into()));
    posted.go_on(kept, to).await
}

/// The same person, for whom they act no longer chosen.
fn oneself(who: &Identity) -> Identity {
    Identity {
        acting: ActingFor::Oneself,
        ..who.clone()
    }
}
