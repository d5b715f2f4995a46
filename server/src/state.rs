//! What every door shares.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use secrecy::ExposeSecret;
use services::accounts::passkeys::RelyingParty;
use services::accounts::password::Passwords;
use services::audit::Reads;
use services::clock::{Clock, SystemClock};
use services::crypto::{KeyRing, KeySource, verify_or_store};
use services::database::{Database, Pool};
use services::files::Files;
use services::jobs::Wake;
use services::live::Live;
use services::ports::files::FileStore;
use services::ports::mailer::{self, Mailer, Smtp};
use services::ports::scanner::{Clamd, NoScanner, Scanner};
use services::scope::{Site, Tools};
use services::throttle::Limits;

use crate::config::{Config, FilePlace};

/// Cheap to clone.
#[derive(Clone)]
pub struct AppState {
    pub tools: Arc<Tools>,
    pub config: Arc<Config>,
    /// Where the browser finds the site's package: `/pkg/<content hash>`.
    pub package: Arc<str>,
}

impl AppState {
    /// Connects to the database, brings it to the newest schema, loads the keys.
    ///
    /// # Errors
    /// When one of them can't be had; the message names the variable that decides.
    pub async fn start(config: Config) -> Result<Self> {
        Self::with_clock(config, Arc::new(SystemClock)).await
    }

    /// The same with another clock, for tests.
    ///
    /// # Errors
    /// As [`AppState::start`].
    pub async fn with_clock(config: Config, clock: Arc<dyn Clock>) -> Result<Self> {
        let database = open_database(&config).await?;
        database
            .migrate()
            .await
            .context("the database could not be brought to the newest schema")?;
        let keys = load_keys(&config)?;
        let now = clock.now();
        database
            .transaction(async |tx| Ok(verify_or_store(tx, &keys, now).await?))
            .await?;
        let mailer: Arc<dyn Mailer> = match &config.smtp_url {
            Some(url) => Arc::new(Smtp::new(url, config.mail_from.clone()).context("SALVE_SMTP_URL")?),
            None => Arc::new(mailer::Files::new(config.mail_dir.clone(), config.mail_from.clone())),
        };
        let tools = Tools {
            database,
            clock,
            keys,
            mailer,
            files: open_files(&config)?,
            passwords: Passwords::new()?,
            passkeys: RelyingParty::of(&config.base_url),
            site: Site {
                base_url: config.base_url.clone(),
                organisation: config.organisation.clone(),
                phone: config.phone.clone(),
                time_zone: config.time_zone.clone(),
                currency: config.currency,
            },
            reads: Reads::default(),
            limits: Limits::default(),
            wake: Wake::default(),
            live: Live::default(),
        };
        Ok(Self::with_tools(config, Arc::new(tools)))
    }

    /// A state around tools that exist already.
    #[must_use]
    pub fn with_tools(config: Config, tools: Arc<Tools>) -> Self {
        let package = package(&config.site_root).into();
        Self {
            tools,
            config: Arc::new(config),
            package,
        }
    }
}

/// Connects to what `DATABASE_URL` names, or to `SQLite` in the data folder.
///
/// # Errors
/// When the database does not answer.
pub async fn open_database(config: &Config) -> Result<Database> {
    let pool = Pool {
        max_connections: config.database_connections,
        ..Pool::default()
    };
    if let Some(url) = &config.database_url {
        Database::connect(url.expose_secret(), pool)
            .await
            .context("DATABASE_URL")
    } else {
        let file = config.data_dir.join("salve.db");
        Database::connect(&format!("sqlite:{}", file.display()), pool)
            .await
            .context("SALVE_DATA_DIR")
    }
}

/// Where files lie, and who looks at them.
fn open_files(config: &Config) -> Result<Files> {
    let store = match &config.files {
        FilePlace::Folder(folder) => FileStore::folder(folder).context("SALVE_FILES")?,
        FilePlace::S3(bucket) => FileStore::s3(bucket).context("SALVE_FILES")?,
    };
    let scanner: Arc<dyn Scanner> = match &config.scanner {
        Some(address) => Arc::new(Clamd::at(address.clone())),
        None => Arc::new(NoScanner),
    };
    Ok(Files::new(store, scanner))
}

fn load_keys(config: &Config) -> Result<KeyRing> {
    let made = config.database_url.is_none().then(|| config.data_dir.join("keys"));
    let source = KeySource::choose(config.keys.clone(), config.keys_file.clone(), made)?;
    Ok(KeyRing::load(&source)?)
}

/// The folder name that the build left in `pkg/current`; without a build the pages work without script.
fn package(site_root: &Path) -> String {
    std::fs::read_to_string(site_root.join("pkg").join("current"))
        .map_or_else(|_| "/pkg".to_owned(), |current| format!("/{}", current.trim()))
}
