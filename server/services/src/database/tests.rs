//! The handle itself: its futures are `Send`, its transactions run again when that helps, its schema goes up and down.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use migrations::{Migrator, MigratorTrait};
use sea_orm::{DbErr, Statement};
use tokio::sync::Barrier;
use tokio::task::JoinSet;

use super::*;
use crate::error::OnConflict;
use crate::numbers::{self, Sequence};
use crate::occupancy::{self, ResourceKind};
use crate::on_both_engines;
use crate::testing::{OnEngine, TestDatabase};

const CROWD: u32 = 64;

/// A database without tables.
struct Empty(TestDatabase);

impl OnEngine for Empty {
    async fn on(engine: Engine) -> Self {
        Self(TestDatabase::empty(engine).await)
    }
}

async fn use_case(database: &Database, statements: Vec<String>, last: &str) -> Result<usize> {
    let first = String::from("SELECT 1");
    database
        .transaction(async |tx| {
            tx.execute_unprepared(&first).await?;
            for statement in &statements {
                tx.execute_unprepared(statement).await?;
            }
            lock_resources(tx, &[]).await?;
            tx.execute_unprepared(last).await?;
            Ok(statements.len())
        })
        .await
}

/// Compiles only while the futures of use cases can be spawned and answered by axum.
#[expect(dead_code, reason = "compiling it is the test")]
fn the_future_of_a_use_case_is_send(database: Database) {
    tokio::spawn(async move { use_case(&database, Vec::new(), "SELECT 2").await });
}

