//! The rooms of the workspace and what may not cross their borders.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Result, bail};
use serde_json::Value;

use crate::{environment, shell};

/// What a room's whole graph of dependencies must not hold.
struct Graph {
    room: &'static str,
    arguments: &'static [&'static str],
    forbidden: &'static [&'static str],
}

const GRAPHS: [Graph; 5] = [
    Graph {
        room: "frontend",
        arguments: &["--target=wasm32-unknown-unknown"],
        forbidden: &[
            "argon2",
            "axum",
            "chrono-tz",
            "image",
            "jiff",
            "lettre",
            "migrations",
            "object_store",
            "sea-orm",
            "server",
            "services",
            "sqlx",
            "tokio",
        ],
    },
    Graph {
        room: "domain",
        arguments: &[],
        forbidden: &["axum", "jiff", "leptos", "sea-orm", "services", "tokio"],
    },
    Graph {
        room: "words",
        arguments: &[],
        forbidden: &["axum", "jiff", "leptos", "sea-orm", "services", "tokio"],
    },
    Graph {
        room: "services",
        arguments: &[],
        forbidden: &["app", "axum", "axum-login", "leptos", "leptos_axum", "server"],
    },
    Graph {
        room: "migrations",
        arguments: &[],
        forbidden: &["app", "axum", "domain", "leptos", "services"],
    },
];

/// The rooms a room may name in its manifest, and outside crates it must leave to another one.
const NEIGHBOURS: [(&str, &[&str], &[&str]); 7] = [
    ("domain", &[], &[]),
    ("words", &["domain"], &[]),
    ("app", &["domain", "services", "words"], &["sea-orm", "sqlx", "tokio"]),
    ("frontend", &["app"], &[]),
    ("migrations", &[], &[]),
    ("services", &["domain", "migrations", "services", "words"], &[]),
    ("server", &["app", "domain", "services", "words"], &["sea-orm", "sqlx"]),
];

/// Text that stands only in some files.
struct Reserved {
    text: &'static str,
    folder: &'static str,
    allowed: fn(&str) -> bool,
    why: &'static str,
}

const RESERVED: [Reserved; 3] = [
    Reserved {
        text: "feature = \"ssr\"",
        folder: "app/src",
        allowed: is_seam,
        why: "one file knows the server",
    },
    Reserved {
        text: "feature = \"hydrate\"",
        folder: "app/src",
        allowed: is_seam,
        why: "one file knows the browser",
    },
    Reserved {
        text: "clippy::disallowed_methods",
        folder: "",
        allowed: may_lift_the_ban,
        why: "clocks, the environment and unscoped queries have one room each",
    },
];

fn is_seam(path: &str) -> bool {
    ["app/src/caller.rs", "app/src/error.rs", "app/src/lib.rs"].contains(&path)
}

/// Entities and the mechanisms that own their table query without an actor; one file each reads clock and environment.
fn may_lift_the_ban(path: &str) -> bool {
    const ONE_FILE: [&str; 5] = [
        "server/services/src/clock.rs",
        "server/src/config.rs",
        "xtask/src/environment.rs",
        "xtask/src/test/borders.rs",
        // A test program of its own: its environment is its command line.
        "server/tests/storms/main.rs",
    ];
    let in_services = path.strip_prefix("server/services/src/");
    let is_entity = in_services.is_some_and(|path| path.ends_with("/entity.rs") || path.contains("/entity/"));
    let is_mechanism = in_services.is_some_and(|path| {
        let name = path.split('/').next().unwrap_or(path).trim_end_matches(".rs");
        [
            "audit",
            "crypto",
            "database",
            "demo",
            "jobs",
            "occupancy",
            "scope",
            "sessions",
            "settings",
            "testing",
            "throttle",
        ]
        .contains(&name)
    });
    ONE_FILE.contains(&path) || is_entity || is_mechanism
}

/// What clippy.toml must forbid for the rest of this to mean something.
const BANNED: [&str; 6] = [
    "chrono::Utc::now",
    "std::time::SystemTime::now",
    "std::env::var",
    "std::env::var_os",
    "sea_orm::EntityTrait::find",
    "sea_orm::EntityTrait::find_by_id",
];

/// Fails with every offence when a border is crossed.
pub fn check() -> Result<()> {
    let root = environment::root();
    let mut offences = Vec::new();
    for graph in &GRAPHS {
        let names = crates_of(graph.room, graph.arguments)?;
        offences.extend(forbidden_in(&names, graph.forbidden).map(|name| format!("{} depends on {name}", graph.room)));
    }
    offences.extend(strangers(&metadata()?));
    for reserved in &RESERVED {
        offences.extend(misplaced(&root, reserved)?);
    }
    let rules = fs::read_to_string(root.join("clippy.toml"))?;
    let unbanned = BANNED.iter().filter(|path| !rules.contains(&format!("\"{path}\"")));
    offences.extend(unbanned.map(|path| format!("clippy.toml does not disallow {path}")));
    if offences.is_empty() {
        Ok(())
    } else {
        bail!("\n  {}", offences.join("\n  "))
    }
}

