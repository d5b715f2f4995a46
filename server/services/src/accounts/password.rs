//! Keeping passwords: argon2id, never on the threads that answer requests, never more at once than the machine has
//! cores.

use std::fmt;
use std::num::NonZero;
use std::sync::Arc;

use anyhow::{Context, anyhow};
use argon2::password_hash::phc::{Output, PasswordHash, Salt};
use argon2::password_hash::{self, PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use secrecy::zeroize::Zeroizing;
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization;

use crate::crypto::random;

const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;

/// What a look at a password found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The password is the right one.
    pub matches: bool,
    /// It is right, and its hash is weaker than today's: store a new one.
    pub needs_rehash: bool,
}

/// Hashes and checks passwords. Cheap to clone; clones share the limit of work at once.
#[derive(Clone)]
pub struct Passwords {
    params: Params,
    turns: Arc<Semaphore>,
    nobody: Arc<str>,
}

impl fmt::Debug for Passwords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Passwords")
            .field("params", &self.params)
            .finish_non_exhaustive()
    }
}

impl Passwords {
    /// The parameters of a real installation: argon2id, 19 MiB, two passes, one lane.
    ///
    /// # Errors
    /// Never with the constants above; the library checks them at run time.
    pub fn new() -> anyhow::Result<Self> {
        Self::with(MEMORY_KIB, PASSES)
    }

    /// Parameters that protect nothing, so that tests and the demo clinic can make thousands of accounts.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn cheap() -> anyhow::Result<Self> {
        Self::with(Params::MIN_M_COST, Params::MIN_T_COST)
    }

    fn with(memory_kib: u32, passes: u32) -> anyhow::Result<Self> {
        let params = Params::new(memory_kib, passes, 1, None).map_err(|error| anyhow!("argon2 parameters: {error}"))?;
        let nobody = hash_of_nobody(&params).map_err(|error| anyhow!("the hash of nobody: {error}"))?;
        // Measured on two cores with 50 at once: more turns than cores end no sooner and only hold more memory.
        let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
        Ok(Self {
            params,
            turns: Arc::new(Semaphore::new(cores)),
            nobody: nobody.into(),
        })
    }

    /// Hashes a password with a salt of its own, as a PHC string.
    ///
    /// # Errors
    /// When the work cannot be done (memory, shutdown).
    pub async fn hash(&self, password: &str) -> anyhow::Result<String> {
        let params = self.params.clone();
        let work = move |password: &[u8]| {
            Ok(argon2id(params)
                .hash_password_with_salt(password, &random::<16>())?
                .to_string())
        };
        self.in_turn(password, work).await
    }

    /// Compares a password with a stored PHC string.
    ///
    /// # Errors
    /// When the stored string is malformed or the work cannot be done; a wrong password is no error.
    pub async fn verify(&self, password: &str, stored: &str) -> anyhow::Result<Verdict> {
        let (params, stored) = (self.params.clone(), stored.to_owned());
        let work = move |password: &[u8]| {
            let stored = PasswordHash::new(&stored)?;
            match argon2id(params.clone()).verify_password(password, &stored) {
                Ok(()) => Ok(Verdict {
                    matches: true,
                    needs_rehash: is_weaker(&stored, &params),
                }),
                Err(password_hash::Error::PasswordInvalid) => Ok(Verdict {
                    matches: false,
                    needs_rehash: false,
                }),
                Err(other) => Err(other),
            }
        };
        self.in_turn(password, work).await
    }

    /// Burns the time of [`Self::verify`] where there is no account, so that an answer does not tell.
    ///
    /// # Errors
    /// As [`Self::verify`].
    pub async fn verify_nobody(&self, password: &str) -> anyhow::Result<()> {
        self.verify(password, &self.nobody.clone()).await.map(|_| ())
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        password: &str,
        work: impl FnOnce(&[u8]) -> password_hash::Result<T> + Send + 'static,
    ) -> anyhow::Result<T> {
        let password: Zeroizing<String> = Zeroizing::new(password.nfkc().collect());
        let turn = self
            .turns
            .clone()
            .acquire_owned()
            .await
            .context("password hashing is closed")?;
        let done = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            work(password.as_bytes())
        });
        done.await
            .context("password hashing stopped")?
            .map_err(|error| anyhow!("password hashing: {error}"))
    }
}

/// What a session remembers of the password it was signed in with: a changed password ends the session.
#[must_use]
pub fn auth_fingerprint(stored: &str) -> [u8; 32] {
    Sha256::digest(stored.as_bytes()).into()
}

fn argon2id(params: Params) -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// A hash that no password has, with the parameters of real ones.
fn hash_of_nobody(params: &Params) -> password_hash::Result<String> {
    let hash = PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: params.try_into()?,
        salt: Some(Salt::new(&random::<16>())?),
        hash: Some(Output::new(&random::<32>())?),
    };
    Ok(hash.to_string())
}

fn is_weaker(stored: &PasswordHash, wanted: &Params) -> bool {
    let Ok(used) = Params::try_from(stored) else {
        return true;
    };
    stored.algorithm != Algorithm::Argon2id.ident()
        || stored.version != Some(Version::V0x13.into())
        || used.m_cost() < wanted.m_cost()
        || used.t_cost() < wanted.t_cost()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_is_recognised_however_its_letters_were_composed() {
        let passwords = Passwords::cheap().unwrap();
        let stored = passwords.hash("Ångström ﬁve stars").await.unwrap();
        assert!(
            passwords
                .verify("A\u{30a}ngstro\u{308}m five stars", &stored)
                .await
                .unwrap()
                .matches
        );
        assert!(!passwords.verify("Angstrom five stars", &stored).await.unwrap().matches);
        assert_ne!(stored, passwords.hash("Ångström ﬁve stars").await.unwrap());
    }

    #[tokio::test]
    async fn real_hashes_are_argon2id_with_19_mib_and_weaker_ones_are_renewed() {
        let (real, cheap) = (Passwords::new().unwrap(), Passwords::cheap().unwrap());
        let strong = real.hash("correct horse battery").await.unwrap();
        assert!(strong.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{strong}");
        assert_eq!(
            real.verify("correct horse battery", &strong).await.unwrap(),
            Verdict {
                matches: true,
                needs_rehash: false
            }
        );
        let weak = cheap.hash("correct horse battery").await.unwrap();
        assert!(real.verify("correct horse battery", &weak).await.unwrap().needs_rehash);
        assert!(!real.verify("wrong", &weak).await.unwrap().needs_rehash);
    }

    #[tokio::test]
    async fn nobody_costs_as_much_as_somebody() {
        let real = Passwords::new().unwrap();
        assert_eq!(
            real.nobody.split('$').take(4).collect::<Vec<_>>(),
            ["", "argon2id", "v=19", "m=19456,t=2,p=1"]
        );
        real.verify_nobody("anything").await.unwrap();
        assert!(real.verify("anything", "not a hash").await.is_err());
    }

    #[test]
    fn fingerprints_follow_the_stored_hash() {
        assert_eq!(auth_fingerprint("a"), auth_fingerprint("a"));
        assert_ne!(auth_fingerprint("a"), auth_fingerprint("b"));
    }
}
