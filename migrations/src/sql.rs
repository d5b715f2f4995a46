//! One text per statement for both engines: `{type}` marks stand for what each engine calls it.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

/// (mark, `PostgreSQL`, `SQLite`). `SQLite` tables are STRICT, so its types are enforced as well.
///
/// Instants are written by the clock in milliseconds; `SQLite` keeps them as RFC 3339 text with `+00:00`, which sorts like
/// the instants do. `{sorted}` is text compared by bytes, so that both engines sort it alike.
const MARKS: &[(&str, &str, &str)] = &[
    ("{id}", "uuid", "BLOB"),
    ("{text}", "text", "TEXT"),
    ("{sorted}", "text COLLATE \"C\"", "TEXT"),
    ("{integer}", "integer", "INTEGER"),
    ("{bigint}", "bigint", "INTEGER"),
    ("{flag}", "boolean", "INTEGER"),
    ("{date}", "date", "TEXT"),
    ("{instant}", "timestamptz(3)", "TEXT"),
    ("{bytes}", "bytea", "BLOB"),
    ("{json}", "jsonb", "TEXT"),
    ("{true}", "true", "1"),
    ("{false}", "false", "0"),
    ("{end}", ")", ") STRICT"),
];

/// Runs statements (separated by `;`) written with marks.
pub async fn run(manager: &SchemaManager<'_>, statements: &str) -> Result<(), DbErr> {
    let postgres = manager.get_database_backend() == DbBackend::Postgres;
    let sql = MARKS
        .iter()
        .fold(statements.to_owned(), |sql, (mark, on_postgres, on_sqlite)| {
            sql.replace(mark, if postgres { on_postgres } else { on_sqlite })
        });
    manager.get_connection().execute_unprepared(&sql).await.map(|_| ())
}

/// Runs statements on one engine only.
pub async fn run_on(manager: &SchemaManager<'_>, engine: DbBackend, statements: &str) -> Result<(), DbErr> {
    if manager.get_database_backend() == engine {
        run(manager, statements).await
    } else {
        Ok(())
    }
}

/// Drops tables, the ones that refer to others first.
pub async fn drop_tables(manager: &SchemaManager<'_>, tables: &[&'static str]) -> Result<(), DbErr> {
    for table in tables {
        manager.drop_table(Table::drop().table(*table).to_owned()).await?;
    }
    Ok(())
}

/// A fixed id of a seeded row, as a literal: `group` tells the table, `number` the row.
pub fn seed_id(manager: &SchemaManager<'_>, group: u16, number: u16) -> String {
    if manager.get_database_backend() == DbBackend::Postgres {
        format!("'01990000-0000-7000-8000-0000{group:04x}{number:04x}'")
    } else {
        format!("X'01990000000070008000 0000{group:04x}{number:04x}'").replace(' ', "")
    }
}
