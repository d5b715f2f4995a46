//! What every door shares.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use domain::exchanges::OtherSystem;
use secrecy::ExposeSecret;
use services::accounts::passkeys::RelyingParty;
use services::accounts::password::Passwords;
use services::audit::Reads;
use services::clock::{Clock, SystemClock};
use services::crypto::{KeyRing, KeySource, verify_or_store};
use services::database::{Database, Pool};
use services::exchanges::{self, ExchangeLog};
use services::files::Files;
use services::handover::Writer;
use services::jobs::Wake;
use services::live::Live;
use services::ports::files::{FileStore, Objects};
use services::ports::mailer::{self, Mailer, Smtp};
use services::ports::scanner::{Clamd, NoScanner, Scanner};
use services::ports::watched::Watched;
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
    /// What writes the integration log of this process.
    exchanges: Option<Writer>,
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
        let (log, waiting) = ExchangeLog::new(clock.clone());
        let written_to = database.clone();
        let exchanges = waiting.written_by(move |rows| {
            let database = written_to.clone();
            async move { exchanges::keep(&database, &rows).await }
        });
        let tools = Tools {
            database,
            clock,
            keys,
            mailer: open_mailer(&config, &log)?,
            files: open_files(&config, &log)?,
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
        Ok(Self {
            exchanges: Some(exchanges),
            ..Self::with_tools(config, Arc::new(tools))
        })
    }

    /// A state around tools that exist already.
    #[must_use]
    pub fn with_tools(config: Config, tools: Arc<Tools>) -> Self {
        let package = package(&config.site_root).into();
        Self {
            tools,
            config: Arc::new(config),
            package,
            exchanges: None,
        }
    }

    /// Has written what still waits for the integration log.
    pub async fn end_exchanges(&self) {
        if let Some(writer) = &self.exchanges {
            writer.end().await;
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

/// Who takes mails. A folder of this machine is no other system.
fn open_mailer(config: &Config, log: &ExchangeLog) -> Result<Arc<dyn Mailer>> {
    let from = config.mail_from.clone();
    let Some(url) = &config.smtp_url else {
        return Ok(Arc::new(mailer::Files::new(config.mail_dir.clone(), from)));
    };
    let smtp = Smtp::new(url, from).context("SALVE_SMTP_URL")?;
    let line = log.line(OtherSystem::Mail, smtp.place());
    Ok(Arc::new(Watched::new(smtp, line)))
}

/// Where files lie, and who looks at them.
fn open_files(config: &Config, log: &ExchangeLog) -> Result<Files> {
    let store: Arc<dyn FileStore> = match &config.files {
        FilePlace::Folder(folder) => Arc::new(Objects::folder(folder).context("SALVE_FILES")?),
        FilePlace::S3(bucket) => {
            let objects = Objects::s3(bucket).context("SALVE_FILES")?;
            Arc::new(Watched::new(objects, log.line(OtherSystem::Files, &bucket.place())))
        }
    };
    let scanner: Arc<dyn Scanner> = match &config.scanner {
        Some(address) => {
            let line = log.line(OtherSystem::Scanner, address);
            Arc::new(Watched::new(Clamd::at(address.clone()), line))
        }
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
