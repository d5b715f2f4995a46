//! The address to which somebody has just asked for a mail: the page that says so names it, so that a slip is noticed. It stays
//! in the browser's session, out of every address.

use axum::response::Response;
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use services::error::Error;
use tower_sessions::Session;

use super::Posted;
use crate::middleware::problem;

/// The page that names it.
pub const PAGE: &str = "/check-your-mail";

const KEY: &str = "salve.mailed_to";
const MINUTES: i64 = 10;

#[derive(Serialize, Deserialize)]
struct MailedTo {
    email: String,
    at: DateTime<Utc>,
}

/// Goes on to the page that says that a mail was sent, or back to the form on an error.
pub async fn go_on<T>(posted: Posted<T>, done: Result<(), Error>, email: &str, query: &str) -> Response {
    if done.is_ok() {
        let sent = MailedTo {
            email: email.trim().to_owned(),
            at: posted.scope.now(),
        };
        if let Err(error) = posted.session.insert(KEY, sent).await {
            return problem::logged(&error.into());
        }
    }
    posted.go_on(done, &format!("{PAGE}{query}")).await
}

/// The address, for some minutes after the mail was asked for.
pub async fn to(session: &Session, now: DateTime<Utc>) -> Option<String> {
    let sent: MailedTo = session.get(KEY).await.ok().flatten()?;
    (sent.at + TimeDelta::minutes(MINUTES) > now).then_some(sent.email)
}
