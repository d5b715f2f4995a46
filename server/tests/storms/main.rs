//! Storms against the built server: 64 signed-in patients of the demo clinic over HTTP, and `kill -9` in the middle.
//!
//! `cargo xtask audit --only storms` builds the server, starts `PostgreSQL` and calls this program once per engine with
//! `SALVE_SERVER` (the binary), `SALVE_STORM_FOLDER` (an empty folder) and `SALVE_STORM_POSTGRES` (or nothing: SQLite).

mod clinic;
mod crowd;
mod killed;
mod races;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, ensure};

use clinic::Clinic;
use crowd::Crowd;

/// Patients that act at once.
const CLIENTS: usize = 64;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a program of its own, told by its caller where everything is"
)]
fn told(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

async fn run() -> Result<()> {
    let binary = told("SALVE_SERVER").context("SALVE_SERVER is missing: run `cargo xtask audit --only storms`")?;
    let folder = PathBuf::from(told("SALVE_STORM_FOLDER").context("SALVE_STORM_FOLDER is missing")?);
    let mut clinic = Clinic::create(binary.into(), folder, told("SALVE_STORM_POSTGRES")).await?;
    println!("{}: {CLIENTS} patients of the demo clinic", clinic.engine());
    let crowd = Crowd::sign_in(&clinic).await?;
    let races = [
        ("one time", races::one_time(&clinic, &crowd).await?),
        ("overlapping times", races::overlapping_times(&clinic, &crowd).await?),
        (
            "one patient, two doctors",
            races::one_patient_twice(&clinic, &crowd).await?,
        ),
        (
            "confirm against confirm",
            races::confirm_against_confirm(&clinic, &crowd).await?,
        ),
    ];
    let mut held = true;
    for (name, race) in races {
        println!("  {name:<26} {race}");
        held &= race.holds();
    }
    let killed = killed::storm(&mut clinic, &crowd).await?;
    println!("  {:<26} {killed}", "kill -9 in the middle");
    held &= killed.holds();
    let overlaps = clinic.overlaps().await?;
    println!("  {:<26} {overlaps}", "overlapping live rows");
    ensure!(held && overlaps == 0, "a storm on {} did not hold", clinic.engine());
    Ok(())
}
