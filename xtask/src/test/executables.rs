//! Compiles the test programs of some packages in one call of cargo, to run them as often as wanted.

use std::{num::NonZero, path::PathBuf, process::Command, thread};

use anyhow::{Result, ensure};
use serde_json::Value;

use crate::{
    environment,
    shell::{self, Echo},
};

/// What one call of cargo made.
#[derive(Default)]
pub struct Compiled {
    tests: Vec<Executable>,
    /// How many warnings of the compiler and of clippy were printed.
    pub findings: usize,
    /// The server that the stories over HTTP are compiled with.
    pub server: Option<PathBuf>,
}

/// A compiled test program.
struct Executable {
    package: String,
    folder: PathBuf,
    program: PathBuf,
}

/// Compiles the tests of the chosen packages (arguments of `cargo test`), and prints what clippy finds in our own.
pub fn compile(selection: &[&str]) -> Result<Compiled> {
    let mut cargo = environment::linting_cargo();
    cargo
        .args(["test", "--no-run", "--message-format=json"])
        .args(selection);
    let mut compiled = Compiled::default();
    let succeeded = shell::stream(&mut cargo, Echo::Off, |line| compiled.read(line))?;
    ensure!(succeeded, "the tests do not compile");
    ensure!(!compiled.tests.is_empty(), "cargo named no test program");
    Ok(compiled)
}

impl Compiled {
    /// The runs of the test programs of these packages, as cargo would start them.
    pub fn runs(&self, packages: &[&str]) -> Vec<Command> {
        let chosen = self
            .tests
            .iter()
            .filter(|test| packages.contains(&test.package.as_str()));
        // Stories wait for databases and streams more than they compute.
        let threads = 3 * thread::available_parallelism().map_or(1, NonZero::get);
        let run = |test: &Executable| {
            let mut command = Command::new(&test.program);
            command
                .current_dir(&test.folder)
                .env("CARGO_MANIFEST_DIR", &test.folder)
                .env("RUST_TEST_THREADS", threads.to_string());
            command
        };
        chosen.map(run).collect()
    }

    fn read(&mut self, line: &str) {
        let Ok(message) = serde_json::from_str::<Value>(line) else {
            return;
        };
        if let Some(text) = message["message"]["rendered"].as_str() {
            eprint!("{text}");
            self.findings += usize::from(message["message"]["level"] == "warning");
        }
        let Some(program) = message["executable"].as_str().map(PathBuf::from) else {
            return;
        };
        if message["profile"]["test"] == true {
            self.tests.extend(test_program(&message, program));
        } else if message["target"]["name"] == "server" {
            self.server = Some(program);
        }
    }
}

fn test_program(message: &Value, program: PathBuf) -> Option<Executable> {
    let folder = PathBuf::from(message["manifest_path"].as_str()?)
        .parent()?
        .to_path_buf();
    Some(Executable {
        package: package_name(message["package_id"].as_str()?)?,
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
    fn tests_and_the_server_are_told_apart() {
        let line = |name: &str, test: bool| {
            format!(
                r#"{{"reason":"compiler-artifact","package_id":"path+file:///w/{name}#0.1.0","target":{{"name":"{name}"}},
                "manifest_path":"/w/{name}/Cargo.toml","profile":{{"test":{test}}},"executable":"/t/{name}"}}"#
            )
        };
        let mut compiled = Compiled::default();
        for line in [
            line("domain", true),
            line("server", false),
            r#"{"reason":"compiler-message","message":{"level":"warning","rendered":"warning: unused\n"}}"#.to_owned(),
            r#"{"reason":"build-finished"}"#.to_owned(),
        ] {
            compiled.read(&line);
        }
        assert_eq!(compiled.server, Some(PathBuf::from("/t/server")));
        assert_eq!(compiled.runs(&["domain", "server"]).len(), 1);
        assert_eq!(compiled.findings, 1);
    }
}
