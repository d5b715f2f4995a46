//! The Node packages of `end2end/`: Playwright, axe and Binaryen.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};

use crate::{environment, shell};

fn folder() -> PathBuf {
    environment::root().join("end2end")
}

/// Where Lighthouse and what it needs are installed, apart: only the audit of the front end wants them.
pub fn lighthouse() -> PathBuf {
    folder().join("lighthouse")
}

/// Installs what the tests need.
pub fn install() -> Result<()> {
    install_in(&folder())
}

/// Installs what the lock file of a folder says, unless that is already there. Browsers are never downloaded.
pub fn install_in(folder: &Path) -> Result<()> {
    let lock = folder.join("package-lock.json");
    let wanted = fs::read(&lock).with_context(|| format!("{} is missing", lock.display()))?;
    let stamp = folder.join("node_modules/.salve-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    let npm = environment::find_program(&["npm"]).context("npm is missing: install Node.js 20 or newer")?;
    shell::run(
        Command::new(npm)
            .current_dir(folder)
            .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
            .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
            .env("PUPPETEER_SKIP_DOWNLOAD", "1"),
    )?;
    Ok(fs::write(stamp, wanted)?)
}

/// A program of an installed package.
pub fn program(name: &str) -> Option<PathBuf> {
    Some(folder().join("node_modules/.bin").join(name)).filter(|path| path.is_file())
}

/// Playwright with the given configuration file, ready for more arguments.
pub fn playwright(configuration: &str) -> Result<Command> {
    let program = program("playwright").context("Playwright is missing: npm ci did not install it")?;
    let mut command = Command::new(program);
    command.current_dir(folder()).args(["test", "--config", configuration]);
    Ok(command)
}
