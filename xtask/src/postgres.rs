//! A `PostgreSQL` cluster of our own, thrown away afterwards.

use std::{
    fs,
    net::TcpStream,
    os::unix::fs::chown,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use rustix::process::Signal;

use crate::{environment, machine, process::Guard, server, shell, temporary::Folder};

/// Whether what is acknowledged must survive a power cut.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// Quick, for tests.
    None,
    /// As in production, for measurements.
    Full,
}

/// A running cluster on 127.0.0.1, stopped and removed with this value.
pub struct Cluster {
    // Fields drop in this order: first the server, then its folder.
    _server: Guard,
    #[cfg_attr(not(test), expect(dead_code, reason = "kept to be removed with the cluster"))]
    folder: Folder,
    port: u16,
}

impl Cluster {
    /// Makes a cluster in a temporary folder and starts it on a free port.
    pub fn start(durability: Durability) -> Result<Self> {
        let programs = machine::postgres()?;
        let folder = match durability {
            Durability::Full => Folder::new("postgres")?,
            Durability::None => Folder::in_memory("postgres")?,
        };
        let account = Account::choose()?;
        account.own(folder.path())?;
        let data = folder.path().join("data");
        let mut initdb = account.command(&programs.join("initdb"), folder.path())?;
        initdb
            .arg("-D")
            .arg(&data)
            .args(["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]);
        shell::capture(&mut initdb)?;

        let port = server::free_port()?;
        let log = folder.path().join("log");
        let mut postgres = account.command(&programs.join("postgres"), folder.path())?;
        postgres
            .arg("-D")
            .arg(&data)
            .arg("-p")
            .arg(port.to_string())
            .arg("-k")
            .arg(folder.path());
        for setting in ["listen_addresses=127.0.0.1", "max_connections=300", "timezone=UTC"] {
            postgres.args(["-c", setting]);
        }
        if durability == Durability::None {
            for setting in ["fsync=off", "synchronous_commit=off", "full_page_writes=off"] {
                postgres.args(["-c", setting]);
            }
        }
        let output = fs::File::create(&log)?;
        postgres.stdout(Stdio::null()).stderr(output);
        // SIGINT is PostgreSQL's fast shutdown: clients are sent away.
        let mut server = Guard::daemon(&mut postgres, Signal::INT)?;
        wait_until_ready(&mut server, port, &data, &log)?;
        Ok(Self {
            _server: server,
            folder,
            port,
        })
    }

    /// The URL of the cluster's maintenance database, as its superuser.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }
}

fn wait_until_ready(server: &mut Guard, port: u16, data: &Path, log: &Path) -> Result<()> {
    let until = Instant::now() + Duration::from_mins(1);
    while Instant::now() < until {
        if let Some(status) = server.ended()? {
            bail!(
                "PostgreSQL did not start ({status}): {}",
                fs::read_to_string(log).unwrap_or_default().trim()
            );
        }
        // The last line of the pid file says "ready" once connections are taken.
        let pid_file = fs::read_to_string(data.join("postmaster.pid")).unwrap_or_default();
        if pid_file.lines().any(|line| line.trim() == "ready") && TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(30));
    }
    bail!("PostgreSQL was not ready within a minute")
}

/// Who runs the cluster: `PostgreSQL` refuses the superuser.
enum Account {
    Own,
    Postgres { user: u32, group: u32 },
}

impl Account {
    fn choose() -> Result<Self> {
        if !machine::is_root() {
            return Ok(Self::Own);
        }
        let accounts = fs::read_to_string("/etc/passwd").context("cannot read the accounts")?;
        let line = accounts.lines().find(|line| line.starts_with("postgres:"));
        let numbers = line.map(|line| {
            line.split(':')
                .skip(2)
                .take(2)
                .map(str::parse::<u32>)
                .collect::<Vec<_>>()
        });
        match numbers.as_deref() {
            Some([Ok(user), Ok(group)]) => Ok(Self::Postgres {
                user: *user,
                group: *group,
            }),
            _ => bail!("PostgreSQL does not run as root: add an account named postgres"),
        }
    }

    fn own(&self, folder: &Path) -> Result<()> {
        match self {
            Self::Own => Ok(()),
            Self::Postgres { user, group } => Ok(chown(folder, Some(*user), Some(*group))?),
        }
    }

    /// A program run as this account. setpriv replaces itself, so the process id stays the program's.
    fn command(&self, program: &PathBuf, folder: &Path) -> Result<Command> {
        let mut command = match self {
            Self::Own => Command::new(program),
            Self::Postgres { user, group } => {
                let setpriv =
                    environment::find_program(&["setpriv"]).context("setpriv is missing: install util-linux")?;
                let mut command = Command::new(setpriv);
                command
                    .arg(format!("--reuid={user}"))
                    .arg(format!("--regid={group}"))
                    .arg("--clear-groups");
                command.arg("--").arg(program);
                command
            }
        };
        // The account may not be allowed to enter the folder this task was called in.
        command.current_dir(folder);
        Ok(command)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cluster_answers_and_is_gone_with_its_value() -> Result<()> {
        let cluster = Cluster::start(Durability::None)?;
        let (port, folder) = (cluster.port, cluster.folder.path().to_owned());
        assert!(TcpStream::connect(("127.0.0.1", port)).is_ok());
        drop(cluster);
        assert!(TcpStream::connect(("127.0.0.1", port)).is_err());
        assert!(!folder.exists());
        Ok(())
    }
}
