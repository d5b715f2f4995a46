//! Structured logs without personal data: ids, route templates, statuses and durations.

mod recorder;

use tracing_subscriber::EnvFilter;
use tracing_subscriber::prelude::*;

use crate::config::Config;
use recorder::Recorder;
pub use recorder::{Lines, write};

/// Starts logging to standard error, and answers where what the system log keeps comes out.
///
/// # Errors
/// When `SALVE_LOG` is no filter.
pub fn start(config: &Config) -> anyhow::Result<Lines> {
    let filter = EnvFilter::try_new(&config.log)
        .map_err(|error| anyhow::anyhow!("SALVE_LOG: {error}"))?
        .add_directive("sqlx=warn".parse()?)
        // The head of the audit has to be outside of the database, however little else is told.
        .add_directive("services::audit::seal=info".parse()?)
        // It warns of every visitor who signs in: there was no session to delete.
        .add_directive("tower_sessions_core=error".parse()?)
        // It calls each wrong password an error; what is one, we log ourselves.
        .add_directive("axum_login=off".parse()?)
        .add_directive("sea_orm_migration=warn".parse()?);
    let layer = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let layer = if config.log_json {
        layer.json().boxed()
    } else {
        layer.compact().boxed()
    };
    let (recorder, lines) = Recorder::new();
    tracing_subscriber::registry()
        .with(layer.with_filter(filter.clone()))
        .with(recorder.with_filter(filter))
        .try_init()?;
    Ok(lines)
}
