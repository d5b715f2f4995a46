//! The service worker of the site: `frontend/worker.js`, told which package it came with and what it keeps from the start.

use std::{fs, path::Path};

use anyhow::{Context, Result};

use super::{hash, package};

/// Its source in `frontend/`, and its name in the site: browsers look for a newer one at this address.
pub const SOURCE: &str = "worker.js";
pub const NAME: &str = "service-worker.js";

/// What the page for times without a network needs, by its place in the package and in the site. Not the program: what a
/// page needs of it is kept when the page is opened.
const OF_PACKAGE: [&str; 3] = ["salve.css", "offline.js", "kept.js"];
const OF_SITE: [&str; 1] = ["favicon.svg"];

/// Fills in the worker of a site that is published. Its version changes with everything that it keeps.
pub fn fill(source: &str, site: &Path) -> Result<String> {
    let package = package(site)?;
    let package = package.strip_prefix(site)?.to_string_lossy();
    let of_package = OF_PACKAGE.iter().map(|name| format!("{package}/{name}"));
    let shell: Vec<String> = of_package.chain(OF_SITE.map(str::to_owned)).collect();
    let kept = shell
        .iter()
        .map(|name| fs::read(site.join(name)).with_context(|| format!("the site has no {name}")));
    let version = hash(&(source, &shell, kept.collect::<Result<Vec<_>>>()?));
    let addresses: Vec<String> = shell.iter().map(|name| format!("/{name}")).collect();
    Ok(source
        .replace("{{package}}", &format!("/{package}"))
        .replace("{{version}}", &format!("{version:016x}"))
        .replace("{{shell}}", &serde_json::to_string(&addresses)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::temporary::Folder;

    #[test]
    fn the_version_follows_what_is_kept() -> Result<()> {
        let site = Folder::new("worker-test")?;
        let package = site.path().join("pkg/1234");
        fs::create_dir_all(&package)?;
        fs::write(site.path().join("pkg/current"), "pkg/1234")?;
        for name in OF_PACKAGE {
            fs::write(package.join(name), "text")?;
        }
        fs::write(site.path().join("favicon.svg"), "one")?;
        let source = "a = '{{package}}'; b = '{{version}}'; c = {{shell}};";
        let first = fill(source, site.path())?;
        assert!(
            first.contains("a = '/pkg/1234'") && first.contains("[\"/pkg/1234/salve.css\",") && !first.contains("{{"),
            "{first}"
        );
        assert_eq!(fill(source, site.path())?, first);
        fs::write(site.path().join("favicon.svg"), "two")?;
        assert_ne!(fill(source, site.path())?, first);
        Ok(())
    }
}
