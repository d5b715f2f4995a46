//! `cargo xtask audit`: the long looks that `test` has no time for.
//!
//! A new one is a line in `AUDITS`.

mod storms;

use std::process::ExitCode;

use anyhow::Result;

use crate::{
    machine, npm,
    progress::step,
    server, shell,
    site::{self, Mode, Optimiser},
};

#[derive(clap::Args)]
pub struct Options {
    /// Only what looks at one part
    #[arg(long, value_enum)]
    only: Option<Part>,
    /// Look at the release build, where a look does not need the debug one
    #[arg(long)]
    release: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Part {
    /// Pages as people meet them
    Frontend,
    /// Booking under load, and `kill -9` in the middle
    Storms,
}

struct Audit {
    name: &'static str,
    part: Part,
    look: fn(Mode) -> Result<()>,
}

const AUDITS: [Audit; 2] = [
    Audit {
        name: "Accessibility: page × theme × width (axe)",
        part: Part::Frontend,
        look: |_| accessibility(),
    },
    Audit {
        name: "Storms: 64 patients at once, kill -9, both engines",
        part: Part::Storms,
        look: storms::run,
    },
];

pub fn run(options: &Options) -> ExitCode {
    let mode = if options.release { Mode::Release } else { Mode::Debug };
    let mut failures = Vec::new();
    for audit in AUDITS
        .iter()
        .filter(|audit| options.only.is_none_or(|part| part == audit.part))
    {
        if let Err(error) = step(audit.name, || (audit.look)(mode)) {
            eprintln!("error: {error:#}");
            failures.push(audit.name);
        }
    }
    println!("{} audits failed", failures.len());
    if failures.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn accessibility() -> Result<()> {
    npm::install()?;
    let browser = machine::chromium()?;
    let site = site::build(Mode::Debug, Optimiser::Wanted)?;
    let server = server::build(Mode::Debug)?;
    let mut playwright = npm::playwright("audit.config.ts")?;
    shell::run(
        playwright
            .env("CHROMIUM", browser)
            .env("SALVE_SITE_ROOT", site)
            .env("SALVE_SERVER", server),
    )
}
