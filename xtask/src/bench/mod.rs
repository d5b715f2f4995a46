//! `cargo xtask bench`: the release build on the demo clinic, on both engines.
//!
//! A new figure is one line in `sizes` or `measure`. Everything is bounded in time.

mod audited;
mod booking;
mod crowd;
mod live;
mod load;
mod sign_ins;
pub mod sizes;
pub mod visitor;

use std::{path::Path, process::ExitCode, sync::Arc, time::Duration};

use anyhow::Result;

use crate::{
    postgres::{Cluster, Durability},
    progress::step,
    server::{self, DemoClinic, Engine},
    site::{self, Mode, Optimiser},
    table::{Limit, Row, Table},
};
use load::{Answer, Load};
use visitor::Visitor;

#[derive(clap::Args)]
pub struct Options {
    /// Seconds of load per figure
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// Clients that ask at the same time
    #[arg(long, default_value_t = 16)]
    clients: usize,
    /// Only one database engine
    #[arg(long, value_enum)]
    db: Option<Db>,
    /// Only the sizes of what browsers load
    #[arg(long, conflicts_with = "debug")]
    sizes: bool,
    /// The debug build with the site that is there: tries the bench itself, its figures mean nothing
    #[arg(long)]
    debug: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Db {
    Sqlite,
    Postgres,
}

impl Db {
    fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }
}

const MEBIBYTE: f64 = 1024.0 * 1024.0;

/// Starts of the process, of which the middle one counts.
const COLD_STARTS: usize = 5;

/// Searches for doctors, one after the other.
const SEARCHES: [&str; 4] = [
    "/doctors",
    "/doctors?specialty=cardiology",
    "/doctors?name=dr+a",
    "/doctors?city=London&page=2",
];

pub fn run(options: &Options) -> Result<ExitCode> {
    let mode = Mode::new(!options.debug);
    let site = if options.debug {
        site::folder(mode)
    } else {
        site::build(mode, Optimiser::Required)?
    };
    let mut table = Table::new(conditions(options));
    if !options.debug {
        sizes::of_files(&mut table, &site)?;
    }
    if options.sizes {
        return Ok(finish(&table));
    }
    let binary = server::build(mode)?;
    let megabytes = sizes::kilobytes(&binary)? / 1000.0;
    table.add(Row::number("server binary", megabytes, "MB"));
    for db in [Db::Sqlite, Db::Postgres] {
        if options.db.is_none_or(|only| only == db) {
            step(&format!("Measuring on {}", db.name()), || {
                let of_usual_size = |clinic: &DemoClinic| of_engine(&mut table, db.name(), clinic, options, &site);
                in_clinic(db, &binary, &site, server::USUAL, of_usual_size)?;
                let with_a_crowd = |clinic: &DemoClinic| of_crowd(&mut table, db.name(), clinic, options);
                in_clinic(db, &binary, &site, crowd::DOCTORS, with_a_crowd)
            })?;
        }
    }
    Ok(finish(&table))
}

