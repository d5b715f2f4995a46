//! Second steps of a test clinic's people.

use chrono::TimeDelta;
use domain::accounts::TurnOnFactor;
use totp_rs::{Builder, Secret};

use super::clinic::TestClinic;
use crate::accounts::factor;
use crate::accounts::step_up::Confirmation;
use crate::scope::Scope;

/// What somebody keeps of a second step.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The key in base 32, as the page shows it.
    pub secret: String,
    /// The recovery codes, as the page shows them.
    pub codes: Vec<String>,
}

impl TestClinic {
    /// The same person, who has just confirmed who they are.
    ///
    /// # Panics
    /// When nobody with an account acts.
    #[must_use]
    pub fn confirmed(&self, scope: &Scope) -> Scope {
        let account = scope.account().expect("somebody with an account");
        scope.clone().confirmed(Some(Confirmation::now(scope, account)))
    }

    /// The same person some time later: who they are has to be confirmed anew.
    #[must_use]
    pub fn unsure(&self, scope: &Scope) -> Scope {
        self.scope(scope.actor().clone())
    }

    /// Turns the second step of a person on. The code that did it is used up: the next one comes a step later.
    ///
    /// # Panics
    /// When it cannot be done.
    pub async fn second_step(&self, scope: &Scope) -> Kept {
        let scope = self.confirmed(scope);
        factor::start(&scope).await.expect("a key");
        let view = factor::view(&scope).await.expect("the page");
        let secret = view.draft.expect("a key that waits").secret;
        let form = TurnOnFactor {
            code: self.app_code(&secret, 0).as_str().into(),
        };
        let codes = factor::turn_on(&scope, &form).await.expect("it is on");
        let codes = codes.made_at(self.now()).shown(self.now());
        self.advance(TimeDelta::seconds(30));
        Kept { secret, codes }
    }

    /// What an app with this key shows, `steps` of 30 seconds from now.
    ///
    /// # Panics
    /// When the key is none.
    #[must_use]
    pub fn app_code(&self, secret: &str, steps: i64) -> String {
        let secret = Secret::try_from_base32(secret.replace(' ', "")).expect("base 32");
        let totp = Builder::new().with_secret(secret).build().expect("a good key");
        let at = self.now() + TimeDelta::seconds(30 * steps);
        totp.generate(at.timestamp().try_into().expect("after 1970"))
            .to_string()
    }
}
