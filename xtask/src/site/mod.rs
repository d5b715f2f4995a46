//! What the browser gets: WASM, its glue, one style sheet and the public files.
//!
//! Everything that changes with the code lies in `pkg/<content hash>/` and may be cached for ever;
//! `pkg/current` names that folder. Inside, references are relative, so nothing is renamed.

mod binaryen;
mod compress;
mod css;
mod names;
mod pieces;
mod wasm;
mod worker;

use std::{
    collections::BTreeMap,
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use crate::{environment, progress::step};

pub use wasm::LOADER;

/// How to build.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Debug,
    Release,
}

impl Mode {
    /// From the `--release` flag.
    pub fn new(release: bool) -> Self {
        if release { Self::Release } else { Self::Debug }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Debug => "debug",
            Self::Release => "release",
        }
    }
}

/// What to do when Binaryen is not to be had in a release build.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Optimiser {
    Wanted,
    Required,
}

/// Files of the site by their path inside of it.
type Files = BTreeMap<String, Vec<u8>>;

/// Where the site of a mode lies.
pub fn folder(mode: Mode) -> PathBuf {
    let target = environment::target_dir();
    match mode {
        Mode::Debug => target.join("site"),
        Mode::Release => target.join("site-release"),
    }
}

/// The current package inside of a site.
pub fn package(site: &Path) -> Result<PathBuf> {
    let current = fs::read_to_string(site.join("pkg/current")).context("the site has no current package")?;
    Ok(site.join(current))
}

/// Builds the site and answers where it is.
pub fn build(mode: Mode, optimiser: Optimiser) -> Result<PathBuf> {
    build_with(mode, optimiser, "")
}

/// The file that changes when pages have to be loaded again; not in the package, as whose files are kept by browsers.
pub const WATCHED: &str = "watched.txt";

/// A site whose pages load themselves again when [`WATCHED`] changes.
pub fn build_watched(mode: Mode, optimiser: Optimiser) -> Result<PathBuf> {
    let look = format!(
        "await fetch('/{WATCHED}', {{ cache: 'no-store' }}).then((answer) => answer.ok ? answer.text() : seen, () => seen)"
    );
    let extra = format!(
        "{{ let seen; setInterval(async () => {{ const now = {look}; if (seen && seen !== now) location.reload(); seen = now; }}, 700); }}\n"
    );
    build_with(mode, optimiser, &extra)
}

/// `extra` is done by every page.
fn build_with(mode: Mode, optimiser: Optimiser, extra: &str) -> Result<PathBuf> {
    let parts = environment::target_dir().join("site-parts").join(mode.name());
    fs::create_dir_all(&parts)?;
    let site = folder(mode);
    let mut files = wasm::build(mode, optimiser, &parts)?;
    for (name, glue) in &mut files {
        if Path::new(name).extension().is_some_and(|kind| kind == "js") {
            *glue = script(str::from_utf8(glue)?, mode).into_bytes();
        }
    }
    step("Style sheet and public files", || {
        let css = css::bundle(&environment::root().join("style/main.css"), mode == Mode::Release)?;
        files.insert("salve.css".to_owned(), css.into_bytes());
        for name in SCRIPTS {
            files.insert(name.to_owned(), script(&written(name)?, mode).into_bytes());
        }
        if let Some(every) = files.get_mut(EVERYWHERE) {
            every.extend_from_slice(extra.as_bytes());
        }
        publish(&site, &files, mode)?;
        copy_public(&environment::root().join("public"), &site, mode)?;
        let worker = worker::fill(&script(&written(worker::SOURCE)?, mode), &site)?;
        write(&site.join(worker::NAME), worker.as_bytes(), mode)
    })?;
    Ok(site)
}

/// The script that every page begins.
const EVERYWHERE: &str = "device.js";
/// The scripts of the package, from `frontend/`.
const SCRIPTS: [&str; 6] = [
    "device.js",
    "kept.js",
    "live.js",
    "moves.js",
    "offline.js",
    "passkeys.js",
];

fn written(name: &str) -> Result<String> {
    let path = environment::root().join("frontend").join(name);
    fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
}

