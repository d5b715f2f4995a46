//! `cargo xtask watch`: serves the portal, and builds and serves it again whenever a file changed. Open pages show the new
//! one by themselves.

use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::Path,
    process::{self, Command, ExitCode},
    thread,
    time::{Duration, Instant},
};

use anyhow::Result;

use crate::{
    environment,
    process::Guard,
    run::{self, Options},
    server, shell,
    site::{self, Optimiser, WATCHED},
};

/// How often the files are looked at.
const LOOK: Duration = Duration::from_millis(300);

pub fn run(options: &Options) -> Result<ExitCode> {
    let mode = options.mode();
    let mut served: Option<Guard> = None;
    for turn in 0_u32.. {
        let now = state()?;
        let started = Instant::now();
        match site::build_watched(mode, Optimiser::Wanted).and_then(|site| Ok((server::build(mode)?, site))) {
            // The old one has answered until here.
            Ok((binary, site)) => {
                drop(served.take());
                served = serve(options, &binary, &site, turn);
                if served.is_some() {
                    println!("    served after {:.0} s", started.elapsed().as_secs_f64());
                }
            }
            Err(error) => eprintln!("error: {error:#}"),
        }
        println!("    waiting for a change (Ctrl-C ends it)");
        while state()? == now {
            thread::sleep(LOOK);
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Starts the server; the pages that are open hear of it when it answers. One that does not start is mended by the next
/// change.
fn serve(options: &Options, binary: &Path, site: &Path, turn: u32) -> Option<Guard> {
    let started = fs::write(site.join(WATCHED), format!("{}-{turn}", process::id()))
        .map_err(Into::into)
        // Open pages ask all the time: what a build says would be lost among their requests.
        .and_then(|()| run::serve(options, binary, site, "warn"));
    started.inspect_err(|error| eprintln!("error: {error:#}")).ok()
}

/// Changes with every file that git knows or would add.
fn state() -> Result<u64> {
    let mut git = Command::new("git");
    git.current_dir(environment::root())
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    let mut hasher = DefaultHasher::new();
    for name in shell::capture(&mut git)?.split_terminator('\0') {
        name.hash(&mut hasher);
        let changed = fs::metadata(environment::root().join(name)).and_then(|file| file.modified());
        changed.ok().hash(&mut hasher);
    }
    Ok(hasher.finish())
}
