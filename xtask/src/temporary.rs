//! A folder that goes away with its value.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

use anyhow::{Context, Result};

use crate::{environment, process};

/// Bytes that must be free in memory for a folder there.
const MEMORY_WANTED: u64 = 4 << 30;

/// An empty folder outside of the workspace, removed on drop and at Ctrl-C.
pub struct Folder(PathBuf);

impl Folder {
    /// Makes one; `purpose` becomes part of its name.
    pub fn new(purpose: &str) -> Result<Self> {
        Self::inside(&environment::temp_dir(), purpose)
    }

    /// Makes one in memory where there is much of it: for what is written often and kept never.
    pub fn in_memory(purpose: &str) -> Result<Self> {
        let memory = Path::new("/dev/shm");
        let free = rustix::fs::statvfs(memory).map_or(0, |space| space.f_bavail * space.f_frsize);
        if free < MEMORY_WANTED {
            return Self::new(purpose);
        }
        Self::inside(memory, purpose)
    }

    fn inside(parent: &Path, purpose: &str) -> Result<Self> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = parent.join(format!("salve-{purpose}-{}-{number}", std::process::id()));
        fs::create_dir_all(&path).with_context(|| format!("cannot make the folder {}", path.display()))?;
        process::remove_at_exit(path.clone());
        Ok(Self(path))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        process::remove_now(&self.0);
    }
}
