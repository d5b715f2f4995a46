//! `cargo xtask run`: from a fresh clone to a served portal.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, ExitCode, Stdio},
    time::Duration,
};

use anyhow::{Context, Result, ensure};
use rustix::process::Signal;

use crate::{
    environment,
    process::Guard,
    progress::step,
    server, shell,
    site::{self, Mode, Optimiser},
};

#[derive(clap::Args)]
pub struct Options {
    /// Optimised, as it would be installed
    #[arg(long)]
    release: bool,
    /// Serve a clinic full of people instead of an empty one
    #[arg(long)]
    demo: bool,
    /// Port of 127.0.0.1
    #[arg(long, default_value_t = 3000)]
    port: u16,
}

impl Options {
    /// How to build.
    pub fn mode(&self) -> Mode {
        Mode::new(self.release)
    }
}

pub fn run(options: &Options) -> Result<ExitCode> {
    let site = site::build(options.mode(), Optimiser::Wanted)?;
    let binary = server::build(options.mode())?;
    let status = serve(options, &binary, &site, "info")?.wait()?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Starts the server with its clinic, and says where it is once it answers. `log` is what it says, unless that is
/// configured.
pub fn serve(options: &Options, binary: &Path, site: &Path, log: &str) -> Result<Guard> {
    let data = environment::root().join(if options.demo { "data/demo" } else { "data" });
    let sign_ins = if options.demo {
        Some(demo(binary, site, &data)?)
    } else {
        None
    };

    let mut command = server_command(binary, "serve", site);
    if options.demo {
        command.env("SALVE_DATA_DIR", &data);
    } else {
        environment::set_default(&mut command, "SALVE_DATA_DIR", &data);
    }
    environment::set_default(&mut command, "SALVE_LISTEN", format!("127.0.0.1:{}", options.port));
    environment::set_default(&mut command, "SALVE_LOG", log);
    let mut guard = Guard::daemon(&mut command, Signal::TERM)?;
    if !environment::is_configured("SALVE_LISTEN") {
        let url = format!("http://127.0.0.1:{}", options.port);
        server::wait_until_ready(&mut guard, &format!("{url}/health"), Duration::from_mins(1))?;
        println!("\nSalve is ready at {url}  (Ctrl-C ends it)");
    }
    if let Some(text) = sign_ins {
        println!("{}", text.trim_end());
    }
    Ok(guard)
}

/// Makes the demo clinic, unless it is already there, and answers its sign-ins.
fn demo(binary: &Path, site: &Path, data: &Path) -> Result<String> {
    ensure!(
        !environment::is_configured("DATABASE_URL"),
        "--demo keeps its clinic in data/demo: unset DATABASE_URL, or fill that database with `salve demo`"
    );
    // Written last, so a half-made clinic is never taken for a whole one.
    let made = sign_ins_file(data);
    if let Ok(text) = fs::read_to_string(&made) {
        return Ok(text);
    }
    step("Demo clinic", || {
        let mut command = server_command(binary, "demo", site);
        let text = shell::capture(command.env("SALVE_DATA_DIR", data).stdin(Stdio::null()))
            .context("the demo clinic needs an empty data/demo; remove that folder to start again")?;
        fs::write(&made, &text).with_context(|| format!("cannot write {}", made.display()))?;
        Ok(text)
    })
}

fn sign_ins_file(data: &Path) -> PathBuf {
    data.join("demo-sign-ins.txt")
}

fn server_command(binary: &Path, subcommand: &str, site: &Path) -> Command {
    let mut command = Command::new(binary);
    command
        .arg(subcommand)
        .current_dir(environment::root())
        .env("SALVE_SITE_ROOT", site);
    environment::set_default(&mut command, "SALVE_MODE", "development");
    command
}