on_both_engines! {
    async fn what_fails_leaves_nothing(database: TestDatabase) {
        let failed = use_case(&database, vec![set("x", "1")], "SELECT nonsense FROM nowhere").await;
        assert!(failed.is_err());
        assert_eq!(count(&database, "setting").await, 0);
        use_case(&database, vec![set("x", "1")], "SELECT 1").await.unwrap();
        assert_eq!(count(&database, "setting").await, 1);
    }

    async fn a_violated_constraint_gets_its_meaning(database: TestDatabase) {
        use_case(&database, vec![set("x", "1")], "SELECT 1").await.unwrap();
        let again = database.transaction(async |tx| {
            let done = tx.execute_unprepared(&set("x", "2")).await.map(|_| ());
            done.on_conflict("job_dedupe_unique", Error::Forbidden).on_conflict("setting_pkey", Error::NotFound)
        }).await;
        assert!(matches!(again, Err(Error::NotFound)), "{again:?}");
    }

    async fn every_unique_index_has_a_name_for_both_engines(database: TestDatabase) {
        let sql = match database.engine() {
            Engine::Postgres =>
                "SELECT c.relname::text AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
                 JOIN pg_namespace n ON n.oid = c.relnamespace
                 WHERE i.indisunique AND n.nspname = 'public' AND c.relname NOT LIKE 'seaql%'",
            Engine::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'index' AND sql LIKE 'CREATE UNIQUE%'",
        };
        let statement = Statement::from_string(database.read().get_database_backend(), sql);
        for row in database.read().query_all_raw(statement).await.unwrap() {
            let name: String = row.try_get("", "name").unwrap();
            // A new uuid is never taken already, and the rows of a rule or an exception are written once.
            let is_plain_key = name.ends_with("_pkey") && !failure::is_known(&name);
            assert!(failure::is_known(&name) || is_plain_key, "{name} is missing in database/failure.rs");
        }
    }

    async fn the_schema_goes_down_and_up_again(database: TestDatabase) {
        let before = tables(&database).await;
        assert!(before.contains("occupancy") && before.contains("audit_event"));
        database.transaction(async |tx| Ok(Migrator::down(tx, None).await?)).await.unwrap();
        assert_eq!(tables(&database).await, BTreeSet::from([String::from("seaql_migrations")]));
        database.migrate().await.unwrap();
        assert_eq!(tables(&database).await, before);
        assert_eq!(count(&database, "specialty").await, 16);
        database.migrate().await.unwrap();
        assert_eq!(count(&database, "specialty").await, 16);
    }

    async fn several_processes_migrate_one_empty_database(empty: Empty) {
        let mut starting = JoinSet::new();
        for _ in 0..6 {
            let url = empty.0.url().to_owned();
            starting.spawn(async move {
                let pool = Pool { max_connections: 2, acquire_timeout: Duration::from_secs(30) };
                let process = Database::connect(&url, pool).await?;
                process.migrate().await?;
                process.close().await
            });
        }
        for started in starting.join_all().await {
            started.unwrap();
        }
        assert_eq!(count(&empty.0, "specialty").await, 16);
        assert_eq!(count(&empty.0, "seaql_migrations").await, i64::try_from(Migrator::migrations().len()).unwrap());
    }

    async fn a_newer_database_is_refused(database: TestDatabase) {
        let newer = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m29991231_000000_later', 0)";
        use_case(&database, Vec::new(), newer).await.unwrap();
        let refused = database.migrate().await.unwrap_err();
        assert!(format!("{:#}", anyhow::Error::from(refused)).contains("newer than this program"));
    }

    async fn numbers_are_unique_and_without_gaps(database: TestDatabase) {
        let database = Arc::new(database);
        let mut crowd = JoinSet::new();
        for person in 0..CROWD {
            let database = Arc::clone(&database);
            crowd.spawn(async move {
                database.transaction(async |tx| {
                    let number = numbers::next(tx, Sequence::Appointment).await?;
                    if person % 8 == 0 { Err(Error::NotFound) } else { Ok(number) }
                }).await
            });
        }
        let mut numbers: Vec<i64> = crowd.join_all().await.into_iter().filter_map(Result::ok).collect();
        numbers.sort_unstable();
        let expected: Vec<i64> = (500_001..).take(numbers.len()).collect();
        assert_eq!(numbers, expected);
        assert_eq!(numbers.len(), 56);
    }

    async fn a_name_is_found_by_the_beginnings_of_its_words(database: TestDatabase) {
        let names = ["Zoë O’Neill-Ågren", "İnci Işık", "Jürgen Weiß", "أحمد مصطفى", "Zoe 100% Smith"];
        for (position, name) in names.iter().enumerate() {
            let row = format!(
                "INSERT INTO location (id, name, address_line, city, city_folded, country, zone, created_at, updated_at)
                 VALUES ({}, '{name}', '', '', '{}', '', '', '2026-01-01T00:00:00+00:00', '2026-01-01T00:00:00+00:00')",
                literal(&database, position), crate::search::searchable(name)
            );
            use_case(&database, vec![row], "SELECT 1").await.unwrap();
        }
        for (query, expected) in [
            ("zoe", &[0, 4][..]), ("agren ZO", &[0]), ("oneill", &[0]), ("o'ne", &[0]), ("inci", &[1]), ("ISIK", &[1]),
            ("weiss", &[2]), ("JURGEN", &[2]), ("jürgen wei", &[2]), ("احمد", &[3]), ("مصطفي", &[3]), ("urgen", &[]),
            ("100%", &[4]), ("%", &[0, 1, 2, 3, 4]), ("_oe", &[]), ("zoe nobody", &[]), ("", &[0, 1, 2, 3, 4]),
        ] {
            let statement = Query::select()
                .column("name")
                .from("location")
                .cond_where(crate::search::matches("city_folded", query))
                .to_owned();
            let found = database.read().query_all(&statement).await.unwrap();
            let mut found: Vec<String> = found.iter().map(|row| row.try_get("", "name").unwrap()).collect();
            found.sort_unstable();
            let mut expected: Vec<String> = expected.iter().map(|place| names[*place].to_owned()).collect();
            expected.sort_unstable();
            assert_eq!(found, expected, "{query}");
        }
    }

    async fn a_transient_failure_runs_the_body_again(database: TestDatabase) {
        let transient = transient_error(&database).await;
        let tries = AtomicU32::new(0);
        database.transaction(async |tx| {
            tx.execute_unprepared(&set("x", "1")).await?;
            if tries.fetch_add(1, Ordering::SeqCst) < 2 { Err(transient.clone().into()) } else { Ok(()) }
        }).await.unwrap();
        assert_eq!(tries.load(Ordering::SeqCst), 3);
        assert_eq!(count(&database, "setting").await, 1);

        let tries = AtomicU32::new(0);
        let gave_up = database.transaction(async |_| {
            tries.fetch_add(1, Ordering::SeqCst);
            Err::<(), _>(transient.clone().into())
        }).await.unwrap_err();
        assert!(gave_up.is_transient() && gave_up.is_unavailable());
        assert_eq!(tries.load(Ordering::SeqCst), TRIES);
    }
}

