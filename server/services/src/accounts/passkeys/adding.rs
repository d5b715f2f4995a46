//! Adding a passkey: the browser is asked for a new key, and its answer is looked at.

use chrono::{DateTime, TimeDelta, Utc};
use domain::accounts::{AddPasskey, MOST_PASSKEYS};
use domain::conflict::Conflict;
use domain::form::{FieldErrors, Problem};
use domain::id::{AccountId, PasskeyId};
use sea_orm::ActiveValue::Set;
use sea_orm::{ConnectionTrait, EntityTrait, PaginatorTrait};
use serde::{Deserialize, Serialize};
use serde_json::json;
use webauthn_rs::prelude::{PasskeyRegistration, RegisterPublicKeyCredential};

use super::{Challenge, MINUTES, event, has_room, party, passkey, stored};
use crate::accounts::{self, identity};
use crate::audit::{self, Action};
use crate::crypto::Token;
use crate::error::{Error, OnConflict, Result};
use crate::outbox::{self, Mail};
use crate::scope::Scope;
use crate::sessions::device_name;
use crate::settings;

/// What a session keeps while a device makes a passkey.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Adding {
    /// Names the challenge, which is good once.
    id: String,
    account: AccountId,
    state: PasskeyRegistration,
    at: DateTime<Utc>,
}

impl Adding {
    /// Where a session keeps it.
    pub const KEY: &str = "salve.passkey.adding";

    fn is_good(&self, scope: &Scope, account: AccountId) -> bool {
        self.account == account && scope.now() < self.at + TimeDelta::minutes(MINUTES)
    }
}

/// Asks for a passkey that stays in the device and is unlocked by its owner. Devices that hold one of the account already
/// say so.
///
/// # Errors
/// `ConfirmFirst`; `NotFound` where passkeys are not offered, `Conflict` when the account has as many as it may have.
pub async fn begin_adding(scope: &Scope) -> Result<Challenge<Adding>> {
    let account = scope.fresh()?.account();
    let party = party(scope)?;
    let whose = identity::find(scope.tools(), account).await?.ok_or(Error::NotFound)?;
    let rows = passkey::of_account(account).all(scope.db()).await?;
    if !has_room(rows.len()) {
        return Err(full());
    }
    let keys = &scope.tools().keys;
    let held = rows
        .iter()
        .map(|row| Ok(stored::open(keys, row)?.cred_id().clone()))
        .collect::<Result<Vec<_>>>()?;
    let (mut asked, state) = party
        .webauthn()
        .start_passkey_registration(account.uuid(), &whose.email, &whose.name, Some(held))
        .map_err(Error::internal)?;
    asked.public_key.rp.name = settings::of(scope.tools(), scope.db()).await?.clinic_name;
    let mut options = serde_json::to_value(asked.public_key).map_err(Error::internal)?;
    // Only what the device keeps can be found again without an address being typed.
    options["authenticatorSelection"]["residentKey"] = json!("required");
    options["authenticatorSelection"]["requireResidentKey"] = json!(true);
    let kept = Adding {
        id: Token::random().reveal().to_owned(),
        account,
        state,
        at: scope.now(),
    };
    Ok(Challenge { options, kept })
}

/// Adds the passkey that the device made for `adding`; its owner is told by mail.
///
/// # Errors
/// `ConfirmFirst`; `NotFound` where passkeys are not offered, `Invalid` for an answer that does not fit, comes too late or a
/// second time, `Conflict` when the account has as many as it may have.
pub async fn add(scope: &Scope, adding: Option<Adding>, form: &AddPasskey) -> Result<()> {
    let account = scope.fresh()?.account();
    let party = party(scope)?;
    let (name, credential) = form.parse()?;
    let adding = adding.filter(|adding| adding.is_good(scope, account));
    let adding = adding.ok_or_else(not_added)?;
    if !scope.throttle().take_challenge(&adding.id).await? {
        return Err(not_added());
    }
    let answer: RegisterPublicKeyCredential = serde_json::from_str(credential).map_err(|_| not_added())?;
    let made = party.webauthn().finish_passkey_registration(&answer, &adding.state);
    let made = made.map_err(|_| not_added())?;

    let keys = &scope.tools().keys;
    let id = PasskeyId::from_uuid(scope.new_id());
    let named = name.map_or_else(
        || device_name(&scope.request().user_agent, scope.language()),
        |name| name.as_str().to_owned(),
    );
    let row = passkey::ActiveModel {
        id: Set(id),
        account_id: Set(account),
        credential_hash: Set(stored::hash(keys, made.cred_id())),
        name: Set(named),
        credential_sealed: Set(stored::seal(keys, id, account, &made)?),
        created_at: Set(scope.now()),
        last_used_at: Set(None),
    };
    scope
        .transaction(async |tx| {
            keep_room(tx, account).await?;
            passkey::Entity::insert(row.clone())
                .exec_without_returning(tx)
                .await
                .map(drop)
                .on_conflict("passkey_credential_unique", not_added())?;
            audit::record(tx, scope, event(Action::PasskeyAdded, account, id)).await?;
            outbox::post(tx, scope, Mail::PasskeyAdded { account }).await
        })
        .await
}

/// Refuses one too many. The account's row is locked, so that two at once do not pass both.
async fn keep_room(tx: &impl ConnectionTrait, account: AccountId) -> Result<()> {
    accounts::lock(tx, account).await?;
    let held = passkey::of_account(account).count(tx).await?;
    if held >= u64::from(MOST_PASSKEYS) {
        return Err(full());
    }
    Ok(())
}

fn full() -> Error {
    Conflict::PasskeysFull { max: MOST_PASSKEYS }.into()
}

fn not_added() -> Error {
    FieldErrors::one("credential", Problem::PasskeyNotAdded).into()
}
