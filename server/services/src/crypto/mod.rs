//! Sealing of what must not be read in the database, and the keyed hashes for what must be found.
//!
//! A ring holds numbered data keys. The newest seals, every one opens, and a sealed value carries the number of
//! its key. Keyed hashes come from the oldest key, so that adding a key changes none of them.

mod check;
mod rotate;
mod source;
#[cfg(test)]
mod tests;
mod token;

use std::fmt;
use std::sync::Arc;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use rand::Rng;
use rand::rand_core::UnwrapErr;
use rand::rngs::SysRng;
use secrecy::zeroize::Zeroizing;
use sha2::Sha256;
use uuid::Uuid;

use crate::error::Error;

pub use check::{WrongKeys, verify_or_store};
pub use rotate::{Rotated, rotate};
pub use source::{KeyError, KeySource, new_key_line};
pub use token::Token;

const FORMAT: u8 = 1;
const NONCE_AT: usize = 5;
const TEXT_AT: usize = NONCE_AT + 24;

/// Why a sealed value does not open. Carries nothing of the value.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum OpenError {
    /// Too short, of an unknown format, or not text where text is expected.
    #[error("a sealed value is malformed")]
    Malformed,
    /// The key it was sealed with is not in the ring.
    #[error("a value was sealed with data key {0}, which is not in the key ring")]
    UnknownKey(u32),
    /// It was changed, or belongs to another row, column or table.
    #[error("a sealed value was changed or belongs to another place")]
    Forged,
}

impl From<OpenError> for Error {
    fn from(error: OpenError) -> Self {
        Self::Internal(error.into())
    }
}

/// The data keys of this installation. Cheap to clone; `Debug` shows key numbers only.
#[derive(Clone)]
pub struct KeyRing(Arc<Ring>);

struct Ring {
    /// Ascending by number, never empty.
    keys: Vec<DataKey>,
    index_key: Zeroizing<[u8; 32]>,
    token_key: Zeroizing<[u8; 32]>,
    audit_key: Zeroizing<[u8; 32]>,
}

struct DataKey {
    number: u32,
    cipher: XChaCha20Poly1305,
}

impl fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let numbers: Vec<_> = self.0.keys.iter().map(|key| key.number).collect();
        f.debug_struct("KeyRing").field("numbers", &numbers).finish()
    }
}

impl KeyRing {
    /// A ring with one random key that lives as long as the process, for tests.
    #[must_use]
    pub fn ephemeral() -> Self {
        let (number, bytes) = (1, Zeroizing::new(random()));
        Self(Arc::new(Ring::of(&bytes, vec![DataKey::of(number, &bytes)])))
    }

