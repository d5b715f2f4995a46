//! The server binary: building it, and one that was started with data of its own.

use std::{
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use rustix::process::Signal;

use crate::{environment, process::Guard, progress::step, shell, site::Mode, temporary::Folder};

/// Builds the server and answers where it is.
pub fn build(mode: Mode) -> Result<PathBuf> {
    let mut cargo = environment::cargo();
    cargo.args(["build", "--package", "server", "--bin", "server"]);
    let folder = match mode {
        Mode::Debug => "debug",
        Mode::Release => {
            cargo.arg("--release");
            "release"
        }
    };
    step("Server", || shell::run(&mut cargo))?;
    Ok(environment::target_dir().join(folder).join("server"))
}

/// A port of 127.0.0.1 that nobody listens on.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// Waits until the address answers 200, and answers how long that took.
pub fn wait_until_ready(guard: &mut Guard, url: &str, patience: Duration) -> Result<Duration> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let client = reqwest::Client::builder()
        .no_proxy()
        .timeout(Duration::from_secs(10))
        .build()?;
    let started = Instant::now();
    runtime.block_on(async {
        while started.elapsed() < patience {
            if let Some(status) = guard.ended()? {
                bail!("the server ended before it answered ({status})");
            }
            if client
                .get(url)
                .send()
                .await
                .is_ok_and(|answer| answer.status().is_success())
            {
                return Ok(started.elapsed());
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        bail!("the server did not answer {url} within {} s", patience.as_secs())
    })
}

/// With `PostgreSQL` the server makes no keys of its own. These guard a clinic that lives for minutes.
const THROW_AWAY_KEYS: &str = "1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

/// The database a measured server runs on.
pub enum Engine<'a> {
    Sqlite,
    /// A database of this cluster, by its URL.
    Postgres(&'a str),
}

/// Doctors of the demo clinic as it is shown to people.
pub const USUAL: usize = 40;

/// A server with the demo clinic in a folder of its own, ended with this value.
pub struct DemoClinic {
    binary: PathBuf,
    site: PathBuf,
    database: Option<String>,
    data: Folder,
}

impl DemoClinic {
    /// Fills an empty database with the demo clinic, with `doctors` who can be booked (40 at least).
    pub fn create(binary: &Path, site: &Path, engine: &Engine, doctors: usize) -> Result<Self> {
        let database = match engine {
            Engine::Sqlite => None,
            Engine::Postgres(url) => Some((*url).to_owned()),
        };
        let clinic = Self {
            binary: binary.to_owned(),
            site: site.to_owned(),
            database,
            data: Folder::new("demo-clinic")?,
        };
        let count = doctors.to_string();
        shell::run(
            clinic
                .command("demo", 0)
                .args(["--doctors", &count])
                .stdout(Stdio::null()),
        )?;
        Ok(clinic)
    }

    /// Starts it and waits for the first answer. Also answers how long that took from the start of the process.
    pub fn serve(&self) -> Result<(Served, Duration)> {
        self.serve_with(&[])
    }

    /// Starts it with that many threads for its work.
    pub fn serve_on(&self, threads: usize) -> Result<Served> {
        let threads = threads.to_string();
        self.serve_with(&[("TOKIO_WORKER_THREADS", &threads)])
            .map(|(served, _)| served)
    }

    /// Starts it so that it believes what visitors say about their networks: limits are per network.
    pub fn serve_behind_a_proxy(&self) -> Result<Served> {
        self.serve_with(&[("SALVE_TRUSTED_PROXY", "on")])
            .map(|(served, _)| served)
    }

    /// Starts it without the job runner: of thousands of doctors it computes all next free times first, which takes a while.
    pub fn serve_without_jobs(&self) -> Result<Served> {
        self.serve_with(&[("SALVE_WORKER", "off")]).map(|(served, _)| served)
    }

    /// Waits until every row of the audit is sealed, and answers how long that took and how many there are. Fails when one is
    /// not as it was written.
    pub fn until_sealed(&self) -> Result<(Duration, u64)> {
        let started = Instant::now();
        while started.elapsed() < Duration::from_mins(2) {
            let told = shell::capture(self.command("audit", 0).arg("verify"))?;
            let numbers: Vec<u64> = told.split(' ').filter_map(|word| word.parse().ok()).collect();
            if let [rows, 0, ..] = numbers[..] {
                return Ok((started.elapsed(), rows));
            }
            std::thread::sleep(Duration::from_secs(1));
        }
        bail!("audit rows wait to be sealed for more than two minutes")
    }

    fn serve_with(&self, variables: &[(&str, &str)]) -> Result<(Served, Duration)> {
        let port = free_port()?;
        let url = format!("http://127.0.0.1:{port}");
        let mut command = self.command("serve", port);
        let mut guard = Guard::daemon(command.envs(variables.iter().copied()), Signal::TERM)?;
        let cold_start = wait_until_ready(&mut guard, &format!("{url}/sign-in"), Duration::from_mins(1))?;
        Ok((Served { guard, url }, cold_start))
    }

    fn command(&self, subcommand: &str, port: u16) -> Command {
        let mut command = Command::new(&self.binary);
        command
            .arg(subcommand)
            .current_dir(self.data.path())
            .env("SALVE_SITE_ROOT", &self.site)
            .env("SALVE_DATA_DIR", self.data.path().join("data"))
            .env("SALVE_MAIL_DIR", self.data.path().join("mail"))
            .env("SALVE_LISTEN", format!("127.0.0.1:{port}"))
            .env("SALVE_MODE", "development")
            .env("SALVE_LOG", "warn")
            .env_remove("SALVE_SMTP_URL")
            .env_remove("SALVE_KEYS_FILE")
            .env_remove("DATABASE_URL");
        if let Some(url) = &self.database {
            command.env("DATABASE_URL", url).env("SALVE_KEYS", THROW_AWAY_KEYS);
        }
        command
    }
}

/// A running server.
pub struct Served {
    guard: Guard,
    /// Its origin, without a slash at the end.
    pub url: String,
}

impl Served {
    /// Resident memory in bytes.
    pub fn resident_bytes(&self) -> Result<u64> {
        resident_bytes(self.guard.id())
    }
}

/// Resident memory of a process in bytes, from the kernel's account of it.
fn resident_bytes(id: u32) -> Result<u64> {
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).context("memory is read from /proc")?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .context("no VmRSS in /proc")?;
    let kibibytes: u64 = line.trim().trim_end_matches(" kB").trim().parse()?;
    Ok(kibibytes * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_has_memory() -> Result<()> {
        assert!(resident_bytes(std::process::id())? > 1024 * 1024);
        Ok(())
    }
}
