//! Every process this task starts is ended by it: at the end of its guard, and at Ctrl-C or SIGTERM.

use std::{
    collections::BTreeMap,
    os::unix::process::CommandExt,
    path::PathBuf,
    process::{Child, Command, ExitStatus},
    sync::{Mutex, MutexGuard, PoisonError},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};
use rustix::process::{Pid, Signal, kill_process, test_kill_process};

/// What has to be undone when the task is told to stop.
#[derive(Default)]
struct Running {
    processes: BTreeMap<u32, Signal>,
    folders: Vec<PathBuf>,
    stopping: bool,
}

static RUNNING: Mutex<Running> = Mutex::new(Running {
    processes: BTreeMap::new(),
    folders: Vec::new(),
    stopping: false,
});

fn running() -> MutexGuard<'static, Running> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Ends everything that was started when this process is told to end, then ends it.
pub fn listen_for_signals() {
    thread::spawn(|| {
        let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_io().build() else {
            return;
        };
        let code = runtime.block_on(async {
            use tokio::signal::unix::{SignalKind, signal};
            let (Ok(mut interrupt), Ok(mut terminate)) =
                (signal(SignalKind::interrupt()), signal(SignalKind::terminate()))
            else {
                return None;
            };
            Some(tokio::select! { _ = interrupt.recv() => 130, _ = terminate.recv() => 143 })
        });
        if let Some(code) = code {
            stop_everything();
            std::process::exit(code);
        }
    });
}

/// Whether a signal is just ending the processes, so that their end is no failure of theirs.
pub fn is_stopping() -> bool {
    running().stopping
}

fn stop_everything() {
    let (processes, folders) = {
        let mut running = running();
        running.stopping = true;
        (
            std::mem::take(&mut running.processes),
            std::mem::take(&mut running.folders),
        )
    };
    for (&id, &how) in &processes {
        send(id, how);
    }
    let patience = Instant::now() + Duration::from_secs(12);
    while processes.keys().any(|&id| is_alive(id)) && Instant::now() < patience {
        thread::sleep(Duration::from_millis(50));
    }
    for &id in processes.keys().filter(|&&id| is_alive(id)) {
        send(id, Signal::KILL);
    }
    for folder in folders {
        let _ = std::fs::remove_dir_all(folder);
    }
}

fn pid(id: u32) -> Option<Pid> {
    i32::try_from(id).ok().and_then(Pid::from_raw)
}

fn send(id: u32, signal: Signal) {
    if let Some(pid) = pid(id) {
        // Already gone is what was wanted.
        let _ = kill_process(pid, signal);
    }
}

fn is_alive(id: u32) -> bool {
    pid(id).is_some_and(|pid| test_kill_process(pid).is_ok()) && !is_zombie(id)
}

/// A child that ended but was not waited for still answers to signals.
fn is_zombie(id: u32) -> bool {
    std::fs::read_to_string(format!("/proc/{id}/stat"))
        .is_ok_and(|stat| stat.rsplit_once(") ").is_some_and(|(_, rest)| rest.starts_with('Z')))
}

/// A folder that is also removed when a signal ends the task.
pub fn remove_at_exit(folder: PathBuf) {
    running().folders.push(folder);
}

/// Removes a folder now.
pub fn remove_now(folder: &std::path::Path) {
    running().folders.retain(|other| other != folder);
    let _ = std::fs::remove_dir_all(folder);
}

/// A process that ends when this value does.
pub struct Guard {
    child: Child,
    how: Signal,
}

impl Guard {
    /// Starts a long-lived process in a process group of its own, so that Ctrl-C in the terminal
    /// reaches it once, through this task.
    pub fn daemon(command: &mut Command, how: Signal) -> Result<Self> {
        command.process_group(0).stdin(std::process::Stdio::null());
        Self::start(command, how)
    }

    /// Starts a process that shares the terminal with this task.
    pub fn foreground(command: &mut Command) -> Result<Self> {
        Self::start(command, Signal::TERM)
    }

    fn start(command: &mut Command, how: Signal) -> Result<Self> {
        // Held over the start: a signal in between must not miss the new process.
        let mut running = running();
        let child = command
            .spawn()
            .with_context(|| format!("cannot start {}", crate::shell::name_of(command)))?;
        running.processes.insert(child.id(), how);
        Ok(Self { child, how })
    }

    /// The process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// The process, to take its pipes from.
    pub fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    /// How it ended, when it has.
    pub fn ended(&mut self) -> Result<Option<ExitStatus>> {
        Ok(self.child.try_wait()?)
    }

    /// Waits for its own end.
    pub fn wait(&mut self) -> Result<ExitStatus> {
        let status = self.child.wait();
        running().processes.remove(&self.child.id());
        if is_stopping() {
            // The signal thread is about to end this process; nothing may be reported as a failure meanwhile.
            thread::sleep(Duration::from_secs(20));
        }
        Ok(status?)
    }

    /// Asks it to end, and ends it by force after the given time.
    pub fn stop_within(&mut self, patience: Duration) {
        if matches!(self.child.try_wait(), Ok(None)) {
            send(self.child.id(), self.how);
            let until = Instant::now() + patience;
            while matches!(self.child.try_wait(), Ok(None)) && Instant::now() < until {
                thread::sleep(Duration::from_millis(20));
            }
            if matches!(self.child.try_wait(), Ok(None)) {
                let _ = self.child.kill();
                let _ = self.child.wait();
            }
        }
        running().processes.remove(&self.child.id());
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.stop_within(Duration::from_secs(12));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_ends_with_its_guard() {
        let guard = Guard::daemon(Command::new("sleep").arg("60"), Signal::TERM).expect("sleep starts");
        let id = guard.id();
        assert!(is_alive(id));
        drop(guard);
        assert!(!is_alive(id));
    }
}
