//! Booking storms: the built server on both engines, 64 signed-in patients over HTTP, and `kill -9` in the middle.

use anyhow::Result;

use crate::{
    environment,
    postgres::{Cluster, Durability},
    server, shell,
    site::Mode,
    temporary::Folder,
    test::HOST,
};

/// Runs them on the server of this profile; prints counts, and fails when a storm does not hold.
pub fn run(mode: Mode) -> Result<()> {
    let binary = server::build(mode)?;
    let cluster = Cluster::start(Durability::Full)?;
    for postgres in [None, Some(cluster.url())] {
        let folder = Folder::new("storms")?;
        let mut storms = environment::cargo();
        storms
            .args(["test", "--quiet", "--test", "storms"])
            .args(HOST)
            .env("SALVE_SERVER", &binary)
            .env("SALVE_STORM_FOLDER", folder.path())
            .env("SALVE_STORM_POSTGRES", postgres.unwrap_or_default());
        shell::run(&mut storms)?;
    }
    Ok(())
}
