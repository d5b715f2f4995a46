//! A device that makes passkeys, in software: as much of `WebAuthn` as a story needs (W3C Web Authentication, level 3).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::clinic::{BASE_URL, TestClinic};
use crate::accounts::passkeys;
use crate::crypto::random;
use crate::scope::Scope;

/// Somebody is there.
const PRESENT: u8 = 0x01;
/// They have unlocked the device.
const VERIFIED: u8 = 0x04;
/// What follows describes a new key.
const NEW_KEY: u8 = 0x40;

/// A device with its passkeys.
#[derive(Debug)]
pub struct Authenticator {
    /// The page that the browser shows.
    pub origin: String,
    /// Whether its owner unlocks it.
    pub unlocked: bool,
    held: Vec<Held>,
}

#[derive(Debug)]
struct Held {
    id: [u8; 16],
    user: Vec<u8>,
    key: SigningKey,
    counter: u32,
}

impl Default for Authenticator {
    fn default() -> Self {
        Self {
            origin: BASE_URL.to_owned(),
            unlocked: true,
            held: Vec::new(),
        }
    }
}

impl Authenticator {
    /// Makes a passkey as the options ask; what the browser posts.
    ///
    /// # Panics
    /// When the options are none.
    pub fn create(&mut self, options: &Value) -> String {
        let held = Held {
            id: random(),
            user: decoded(&options["user"]["id"]),
            key: SigningKey::from_slice(&random::<32>()).expect("a key"),
            counter: 0,
        };
        let mut data = self.data(&options["rp"]["id"], NEW_KEY, 0);
        data.extend([0; 16]);
        data.extend([0, 16]);
        data.extend(held.id);
        data.extend(public_key(&held.key));
        let length = u16::try_from(data.len()).expect("a short text");
        // CBOR: {"fmt": "none", "attStmt": {}, "authData": data}
        let mut attestation = b"\xA3\x63fmt\x64none\x67attStmt\xA0\x68authData\x59".to_vec();
        attestation.extend(length.to_be_bytes());
        attestation.extend(data);
        let client = self.client("webauthn.create", options);
        let answer = answer(
            &held.id,
            &json!({"clientDataJSON": encoded(&client), "attestationObject": encoded(&attestation)}),
        );
        self.held.push(held);
        answer
    }

    /// Signs the challenge with the newest passkey; what the browser posts.
    ///
    /// # Panics
    /// When the device has no passkey, or the options are none.
    pub fn get(&mut self, options: &Value) -> String {
        let held = self.held.last_mut().expect("a passkey");
        held.counter += 1;
        let counter = held.counter;
        self.sign(options, counter)
    }

    /// Like [`Self::get`], as a copy of the device would that was made before the last use.
    ///
    /// # Panics
    /// As [`Self::get`].
    #[must_use]
    pub fn get_as_copy(&self, options: &Value) -> String {
        self.sign(options, self.held.last().expect("a passkey").counter)
    }

    /// Says that its newest passkey is another account's.
    ///
    /// # Panics
    /// When the device has no passkey.
    pub fn pretend_to_be(&mut self, scope: &Scope) {
        let account = scope.account().expect("somebody with an account");
        self.held.last_mut().expect("a passkey").user = account.uuid().as_bytes().to_vec();
    }

    fn sign(&self, options: &Value, counter: u32) -> String {
        let held = self.held.last().expect("a passkey");
        let data = self.data(&options["rpId"], 0, counter);
        let client = self.client("webauthn.get", options);
        let signed = [&data[..], &Sha256::digest(&client)[..]].concat();
        let signature: Signature = held.key.sign(&signed);
        answer(
            &held.id,
            &json!({
                "clientDataJSON": encoded(&client),
                "authenticatorData": encoded(&data),
                "signature": encoded(signature.to_der().as_bytes()),
                "userHandle": encoded(&held.user),
            }),
        )
    }

    /// The authenticator data up to the counter.
    fn data(&self, party: &Value, flags: u8, counter: u32) -> Vec<u8> {
        let verified = if self.unlocked { VERIFIED } else { 0 };
        let mut data = Sha256::digest(text(party)).to_vec();
        data.push(PRESENT | verified | flags);
        data.extend(counter.to_be_bytes());
        data
    }

    fn client(&self, kind: &str, options: &Value) -> Vec<u8> {
        let client = json!({
            "type": kind,
            "challenge": options["challenge"],
            "origin": self.origin,
            "crossOrigin": false,
        });
        client.to_string().into_bytes()
    }
}

/// The public key in COSE: EC2, ES256, P-256.
fn public_key(key: &SigningKey) -> Vec<u8> {
    let point = key.verifying_key().to_sec1_point(false);
    let (x, y) = point.as_bytes()[1..].split_at(32);
    [b"\xA5\x01\x02\x03\x26\x20\x01\x21\x58\x20", x, b"\x22\x58\x20", y].concat()
}

fn answer(id: &[u8], response: &Value) -> String {
    let id = encoded(id);
    json!({"id": id, "rawId": id, "type": "public-key", "response": response}).to_string()
}

fn encoded(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn decoded(value: &Value) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text(value)).expect("base64url")
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

impl TestClinic {
    /// Adds a passkey of a person in a new device.
    ///
    /// # Panics
    /// When it cannot be done.
    pub async fn passkey(&self, scope: &Scope) -> Authenticator {
        let scope = self.confirmed(scope);
        let mut device = Authenticator::default();
        let asked = passkeys::begin_adding(&scope).await.expect("a challenge");
        let form = domain::accounts::AddPasskey {
            name: "Phone".to_owned(),
            credential: device.create(&asked.options),
        };
        passkeys::add(&scope, Some(asked.kept), &form)
            .await
            .expect("it is added");
        device
    }
}
