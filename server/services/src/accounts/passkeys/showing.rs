//! Showing with a passkey who one is: to sign in, or before something that matters. One answer for everything that does not
//! fit.

use chrono::{DateTime, TimeDelta, Utc};
use domain::accounts::ShowPasskey;
use domain::form::{FieldErrors, Problem};
use domain::id::AccountId;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use webauthn_rs::prelude::{AuthenticationResult, DiscoverableAuthentication, Passkey, PublicKeyCredential};

use super::{Challenge, MINUTES, party, passkey, stored};
use crate::accounts::identity::{self, Identity};
use crate::accounts::sign_in::note_refusal;
use crate::accounts::step_up::{self, Confirmation};
use crate::crypto::Token;
use crate::error::{Error, Result};
use crate::scope::Scope;

/// What a session keeps while a device is asked for a passkey. There is no account in it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Asked {
    /// Names the challenge, which is good once.
    id: String,
    state: DiscoverableAuthentication,
    at: DateTime<Utc>,
}

impl Asked {
    /// Where a session keeps it while somebody signs in.
    pub const SIGN_IN: &str = "salve.passkey.sign_in";
    /// Where a session keeps it while somebody confirms who they are.
    pub const CONFIRM: &str = "salve.passkey.confirm";
}

/// Asks for any passkey of this portal; the owner unlocks it in the device.
///
/// # Errors
/// `NotFound` where passkeys are not offered, `TooMany` after too many that came to nothing.
pub async fn ask(scope: &Scope) -> Result<Challenge<Asked>> {
    let party = party(scope)?;
    scope.throttle().passkey_begun(scope.request().ip).await??;
    let (asked, state) = party
        .webauthn()
        .start_discoverable_authentication()
        .map_err(Error::internal)?;
    let options = serde_json::to_value(asked.public_key).map_err(Error::internal)?;
    let kept = Asked {
        id: Token::random().reveal().to_owned(),
        state,
        at: scope.now(),
    };
    Ok(Challenge { options, kept })
}

/// Signs in whoever answered `asked`. A passkey is two steps in one: something that its owner has, and a lock that only they
/// open.
///
/// # Errors
/// `Invalid` with one message for everything that does not fit, `TooMany` after too many tries, `NotFound` where passkeys
/// are not offered.
pub async fn sign_in(scope: &Scope, asked: Option<Asked>, form: &ShowPasskey) -> Result<Identity> {
    match owner(scope, asked, form, None).await? {
        Ok(identity) => Ok(identity),
        Err(Refused { account }) => {
            note_refusal(scope, account).await?;
            Err(FieldErrors::one("credential", Problem::PasskeyRefused).into())
        }
    }
}

/// Step-up by passkey: the actor answered `asked` with one of their own, in place of password and code.
///
/// # Errors
/// `Forbidden` without an account; else as for a sign-in.
pub async fn confirm(scope: &Scope, asked: Option<Asked>, form: &ShowPasskey) -> Result<Confirmation> {
    let account = scope.account()?;
    if owner(scope, asked, form, Some(account)).await?.is_ok() {
        return step_up::confirmed(scope, account).await;
    }
    step_up::note_refusal(scope, account).await?;
    Err(FieldErrors::one("credential", Problem::PasskeyNotConfirmed).into())
}

/// A passkey that does not fit, and whose it is when that is known.
struct Refused {
    account: Option<AccountId>,
}

/// Who answered `asked`: nobody but `expected`, where somebody is.
async fn owner(
    scope: &Scope,
    asked: Option<Asked>,
    form: &ShowPasskey,
    expected: Option<AccountId>,
) -> Result<Result<Identity, Refused>> {
    let nobody = Ok(Err(Refused { account: None }));
    party(scope)?;
    let ip = scope.request().ip;
    scope.throttle().passkey(ip).await??;
    let offered: Option<PublicKeyCredential> = form.answer().and_then(|text| serde_json::from_str(text).ok());
    let (Some(asked), Some(offered)) = (asked, offered) else {
        return nobody;
    };
    let is_late = scope.now() >= asked.at + TimeDelta::minutes(MINUTES);
    if is_late || !scope.throttle().take_challenge(&asked.id).await? {
        return nobody;
    }
    let hash = stored::hash(&scope.tools().keys, offered.get_credential_id());
    let Some(row) = passkey::by_hash(&hash).one(scope.db()).await? else {
        return nobody;
    };
    let account = row.account_id;
    let refused = Ok(Err(Refused { account: Some(account) }));
    if expected.is_some_and(|expected| expected != account) {
        return refused;
    }
    let Some((passkey, result)) = verify(scope, asked, &offered, &row)? else {
        return refused;
    };
    // Only an active account has an identity.
    let Some(identity) = identity::find(scope.tools(), account).await? else {
        return refused;
    };
    if !use_once(scope, &row, passkey, &result).await? {
        return refused;
    }
    scope.throttle().passkey_passed(ip).await?;
    Ok(Ok(identity))
}

/// The passkey of the row and what was verified, if the device signed this challenge with it, for this account, after its
/// owner unlocked it, and its counter went on.
///
/// # Errors
/// When the row does not open.
fn verify(
    scope: &Scope,
    asked: Asked,
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
