//! axum-login over the clinic's accounts.

use std::sync::Arc;

use axum_login::{AuthUser, AuthnBackend, UserId};
use domain::accounts::SignIn;
use domain::id::AccountId;
use services::accounts::identity::{self, ActingFor, Identity};
use services::accounts::sign_in;
use services::error::Error;
use services::scope::{Scope, Tools};
use thiserror::Error as ThisError;

/// The account behind a session.
#[derive(Clone, Debug)]
pub struct User(pub Identity);

impl User {
    /// What tells the account from others in a browser: only this portal can make it, and it says nothing.
    #[must_use]
    pub fn mark(&self, tools: &Tools) -> String {
        tools.keys.token_hash("device visits", &self.0.account.to_string())
    }

    /// What tells for whom the account acts, if not for itself: a page that was made for one person is not another's.
    #[must_use]
    pub fn acting(&self) -> Option<String> {
        match &self.0.acting {
            ActingFor::Oneself => None,
            ActingFor::Patient(acting) if acting.preview => Some(format!("{}-preview", acting.carer)),
            ActingFor::Patient(acting) => Some(acting.carer.to_string()),
            ActingFor::Nobody => Some("nobody".to_owned()),
        }
    }

    /// The account and for whom it acts, in one.
    #[must_use]
    pub fn page_mark(&self, tools: &Tools) -> String {
        self.mark(tools) + &self.acting().unwrap_or_default()
    }
}

/// Where a session keeps for whom somebody acts.
pub const ACTING: &str = "salve.acting";

impl AuthUser for User {
    type Id = AccountId;

    fn id(&self) -> AccountId {
        self.0.account
    }

    /// Changes with the password, so that a new password ends every older session.
    fn session_auth_hash(&self) -> &[u8] {
        &self.0.fingerprint
    }
}

/// What somebody offers to be let in.
#[derive(Clone)]
pub struct Credentials {
    pub scope: Scope,
    pub form: SignIn,
    /// The browser, if it signed in to this account before.
    pub device: Option<String>,
}

/// Why nobody was let in.
#[derive(Debug, ThisError)]
#[error("sign-in: {0:?}")]
pub struct Refused(pub Error);

/// Finds accounts for sessions.
#[derive(Clone)]
pub struct Backend(Arc<Tools>);

impl Backend {
    /// A backend over the tools' database.
    #[must_use]
    pub fn new(tools: Arc<Tools>) -> Self {
        Self(tools)
    }
}

impl AuthnBackend for Backend {
    type User = User;
    type Credentials = Credentials;
    type Error = Refused;

    async fn authenticate(&self, offered: Credentials) -> Result<Option<User>, Refused> {
        let device = offered.device.as_deref();
        let identity = sign_in::check(&offered.scope, &offered.form, device).await;
        Ok(Some(User(identity.map_err(Refused)?)))
    }

    async fn get_user(&self, id: &UserId<Self>) -> Result<Option<User>, Refused> {
        Ok(identity::find(&self.0, *id).await.map_err(Refused)?.map(User))
    }
}

/// The request's session with its account.
pub type AuthSession = axum_login::AuthSession<Backend>;
