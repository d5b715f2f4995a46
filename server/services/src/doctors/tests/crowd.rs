//! Ten thousand doctors: how long a search takes then. A measurement, so it runs only when it is asked for:
//! `cargo test -p services ten_thousand_doctors -- --ignored --nocapture`.

use std::time::{Duration, Instant};

use domain::doctors::SearchDoctors;
use domain::id::LocationId;
use sea_orm::Value;
use sea_orm::sea_query::{Query, SimpleExpr};
use uuid::Uuid;

use super::*;
use crate::database::Engine;
use crate::search::{searchable, sort_key};
use crate::work;

const DOCTORS: usize = 10_000;
const TRIES: usize = 20;
/// A list page answers in less at its 95th percentile.
const LIMIT: Duration = Duration::from_millis(50);

/// City, visit type, day to be free by.
const SEARCHES: [(&str, &str, &str); 9] = [
    ("", "", ""),
    ("", "first", ""),
    ("", "video", ""),
    ("", "", "2026-11-18"),
    ("", "first", "2026-11-18"),
    ("London", "", ""),
    ("London", "", "2026-11-18"),
    ("London", "first", "2026-11-18"),
    ("Chicago", "video", "2026-11-18"),
];

async fn write(clinic: &TestClinic, table: &'static str, columns: &[&'static str], rows: &[Vec<Value>]) {
    for some in rows.chunks(1000) {
        let mut insert = Query::insert();
        insert.into_table(table).columns(columns.iter().copied());
        for row in some {
            insert.values_panic(row.iter().cloned().map(SimpleExpr::from));
        }
        let tx = clinic.database.writer();
        tx.execute(&insert).await.unwrap();
    }
}

/// Doctors with hours in the morning and the afternoon at two places and by video in the evening, at different minutes.
#[expect(clippy::too_many_lines, reason = "rows of five tables, one after the other")]
async fn fill(clinic: &TestClinic) {
    let chicago = clinic.location_in("America/Chicago").await;
    let now = clinic.now();
    let (mut accounts, mut resources, mut doctors) = (Vec::new(), Vec::new(), Vec::new());
    let (mut rules, mut offered) = (Vec::new(), Vec::new());
    for number in 0..DOCTORS {
        let (account, doctor) = (Uuid::now_v7(), Uuid::now_v7());
        let name = format!("Dr Person {number:05}");
        let email = format!("d{number}@example.org");
        let home = if number % 2 == 0 { clinic.location } else { chicago };
        accounts.push(vec![
            account.into(),
            email.clone().into(),
            email.into(),
            "x".into(),
            "active".into(),
            "en".into(),
            "Europe/London".into(),
            now.into(),
            1.into(),
            now.into(),
            now.into(),
        ]);
        resources.push(vec![doctor.into(), "doctor".into(), now.into()]);
        doctors.push(vec![
            doctor.into(),
            (5000 + i64::try_from(number).unwrap()).into(),
            account.into(),
            name.clone().into(),
            searchable(&name).into(),
            sort_key(&name).into(),
            "".into(),
            name.clone().into(),
            name.into(),
            "MBBS".into(),
            10.into(),
            "A long life in medicine. ".repeat(20).into(),
            "English".into(),
            home.uuid().into(),
            "Europe/London".into(),
            "approved".into(),
            1.into(),
            now.into(),
            now.into(),
        ]);
        for weekday in 1..=5 {
            let from = 480 + i32::try_from(number % 12).unwrap() * 10;
            let other = if number % 3 == 0 { chicago } else { clinic.location };
            for (from, to, place, kinds) in [
                (from, from + 180, Some(home), ["first", "follow_up"].as_slice()),
                (from + 200, from + 380, Some(other), &["first", "follow_up"]),
                (from + 600, from + 700, None, &["video"]),
            ] {
                let rule = Uuid::now_v7();
                rules.push(vec![
                    rule.into(),
                    doctor.into(),
                    place.map(LocationId::uuid).into(),
                    weekday.into(),
                    from.into(),
                    to.into(),
                    (now - chrono::TimeDelta::days(30)).date_naive().into(),
                    1.into(),
                    now.into(),
                    now.into(),
                ]);
                offered.extend(
                    kinds
                        .iter()
                        .map(|kind| vec![rule.into(), clinic.visit_type(kind).uuid().into()]),
                );
            }
        }
    }
    write(
        clinic,
        "account",
        &[
            "id",
            "email",
            "email_folded",
            "password_hash",
            "status",
            "language",
            "time_zone",
            "email_verified_at",
            "version",
            "created_at",
            "updated_at",
        ],
        &accounts,
    )
    .await;
    write(clinic, "resource", &["id", "kind", "created_at"], &resources).await;
    write(
        clinic,
        "doctor",
        &[
            "id",
            "number",
            "account_id",
            "name",
            "name_search",
            "name_sort",
            "phone",
            "licence_number",
            "licence_folded",
            "qualifications",
            "experience_years",
            "biography",
            "languages",
            "home_location_id",
            "time_zone",
            "status",
            "version",
            "created_at",
            "updated_at",
        ],
        &doctors,
    )
    .await;
    write(
        clinic,
        "availability_rule",
        &[
            "id",
            "doctor_id",
            "location_id",
            "weekday",
            "from_minute",
            "to_minute",
            "valid_from",
            "version",
            "created_at",
            "updated_at",
        ],
        &rules,
    )
    .await;
    write(
        clinic,
        "availability_rule_visit_type",
        &["rule_id", "visit_type_id"],
        &offered,
    )
    .await;
}

async fn measure(engine: Engine) {
    let clinic = TestClinic::new(engine).await;
    fill(&clinic).await;
    clinic.execute("ANALYZE").await;
    let started = Instant::now();
    let worker = work::worker(&clinic.tools).unwrap();
    worker.run_due().await.unwrap();
    println!("{engine:?}: all next free times in {:?}", started.elapsed());
    clinic.execute("ANALYZE").await;
    let mut slow = Vec::new();
    for (city, visit_type, free_by) in SEARCHES {
        let search = SearchDoctors {
            city: city.into(),
            visit_type: visit_type.into(),
            free_by: free_by.into(),
            ..SearchDoctors::default()
        };
        let mut times = Vec::new();
        let mut total = 0;
        for _ in 0..TRIES {
            let started = Instant::now();
            total = super::search(&clinic.anonymous(), &search).await.unwrap().doctors.total;
            times.push(started.elapsed());
        }
        times.sort_unstable();
        let (median, p95) = (times[TRIES / 2], times[TRIES * 95 / 100]);
        println!("{engine:?}: [{city} {visit_type} {free_by}] {total} found, median {median:?}, p95 {p95:?}");
        if p95 >= LIMIT {
            slow.push((city, visit_type, free_by));
        }
    }
    assert!(slow.is_empty(), "{slow:?}");
}

#[ignore = "a measurement"]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_doctors_on_sqlite() {
    measure(Engine::Sqlite).await;
}

#[ignore = "a measurement"]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_doctors_on_postgres() {
    measure(Engine::Postgres).await;
}