/// A script as browsers get it: for a release without comments on lines of their own and without indentation.
fn script(text: &str, mode: Mode) -> String {
    if mode == Mode::Debug {
        return text.to_owned();
    }
    let lines = text.lines().map(str::trim);
    let comments = ["//", "/*", "*"];
    let lines = lines.filter(|line| !line.is_empty() && !comments.iter().any(|comment| line.starts_with(comment)));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// Writes the package under its hash and makes it the current one. The same content costs nothing. The package before it
/// stays: tabs that are open still fetch pages of it.
fn publish(site: &Path, files: &Files, mode: Mode) -> Result<()> {
    let name = format!("{:016x}", hash(files));
    let pkg = site.join("pkg");
    let current = pkg.join("current");
    let value = format!("pkg/{name}");
    if fs::read_to_string(&current).is_ok_and(|text| text == value) {
        return Ok(());
    }
    let before = fs::read_to_string(&current).ok();
    for (path, bytes) in files {
        write(&pkg.join(&name).join(path), bytes, mode)?;
    }
    // Last: an interrupted build leaves no name that leads to half a package.
    fs::write(current, &value)?;
    let stays = [Some(value), before];
    for entry in fs::read_dir(&pkg)? {
        let entry = entry?;
        let folder = format!("pkg/{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() && !stays.iter().flatten().any(|kept| *kept == folder) {
            fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}

fn copy_public(from: &Path, site: &Path, mode: Mode) -> Result<()> {
    for entry in fs::read_dir(site)? {
        let path = entry?.path();
        if path.file_name().is_some_and(|name| name == "pkg") {
            continue;
        }
        if path.is_dir() {
            fs::remove_dir_all(path)?;
        } else {
            fs::remove_file(path)?;
        }
    }
    if from.is_dir() {
        copy_into(from, site, mode)
    } else {
        Ok(())
    }
}

fn copy_into(from: &Path, to: &Path, mode: Mode) -> Result<()> {
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_into(&entry.path(), &target, mode)?;
        } else {
            write(&target, &fs::read(entry.path())?, mode)?;
        }
    }
    Ok(())
}

fn write(path: &Path, bytes: &[u8], mode: Mode) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
    if mode == Mode::Release {
        compress::beside(path, bytes)?;
    }
    Ok(())
}

/// Stable between builds on one toolchain, which is all that cache busting needs.
fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::temporary::Folder;

    fn files(css: &str) -> Files {
        [("salve.css".to_owned(), css.as_bytes().to_vec())].into()
    }

    #[test]
    fn a_changed_file_gets_a_new_address() -> Result<()> {
        let site = Folder::new("site-test")?;
        let current = || fs::read_to_string(site.path().join("pkg/current"));
        publish(site.path(), &files("a{}"), Mode::Debug)?;
        let first = current()?;
        publish(site.path(), &files("b{}"), Mode::Debug)?;
        let second = current()?;
        assert_ne!(first, second);
        assert_eq!(fs::read(site.path().join(second).join("salve.css"))?, b"b{}");
        Ok(())
    }

    #[test]
    fn open_tabs_keep_the_package_before() -> Result<()> {
        let site = Folder::new("site-test")?;
        let mut packages = Vec::new();
        for css in ["a{}", "b{}", "b{}", "c{}"] {
            publish(site.path(), &files(css), Mode::Debug)?;
            packages.push(package(site.path())?);
        }
        assert_eq!(
            packages.iter().map(|package| package.exists()).collect::<Vec<_>>(),
            [false, true, true, true]
        );
        Ok(())
    }

    #[test]
    fn a_released_script_has_no_comments() {
        let written = "// Why.\nlet a = 'x // y';\n\n/** What. */\nif (a) {\n  b();\n}\n";
        assert_eq!(script(written, Mode::Release), "let a = 'x // y';\nif (a) {\nb();\n}\n");
        assert_eq!(script(written, Mode::Debug), written);
    }

    #[test]
    fn a_release_has_compressed_siblings() -> Result<()> {
        let site = Folder::new("site-test")?;
        publish(site.path(), &files(&"a{color:red}".repeat(100)), Mode::Release)?;
        let folder = site.path().join(fs::read_to_string(site.path().join("pkg/current"))?);
        assert!(folder.join("salve.css.br").is_file() && folder.join("salve.css.gz").is_file());
        Ok(())
    }
}
