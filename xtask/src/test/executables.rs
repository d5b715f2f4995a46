//! Compiles the test programs of some packages in one call of cargo, to run them as often as wanted.

use std::{path::PathBuf, process::Command};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::{
    environment,
    shell::{self, Echo},
};

/// A compiled test program.
pub struct Executable {
    package: String,
    folder: PathBuf,
    program: PathBuf,
}

impl Executable {
    /// Runs it as cargo would.
    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command
            .current_dir(&self.folder)
            .env("CARGO_MANIFEST_DIR", &self.folder);
        command
    }
}

/// Compiles the tests of the chosen packages (arguments of `cargo test`).
pub fn compile(selection: &[&str]) -> Result<Vec<Executable>> {
    let mut cargo = environment::cargo();
    cargo
        .args(["test", "--no-run", "--message-format=json-render-diagnostics"])
        .args(selection);
    let mut messages = Vec::new();
    let succeeded = shell::stream(&mut cargo, Echo::Off, |line| messages.push(line.to_owned()))?;
    ensure!(succeeded, "the tests do not compile");
    let executables: Vec<_> = messages.iter().filter_map(|message| read(message)).collect();
    ensure!(!executables.is_empty(), "cargo named no test program");
    Ok(executables)
}

/// The runs of the test programs of these packages.
pub fn of_packages(executables: &[Executable], packages: &[&str]) -> Vec<Command> {
    let chosen = executables
        .iter()
        .filter(|executable| packages.contains(&executable.package.as_str()));
    chosen.map(Executable::command).collect()
}

fn read(message: &str) -> Option<Executable> {
    let message: Value = serde_json::from_str(message).ok()?;
    if message["reason"] != "compiler-artifact" || message["profile"]["test"] != true {
        return None;
    }
    let program = PathBuf::from(message["executable"].as_str()?);
    let folder = PathBuf::from(message["manifest_path"].as_str()?)
        .parent()?
        .to_path_buf();
    let package = package_name(message["package_id"].as_str()?)
        .context("no package name")
        .ok()?;
    Some(Executable {
        package,
        folder,
        program,
    })
}

/// `path+file:///a/server#0.1.0` and `path+file:///a/b#name@0.1.0` are cargo's two spellings.
fn package_name(id: &str) -> Option<String> {
    let (path, fragment) = id.rsplit_once('#')?;
    let name = fragment
        .split_once('@')
        .map(|(name, _)| name)
        .or_else(|| path.rsplit('/').next())?;
    Some(name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_are_known_by_both_spellings() {
        assert_eq!(
            package_name("path+file:///work/server#0.1.0").as_deref(),
            Some("server")
        );
        assert_eq!(
            package_name("path+file:///work/x#services@0.1.0").as_deref(),
            Some("services")
        );
    }

    #[test]
    fn only_test_programs_count() {
        let line = |test: bool| {
            format!(
                r#"{{"reason":"compiler-artifact","package_id":"path+file:///w/app/domain#0.1.0",
                "manifest_path":"/w/app/domain/Cargo.toml","profile":{{"test":{test}}},"executable":"/t/domain-1"}}"#
            )
        };
        assert!(read(&line(false)).is_none());
        let found = read(&line(true)).expect("a test program");
        assert_eq!(
            (found.package.as_str(), found.folder.to_str()),
            ("domain", Some("/w/app/domain"))
        );
    }
}