fn finish(table: &Table) -> ExitCode {
    table.print();
    if table.holds() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Measures in a demo clinic that is thrown away afterwards.
fn in_clinic(
    db: Db,
    binary: &Path,
    site: &Path,
    doctors: usize,
    measured: impl FnOnce(&DemoClinic) -> Result<()>,
) -> Result<()> {
    // Stopped after its clinic: declared first.
    let cluster = match db {
        Db::Sqlite => None,
        Db::Postgres => Some(Cluster::start(Durability::Full)?),
    };
    let url = cluster.as_ref().map(Cluster::url);
    let engine = url.as_deref().map_or(Engine::Sqlite, Engine::Postgres);
    measured(&DemoClinic::create(binary, site, &engine, doctors)?)
}

/// The figures of many doctors on one engine.
fn of_crowd(table: &mut Table, engine: &str, clinic: &DemoClinic, options: &Options) -> Result<()> {
    let served = clinic.serve_without_jobs()?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let duration = Duration::from_secs(options.seconds);
    let (search, outcome) = runtime.block_on(crowd::slowest(&served.url, duration))?;
    let what = format!("slowest search among {} doctors, p95", crowd::DOCTORS);
    let milliseconds = outcome.p95.as_secs_f64() * 1000.0;
    let good = outcome.failed == 0;
    table.add(
        Row::number(&what, milliseconds, "ms")
            .told(search)
            .on(engine)
            .limits(Limit::AtMost, 50.0, 50.0)
            .holding(good),
    );
    Ok(())
}

fn conditions(options: &Options) -> String {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    format!(
        "{} build, {cores} cores shared by server, database and clients; demo clinic; closed loop: {} clients, each asks as \
         soon as it was answered, {} s per figure, answers uncompressed; databases flush every commit",
        if options.debug { "debug" } else { "release" },
        options.clients,
        options.seconds,
    )
}

/// The figures of one engine.
fn of_engine(table: &mut Table, engine: &str, clinic: &DemoClinic, options: &Options, site: &Path) -> Result<()> {
    let mut starts = Vec::new();
    for _ in 1..COLD_STARTS {
        starts.push(clinic.serve()?.1);
    }
    let (served, cold_start) = clinic.serve()?;
    starts.push(cold_start);
    starts.sort_unstable();
    let milliseconds = starts[COLD_STARTS / 2].as_secs_f64() * 1000.0;
    table.add(
        Row::number("cold start to first answer, median of 5", milliseconds, "ms")
            .on(engine)
            .limits(Limit::AtMost, 100.0, 300.0),
    );
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(measure(table, engine, &served.url, options))?;
    let (lag, rows) = clinic.until_sealed()?;
    table.add(
        Row::number("until every audit row is sealed", lag.as_secs_f64(), "s")
            .told(&format!("{rows} rows, intact"))
            .on(engine)
            .limits(Limit::AtMost, 15.0, 60.0),
    );
    if engine == Db::Sqlite.name() && !options.debug {
        runtime.block_on(sizes::of_a_first_visit(table, &served.url, site))?;
    }
    #[expect(clippy::cast_precision_loss, reason = "memory in MiB is shown with one digit")]
    let memory = served.resident_bytes()? as f64 / MEBIBYTE;
    table.add(
        Row::number("resident memory after the run", memory, "MiB")
            .on(engine)
            .limits(Limit::AtMost, 80.0, 150.0),
    );
    let streams = runtime.block_on(async {
        let admin = Visitor::signed_in(&served.url, "admin@demo.example").await?;
        live::kibibytes_per_stream(&served, &admin).await
    })?;
    let what = format!("memory of each of {} open streams", live::STREAMS);
    table.add(Row::number(&what, streams, "KiB").on(engine));
    Ok(())
}

async fn measure(table: &mut Table, engine: &str, origin: &str, options: &Options) -> Result<()> {
    let load = Load {
        clients: options.clients,
        duration: Duration::from_secs(options.seconds),
    };
    let guest = Visitor::new(origin)?;
    let patient = Visitor::signed_in(origin, "patient@demo.example").await?;
    let admin = Visitor::signed_in(origin, "admin@demo.example").await?;
    let doctors = booking::doctors(&guest).await?;
    let month = |id: &String| format!("/doctors/{id}?visit=follow_up");
    let pages = [
        ("sign-in page", guest.clone(), vec!["/sign-in".to_owned()]),
        ("doctor search", guest.clone(), SEARCHES.map(str::to_owned).to_vec()),
        (
            "a patient's calendar, week",
            patient.clone(),
            vec!["/patient/visits?view=week".to_owned()],
        ),
        ("free times of a month", guest, doctors.iter().map(month).collect()),
    ];
    for (what, visitor, addresses) in pages {
        let outcome = opened(load, visitor, addresses).await?;
        let good = outcome.failed == 0;
        table.add(Row::text(what, outcome.to_string()).on(engine).holding(good));
    }
    let bookings = booking::prepared(origin, &admin, &doctors, load.clients).await?;
    let outcome = booking::run(bookings, load).await?;
    let good = outcome.failed == 0;
    let told = format!("{outcome} ({} booked)", outcome.good);
    table.add(Row::text("booking: hold, then book", told).on(engine).holding(good));
    let audited::Audited { reads, bookings } = audited::run(origin, &admin, &doctors, load).await?;
    let milliseconds = |outcome: &load::Outcome| outcome.p99.as_secs_f64() * 1000.0;
    let what = format!("audited reads by {} while bookings go on", audited::READERS);
    // Bookings that ran out of times were not beside all of the reads.
    #[expect(clippy::cast_precision_loss, reason = "seconds of bookings")]
    let lasted = bookings.good as f64 / bookings.rate;
    let good = reads.failed == 0 && bookings.failed == 0 && lasted > 0.9 * load.duration.as_secs_f64();
    table.add(
        Row::number(&what, reads.rate, "/s")
            .told(&format!("p99 {:.0} ms, beside them {bookings}", milliseconds(&reads)))
            .on(engine)
            .limits(Limit::AtLeast, 1000.0, 1000.0)
            .holding(good),
    );
    let beside = sign_ins::run(origin, &admin, &patient, load).await?;
    let what = format!("health while {} people sign in, p99", sign_ins::CLIENTS);
    table.add(
        Row::number(&what, milliseconds(&beside.health), "ms")
            .told(&format!("sign-ins {}", beside.sign_ins))
            .on(engine)
            .limits(Limit::AtMost, 100.0, 250.0)
            .holding(beside.health.failed + beside.sign_ins.failed == 0),
    );
    let what = format!("a patient's calendar while {} people sign in, p99", sign_ins::CLIENTS);
    table.add(
        Row::number(&what, milliseconds(&beside.calendar), "ms")
            .on(engine)
            .holding(beside.calendar.failed == 0),
    );
    Ok(())
}

/// Opens pages in turn.
async fn opened(load: Load, visitor: Visitor, addresses: Vec<String>) -> Result<load::Outcome> {
    let addresses: Arc<[String]> = addresses.into();
    load::run(load, move |client, turn| {
        let (visitor, addresses) = (visitor.clone(), Arc::clone(&addresses));
        async move {
            // Clients start at different places of the list.
            let address = &addresses[(client * 7 + turn) % addresses.len()];
            let answer: Answer = visitor.open(address).await;
            answer
        }
    })
    .await
}
