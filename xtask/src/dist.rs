//! `cargo xtask build`: one binary and its site in `dist/`.

use std::{fs, path::Path};

use anyhow::Result;

use crate::{
    environment,
    progress::step,
    server,
    site::{self, Mode, Optimiser},
};

#[derive(clap::Args)]
pub struct Options {
    /// Optimised and precompressed, for installing
    #[arg(long)]
    release: bool,
}

pub fn run(options: &Options) -> Result<()> {
    let mode = Mode::new(options.release);
    let optimiser = if environment::is_ci() {
        Optimiser::Required
    } else {
        Optimiser::Wanted
    };
    let site = site::build(mode, optimiser)?;
    let binary = server::build(mode)?;
    let dist = environment::root().join("dist");
    step("dist/", || {
        if dist.exists() {
            fs::remove_dir_all(&dist)?;
        }
        copy(&site, &dist.join("site"))?;
        fs::copy(&binary, dist.join("salve"))?;
        Ok(())
    })?;
    println!("dist/salve serve  with SALVE_SITE_ROOT={}", dist.join("site").display());
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
