//! Signing in with a passkey: one answer for everything that does not fit.

use chrono::{DateTime, TimeDelta, Utc};
use domain::accounts::SignInWithPasskey;
use domain::form::{FieldErrors, Problem};
use domain::id::AccountId;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use webauthn_rs::prelude::{AuthenticationResult, DiscoverableAuthentication, Passkey, PublicKeyCredential};

use super::{Challenge, MINUTES, party, passkey, stored};
use crate::accounts::identity::{self, Identity};
use crate::accounts::sign_in::note_refusal;
use crate::crypto::Token;
use crate::error::{Error, Result};
use crate::scope::Scope;

/// What a visitor's session keeps while a device is asked for a passkey. There is no account in it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SigningIn {
    /// Names the challenge, which is good once.
    id: String,
    state: DiscoverableAuthentication,
    at: DateTime<Utc>,
}

impl SigningIn {
    /// Where a session keeps it.
    pub const KEY: &str = "salve.passkey.sign_in";
}

/// Asks for any passkey of this portal; the owner unlocks it in the device.
///
/// # Errors
/// `NotFound` where passkeys are not offered, `TooMany` after too many that came to nothing.
pub async fn begin_sign_in(scope: &Scope) -> Result<Challenge<SigningIn>> {
    let party = party(scope)?;
    scope.throttle().passkey_begun(scope.request().ip).await??;
    let (asked, state) = party
        .webauthn()
        .start_discoverable_authentication()
        .map_err(Error::internal)?;
    let options = serde_json::to_value(asked.public_key).map_err(Error::internal)?;
    let kept = SigningIn {
        id: Token::random().reveal().to_owned(),
        state,
        at: scope.now(),
    };
    Ok(Challenge { options, kept })
}

/// Looks at the answer to `asked`. A passkey is two steps in one: something that its owner has, and a lock that only they
/// open.
///
/// # Errors
/// `Invalid` with one message for everything that does not fit, `TooMany` after too many tries, `NotFound` where passkeys
/// are not offered.
pub async fn sign_in(scope: &Scope, asked: Option<SigningIn>, form: &SignInWithPasskey) -> Result<Identity> {
    party(scope)?;
    let ip = scope.request().ip;
    scope.throttle().passkey(ip).await??;
    let offered: Option<PublicKeyCredential> = form.parse().ok().and_then(|text| serde_json::from_str(text).ok());
    let (Some(asked), Some(offered)) = (asked, offered) else {
        return refuse(scope, None).await;
    };
    let is_late = scope.now() >= asked.at + TimeDelta::minutes(MINUTES);
    if is_late || !scope.throttle().take_challenge(&asked.id).await? {
        return refuse(scope, None).await;
    }
    let hash = stored::hash(&scope.tools().keys, offered.get_credential_id());
    let Some(row) = passkey::by_hash(&hash).one(scope.db()).await? else {
        return refuse(scope, None).await;
    };
    let account = row.account_id;
    let Some((passkey, result)) = verify(scope, asked, &offered, &row)? else {
        return refuse(scope, Some(account)).await;
    };
    // Only an active account has an identity.
    let Some(identity) = identity::find(scope.tools(), account).await? else {
        return refuse(scope, Some(account)).await;
    };
    if !use_once(scope, &row, passkey, &result).await? {
        return refuse(scope, Some(account)).await;
    }
    scope.throttle().passkey_passed(ip).await?;
    Ok(identity)
}

/// The passkey of the row and what was verified, if the device signed this challenge with it, for this account, after its
/// owner unlocked it, and its counter went on.
///
/// # Errors
/// When the row does not open.
fn verify(
    scope: &Scope,
    asked: SigningIn,
    offered: &PublicKeyCredential,
    row: &passkey::Model,
) -> Result<Option<(Passkey, AuthenticationResult)>> {
    let webauthn = party(scope)?.webauthn();
    let Ok((user, _)) = webauthn.identify_discoverable_authentication(offered) else {
        return Ok(None);
    };
    if user != row.account_id.uuid() {
        return Ok(None);
    }
    let passkey = stored::open(&scope.tools().keys, row)?;
    let result = webauthn.finish_discoverable_authentication_v2(offered, asked.state, &passkey);
    Ok(result
        .ok()
        .filter(AuthenticationResult::user_verified)
        .map(|result| (passkey, result)))
}

/// Notes the use and what the device said of its counter, unless the row changed or went meanwhile; whether it was noted.
async fn use_once(
    scope: &Scope,
    row: &passkey::Model,
    mut passkey: Passkey,
    result: &AuthenticationResult,
) -> Result<bool> {
    let sealed = match passkey.update_credential(result) {
        Some(true) => stored::seal(&scope.tools().keys, row.id, row.account_id, &passkey)?,
        _ => row.credential_sealed.clone(),
    };
    scope
        .transaction(async |tx| {
            let used = passkey::Entity::update_many()
                .col_expr(passkey::Column::LastUsedAt, Expr::value(scope.now()))
                .col_expr(passkey::Column::CredentialSealed, Expr::value(sealed.clone()))
                .filter(passkey::Column::Id.eq(row.id))
                .filter(passkey::Column::CredentialSealed.eq(row.credential_sealed.clone()))
                .exec(tx)
                .await?;
            Ok(used.rows_affected == 1)
        })
        .await
}

async fn refuse(scope: &Scope, account: Option<AccountId>) -> Result<Identity> {
    note_refusal(scope, account).await?;
    Err(FieldErrors::one("credential", Problem::PasskeyRefused).into())
}
