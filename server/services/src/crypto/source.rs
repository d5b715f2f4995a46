//! Where the data keys come from.
//!
//! One key is `number:base64 of 32 bytes`. Keys stand one per line or separated by commas; lines that start with
//! `#` are notes. The highest number is the newest.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};

use super::{KeyRing, random};

/// Why the data keys cannot be used. Names the place to mend, never a key.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// Nothing says where the keys are.
    #[error(
        "there are no data keys: set SALVE_KEYS to `1:` followed by the base64 of 32 random bytes, or SALVE_KEYS_FILE to a file that holds it"
    )]
    Missing,
    /// Two places are named.
    #[error("SALVE_KEYS and SALVE_KEYS_FILE are both set: keep one")]
    Both,
    /// The place holds no key.
    #[error("no data key was found in SALVE_KEYS or SALVE_KEYS_FILE")]
    Empty,
    /// A key is not of the form `number:base64 of 32 bytes`.
    #[error("data key {0} of {1} is not of the form `number:base64 of 32 bytes`")]
    Malformed(usize, String),
    /// Two keys share a number.
    #[error("data key number {0} stands twice in SALVE_KEYS or SALVE_KEYS_FILE")]
    Twice(u32),
    /// The file cannot be read or made.
    #[error("the key file {path} cannot be used (SALVE_KEYS_FILE): {reason}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        reason: io::Error,
    },
}

/// Where the data keys are.
#[derive(Debug)]
pub enum KeySource {
    /// In the value of `SALVE_KEYS`.
    Value(SecretString),
    /// In the file that `SALVE_KEYS_FILE` names; it has to exist.
    File(PathBuf),
    /// In the file of the embedded default, made at the first start.
    Made(PathBuf),
}

impl KeySource {
    /// Picks the source: the value of `SALVE_KEYS`, the path in `SALVE_KEYS_FILE`, or `default`, the file that may be
    /// made (embedded database only).
    ///
    /// # Errors
    /// When both variables are set, or none and there is no default.
    pub fn choose(
        value: Option<SecretString>,
        file: Option<PathBuf>,
        default: Option<PathBuf>,
    ) -> Result<Self, KeyError> {
        match (value, file, default) {
            (Some(_), Some(_), _) => Err(KeyError::Both),
            (Some(value), None, _) => Ok(Self::Value(value)),
            (None, Some(path), _) => Ok(Self::File(path)),
            (None, None, Some(path)) => Ok(Self::Made(path)),
            (None, None, None) => Err(KeyError::Missing),
        }
    }
}

impl KeyRing {
    /// Reads the keys, making the file of [`KeySource::Made`] (readable by its owner only) when it is not there.
    ///
    /// # Errors
    /// [`KeyError`] when the keys are missing, unreadable or malformed.
    pub fn load(source: &KeySource) -> Result<Self, KeyError> {
        match source {
            KeySource::Value(value) => parse(value.expose_secret(), "SALVE_KEYS"),
            KeySource::File(path) => read(path),
            KeySource::Made(path) => {
                make_once(path).map_err(|reason| KeyError::File {
                    path: path.clone(),
                    reason,
                })?;
                read(path)
            }
        }
    }
}

/// A new random key as it stands in `SALVE_KEYS` or in the key file.
#[must_use]
pub fn new_key_line(number: u32) -> SecretString {
    let bytes = Zeroizing::new(random::<32>());
    SecretString::from(format!("{number}:{}", STANDARD.encode(*bytes)))
}

fn read(path: &Path) -> Result<KeyRing, KeyError> {
    let text = fs::read_to_string(path).map_err(|reason| KeyError::File {
        path: path.to_owned(),
        reason,
    })?;
    parse(&Zeroizing::new(text), &format!("the key file {}", path.display()))
}

fn parse(text: &str, place: &str) -> Result<KeyRing, KeyError> {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with('#'));
    let entries = lines
        .flat_map(|line| line.split(','))
        .map(str::trim)
        .filter(|entry| !entry.is_empty());
    let keys = entries
        .enumerate()
        .map(|(at, entry)| parse_key(entry).ok_or_else(|| KeyError::Malformed(at + 1, place.to_owned())))
        .collect::<Result<Vec<_>, _>>()?;
    KeyRing::from_keys(keys)
}

fn parse_key(entry: &str) -> Option<(u32, Zeroizing<[u8; 32]>)> {
    let (number, encoded) = entry.split_once(':')?;
    let bytes = Zeroizing::new(STANDARD.decode(encoded.trim()).ok()?);
    let mut key = Zeroizing::new([0; 32]);
    if bytes.len() != key.len() {
        return None;
    }
    key.copy_from_slice(&bytes);
    Some((number.trim().parse().ok()?, key))
}

/// Makes the file unless it is there. Two processes that start at once end with one and the same complete file:
/// it is written under another name and then linked, which the system refuses for the second.
fn make_once(path: &Path) -> io::Result<()> {
    if path.exists() {
        return Ok(());
    }
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let draft = folder.join(format!(".keys-{}", u64::from_be_bytes(random())));
    let made = write_private(&draft).and_then(|()| match fs::hard_link(&draft, path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        other => other,
    });
    fs::remove_file(&draft)?;
    made
}

fn write_private(path: &Path) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    writeln!(
        file,
        "# The data keys of this Salve installation. Without them its sealed data cannot be read: back them up, apart from the database."
    )?;
    writeln!(file, "{}", new_key_line(1).expose_secret())?;
    file.sync_all()
}
