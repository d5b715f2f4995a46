//! News between the processes that serve one database: told in the transaction of a change, heard after its commit and in
//! the order of the commits.
//!
//! `PostgreSQL` carries them by NOTIFY, which leaves with the commit. `SQLite` has nothing of the kind: there a row tells
//! them. An [`Ear`] of the committing process looks at once, one of another process (`salve work` beside `salve serve`)
//! within [`LOOK`]. One transaction writes at a time there, so the rows' ids are in the order of the commits.

use std::collections::VecDeque;
use std::time::Duration;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait as _, Func, Order, Query};
use sea_orm::sqlx::Executor;
use sea_orm::sqlx::postgres::{PgListener, PgPoolOptions};
use sea_orm::{ConnectionTrait, DbBackend, DbErr};
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

use super::{Database, Engine};
use crate::error::Result;

const CHANNEL: &str = "salve_news";
const TABLE: &str = "live_event";

/// Longest time until `SQLite` news of another process are seen.
const LOOK: Duration = Duration::from_secs(1);
/// A connection that says nothing for so long is asked whether it is still there, and given as long to answer.
const SILENCE: Duration = Duration::from_secs(2);
/// Between two tries to reach a database that is away.
const AWAY: Duration = Duration::from_secs(1);
/// Rows read at a time.
const AT_ONCE: u64 = 256;

/// Tells `news` to every ear once the transaction commits; nobody hears of one that is rolled back.
/// At most 8,000 bytes on `PostgreSQL`.
///
/// # Errors
/// When the database fails.
pub(crate) async fn tell(tx: &impl ConnectionTrait, now: DateTime<Utc>, news: &str) -> Result<()> {
    if tx.get_database_backend() == DbBackend::Postgres {
        let notify = Query::select()
            .expr(Func::cust("pg_notify").arg(CHANNEL).arg(news))
            .to_owned();
        tx.execute(&notify).await?;
    } else {
        let row = Query::insert()
            .into_table(TABLE)
            .columns(["at", "news"])
            .values_panic([now.into(), news.into()])
            .to_owned();
        tx.execute(&row).await?;
    }
    Ok(())
}

/// What an ear hears.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Heard {
    News(String),
    /// The way was cut: some news may have passed unheard until now.
    Gap,
}

/// Hears the news of one database, whichever process told them.
pub(crate) struct Ear(Way);

enum Way {
    Postgres {
        database: Database,
        listener: Option<PgListener>,
    },
    Sqlite {
        database: Database,
        committed: watch::Receiver<()>,
        /// The last row that was heard; none before the table could be read.
        last: Option<i64>,
        heard: VecDeque<String>,
    },
}

impl Database {
    /// An ear that hears everything from now on. A database that is away is heard from when it is back.
    pub(crate) async fn ear(&self) -> Ear {
        let database = self.clone();
        Ear(match self.engine {
            Engine::Postgres => Way::Postgres {
                listener: connect(&database).await.ok(),
                database,
            },
            Engine::Sqlite => Way::Sqlite {
                committed: self.committed.subscribe(),
                last: newest(&database).await.ok(),
                heard: VecDeque::new(),
                database,
            },
        })
    }

    /// Forgets news told before `before`; nothing on `PostgreSQL`, which keeps none.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn forget_news(&self, before: DateTime<Utc>) -> Result<()> {
        if self.engine == Engine::Postgres {
            return Ok(());
        }
        let old = Query::delete()
            .from_table(TABLE)
            .and_where(Expr::col("at").lt(before))
            .to_owned();
        self.transaction(async |tx| {
            tx.execute(&old).await?;
            Ok(())
        })
        .await
    }
}

impl Ear {
    /// The next news. Waits as long as it takes, also for a database that is away; may be dropped while it waits.
    pub(crate) async fn hear(&mut self) -> Heard {
        match &mut self.0 {
            Way::Postgres { database, listener } => hear_postgres(database, listener).await,
            Way::Sqlite {
                database,
                committed,
                last,
                heard,
            } => loop {
                if let Some(news) = heard.pop_front() {
                    return Heard::News(news);
                }
                let Some(after) = *last else {
                    match newest(database).await {
                        Ok(id) => {
                            *last = Some(id);
                            // What was told until now is known to nobody here.
                            return Heard::Gap;
                        }
                        Err(error) => pause(&error).await,
                    }
                    continue;
                };
                match since(database, after).await {
                    Ok(rows) if rows.is_empty() => {
                        let _ = timeout(LOOK, committed.changed()).await;
                    }
                    Ok(rows) => {
                        for (id, news) in rows {
                            *last = Some(id);
                            heard.push_back(news);
                        }
                    }
                    Err(error) => pause(&error).await,
                }
            },
        }
    }
}

async fn hear_postgres(database: &Database, kept: &mut Option<PgListener>) -> Heard {
    loop {
        let Some(listener) = kept else {
            match connect(database).await {
                Ok(listener) => *kept = Some(listener),
                Err(error) => {
                    pause(&error).await;
                    continue;
                }
            }
            return Heard::Gap;
        };
        match timeout(SILENCE, listener.try_recv()).await {
            Ok(Ok(Some(news))) => return Heard::News(news.payload().to_owned()),
            Ok(Ok(None) | Err(_)) => *kept = None,
            Err(_) => {
                let answer = timeout(SILENCE, listener.execute("SELECT 1")).await;
                if !matches!(answer, Ok(Ok(_))) {
                    *kept = None;
                }
            }
        }
    }
}

/// A connection of its own, outside of the pool that serves requests.
async fn connect(database: &Database) -> Result<PgListener, sea_orm::sqlx::Error> {
    let pool = database.writer.get_postgres_connection_pool();
    let own = PgPoolOptions::new()
        .max_connections(1)
        .acquire_timeout(AWAY * 5)
        .idle_timeout(None)
        .max_lifetime(None)
        .connect_lazy_with((*pool.connect_options()).clone());
    let mut listener = PgListener::connect_with(&own).await?;
    listener.eager_reconnect(false);
    listener.listen(CHANNEL).await?;
    Ok(listener)
}

async fn newest(database: &Database) -> Result<i64, DbErr> {
    let newest = Query::select()
        .expr(Func::coalesce([Func::max(Expr::col("id")).into(), Expr::value(0i64)]))
        .from(TABLE)
        .to_owned();
    match database.reader.query_one(&newest).await? {
        Some(row) => row.try_get_by_index(0),
        None => Ok(0),
    }
}

async fn since(database: &Database, after: i64) -> Result<Vec<(i64, String)>, DbErr> {
    let rows = Query::select()
        .columns(["id", "news"])
        .from(TABLE)
        .and_where(Expr::col("id").gt(after))
        .order_by("id", Order::Asc)
        .limit(AT_ONCE)
        .to_owned();
    let rows = database.reader.query_all(&rows).await?;
    rows.iter()
        .map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?)))
        .collect()
}

async fn pause(error: &(impl std::fmt::Display + Sync)) {
    tracing::warn!(%error, "news of other processes can't be heard");
    sleep(AWAY).await;
}
