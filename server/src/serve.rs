//! Serving and working until somebody says stop.

use std::time::Duration;

use anyhow::{Context, Result};
use services::{live, work};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

use crate::listen::{Patience, listen};
use crate::state::AppState;
use crate::telemetry::{self, Lines};

/// Longest wait for answers and jobs that are under way when the process is told to stop.
const GRACE: Duration = Duration::from_secs(10);

/// Serves the portal, and runs jobs beside it unless the configuration says otherwise.
///
/// # Errors
/// When the address is taken or the database goes away for good.
pub async fn serve(state: AppState, said: Lines) -> Result<()> {
    let stop = stop_on_signal()?;
    let listener = TcpListener::bind(state.config.listen)
        .await
        .with_context(|| format!("SALVE_LISTEN: {} can't be used", state.config.listen))?;
    let address = listener.local_addr()?;
    let log = telemetry::write(state.tools.clone(), said);
    let live = live::start(state.tools.clone(), stop.clone()).await;
    tracing::info!(%address, "serving");
    let worker = state
        .config
        .worker
        .then(|| tokio::spawn(work::run(state.tools.clone(), stop.clone())));

    let ending = state.clone();
    let served = listen(listener, crate::router(state), Patience::default(), stop.clone());
    let late = async {
        stop.cancelled().await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        () = served => {}
        () = late => tracing::warn!("stopped with requests under way"),
    }
    stop.cancel();
    live.await?;
    if let Some(worker) = worker {
        worker.await?;
    }
    ending.end_exchanges().await;
    tracing::info!("stopped");
    log.end().await;
    Ok(())
}

/// Runs jobs only.
///
/// # Errors
/// When the process can't listen for signals.
pub async fn run_jobs(state: AppState, said: Lines) -> Result<()> {
    let stop = stop_on_signal()?;
    let log = telemetry::write(state.tools.clone(), said);
    tracing::info!("working");
    work::run(state.tools.clone(), stop).await;
    state.end_exchanges().await;
    tracing::info!("stopped");
    log.end().await;
    Ok(())
}

fn stop_on_signal() -> Result<CancellationToken> {
    let stop = CancellationToken::new();
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let told = stop.clone();
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        told.cancel();
    });
    Ok(stop)
}
