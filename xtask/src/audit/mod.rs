//! `cargo xtask audit`: the long looks that `test` has no time for.
//!
//! A new one is a line in `AUDITS`.

mod enumeration;
mod hammer;
mod lighthouse;
mod storms;

use std::process::{Command, ExitCode};

use anyhow::Result;

use crate::{
    environment, machine, npm,
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
    /// Pages as people meet them, and their budgets
    Frontend,
    /// Only the budgets: sizes, Lighthouse, slow 4G
    Budgets,
    /// Only what a screen reader says
    Transcripts,
    /// Pictures of all pages, for people to look at
    Screenshots,
    /// Very many pages, and very many changes of one
    Endurance,
    /// Whether known and unknown accounts are told apart
    Enumeration,
    /// Booking under load, and `kill -9` in the middle
    Storms,
}

impl Part {
    fn holds(self, other: Self) -> bool {
        self == other || (self == Self::Frontend && matches!(other, Self::Budgets | Self::Transcripts))
    }
}

struct Audit {
    name: &'static str,
    part: Part,
    look: fn(Mode) -> Result<()>,
}

/// One that is read from each side: projects of `end2end/audit.config.ts`.
const LANGUAGES: [&str; 2] = ["en", "ar"];

const AUDITS: [Audit; 8] = [
    Audit {
        name: "Accessibility: language × page × theme × width (axe)",
        part: Part::Frontend,
        look: |_| accessibility(),
    },
    Audit {
        name: "Transcripts: booking and the week, as a screen reader says them",
        part: Part::Transcripts,
        look: |_| transcripts(),
    },
    Audit {
        name: "Budgets: sizes, Lighthouse on 8 pages, slow 4G (release build)",
        part: Part::Budgets,
        look: |_| lighthouse::run(),
    },
    Audit {
        name: "Pictures: language × page × theme × width",
        part: Part::Screenshots,
        look: |_| screenshots(),
    },
    Audit {
        name: "Hammer: 100,000 pages with 1, 2 and 4 threads",
        part: Part::Endurance,
        look: hammer::run,
    },
    Audit {
        name: "Memory: 200 changes of the page",
        part: Part::Endurance,
        look: |_| shell::run(playwright("routes.spec.ts")?.arg("--project=en")),
    },
    Audit {
        name: "Enumeration: 200 known and 200 unknown addresses at each door",
        part: Part::Enumeration,
        look: enumeration::run,
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
        .filter(|audit| options.only.is_none_or(|part| part.holds(audit.part)))
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
    in_each_language("axe.spec.ts", |_| ())
}

fn transcripts() -> Result<()> {
    let folder = environment::target_dir().join("transcripts");
    let mut playwright = playwright("transcripts.spec.ts")?;
    shell::run(playwright.arg("--project=en").env("SALVE_TRANSCRIPTS", &folder))?;
    println!("    what was said is in {}", folder.display());
    Ok(())
}

fn screenshots() -> Result<()> {
    let folder = environment::target_dir().join("screenshots");
    in_each_language("screenshots.spec.ts", |playwright| {
        playwright.env("SALVE_SCREENSHOTS", &folder);
    })?;
    println!("    the pictures are in {}", folder.display());
    Ok(())
}

/// Runs a file of `end2end/audit` in one language after the other, and all of them even if one fails.
fn in_each_language(file: &str, prepare: impl Fn(&mut Command)) -> Result<()> {
    let run = |language: &str| {
        let mut playwright = playwright(file)?;
        prepare(playwright.arg(format!("--project={language}")));
        shell::run(&mut playwright)
    };
    let results = LANGUAGES.map(run);
    results.into_iter().collect()
}

/// One file of `end2end/audit`, with site and server built.
fn playwright(file: &str) -> Result<Command> {
    npm::install()?;
    let browser = machine::chromium_shell()?;
    let site = site::build(Mode::Release, Optimiser::Required)?;
    let server = server::build(Mode::Debug)?;
    let mut playwright = npm::playwright("audit.config.ts")?;
    playwright
        .arg(file)
        .env("CHROMIUM_SHELL", browser)
        .env("SALVE_SITE_ROOT", site)
        .env("SALVE_SERVER", server);
    Ok(playwright)
}
