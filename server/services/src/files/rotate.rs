//! Sealing content anew with the newest key (`salve keys rotate`).

use domain::id::FileId;
use sea_orm::QuerySelect;
use sea_orm::sea_query::Expr;
use uuid::Uuid;

use super::{FileRow, entity, seal};
use crate::crypto::Rotated;
use crate::error::{Error, Result};
use crate::scope::Scope;

/// Rows that are read at a time.
const BATCH: u64 = 100;

/// Seals the content of every file anew that an older key sealed. Each file is replaced in one piece: it may be read meanwhile.
///
/// # Errors
/// When content is missing or does not open, or database or store fail; what was sealed until then stays.
pub(crate) async fn rotate(scope: &Scope, done: &mut Rotated) -> Result<()> {
    let newest = scope.tools().keys.newest_number();
    let mut after = FileId::from_uuid(Uuid::nil());
    loop {
        let rows = entity::sealed_by_others(newest.into(), after)
            .limit(BATCH)
            .all(scope.db())
            .await?;
        let Some(last) = rows.last() else {
            return Ok(());
        };
        after = last.id;
        for row in &rows {
            done.read += 1;
            done.sealed += again(scope, row, newest.into()).await?;
        }
    }
}

/// How many files were sealed anew: none when its owner removed it meanwhile.
async fn again(scope: &Scope, row: &FileRow, newest: i64) -> Result<u64> {
    let (keys, store) = (&scope.tools().keys, &scope.tools().files.store);
    let sealed = store.get(&row.object).await?;
    let still_there = entity::one(row.id, row.kind).one(scope.db()).await?.is_some();
    let sealed = match sealed {
        Some(sealed) if still_there => sealed,
        None if still_there => {
            return Err(Error::internal(format_args!(
                "the content of file {} is missing",
                row.id
            )));
        }
        _ => return Ok(0),
    };
    let content = seal::open(keys, row.id, &sealed)?;
    store.put(&row.object, seal::seal(keys, row.id, &content)).await?;
    scope
        .transaction(async |tx| {
            let change = entity::change(row.id).col_expr(entity::Column::KeyNumber, Expr::value(newest));
            Ok(change.exec(tx).await?.rows_affected)
        })
        .await
}
