//! `cargo xtask test`: everything functional, in the order in which it fails soonest.

mod borders;
mod executables;
mod report;
mod tally;

use std::{
    path::{Path, PathBuf},
    process::{Command, ExitCode},
    thread::{self, JoinHandle},
};

use anyhow::{Result, anyhow, ensure};

use crate::{
    bench::sizes::of_files,
    environment, machine, npm,
    postgres::{Cluster, Durability},
    server, shell,
    site::{self, Mode, Optimiser},
    table::Table,
};
use report::Report;

#[derive(clap::Args)]
pub struct Options {
    /// Only one room
    #[arg(long, value_enum)]
    only: Option<Room>,
    /// Only one database engine
    #[arg(long, value_enum)]
    db: Option<Engine>,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Room {
    /// Rules, words and pages
    Domain,
    /// Use cases on real databases
    Services,
    /// Stories over HTTP
    Http,
    /// Journeys in Chromium
    E2e,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Engine {
    Sqlite,
    Postgres,
}

/// The packages of a room, and how cargo is told to compile only them.
struct Tests {
    room: Room,
    name: &'static str,
    packages: &'static [&'static str],
    selection: &'static [&'static str],
}

const TESTS: [Tests; 3] = [
    Tests {
        room: Room::Domain,
        name: "Rules, words, pages",
        packages: &["domain", "words", "app", "migrations"],
        selection: &["-p=domain", "-p=words", "-p=app", "-p=migrations", "--features=app/ssr"],
    },
    Tests {
        room: Room::Services,
        name: "Use cases",
        packages: &["services"],
        selection: &["-p=services"],
    },
    Tests {
        room: Room::Http,
        name: "Stories over HTTP",
        packages: &["server"],
        selection: &["-p=server"],
    },
];

/// All of them at once; `frontend` is for WASM only and the build task has features of its own. Any other choice of packages
/// means other features, and compiles every dependency again.
pub const HOST: [&str; 3] = ["--workspace", "--exclude=frontend", "--exclude=xtask"];

/// How clippy is told to take warnings for errors.
const DENY_WARNINGS: &str = "-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__";

pub fn run(options: &Options) -> ExitCode {
    let mut report = Report::default();
    match options.only {
        None => {
            let site = site_meanwhile();
            checks(&mut report);
            // Its dependencies are there already, compiled for itself.
            let mut own = environment::linting_cargo();
            own.env("CLIPPY_ARGS", DENY_WARNINGS);
            report.tests(
                "Build task",
                own.args(["test", "--profile", "dev", "--package", "xtask"]),
            );
            let server = host_tests(&mut report, options.db, None);
            report.tests(
                "Documentation tests",
                environment::linting_cargo().args(["test", "--doc"]).args(HOST),
            );
            journeys(&mut report, server, site);
        }
        Some(Room::E2e) => journeys(&mut report, None, site_meanwhile()),
        Some(room) => drop(host_tests(&mut report, options.db, Some(room))),
    }
    report.finish()
}

fn checks(report: &mut Report) {
    let cargo = |arguments: &[&str]| shell::run(environment::cargo().args(arguments));
    report.check("Format", || cargo(&["fmt", "--all", "--check"]));
    report.check("Borders between the rooms", borders::check);
    report.check("Lints, browser side", || {
        cargo(&[
            "clippy",
            "--package=frontend",
            "--target=wasm32-unknown-unknown",
            "--",
            "-D",
            "warnings",
        ])
    });
}

/// Answers the server that was compiled on the way.
fn host_tests(report: &mut Report, engine: Option<Engine>, only: Option<Room>) -> Option<PathBuf> {
    let chosen: Vec<_> = TESTS
        .iter()
        .filter(|tests| only.is_none_or(|room| room == tests.room))
        .collect();
    let not_run = |report: &mut Report| {
        for tests in &chosen {
            report.not_run(tests.name);
        }
        None
    };
    let selection = if only.is_some() { chosen[0].selection } else { &HOST };
    let Some(compiled) = report.check("Compiling the tests", || executables::compile(selection)) else {
        return not_run(report);
    };
    if only.is_none() {
        report.check("Lints, server side", || {
            ensure!(compiled.findings == 0, "{} warnings, above", compiled.findings);
            Ok(())
        });
    }
    let mut cluster = None;
    if only != Some(Room::Domain) && engine != Some(Engine::Sqlite) {
        cluster = report.check("PostgreSQL for the tests", || Cluster::start(Durability::None));
        if cluster.is_none() {
            return not_run(report);
        }
    }
    for tests in &chosen {
        let mut commands = compiled.runs(tests.packages);
        for command in &mut commands {
            choose_databases(command, engine, cluster.as_ref());
        }
        report.all_tests(tests.name, commands);
    }
    compiled.server
}

/// Tells the tests which engines to run on: both, unless one was asked for.
fn choose_databases(command: &mut Command, engine: Option<Engine>, cluster: Option<&Cluster>) {
    match engine {
        Some(Engine::Sqlite) => command.env("SALVE_TEST_DB", "sqlite"),
        Some(Engine::Postgres) => command.env("SALVE_TEST_DB", "postgres"),
        None => command.env_remove("SALVE_TEST_DB"),
    };
    match cluster {
        Some(cluster) => command.env("SALVE_TEST_POSTGRES", cluster.url()),
        None => command.env_remove("SALVE_TEST_POSTGRES"),
    };
}

/// Builds the site beside everything else, which leaves a core idle for half of its time. It is the program that browsers
/// get: what is checked is what is shipped, and starts in a fraction of the time.
fn site_meanwhile() -> JoinHandle<Result<PathBuf>> {
    thread::spawn(|| {
        npm::install()?;
        site::build(Mode::Release, Optimiser::Required)
    })
}

/// Drives the given server, or builds it. The one from the tests differs from an installed one only in holding
/// their helpers too; building both would compile the whole upper half of the program twice.
fn journeys(report: &mut Report, server: Option<PathBuf>, site: JoinHandle<Result<PathBuf>>) {
    let prepared = report.check("Site and server for the journeys", || {
        let browsers = (machine::chromium()?, machine::chromium_shell()?);
        let server = server.map_or_else(|| server::build(Mode::Debug), Ok)?;
        let site = site.join().map_err(|_| anyhow!("the site's builder panicked"))??;
        sizes(&site)?;
        let mut playwright = npm::playwright("playwright.config.ts")?;
        playwright
            .env("CHROMIUM", browsers.0)
            .env("CHROMIUM_SHELL", browsers.1)
            .env("SALVE_SITE_ROOT", site)
            .env("SALVE_SERVER", server);
        Ok(playwright)
    });
    match prepared {
        Some(mut playwright) => report.tests("Journeys in Chromium", &mut playwright),
        None => report.not_run("Journeys in Chromium"),
    }
}

/// The sizes that need no server, against their budgets.
fn sizes(site: &Path) -> Result<()> {
    let mut table = Table::new("sizes of what browsers fetch".to_owned());
    of_files(&mut table, site)?;
    table.print();
    ensure!(table.holds(), "a budget is exceeded");
    Ok(())
}