/// The crates a room is really compiled with: its own features, without what runs in the compiler.
fn crates_of(room: &str, arguments: &[&str]) -> Result<BTreeSet<String>> {
    let mut cargo = environment::cargo();
    cargo.args([
        "tree",
        "--package",
        room,
        "--edges=normal,no-proc-macro",
        "--prefix=none",
        "--format={p}",
    ]);
    let text = shell::capture(cargo.args(arguments))?;
    Ok(text
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .map(str::to_owned)
        .collect())
}

/// `sqlx` also stands for `sqlx-core` and its other parts; all other names are meant exactly.
fn forbidden_in<'a>(names: &'a BTreeSet<String>, forbidden: &'a [&str]) -> impl Iterator<Item = &'a String> {
    let is = |name: &str, banned: &str| name == banned || (banned == "sqlx" && name.starts_with("sqlx-"));
    names
        .iter()
        .filter(move |name| forbidden.iter().any(|banned| is(name, banned)))
}

fn metadata() -> Result<Value> {
    let mut cargo = environment::cargo();
    let text = shell::capture(cargo.args(["metadata", "--no-deps", "--format-version=1"]))?;
    Ok(serde_json::from_str(&text)?)
}

fn strangers(metadata: &Value) -> Vec<String> {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let mut offences = Vec::new();
    for package in list(&metadata["packages"]) {
        let room = package["name"].as_str().unwrap_or_default();
        if room == "xtask" {
            continue;
        }
        let Some((_, neighbours, left_out)) = NEIGHBOURS.iter().find(|(name, ..)| *name == room) else {
            offences.push(format!("the room {room} is not in the table of borders"));
            continue;
        };
        for dependency in list(&package["dependencies"]) {
            let name = dependency["name"].as_str().unwrap_or_default();
            let is_room = dependency["path"].is_string();
            if (is_room && !neighbours.contains(&name)) || left_out.contains(&name) {
                offences.push(format!("{room} names {name} in its manifest"));
            }
        }
    }
    offences
}

fn misplaced(root: &Path, reserved: &Reserved) -> Result<Vec<String>> {
    let mut files = Vec::new();
    collect(&root.join(reserved.folder), &mut files)?;
    let mut offences = Vec::new();
    for file in files {
        let path = file.strip_prefix(root).unwrap_or(&file).to_string_lossy().into_owned();
        if !(reserved.allowed)(&path) && fs::read_to_string(&file)?.contains(reserved.text) {
            offences.push(format!("{path} has `{}`: {}", reserved.text, reserved.why));
        }
    }
    Ok(offences)
}

/// Rust files, without what is built or fetched.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if path.is_dir() && !name.starts_with('.') && !["target", "node_modules", "dist", "data"].contains(&name) {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            files.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::temporary::Folder;

    #[test]
    fn a_database_in_the_browser_is_found() {
        let names = ["leptos", "sqlx-core", "tokio-stream"].map(str::to_owned).into();
        let found: Vec<_> = forbidden_in(&names, &["sqlx", "tokio"]).collect();
        assert_eq!(found, ["sqlx-core"]);
    }

    #[test]
    fn a_room_may_name_only_its_neighbours() -> Result<()> {
        let metadata = serde_json::from_str(
            r#"{"packages": [
                {"name": "words", "dependencies": [{"name": "domain", "path": "/d"}, {"name": "services", "path": "/s"}]},
                {"name": "server", "dependencies": [{"name": "sea-orm", "path": null}, {"name": "axum", "path": null}]},
                {"name": "shed", "dependencies": []}
            ]}"#,
        )?;
        let expected = [
            "words names services in its manifest",
            "server names sea-orm in its manifest",
            "the room shed is not in the table of borders",
        ];
        assert_eq!(strangers(&metadata), expected);
        Ok(())
    }

    #[test]
    fn a_reserved_word_is_found_outside_of_its_file() -> Result<()> {
        let root = Folder::new("borders-test")?;
        let source = root.path().join("app/src");
        fs::create_dir_all(&source)?;
        fs::write(source.join("caller.rs"), "#[cfg(feature = \"ssr\")]")?;
        fs::write(source.join("page.rs"), "#[cfg(feature = \"ssr\")]")?;
        let offences = misplaced(root.path(), &RESERVED[0])?;
        assert_eq!(offences.len(), 1);
        assert!(offences[0].starts_with("app/src/page.rs"));
        Ok(())
    }

    #[test]
    fn bans_are_lifted_in_few_places() {
        for path in [
            "server/services/src/clock.rs",
            "server/services/src/doctors/entity.rs",
            "server/services/src/jobs.rs",
        ] {
            assert!(may_lift_the_ban(path), "{path}");
        }
        for path in [
            "server/services/src/doctors/mod.rs",
            "app/src/lib.rs",
            "server/src/main.rs",
        ] {
            assert!(!may_lift_the_ban(path), "{path}");
        }
    }
}
