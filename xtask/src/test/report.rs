//! Runs the steps one after the other, goes on after a failure, and tells in the end what happened.

use std::{
    process::{Command, ExitCode},
    time::{Duration, Instant},
};

use anyhow::Result;

use super::tally::Tally;
use crate::{
    environment,
    progress::Seconds,
    shell::{self, Echo},
};

/// What has been done so far.
#[derive(Default)]
pub struct Report {
    steps: Vec<Step>,
    tally: Tally,
}

struct Step {
    name: String,
    took: Duration,
    outcome: &'static str,
}

impl Report {
    /// A step that is no test: its failure counts as one.
    pub fn check<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T>) -> Option<T> {
        self.step(name, |_| work())
    }

    /// A program that runs tests and prints their summary.
    pub fn tests(&mut self, name: &str, command: &mut Command) {
        self.step(name, |tally| run_tests(command, tally));
    }

    /// Several of them as one step.
    pub fn all_tests(&mut self, name: &str, commands: Vec<Command>) {
        self.step(name, |tally| {
            // Each is run, whatever the one before it did.
            let results: Vec<_> = commands
                .into_iter()
                .map(|mut command| run_tests(&mut command, tally))
                .collect();
            results.into_iter().collect::<Result<()>>()
        });
    }

    /// A step that could not be tried because another one failed.
    pub fn not_run(&mut self, name: &str) {
        eprintln!("==> {name}: not run");
        self.tally.failed += 1;
        self.steps.push(Step {
            name: name.to_owned(),
            took: Duration::ZERO,
            outcome: "not run",
        });
    }

    fn step<T>(&mut self, name: &str, work: impl FnOnce(&mut Tally) -> Result<T>) -> Option<T> {
        eprintln!("==> {name}");
        let started = Instant::now();
        let mut tally = Tally::default();
        let result = work(&mut tally);
        if let Err(error) = &result {
            eprintln!("error: {name}: {error:#}");
            tally.failed = tally.failed.max(1);
        }
        let outcome = if result.is_ok() { "ok" } else { "FAILED" };
        self.steps.push(Step {
            name: name.to_owned(),
            took: started.elapsed(),
            outcome,
        });
        self.tally += tally;
        result.ok()
    }

    /// Prints the table of steps and the sum; the sum is the last line.
    pub fn finish(mut self) -> ExitCode {
        println!("\n{:<34} {:>8}  result", "step", "time");
        for step in &self.steps {
            println!(
                "{:<34} {:>8}  {}",
                step.name,
                Seconds(step.took).to_string(),
                step.outcome
            );
        }
        let sum = Seconds(self.steps.iter().map(|step| step.took).sum()).to_string();
        println!("{:<34} {sum:>8}", "all");
        if self.tally.left_out > 0 {
            println!("{} tests were ignored, skipped or not reached", self.tally.left_out);
            if environment::is_ci() {
                println!("with CI=true that is a failure");
                self.tally.failed = self.tally.failed.max(1);
            }
        }
        println!("{} passed, {} failed", self.tally.passed, self.tally.failed);
        if self.tally.failed == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }
}

fn run_tests(command: &mut Command, tally: &mut Tally) -> Result<()> {
    let succeeded = shell::stream(command, Echo::On, |line| tally.read(line))?;
    anyhow::ensure!(succeeded, "{} failed", shell::name_of(command));
    Ok(())
}
