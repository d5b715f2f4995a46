//! Very many pages at once: every one comes whole, however few threads the server has.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use anyhow::{Result, ensure};
use tokio::task::JoinSet;

use crate::{
    bench::visitor::Visitor,
    server::{self, DemoClinic, Engine},
    site::{self, Mode, Optimiser},
};

/// Pages for each number of threads.
const PAGES: usize = 100_000;
const THREADS: [usize; 3] = [1, 2, 4];
const CLIENTS: usize = 32;

/// Who asks for what: pages with one question to the database, with many, and with none.
const ASKED: [(&str, &str); 8] = [
    ("", "/sign-in"),
    ("", "/"),
    ("", "/doctors"),
    ("", "/register/doctor"),
    ("patient@demo.example", "/patient"),
    ("patient@demo.example", "/patient/visits?view=week"),
    ("doctor@demo.example", "/doctor/calendar?view=week"),
    ("admin@demo.example", "/admin"),
];

/// Fails when a page is not whole.
pub fn run(mode: Mode) -> Result<()> {
    let site = site::build(mode, Optimiser::Wanted)?;
    let binary = server::build(mode)?;
    let clinic = DemoClinic::create(&binary, &site, &Engine::Sqlite, server::USUAL)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let mut broken = 0;
    for threads in THREADS {
        let served = clinic.serve_on(threads)?;
        let missing = runtime.block_on(ask(&served.url))?;
        println!("    {threads} threads: {PAGES} pages, {missing} not whole");
        broken += missing;
    }
    ensure!(broken == 0, "{broken} pages did not come whole");
    Ok(())
}

/// How many pages did not come whole.
async fn ask(origin: &str) -> Result<usize> {
    let mut pages = Vec::new();
    for (who, page) in ASKED {
        let visitor = if who.is_empty() {
            Visitor::new(origin)?
        } else {
            Visitor::signed_in(origin, who).await?
        };
        pages.push((visitor, page));
    }
    let pages = Arc::new(pages);
    let (next, broken) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let mut clients = JoinSet::new();
    for _ in 0..CLIENTS {
        let (pages, next, broken) = (Arc::clone(&pages), Arc::clone(&next), Arc::clone(&broken));
        clients.spawn(async move {
            loop {
                let turn = next.fetch_add(1, Ordering::Relaxed);
                if turn >= PAGES {
                    break;
                }
                let (visitor, page) = &pages[turn % pages.len()];
                if !visitor.gets_whole(page).await {
                    broken.fetch_add(1, Ordering::Relaxed);
                }
            }
        });
    }
    clients.join_all().await;
    Ok(broken.load(Ordering::Relaxed))
}
