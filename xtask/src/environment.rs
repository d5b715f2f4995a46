//! Where things are, and the only file of the build task that reads the environment.
#![expect(clippy::disallowed_methods, reason = "the build task's one door to the environment")]

use std::{
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// A variable, when it is set and not empty.
pub fn var(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

/// Whether nobody watches: nothing may be left out then.
pub fn is_ci() -> bool {
    var("CI").is_some_and(|value| value != "false" && value != "0")
}

/// The workspace. Asked at run time: clones that share a target folder share this binary too.
pub fn root() -> PathBuf {
    let manifest = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let here = || env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
    manifest
        .and_then(|path| path.parent().map(Path::to_path_buf))
        .unwrap_or_else(here)
}

/// Cargo's target folder, as an absolute path.
pub fn target_dir() -> PathBuf {
    root().join(env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from))
}

/// The cargo that runs this task, without the variables of this task's own package: with them every
/// build script that watches one would run again at each switch between the two ways of calling.
pub fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")));
    command.current_dir(root());
    for (name, _) in env::vars_os() {
        let own = name.to_str().is_some_and(|name| {
            ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_"]
                .iter()
                .any(|prefix| name.starts_with(prefix))
                || name == "CARGO_CRATE_NAME"
        });
        if own {
            command.env_remove(name);
        }
    }
    command
}

/// The same, with clippy as the compiler of our own packages: one pass compiles and lints, and nothing is checked first only
/// to be compiled again. What it makes is meant for tests (clippy switches rustc's own optimisations of its middle language
/// off), and is apart from what plain cargo makes.
pub fn linting_cargo() -> Command {
    let mut command = cargo();
    command.env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver");
    command
}

/// Where the sources of other crates are.
pub fn registries() -> Vec<PathBuf> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(env::home_dir()?.join(".cargo")));
    let folders = home.and_then(|home| fs::read_dir(home.join("registry/src")).ok());
    folders
        .into_iter()
        .flatten()
        .flatten()
        .map(|folder| folder.path())
        .collect()
}

/// The first of the names that is a program on the path.
pub fn find_program(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|file| file.is_file())
}

/// Gives the server a variable, unless the environment or `.env` has already decided it.
pub fn set_default(command: &mut Command, name: &str, value: impl AsRef<std::ffi::OsStr>) {
    if !is_configured(name) {
        command.env(name, value);
    }
}

/// Whether the environment or `.env` gives this variable.
pub fn is_configured(name: &str) -> bool {
    let in_file = || {
        fs::read_to_string(root().join(".env")).is_ok_and(|text| {
            text.lines().filter_map(|line| line.split_once('=')).any(|(key, _)| {
                let key = key.trim();
                key.strip_prefix("export ").unwrap_or(key).trim() == name
            })
        })
    };
    env::var_os(name).is_some() || in_file()
}

/// A folder of its own for what goes away again.
pub fn temp_dir() -> PathBuf {
    env::temp_dir()
}
