//! For whom somebody acts. The session keeps whom they chose; every request asks anew whether that still holds.

use axum::extract::{Request, State};
use axum::http::{Method, Uri};
use axum::middleware::Next;
use axum::response::Response;
use domain::actor::Actor;
use domain::carers::ActFor;
use domain::conflict::Conflict;
use services::accounts::identity::{ActingFor, Area};
use services::carers;
use services::scope::Scope;

use super::problem::{self, Asker};
use crate::session::backend::{ACTING, AuthSession};
use crate::state::AppState;

/// Puts the patient for whom the account acts beside the account.
pub async fn acting_for(State(state): State<AppState>, mut req: Request, next: Next) -> Response {
    let auth = req.extensions().get::<AuthSession>().cloned();
    let Some(mut auth) = auth else {
        return next.run(req).await;
    };
    let Some(user) = &mut auth.user else {
        return next.run(req).await;
    };
    // What does not read was no choice of anybody.
    let Some(chosen) = auth.session.get::<ActFor>(ACTING).await.ok().flatten() else {
        return next.run(req).await;
    };
    user.0.acting = match chosen.parse() {
        Ok(None) => ActingFor::Oneself,
        Ok(Some(asked)) => match carers::acting(&state.tools, &user.0, asked).await {
            Ok(acting) => acting,
            Err(error) => return problem::refused(&Asker::of(&req), &error),
        },
        Err(_) => ActingFor::Nobody,
    };
    req.extensions_mut().insert(auth);
    next.run(req).await
}

/// Whether a change comes from a page that was made for the person for whom the actor acts now. Two tabs, or a page that
/// stayed open, may be of different ones: forms name the carer in `?as=`, and nothing for oneself.
///
/// # Errors
/// `ActingForAnother`, and `OnlyPreview` for any change in a preview.
pub fn same_person(scope: &Scope, req: &Request) -> Result<(), Conflict> {
    if req.method() == Method::GET || Area::of(req.uri().path()) != Area::Patient {
        return Ok(());
    }
    let acts = match scope.actor() {
        Actor::Carer { preview: true, .. } => return Err(Conflict::OnlyPreview),
        Actor::Carer { carer, .. } => Some(carer.to_string()),
        _ => None,
    };
    if made_for(req.uri()) == acts {
        Ok(())
    } else {
        Err(Conflict::ActingForAnother)
    }
}

/// For whom the page was made that a form comes from: the carer that it names, nothing for oneself.
#[must_use]
pub fn made_for(action: &Uri) -> Option<String> {
    let query = action.query().unwrap_or_default();
    let query = serde_urlencoded::from_str::<Vec<(String, String)>>(query).unwrap_or_default();
    query.into_iter().find(|(name, _)| name == "as").map(|(_, carer)| carer)
}

/// Whether what was typed into a form of a patient's pages may be shown to somebody who acts like this.
#[must_use]
pub fn is_for(action: &str, made_for: Option<&str>, acting: Option<&str>) -> bool {
    Area::of(action) != Area::Patient || made_for == acting
}
