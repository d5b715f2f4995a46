//! The `salve` program: `serve | migrate | work | demo | admin create | admin reset-factor | audit verify | keys new |
//! keys rotate`.

use std::io::{BufRead, IsTerminal, stdin};
use std::process::ExitCode;

use anyhow::{Context, Result, bail, ensure};
use clap::{Parser, Subcommand};
use domain::accounts::CreateAdmin;
use mimalloc::MiMalloc;
use secrecy::ExposeSecret;
use server::config::Config;
use server::state::{AppState, open_database};
use server::{serve, telemetry};
use services::audit::{self, Head, Verified};
use services::crypto::{self, Rotated, new_key_line};
use services::error::Error;
use services::scope::Scope;
use services::{accounts, demo};
use words::Language;

/// The system's allocator keeps the 19 MiB of each password hash for itself: 219 MiB resident after a run that needs 100.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Salve, the healthcare portal of a clinic.
#[derive(Parser)]
#[command(name = "salve", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the portal, with the job runner unless `SALVE_WORKER=off`
    Serve,
    /// Bring the database to the newest schema
    Migrate,
    /// Run jobs only
    Work,
    /// Fill an empty database with the demo clinic
    Demo {
        /// How many doctors can be booked
        #[arg(long, default_value_t = demo::DOCTORS, value_parser = doctors)]
        doctors: usize,
    },
    /// Manage administrators
    Admin {
        #[command(subcommand)]
        command: AdminCommand,
    },
    /// Manage the data keys
    Keys {
        #[command(subcommand)]
        command: KeysCommand,
    },
    /// Look at the audit log
    Audit {
        #[command(subcommand)]
        command: AuditCommand,
    },
}

#[derive(Subcommand)]
enum KeysCommand {
    /// Print a new key, to be added to `SALVE_KEYS` or the key file of every process before `rotate`
    New,
    /// Seal again with the newest key what older ones sealed; the portal may serve meanwhile
    Rotate,
}

#[derive(Subcommand)]
enum AuditCommand {
    /// Read the whole audit and tell of every row that is not as Salve wrote it
    Verify {
        /// A head of the chain from the log ("audit sealed"): shows whether the end was cut off since
        #[arg(long)]
        head: Option<Head>,
    },
}

#[derive(Subcommand)]
enum AdminCommand {
    /// Create an administrator; asks for the password, or reads it from standard input
    Create {
        /// E-mail address, the login
        email: String,
    },
    /// Take the second step at sign-in away from somebody who has lost it; its owner is told by mail
    ResetFactor {
        /// E-mail address, the login
        email: String,
    },
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Cli::parse().command).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("salve: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> Result<()> {
    let config = Config::from_environment()?;
    let said = telemetry::start(&config)?;
    match command {
        Command::Serve => {
            config.check_site()?;
            config.check_mails()?;
            let state = AppState::start(config).await?;
            say_who_begins(&state).await?;
            serve::serve(state, said).await
        }
        Command::Work => {
            config.check_mails()?;
            serve::run_jobs(AppState::start(config).await?, said).await
        }
        Command::Migrate => Ok(open_database(&config).await?.migrate().await?),
        Command::Demo { doctors } => {
            let state = AppState::start(config).await?;
            for line in demo::create(&state.tools, doctors).await? {
                println!("{line}");
            }
            Ok(())
        }
        Command::Audit {
            command: AuditCommand::Verify { head },
        } => verify_audit(&AppState::start(config).await?, head.as_ref()).await,
        Command::Keys {
            command: KeysCommand::New,
        } => {
            let state = AppState::start(config).await?;
            println!("{}", new_key_line(state.tools.keys.next_number()).expose_secret());
            Ok(())
        }
        Command::Keys {
            command: KeysCommand::Rotate,
        } => {
            let state = AppState::start(config).await?;
            let rotated = crypto::rotate(&Scope::system(state.tools.clone())).await;
            state.end_exchanges().await;
            let Rotated { read, sealed } = rotated?;
            println!("{read} sealed values read, {sealed} sealed anew with the newest key");
            Ok(())
        }
        Command::Admin {
            command: AdminCommand::ResetFactor { email },
        } => reset_factor(&AppState::start(config).await?, &email).await,
        Command::Admin {
            command: AdminCommand::Create { email },
        } => {
            let state = AppState::start(config).await?;
            let form = CreateAdmin {
                email,
                password: read_password()?.as_str().into(),
            };
            match accounts::admin::create(&Scope::system(state.tools.clone()), &form).await {
                Ok(()) => Ok(()),
                Err(Error::Invalid(errors)) => {
                    // The command line speaks the language of its source.
                    let problems = &Language::En.ui().problems;
                    let said: Vec<_> = errors.iter().map(|error| problems.say(&error.problem)).collect();
                    bail!("{}", said.join(" "))
                }
                Err(error) => Err(error.into()),
            }
        }
    }
}

/// A clinic without an administrator stays empty: says how the first one is made, by this very program.
async fn say_who_begins(state: &AppState) -> Result<()> {
    if accounts::admin::is_missing(&state.tools).await? {
        let program = std::env::args().next().unwrap_or_else(|| "salve".to_owned());
        tracing::warn!("nobody can administer this clinic yet: run `{program} admin create you@example.org`");
    }
    Ok(())
}

async fn reset_factor(state: &AppState, email: &str) -> Result<()> {
    match accounts::factor::reset_by_operator(&Scope::system(state.tools.clone()), email).await {
        Ok(()) => {
            println!("The second step is taken away, and all sessions of the account have ended.");
            Ok(())
        }
        Err(Error::NotFound | Error::Invalid(_)) => bail!("no account with this address has a second step"),
        Err(error) => Err(error.into()),
    }
}

/// Tells what was found; anything found is a failure.
async fn verify_audit(state: &AppState, published: Option<&Head>) -> Result<()> {
    let Verified {
        rows,
        waiting,
        head,
        findings,
    } = audit::verify(&state.tools, published).await?;
    for finding in &findings {
        println!("{finding}");
    }
    let head = head.map_or_else(|| "none yet".to_owned(), |head| head.to_string());
    println!("{rows} rows are sealed and intact, {waiting} wait to be sealed; head {head}");
    ensure!(findings.is_empty(), "the audit is not as it was written");
    Ok(())
}

fn doctors(text: &str) -> Result<usize, String> {
    let most = 20_000;
    let count = text.parse().ok().filter(|count| (demo::DOCTORS..=most).contains(count));
    count.ok_or_else(|| format!("between {} and {most}", demo::DOCTORS))
}

fn read_password() -> Result<String> {
    if stdin().is_terminal() {
        return rpassword::prompt_password("Password: ").context("the password could not be read");
    }
    let mut line = String::new();
    stdin()
        .lock()
        .read_line(&mut line)
        .context("the password could not be read from standard input")?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
