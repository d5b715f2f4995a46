//! Every row of every table as text, on both engines.

use std::collections::BTreeMap;

use services::database::Engine;
use services::testing::TestClinic;

/// Rows by table.
pub type Dump = BTreeMap<String, Vec<String>>;

/// The clinic's tables.
pub async fn tables(clinic: &TestClinic) -> Vec<String> {
    clinic
        .values(match clinic.database.engine() {
            Engine::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
            Engine::Postgres => {
                "SELECT table_name::text FROM information_schema.tables \
                 WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
            }
        })
        .await
}

/// The columns of a table.
pub async fn columns(clinic: &TestClinic, table: &str) -> Vec<String> {
    let sql = match clinic.database.engine() {
        Engine::Sqlite => format!("SELECT name FROM pragma_table_info('{table}')"),
        Engine::Postgres => format!(
            "SELECT column_name::text FROM information_schema.columns \
             WHERE table_schema = 'public' AND table_name = '{table}'"
        ),
    };
    clinic.values(&sql).await
}

/// Everything.
pub async fn all(clinic: &TestClinic) -> Dump {
    let mut dump = Dump::new();
    for table in tables(clinic).await {
        let mut rows: Vec<String> = match clinic.database.engine() {
            Engine::Postgres => clinic.values(&format!("SELECT t::text FROM \"{table}\" t")).await,
            Engine::Sqlite => {
                let columns = columns(clinic, &table).await;
                let quoted: Vec<_> = columns.iter().map(|column| format!("quote(\"{column}\")")).collect();
                clinic
                    .values(&format!("SELECT {} FROM \"{table}\"", quoted.join(" || ',' || ")))
                    .await
            }
        };
        rows.sort_unstable();
        dump.insert(table, rows);
    }
    dump
}

/// What no request but its own may change: everything but sessions and the accounts of what was tried.
pub async fn content(clinic: &TestClinic) -> Dump {
    let mut dump = all(clinic).await;
    for table in ["audit_event", "web_session", "throttle", "job"] {
        dump.remove(table);
    }
    dump
}

/// The tables in which two dumps differ.
pub fn changed<'a>(before: &'a Dump, after: &Dump) -> Vec<&'a str> {
    let differs = |table: &&String| before.get(*table) != after.get(*table);
    before.keys().filter(differs).map(String::as_str).collect()
}
