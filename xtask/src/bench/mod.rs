//! `cargo xtask bench`: the release build on the demo clinic, on both engines.
//!
//! A new figure is one line in `artefacts`, `server_rows` or `PAGES`.

mod load;
mod sizes;
mod table;

use std::{path::Path, process::ExitCode, time::Duration};

use anyhow::Result;

use crate::{
    postgres::{Cluster, Durability},
    progress::step,
    server::{self, DemoClinic, Engine, Served},
    site::{self, Mode, Optimiser},
};
use load::{Load, Order};
use table::{Limit, Row, Table};

#[derive(clap::Args)]
pub struct Options {
    /// Seconds of load per page
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// Clients that ask at the same time
    #[arg(long, default_value_t = 16)]
    clients: usize,
}

const MEBIBYTE: f64 = 1024.0 * 1024.0;

/// Public pages under load: what it is, and the address.
const PAGES: [(&str, &str); 2] = [("sign-in page", "/sign-in"), ("doctor search", "/doctors")];

pub fn run(options: &Options) -> Result<ExitCode> {
    let site = site::build(Mode::Release, Optimiser::Required)?;
    let binary = server::build(Mode::Release)?;
    let mut table = Table::default();
    artefacts(&mut table, &site, &binary)?;
    for name in ["SQLite", "PostgreSQL"] {
        step(&format!("Measuring on {name}"), || {
            // Stopped after its clinic: declared first.
            let cluster = if name == "SQLite" {
                None
            } else {
                Some(Cluster::start(Durability::Full)?)
            };
            let url = cluster.as_ref().map(Cluster::url);
            let engine = url.as_deref().map_or(Engine::Sqlite, Engine::Postgres);
            let clinic = DemoClinic::create(&binary, &site, &engine)?;
            server_rows(&mut table, name, &clinic, options)
        })?;
    }
    table.print();
    Ok(if table.holds() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Sizes against the budgets of the front end.
fn artefacts(table: &mut Table, site: &Path, binary: &Path) -> Result<()> {
    let kilobytes = |name: &str| sizes::kilobytes(&site::package(site)?.join(name));
    table.add(Row::number("WASM, brotli", kilobytes("salve.wasm.br")?, "kB").limits(Limit::AtMost, 200.0, 300.0));
    table.add(Row::number("style sheet, brotli", kilobytes("salve.css.br")?, "kB").limits(Limit::AtMost, 12.0, 15.0));
    table.add(Row::number("glue script, brotli", kilobytes("salve.js.br")?, "kB"));
    table.add(Row::number("server binary", sizes::kilobytes(binary)? / 1000.0, "MB"));
    Ok(())
}

/// The figures of one engine.
fn server_rows(table: &mut Table, engine: &str, clinic: &DemoClinic, options: &Options) -> Result<()> {
    let (served, cold_start) = clinic.serve()?;
    let milliseconds = cold_start.as_secs_f64() * 1000.0;
    table.add(
        Row::number("cold start to first answer", milliseconds, "ms")
            .on(engine)
            .limits(Limit::AtMost, 100.0, 300.0),
    );
    for (what, path) in PAGES {
        under_load(table, engine, &served, options, what, path)?;
    }
    #[expect(clippy::cast_precision_loss, reason = "memory in MiB is shown with one digit")]
    let memory = served.resident_bytes()? as f64 / MEBIBYTE;
    table.add(
        Row::number("memory after the run", memory, "MiB")
            .on(engine)
            .limits(Limit::AtMost, 80.0, 150.0),
    );
    Ok(())
}

fn under_load(
    table: &mut Table,
    engine: &str,
    served: &Served,
    options: &Options,
    what: &str,
    path: &str,
) -> Result<()> {
    let url = format!("{}{path}", served.url);
    let load = Load {
        clients: options.clients,
        duration: Duration::from_secs(options.seconds),
    };
    let outcome = load::run(&load, move |order: Order<'_>| order.http.get(&url))?;
    table.add(
        Row::text(what, outcome.to_string())
            .on(engine)
            .holding(outcome.failed == 0),
    );
    Ok(())
}
