//! Many rows of one table, written with few statements.

use sea_orm::sea_query::{Query, SimpleExpr};
use sea_orm::{ConnectionTrait, DatabaseTransaction, Value};

use crate::error::{Error, Result};

/// Parameters of one statement; `SQLite` takes 32,766 and `PostgreSQL` 65,535.
const MOST_PARAMETERS: usize = 30_000;

/// Rows of a table that are still to be written.
pub struct Sheet {
    table: &'static str,
    columns: &'static [&'static str],
    rows: Vec<Vec<Value>>,
}

impl Sheet {
    pub fn new(table: &'static str, columns: &'static [&'static str]) -> Self {
        Self {
            table,
            columns,
            rows: Vec::new(),
        }
    }

    /// Adds a row: a value for each column.
    pub fn add<const N: usize>(&mut self, row: [Value; N]) {
        debug_assert_eq!(N, self.columns.len(), "{}", self.table);
        self.rows.push(row.into());
    }

    /// Writes all rows.
    pub async fn write(&self, tx: &DatabaseTransaction) -> Result<()> {
        for rows in self.rows.chunks(MOST_PARAMETERS / self.columns.len().max(1)) {
            let mut insert = Query::insert();
            insert.into_table(self.table).columns(self.columns.iter().copied());
            for row in rows {
                insert
                    .values(row.iter().cloned().map(SimpleExpr::from))
                    .map_err(Error::internal)?;
            }
            tx.execute(&insert).await?;
        }
        Ok(())
    }
}

/// A row: whatever can be a value.
macro_rules! row {
    ($($value:expr),+ $(,)?) => { [$(sea_orm::Value::from($value)),+] };
}
pub(super) use row;
