//! How a passkey is kept: sealed for its row together with whose it is, so that neither the key nor the account of a row can
//! be exchanged.

use domain::id::{AccountId, PasskeyId};
use serde::{Deserialize, Serialize};
use webauthn_rs::prelude::Passkey;

use super::passkey::Model;
use crate::crypto::KeyRing;
use crate::error::{Error, Result};

const TABLE: &str = "passkey";
const COLUMN: &str = "credential";

#[derive(Serialize, Deserialize)]
struct Stored {
    account: AccountId,
    passkey: Passkey,
}

/// A passkey as its row keeps it.
///
/// # Errors
/// Never in practice.
pub(super) fn seal(keys: &KeyRing, row: PasskeyId, account: AccountId, passkey: &Passkey) -> Result<Vec<u8>> {
    let stored = Stored {
        account,
        passkey: passkey.clone(),
    };
    let plain = serde_json::to_string(&stored).map_err(Error::internal)?;
    Ok(keys.seal(TABLE, COLUMN, row.uuid(), &plain))
}

/// The passkey of a row.
///
/// # Errors
/// When it does not open, or belongs to another account than the row says.
pub(super) fn open(keys: &KeyRing, row: &Model) -> Result<Passkey> {
    let plain = keys
        .open(TABLE, COLUMN, row.id.uuid(), &row.credential_sealed)
        .map_err(Error::internal)?;
    let stored: Stored = serde_json::from_str(&plain).map_err(Error::internal)?;
    if stored.account != row.account_id {
        return Err(Error::internal("a passkey was moved to another account"));
    }
    Ok(stored.passkey)
}

/// By which the row of a credential is found.
pub(super) fn hash(keys: &KeyRing, credential: &[u8]) -> String {
    use base64::Engine;
    let credential = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(credential);
    keys.blind_index(TABLE, COLUMN, &credential)
}
