//! A server process with the demo clinic, and its database as SQL sees it.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use services::database::{Database, Pool};
use services::testing::sea_orm::{ConnectionTrait, Statement, TryGetable};

/// With `PostgreSQL` the server makes no keys of its own. These guard a clinic that lives for minutes.
const THROW_AWAY_KEYS: &str = "1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

/// How long a start may take: a debug build on a busy machine.
const PATIENCE: Duration = Duration::from_mins(2);

/// The demo clinic behind a server that can be killed.
pub struct Clinic {
    binary: PathBuf,
    folder: PathBuf,
    postgres: Option<String>,
    port: u16,
    server: Child,
    /// The server's origin.
    pub url: String,
}

impl Clinic {
    /// Fills an empty database and starts a server on it.
    pub async fn create(binary: PathBuf, folder: PathBuf, postgres: Option<String>) -> Result<Self> {
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let filled = command(&binary, &folder, postgres.as_ref(), port, "demo")
            .stdout(Stdio::null())
            .status()?;
        ensure!(filled.success(), "the demo clinic could not be made");
        let server = command(&binary, &folder, postgres.as_ref(), port, "serve").spawn()?;
        let clinic = Self {
            binary,
            folder,
            postgres,
            port,
            server,
            url: format!("http://127.0.0.1:{port}"),
        };
        clinic.wait().await?;
        Ok(clinic)
    }

    /// The name of the engine.
    pub fn engine(&self) -> &'static str {
        if self.postgres.is_some() {
            "PostgreSQL"
        } else {
            "SQLite"
        }
    }

    /// Ends the server without a warning, as a crash would.
    pub fn kill(&mut self) -> Result<()> {
        // SIGKILL on Unix.
        self.server.kill()?;
        self.server.wait()?;
        Ok(())
    }

    /// Starts another server on the same data; answers how long it took.
    pub async fn restart(&mut self) -> Result<Duration> {
        let began = Instant::now();
        let postgres = self.postgres.as_ref();
        self.server = command(&self.binary, &self.folder, postgres, self.port, "serve").spawn()?;
        self.wait().await?;
        Ok(began.elapsed())
    }

    async fn wait(&self) -> Result<()> {
        services::ports::encrypt_with_ring();
        let http = reqwest::Client::builder()
            .no_proxy()
            .timeout(Duration::from_secs(5))
            .build()?;
        let until = Instant::now() + PATIENCE;
        while Instant::now() < until {
            let answer = http.get(format!("{}/ready", self.url)).send().await;
            if answer.is_ok_and(|answer| answer.status().is_success()) {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        bail!("the server was not ready within {} s", PATIENCE.as_secs())
    }

    /// How many pairs of live ranges of one resource overlap.
    pub async fn overlaps(&self) -> Result<i64> {
        let sql = "SELECT count(*) FROM occupancy a JOIN occupancy b ON a.resource_id = b.resource_id AND a.id < b.id \
            AND a.busy_from < b.busy_to AND b.busy_from < a.busy_to";
        self.values(sql).await?.pop().context("a count")
    }

    /// Live visits that do not occupy exactly their doctor and their patient.
    pub async fn half_written(&self) -> Result<i64> {
        let sql = "SELECT count(*) FROM appointment a WHERE a.status IN ('pending', 'booked') \
            AND a.starts_at > (SELECT max(created_at) FROM appointment) \
            AND (SELECT count(*) FROM occupancy o WHERE o.appointment_id = a.id) <> 2";
        self.values(sql).await?.pop().context("a count")
    }

    /// The values of a statement's first column.
    pub async fn values<T: TryGetable>(&self, sql: &str) -> Result<Vec<T>> {
        let file = || format!("sqlite:{}", self.folder.join("data/salve.db").display());
        let url = self.postgres.clone().unwrap_or_else(file);
        let pool = Pool {
            max_connections: 1,
            acquire_timeout: Duration::from_secs(30),
        };
        let database = Database::connect(&url, pool).await?;
        let read = database.read();
        let rows = read
            .query_all_raw(Statement::from_string(read.get_database_backend(), sql))
            .await?;
        let values = rows.iter().map(|row| row.try_get_by_index(0)).collect::<Result<_, _>>();
        database.close().await?;
        Ok(values?)
    }
}

impl Drop for Clinic {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn command(binary: &Path, folder: &Path, postgres: Option<&String>, port: u16, subcommand: &str) -> Command {
    let mut command = Command::new(binary);
    command
        .arg(subcommand)
        .current_dir(folder)
        .stdin(Stdio::null())
        .env("SALVE_DATA_DIR", folder.join("data"))
        .env("SALVE_MAIL_DIR", folder.join("mail"))
        .env("SALVE_LISTEN", format!("127.0.0.1:{port}"))
        .env("SALVE_MODE", "development")
        .env("SALVE_LOG", "error")
        .env_remove("SALVE_SMTP_URL")
        .env_remove("DATABASE_URL");
    if let Some(url) = postgres {
        command.env("DATABASE_URL", url).env("SALVE_KEYS", THROW_AWAY_KEYS);
    }
    command
}