/// A real one: a deadlock without `lock_resources` on `PostgreSQL`, a busy file without patience on `SQLite`.
async fn transient_error(database: &TestDatabase) -> DbErr {
    match database.engine() {
        Engine::Postgres => deadlock(database).await,
        Engine::Sqlite => {
            let impatient = sea_orm::Database::connect(database.url()).await.unwrap();
            impatient.execute_unprepared("PRAGMA busy_timeout = 0").await.unwrap();
            let writing = database.begin().await.unwrap();
            let busy = impatient.execute_unprepared("BEGIN IMMEDIATE").await.unwrap_err();
            writing.rollback().await.unwrap();
            busy
        }
    }
}

async fn deadlock(database: &TestDatabase) -> DbErr {
    let (one, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let now = chrono::DateTime::UNIX_EPOCH;
    database
        .transaction(async |tx| {
            occupancy::register(tx, one, ResourceKind::Doctor, now).await?;
            occupancy::register(tx, other, ResourceKind::Doctor, now).await
        })
        .await
        .unwrap();
    let both_have_one = Barrier::new(2);
    let lock = async |first: Uuid, second: Uuid| {
        let tx = database.begin().await.unwrap();
        tx.execute_unprepared(&format!("UPDATE resource SET kind = kind WHERE id = '{first}'"))
            .await
            .unwrap();
        both_have_one.wait().await;
        let outcome = tx
            .execute_unprepared(&format!("UPDATE resource SET kind = kind WHERE id = '{second}'"))
            .await;
        tx.rollback().await.unwrap();
        outcome.err()
    };
    let (left, right) = tokio::join!(lock(one, other), lock(other, one));
    left.or(right).expect("one of them is the victim")
}

#[tokio::test]
async fn sqlite_is_durable_and_readers_cannot_write() {
    if !crate::testing::is_wanted(Engine::Sqlite) {
        return;
    }
    let database = TestDatabase::new(Engine::Sqlite).await;
    for (pragma, value) in [
        ("journal_mode", "wal"),
        ("synchronous", "2"),
        ("foreign_keys", "1"),
        ("busy_timeout", "10000"),
    ] {
        for connection in [&database.reader, &database.writer] {
            let statement = Statement::from_string(DbBackend::Sqlite, format!("PRAGMA {pragma}"));
            let row = connection.query_one_raw(statement).await.unwrap().unwrap();
            let found = row
                .try_get_by_index::<String>(0)
                .or_else(|_| row.try_get_by_index::<i64>(0).map(|n| n.to_string()));
            assert_eq!(found.unwrap(), value, "{pragma}");
        }
    }
    assert!(database.read().execute_unprepared(&set("x", "1")).await.is_err());
    database.ping().await.unwrap();
    database.close().await.unwrap();
    assert!(database.ping().await.unwrap_err().is_unavailable());
}

#[tokio::test]
async fn a_wrong_address_is_refused_with_a_reason() {
    for url in ["mysql://localhost/salve", "sqlite::memory:", ""] {
        assert!(Database::connect(url, Pool::default()).await.is_err(), "{url}");
    }
    let nobody = Database::connect("postgres://nobody@127.0.0.1:1/none", Pool::default())
        .await
        .unwrap_err();
    assert!(nobody.is_unavailable(), "{nobody:?}");
}

fn set(key: &str, value: &str) -> String {
    format!("INSERT INTO setting (\"key\", value, updated_at) VALUES ('{key}', '{value}', '2026-01-01T00:00:00+00:00')")
}

fn literal(database: &Database, number: usize) -> String {
    match database.engine() {
        Engine::Postgres => format!("'{}'", Uuid::from_u128(number as u128)),
        Engine::Sqlite => format!("X'{}'", Uuid::from_u128(number as u128).simple()),
    }
}

async fn count(database: &Database, table: &str) -> i64 {
    let statement = Statement::from_string(
        database.read().get_database_backend(),
        format!("SELECT COUNT(*) AS found FROM {table}"),
    );
    database
        .read()
        .query_one_raw(statement)
        .await
        .unwrap()
        .unwrap()
        .try_get("", "found")
        .unwrap()
}

async fn tables(database: &Database) -> BTreeSet<String> {
    let sql = match database.engine() {
        Engine::Postgres => "SELECT tablename::text AS name FROM pg_tables WHERE schemaname = 'public'",
        Engine::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    };
    let statement = Statement::from_string(database.read().get_database_backend(), sql);
    let rows = database.read().query_all_raw(statement).await.unwrap();
    rows.iter().map(|row| row.try_get("", "name").unwrap()).collect()
}
