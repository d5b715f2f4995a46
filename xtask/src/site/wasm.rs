//! The browser's half of the program: cargo, wasm-bindgen, and for a release Binaryen.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, anyhow};
use wasm_bindgen_cli_support::Bindgen;
use wasm_split_cli_support::Options;

use super::{
    Files, Mode, Optimiser,
    binaryen::{self, Binaryen},
    hash,
    names::Numbers,
    pieces,
};
use crate::{environment, progress::step, shell};

const TARGET: &str = "wasm32-unknown-unknown";

/// The script that fetches pieces.
pub const LOADER: &str = "__wasm_split.______________________.js";

/// Builds the browser's program; `parts` keeps it for as long as the compiler's output stays the same.
pub fn build(mode: Mode, optimiser: Optimiser, parts: &Path) -> Result<Files> {
    install_target()?;
    let compiled = step("Browser program (WASM)", || compile(mode))?;
    let binaryen = if mode == Mode::Release {
        Binaryen::find(optimiser)?
    } else {
        None
    };

    let input = fs::read(&compiled).with_context(|| format!("cannot read {}", compiled.display()))?;
    let stamp = format!(
        "{:016x} {:016x} {}",
        hash(&input),
        hash(&(binaryen::HOW, pieces::HOW)),
        binaryen.is_some()
    );
    let out = parts.join("wasm");
    let stamp_file = parts.join("wasm.stamp");
    if fs::read_to_string(&stamp_file).ok().as_deref() != Some(stamp.as_str()) {
        step("Browser bindings", || {
            if out.exists() {
                fs::remove_dir_all(&out)?;
            }
            let main = split(&input, &compiled.with_file_name("salve-main.wasm"), &out)?;
            bind(&main, mode, &out)
        })?;
        if let Some(binaryen) = binaryen {
            step("Fewer pieces", || pieces::join(&binaryen, &out, LOADER))?;
            step("Smaller WASM", || binaryen.optimise(programs(&out)?))?;
        }
        fs::write(&stamp_file, stamp)?;
    }
    read_all(&out)
}

/// Adds the target to the toolchain when it is missing; rustup may be told not to do so by itself.
fn install_target() -> Result<()> {
    let mut rustc = Command::new(environment::var("RUSTC").unwrap_or_else(|| "rustc".to_owned()));
    rustc
        .current_dir(environment::root())
        .args(["--print", "target-libdir", "--target", TARGET]);
    if shell::capture(&mut rustc).is_ok_and(|folder| Path::new(folder.trim()).is_dir()) {
        return Ok(());
    }
    step("Toolchain target for WASM", || {
        let rustup = environment::find_program(&["rustup"])
            .with_context(|| format!("the target {TARGET} is missing: install rustup, or that target"))?;
        // `cargo xtask` names the toolchain in a variable, which would hide what rust-toolchain.toml asks for.
        let mut command = Command::new(rustup);
        command.current_dir(environment::root()).env_remove("RUSTUP_TOOLCHAIN");
        shell::run(command.args(["toolchain", "install", "--no-self-update"]))
    })
}

fn compile(mode: Mode) -> Result<PathBuf> {
    let (profile, folder) = match mode {
        Mode::Debug => ("dev", "debug"),
        Mode::Release => ("wasm-release", "wasm-release"),
    };
    let mut cargo = environment::cargo();
    cargo.args([
        "build",
        "--package",
        "frontend",
        "--lib",
        "--target",
        TARGET,
        "--profile",
        profile,
    ]);
    // A program names its sources where it can stop: each browser would be sent the way to this machine's, once in each piece.
    let registries = if mode == Mode::Release {
        environment::registries()
    } else {
        Vec::new()
    };
    for folder in registries {
        let flag = format!(
            "target.{TARGET}.rustflags=['--remap-path-prefix={}/=']",
            folder.display()
        );
        cargo.args(["--config", &flag]);
    }
    shell::run(&mut cargo)?;
    Ok(environment::target_dir()
        .join(TARGET)
        .join(folder)
        .join("frontend.wasm"))
}

/// Cuts the pages that are fetched when opened out of the program; answers where the rest of it is.
fn split(program: &[u8], main: &Path, out: &Path) -> Result<PathBuf> {
    fs::create_dir_all(out)?;
    let mut options = Options::new(program);
    options.output_dir = out;
    options.main_out_path = main;
    options.main_module = "./salve.js";
    // The name that leptos compiles into the calls.
    let loader = format!("./{LOADER}");
    options.link_name = &loader;
    wasm_split_cli_support::transform(options).map_err(|error| anyhow!("the program cannot be split: {error:?}"))?;
    Ok(main.to_path_buf())
}

fn bind(compiled: &Path, mode: Mode, out: &Path) -> Result<()> {
    let release = mode == Mode::Release;
    Bindgen::new()
        .input_path(compiled)
        .out_name("salve")
        .web(true)?
        .typescript(false)
        // The pieces reach into the program by its linker's names.
        .keep_lld_exports(true)
        .demangle(false)
        .remove_name_section(false)
        .remove_producers_section(release)
        .generate(out)?;
    // The glue looks for its WASM under this name unless the page gives another.
    fs::rename(out.join("salve_bg.wasm"), out.join("salve.wasm"))?;
    let glue = fs::read_to_string(out.join("salve.js"))?.replace("salve_bg.wasm", "salve.wasm");
    fs::write(out.join("salve.js"), glue)?;
    if release {
        let mut numbers = Numbers::default();
        for name in ["salve.js", "salve.wasm"] {
            let path = out.join(name);
            let mut file = fs::read(&path)?;
            numbers.put(&mut file);
            fs::write(path, file)?;
        }
    }
    Ok(())
}

/// The programs in a folder, with their sizes.
fn programs(folder: &Path) -> Result<Vec<(usize, PathBuf)>> {
    let files = read_all(folder)?.into_iter();
    let files = files.map(|(name, bytes)| (bytes.len(), folder.join(name)));
    Ok(files
        .filter(|(_, path)| path.extension().is_some_and(|kind| kind == "wasm"))
        .collect())
}

fn read_all(folder: &Path) -> Result<Files> {
    fn collect(folder: &Path, prefix: &str, files: &mut Files) -> Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                collect(&entry.path(), &format!("{name}/"), files)?;
            } else {
                files.insert(name, fs::read(entry.path())?);
            }
        }
        Ok(())
    }
    let mut files = Files::new();
    collect(folder, "", &mut files)?;
    Ok(files)
}