    /// Builds a ring from numbered keys; refuses none, and two with one number.
    pub(crate) fn from_keys(mut keys: Vec<(u32, Zeroizing<[u8; 32]>)>) -> Result<Self, KeyError> {
        keys.sort_by_key(|(number, _)| *number);
        if let Some(pair) = keys.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            return Err(KeyError::Twice(pair[0].0));
        }
        let (_, oldest) = keys.first().ok_or(KeyError::Empty)?;
        let ciphers = keys.iter().map(|(number, bytes)| DataKey::of(*number, bytes)).collect();
        Ok(Self(Arc::new(Ring::of(oldest, ciphers))))
    }

    /// Seals text for one column of one row.
    ///
    /// # Panics
    /// When the text is larger than 256 GiB, the limit of the cipher, or the operating system has no random bytes.
    #[must_use]
    pub fn seal(&self, table: &str, column: &str, row: Uuid, plain: &str) -> Vec<u8> {
        self.seal_bytes(table, column, row, plain.as_bytes())
    }

    /// Opens text sealed by [`Self::seal`] for the same table, column and row.
    ///
    /// # Errors
    /// [`OpenError`] when the value is damaged, moved, or sealed with a key that is not here.
    pub fn open(&self, table: &str, column: &str, row: Uuid, sealed: &[u8]) -> Result<String, OpenError> {
        String::from_utf8(self.open_bytes(table, column, row, sealed)?).map_err(|_| OpenError::Malformed)
    }

    /// Like [`Self::seal`], for bytes.
    #[must_use]
    pub fn seal_bytes(&self, table: &str, column: &str, row: Uuid, plain: &[u8]) -> Vec<u8> {
        self.seal_at(&format!("{table}.{column}:{row}"), plain)
    }

    /// Like [`Self::open`], for bytes.
    ///
    /// # Errors
    /// [`OpenError`] when the value is damaged, moved, or sealed with a key that is not here.
    pub fn open_bytes(&self, table: &str, column: &str, row: Uuid, sealed: &[u8]) -> Result<Vec<u8>, OpenError> {
        self.open_at(&format!("{table}.{column}:{row}"), sealed)
    }

    /// Seals the data of the session whose stored id is `id_hash`.
    #[must_use]
    pub fn seal_session(&self, id_hash: &str, plain: &[u8]) -> Vec<u8> {
        self.seal_at(&format!("web_session.data:{id_hash}"), plain)
    }

    /// Opens what [`Self::seal_session`] sealed for the same session.
    ///
    /// # Errors
    /// [`OpenError`] when the value is damaged, moved, or sealed with a key that is not here.
    pub fn open_session(&self, id_hash: &str, sealed: &[u8]) -> Result<Vec<u8>, OpenError> {
        self.open_at(&format!("web_session.data:{id_hash}"), sealed)
    }

    /// Whether a sealed value should be sealed again because a newer key is there.
    #[must_use]
    pub fn is_outdated(&self, sealed: &[u8]) -> bool {
        number_of(sealed).is_none_or(|number| number != self.newest().number)
    }

    /// A keyed hash by which an equal value of this column can be found without storing the value.
    #[must_use]
    pub fn blind_index(&self, table: &str, column: &str, value: &str) -> String {
        keyed_hash(&self.0.index_key, &format!("{table}.{column}"), value)
    }

    /// The stored form of a secret that is handed out (mail links, session ids). `purpose` separates their kinds.
    #[must_use]
    pub fn token_hash(&self, purpose: &str, token: &str) -> String {
        keyed_hash(&self.0.token_key, purpose, token)
    }

    /// The MAC (HMAC-SHA-256, RFC 2104) that seals a part of the audit. `purpose` separates their kinds.
    #[must_use]
    pub fn audit_mac(&self, purpose: &str, parts: &[&[u8]]) -> [u8; 32] {
        let length = |part: &[u8]| u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes();
        let all = std::iter::once(purpose.as_bytes()).chain(parts.iter().copied());
        let mut message = Vec::new();
        for part in all {
            message.extend_from_slice(&length(part));
            message.extend_from_slice(part);
        }
        hmac(&self.0.audit_key, &[&message])
    }

    /// How many bytes a sealed value has more than what it seals.
    pub const OVERHEAD: usize = TEXT_AT + 16;

    /// The number of the key that seals.
    #[must_use]
    pub fn newest_number(&self) -> u32 {
        self.newest().number
    }

    /// The number that a further key would have: the highest one seals.
    #[must_use]
    pub fn next_number(&self) -> u32 {
        self.newest().number.saturating_add(1)
    }

    fn newest(&self) -> &DataKey {
        &self.0.keys[self.0.keys.len() - 1]
    }

    fn seal_at(&self, place: &str, plain: &[u8]) -> Vec<u8> {
        let key = self.newest();
        let nonce: [u8; 24] = random();
        let message = Payload {
            msg: plain,
            aad: place.as_bytes(),
        };
        let Ok(text) = key.cipher.encrypt(&XNonce::from(nonce), message) else {
            panic!("a value of more than 256 GiB cannot be sealed");
        };
        let mut sealed = Vec::with_capacity(TEXT_AT + text.len());
        sealed.push(FORMAT);
        sealed.extend_from_slice(&key.number.to_be_bytes());
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(&text);
        sealed
    }

    fn open_at(&self, place: &str, sealed: &[u8]) -> Result<Vec<u8>, OpenError> {
        let number = number_of(sealed).ok_or(OpenError::Malformed)?;
        let found = self.0.keys.iter().find(|key| key.number == number);
        let key = found.ok_or(OpenError::UnknownKey(number))?;
        let (head, text) = sealed.split_at_checked(TEXT_AT).ok_or(OpenError::Malformed)?;
        let nonce: [u8; 24] = head[NONCE_AT..].try_into().map_err(|_| OpenError::Malformed)?;
        let message = Payload {
            msg: text,
            aad: place.as_bytes(),
        };
        key.cipher
            .decrypt(&XNonce::from(nonce), message)
            .map_err(|_| OpenError::Forged)
    }
}

impl Ring {
    fn of(oldest: &[u8; 32], keys: Vec<DataKey>) -> Self {
        Self {
            keys,
            index_key: derive(oldest, "salve blind index 1"),
            token_key: derive(oldest, "salve token hash 1"),
            audit_key: derive(oldest, "salve audit 1"),
        }
    }
}

impl DataKey {
    fn of(number: u32, bytes: &[u8; 32]) -> Self {
        let sealing = derive(bytes, "salve sealing 1");
        Self {
            number,
            cipher: XChaCha20Poly1305::new((&*sealing).into()),
        }
    }
}

fn number_of(sealed: &[u8]) -> Option<u32> {
    match sealed {
        [FORMAT, a, b, c, d, ..] => Some(u32::from_be_bytes([*a, *b, *c, *d])),
        _ => None,
    }
}

fn keyed_hash(key: &[u8; 32], context: &str, value: &str) -> String {
    use base64::Engine;
    let length = u64::try_from(context.len()).unwrap_or(u64::MAX).to_be_bytes();
    let hash = hmac(key, &[&length, context.as_bytes(), value.as_bytes()]);
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(hash)
}

fn derive(key: &[u8; 32], purpose: &str) -> Zeroizing<[u8; 32]> {
    Zeroizing::new(hmac(key, &[purpose.as_bytes()]))
}

fn hmac(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    let mut block = Zeroizing::new([0; 64]);
    block[..32].copy_from_slice(key);
    let mut mac = <Hmac<Sha256> as KeyInit>::new((&*block).into());
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// Random bytes of the operating system.
pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    UnwrapErr(SysRng).fill_bytes(&mut bytes);
    bytes
}
