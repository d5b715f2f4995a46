//! Binaryen's programs, which make WASM smaller and join it: from npm, or installed.

use std::{
    num::NonZero,
    panic::resume_unwind,
    path::{Path, PathBuf},
    process::Command,
    sync::{Mutex, PoisonError},
    thread,
};

use anyhow::{Result, bail};

use super::Optimiser;
use crate::{environment, npm, progress::step, shell};

/// Exactly what rustc enables for this target; with `--all-features` browsers refuse the result.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// What is inlined is small before brotli and large after it: copies no longer look alike.
const OPTIMISE: [&str; 4] = [
    "-Oz",
    "--skip-pass=inlining-optimizing",
    "--strip-debug",
    "--strip-producers",
];

/// How files are changed: a cache of the result is good for as long as this stays.
pub const HOW: [&[&str]; 2] = [&FEATURES, &OPTIMISE];

/// Where the programs are.
pub struct Binaryen {
    merge: PathBuf,
    opt: PathBuf,
}

impl Binaryen {
    /// Looks for the programs, and installs the Node packages for them.
    pub fn find(optimiser: Optimiser) -> Result<Option<Self>> {
        if Self::installed().is_none() && environment::find_program(&["npm"]).is_some() {
            step("Node packages", npm::install)?;
        }
        match Self::installed() {
            Some(programs) => Ok(Some(programs)),
            None if optimiser == Optimiser::Required => {
                bail!("wasm-opt and wasm-merge are missing: install Node.js with npm, or binaryen")
            }
            None => {
                eprintln!("    no wasm-opt (install Node.js with npm): the WASM will be about a third larger");
                Ok(None)
            }
        }
    }

    fn installed() -> Option<Self> {
        let program = |name| npm::program(name).or_else(|| environment::find_program(&[name]));
        Some(Self {
            merge: program("wasm-merge")?,
            opt: program("wasm-opt")?,
        })
    }

    /// Joins files to one. Each comes with the name by which others import from it.
    pub fn merge<'a>(&self, files: impl IntoIterator<Item = (&'a Path, &'a str)>, to: &Path) -> Result<()> {
        let mut command = Command::new(&self.merge);
        command.args(FEATURES).arg("-o").arg(to);
        for (file, name) in files {
            command.arg(file).arg(name);
        }
        shell::capture(&mut command).map(drop)
    }

    /// Makes files smaller, one on each core, the largest first.
    pub fn optimise(&self, mut files: Vec<(usize, PathBuf)>) -> Result<()> {
        files.sort();
        let files = Mutex::new(files);
        let next = || {
            let largest = files.lock().unwrap_or_else(PoisonError::into_inner).pop();
            largest.map(|(_, file)| file)
        };
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        thread::scope(|scope| {
            let work = || {
                while let Some(file) = next() {
                    self.optimise_one(&file)?;
                }
                Ok(())
            };
            let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
            workers
                .into_iter()
                .try_for_each(|worker| worker.join().unwrap_or_else(|panic| resume_unwind(panic)))
        })
    }

    fn optimise_one(&self, wasm: &Path) -> Result<()> {
        let mut command = Command::new(&self.opt);
        command.args(FEATURES).args(OPTIMISE).arg(wasm).arg("-o").arg(wasm);
        // Captured: it warns of a name section that it is about to leave out.
        shell::capture(&mut command).map(drop)
    }
}
