//! A migrated database per test: a copied file on `SQLite`, a copied database on `PostgreSQL`.

use std::ops::Deref;
use std::path::PathBuf;
use std::time::Duration;

use sea_orm::{ConnectOptions, ConnectionTrait, DatabaseConnection};
use tokio::sync::OnceCell;

use super::OnEngine;
use crate::database::{Database, Engine, Pool};

const POOL: Pool = Pool {
    max_connections: 8,
    acquire_timeout: Duration::from_secs(30),
};

/// Any fixed number: who holds it makes the template.
const TEMPLATE_LOCK: i64 = 0x5A1_7E01;

/// A database of its own, dropped with the value.
#[derive(Debug)]
pub struct TestDatabase {
    database: Database,
    url: String,
    home: Home,
}

#[derive(Debug)]
enum Home {
    Folder(PathBuf),
    Cluster { admin: String, name: String },
}

impl TestDatabase {
    /// A migrated database with its seeds.
    ///
    /// # Panics
    /// When the machine lacks something, with one line that says what.
    pub async fn new(engine: Engine) -> Self {
        match engine {
            Engine::Sqlite => {
                static TEMPLATE: OnceCell<Vec<u8>> = OnceCell::const_new();
                let template = TEMPLATE.get_or_init(sqlite_template).await;
                Self::sqlite(Some(template)).await
            }
            Engine::Postgres => {
                static TEMPLATE: OnceCell<String> = OnceCell::const_new();
                let template = TEMPLATE.get_or_init(postgres_template).await;
                Self::postgres(&format!("TEMPLATE {template}")).await
            }
        }
    }

    /// A database without any table.
    ///
    /// # Panics
    /// When the machine lacks something, with one line that says what.
    pub async fn empty(engine: Engine) -> Self {
        match engine {
            Engine::Sqlite => Self::sqlite(None).await,
            Engine::Postgres => Self::postgres("").await,
        }
    }

    /// Its address, as `DATABASE_URL` takes it.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// One more handle to the same database, as another process would have it.
    ///
    /// # Panics
    /// When it can't be opened.
    pub async fn another_process(&self) -> Database {
        Database::connect(&self.url, POOL)
            .await
            .expect("the test database opens once more")
    }

    async fn sqlite(content: Option<&[u8]>) -> Self {
        let folder = std::env::temp_dir().join(format!("salve-test-{}", random_name()));
        std::fs::create_dir_all(&folder).expect("a folder for the test database");
        let file = folder.join("salve.db");
        if let Some(content) = content {
            std::fs::write(&file, content).expect("a copy of the template");
        }
        let url = format!("sqlite:{}", file.display());
        let database = Database::connect(&url, POOL).await.expect("the test database opens");
        Self {
            database,
            url,
            home: Home::Folder(folder),
        }
    }

    async fn postgres(template: &str) -> Self {
        let admin = cluster();
        let name = format!("salve_test_{}", random_name());
        let connection = single(&admin).await;
        execute(&connection, &format!("CREATE DATABASE {name} {template}")).await;
        connection.close().await.expect("the cluster lets go");
        let url = with_database(&admin, &name);
        let database = Database::connect(&url, POOL).await.expect("the test database opens");
        Self {
            database,
            url,
            home: Home::Cluster { admin, name },
        }
    }
}

impl OnEngine for TestDatabase {
    fn on(engine: Engine) -> impl Future<Output = Self> + Send {
        Self::new(engine)
    }
}

impl Deref for TestDatabase {
    type Target = Database;

    fn deref(&self) -> &Database {
        &self.database
    }
}

impl Drop for TestDatabase {
    /// Best effort: what stays behind is in a temporary folder or a throw-away cluster.
    fn drop(&mut self) {
        match &self.home {
            Home::Folder(folder) => {
                let _ = std::fs::remove_dir_all(folder);
            }
            Home::Cluster { admin, name } => {
                let (admin, drop) = (admin.clone(), format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
                let _ = std::thread::spawn(move || {
                    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
                    runtime.block_on(async {
                        let connection = sea_orm::Database::connect(ConnectOptions::new(admin)).await?;
                        connection.execute_unprepared(&drop).await?;
                        connection.close().await?;
                        anyhow::Ok(())
                    })
                })
                .join();
            }
        }
    }
}

/// A migrated file, read back once it is closed and whole.
async fn sqlite_template() -> Vec<u8> {
    let made = TestDatabase::sqlite(None).await;
    made.migrate().await.expect("the migrations run");
    made.close().await.expect("the template closes");
    let path = made.url.strip_prefix("sqlite:").unwrap_or(&made.url);
    std::fs::read(path).expect("the template is there")
}

/// The name of a migrated database of the cluster, made by the first process that needs it.
async fn postgres_template() -> String {
    let admin = cluster();
    let name = format!("salve_template_{:016x}", migrations::fingerprint());
    let connection = single(&admin).await;
    execute(&connection, &format!("SELECT pg_advisory_lock({TEMPLATE_LOCK})")).await;
    let found = execute(
        &connection,
        &format!("SELECT 1 FROM pg_database WHERE datname = '{name}'"),
    )
    .await;
    if found == 0 {
        execute(&connection, &format!("DROP DATABASE IF EXISTS {name}_new WITH (FORCE)")).await;
        execute(&connection, &format!("CREATE DATABASE {name}_new")).await;
        let database = Database::connect(&with_database(&admin, &format!("{name}_new")), POOL).await;
        let database = database.expect("the template opens");
        database.migrate().await.expect("the migrations run");
        database.close().await.expect("the template closes");
        execute(&connection, &format!("ALTER DATABASE {name}_new RENAME TO {name}")).await;
    }
    connection.close().await.expect("the cluster lets go");
    name
}

/// The throw-away cluster that `cargo xtask test` makes.
#[expect(
    clippy::disallowed_methods,
    reason = "the test environment is read here and in testing/mod.rs"
)]
fn cluster() -> String {
    std::env::var("SALVE_TEST_POSTGRES").unwrap_or_else(|_| {
        panic!(
            "no PostgreSQL to test on: run `cargo xtask test --only services` (or set SALVE_TEST_DB=sqlite to leave it out)"
        )
    })
}

/// One connection, so that a session lock stays where it was taken.
async fn single(url: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    sea_orm::Database::connect(options)
        .await
        .expect("SALVE_TEST_POSTGRES answers")
}

async fn execute(connection: &DatabaseConnection, sql: &str) -> u64 {
    match connection.execute_unprepared(sql).await {
        Ok(done) => done.rows_affected(),
        Err(error) => panic!("{sql}: {error}"),
    }
}

/// The same cluster, another database.
fn with_database(url: &str, name: &str) -> String {
    let (address, options) = url
        .split_once('?')
        .map_or((url, None), |(address, options)| (address, Some(options)));
    let host = address.find("://").map_or(0, |scheme| scheme + 3);
    let end = address[host..].find('/').map_or(address.len(), |slash| host + slash);
    let options = options.map(|options| format!("?{options}")).unwrap_or_default();
    format!("{}/{name}{options}", &address[..end])
}

fn random_name() -> String {
    format!("{:032x}", rand::random::<u128>())
}
