//! Mails into a folder, for development and for clinics that hand them on by other means.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Mail, MailError, Mailer, Sender, Trouble};

/// Writes each mail as an `.eml` file named by time and key, and what the development page shows beside it.
#[derive(Clone, Debug)]
pub struct Files {
    folder: PathBuf,
    sender: Sender,
}

/// A mail as it lies in the folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredMail {
    /// Its file name without the ending.
    pub id: String,
    /// When it was sent.
    pub date: DateTime<Utc>,
    /// The address it went to.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The plain text part.
    pub text: String,
    /// The HTML part.
    pub html: String,
}

impl Files {
    /// Writes into `folder`, which is made when the first mail comes.
    #[must_use]
    pub fn new(folder: PathBuf, sender: Sender) -> Self {
        Self { folder, sender }
    }

    /// The newest mails, newest first, no more than `limit`.
    ///
    /// # Errors
    /// When the folder cannot be read; a folder that is not there yet is an empty one.
    pub async fn list(&self, limit: usize) -> io::Result<Vec<StoredMail>> {
        let folder = self.folder.clone();
        in_background(move || {
            let entries = match fs::read_dir(&folder) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
                other => other?,
            };
            let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
            let mut ids: Vec<_> = names
                .filter_map(|name| name.strip_suffix(".eml").map(str::to_owned))
                .collect();
            ids.sort_unstable_by(|a, b| b.cmp(a));
            Ok(ids
                .iter()
                .filter(|id| is_id(id))
                .filter_map(|id| read(&folder, id).ok())
                .take(limit)
                .collect())
        })
        .await
    }

    /// One mail by its id; [`None`] when there is none, or `id` is not one.
    ///
    /// # Errors
    /// When the file is there and cannot be read.
    pub async fn read(&self, id: &str) -> io::Result<Option<StoredMail>> {
        if !is_id(id) {
            return Ok(None);
        }
        let (folder, id) = (self.folder.clone(), id.to_owned());
        in_background(move || match read(&folder, &id) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            other => other.map(Some),
        })
        .await
    }
}

#[async_trait]
impl Mailer for Files {
    async fn send(&self, mail: &Mail) -> Result<(), MailError> {
        let message = self.sender.compose(mail)?.formatted();
        let stored = StoredMail {
            id: format!("{:013}-{}", mail.date.timestamp_millis(), mail.key),
            date: mail.date,
            to: mail.to.clone(),
            subject: mail.subject.clone(),
            text: mail.text.clone(),
            html: mail.html.clone(),
        };
        let folder = self.folder.clone();
        in_background(move || {
            fs::create_dir_all(&folder)?;
            // The listing goes by the .eml file, so that one comes last.
            put(&folder, &stored.id, "json", &serde_json::to_vec(&stored)?)?;
            put(&folder, &stored.id, "eml", &message)
        })
        .await
        .map_err(|error| {
            let why = format!("the mail folder cannot be written: {}", error.kind());
            MailError::Later(Trouble::NotAsked(why))
        })
    }
}

async fn in_background<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> io::Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(io::Error::other)?
}

fn read(folder: &Path, id: &str) -> io::Result<StoredMail> {
    let bytes = fs::read(folder.join(format!("{id}.json")))?;
    Ok(serde_json::from_slice(&bytes)?)
}

/// Writes beside and renames, so that nobody reads half a mail. Only the owner may read it: it can hold a link that
/// signs somebody in.
fn put(folder: &Path, id: &str, ending: &str, bytes: &[u8]) -> io::Result<()> {
    let draft = folder.join(format!(".{id}.{ending}"));
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&draft)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(draft, folder.join(format!("{id}.{ending}")))
}

/// The shape this mailer gives to names; anything else never becomes part of a path.
fn is_id(id: &str) -> bool {
    id.len() == 50 && id.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}
