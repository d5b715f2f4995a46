//! What the tests need from the machine: found, installed through apt where that is allowed, or asked for in one line.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail};

use crate::{environment, progress::step, shell};

/// Chromium without windows and all that belongs to them: journeys take two thirds of the time in it. Where it cannot be had,
/// the whole browser does the same.
pub fn chromium_shell() -> Result<PathBuf> {
    let find = || {
        let named = environment::var("CHROMIUM_SHELL").map(PathBuf::from);
        named.or_else(|| environment::find_program(&["chromium-headless-shell", "chrome-headless-shell"]))
    };
    find_or_install(find, "chromium-headless-shell", "no headless shell").or_else(|_| chromium())
}

/// Chromium as people have it: for what it installs and measures.
pub fn chromium() -> Result<PathBuf> {
    let find = || {
        let named = environment::var("CHROMIUM").map(PathBuf::from);
        named.or_else(|| environment::find_program(&["chromium", "chromium-browser", "google-chrome"]))
    };
    find_or_install(
        find,
        "chromium",
        "Chromium is missing: install it (Debian: apt install chromium) or set CHROMIUM",
    )
}

/// The folder with `PostgreSQL`'s `initdb` and `postgres`.
pub fn postgres() -> Result<PathBuf> {
    let complete = |folder: &Path| folder.join("initdb").is_file() && folder.join("postgres").is_file();
    let find = || {
        let on_path = || environment::find_program(&["initdb"]).and_then(|file| file.parent().map(Path::to_path_buf));
        newest_debian_postgres()
            .or_else(on_path)
            .filter(|folder| complete(folder))
    };
    let missing = "PostgreSQL is missing: install its server (Debian: apt install postgresql), or pass --db sqlite";
    find_or_install(find, "postgresql", missing)
}

fn newest_debian_postgres() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").ok()?.filter_map(Result::ok);
    let number = |path: &Path| {
        path.file_name()
            .and_then(|name| name.to_str())
            .and_then(|name| name.parse::<u32>().ok())
    };
    let newest = versions.map(|entry| entry.path()).max_by_key(|path| number(path))?;
    Some(newest.join("bin"))
}

/// Whether this process is the superuser.
pub fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

fn find_or_install(find: impl Fn() -> Option<PathBuf>, package: &str, missing: &str) -> Result<PathBuf> {
    if let Some(found) = find() {
        return Ok(found);
    }
    let Some(apt) = environment::find_program(&["apt-get"]).filter(|_| is_root()) else {
        bail!("{missing}")
    };
    step(&format!("Installing {package}"), || {
        let run = |arguments: &[&str]| {
            let mut command = Command::new(&apt);
            command
                .args(arguments)
                .env("DEBIAN_FRONTEND", "noninteractive")
                .stdin(Stdio::null());
            shell::capture(&mut command)
        };
        run(&["update", "-q"])?;
        run(&["install", "-q", "-y", "--no-install-recommends", package])
    })?;
    find().context(missing.to_owned())
}
