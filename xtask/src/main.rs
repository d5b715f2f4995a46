//! The one way to build, run, test and measure Salve: `cargo xtask --help`.

mod audit;
mod bench;
mod dist;
mod environment;
mod machine;
mod npm;
mod postgres;
mod process;
mod progress;
mod run;
mod server;
mod shell;
mod site;
mod table;
mod temporary;
mod test;
mod watch;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    about = "Builds, runs, tests and measures Salve"
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build everything and serve it on this machine
    Run(run::Options),
    /// Like run, again after every change of a file
    Watch(run::Options),
    /// Format, lints, unit tests, both databases, browser journeys
    Test(test::Options),
    /// Write the server binary and its site to dist/
    Build(dist::Options),
    /// Measure the release build on the demo clinic
    Bench(bench::Options),
    /// Take the long looks that are not part of `test`
    Audit(audit::Options),
}

fn main() -> ExitCode {
    process::listen_for_signals();
    match dispatch(Arguments::parse().command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(command: Command) -> Result<ExitCode> {
    match command {
        Command::Run(options) => run::run(&options),
        Command::Watch(options) => watch::run(&options),
        Command::Test(options) => Ok(test::run(&options)),
        Command::Build(options) => dist::run(&options).map(|()| ExitCode::SUCCESS),
        Command::Bench(options) => bench::run(&options),
        Command::Audit(options) => Ok(audit::run(&options)),
    }
}
