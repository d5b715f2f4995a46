//! Sealing again with the newest key what an older one sealed (`salve keys rotate`).

use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query};
use sea_orm::{ConnectionTrait, DatabaseConnection, DatabaseTransaction};
use uuid::Uuid;

use super::KeyRing;
use crate::audit::{self, Action, Event};
use crate::error::Result;
use crate::files;
use crate::scope::Scope;

/// A sealed column: `table`, and its name without `_sealed`, as [`KeyRing::seal`] is told them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sealed(pub &'static str, pub &'static str);

/// Every sealed column. A test compares it with the schema.
pub(super) const SEALED: [Sealed; 17] = [
    Sealed("access_case", "answer"),
    Sealed("access_case", "message"),
    Sealed("account", "first_page"),
    Sealed("appointment", "cancel_reason"),
    Sealed("appointment", "reason"),
    Sealed("appointment_event", "note"),
    Sealed("availability_exception", "note"),
    Sealed("care_assignment", "numbers"),
    Sealed("care_relationship", "referral"),
    Sealed("carer", "basis"),
    Sealed("emergency_access", "note"),
    Sealed("emergency_access", "reason"),
    Sealed("file", "name"),
    Sealed("passkey", "credential"),
    Sealed("patient", "address"),
    Sealed("patient_merge", "reason"),
    Sealed("second_factor", "secret"),
];

/// Values of one transaction.
const BATCH: u64 = 500;

/// What a rotation did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rotated {
    /// Values that were read.
    pub read: u64,
    /// Values that were sealed anew.
    pub sealed: u64,
}

/// Seals every value and every file anew that an older key sealed. It may run while the portal serves, be stopped, and run again: each
/// batch is whole, and a value that somebody changes meanwhile is left to them.
///
/// # Errors
/// When a value does not open, or the database fails; what was sealed until then stays.
pub async fn rotate(scope: &Scope) -> Result<Rotated> {
    let mut done = Rotated::default();
    for column in SEALED {
        column.rotate(scope, &mut done).await?;
    }
    files::rotate(scope, &mut done).await?;
    let sealed = done.sealed;
    let event = Event::of(Action::KeysRotated).with("values", sealed);
    scope
        .transaction(async |tx| audit::record(tx, scope, event.clone()).await)
        .await?;
    Ok(done)
}

impl Sealed {
    async fn rotate(self, scope: &Scope, done: &mut Rotated) -> Result<()> {
        let mut after = Uuid::nil();
        loop {
            let batch = self.batch(scope.db(), after).await?;
            let Some((last, _)) = batch.last() else {
                return Ok(());
            };
            after = *last;
            done.read += u64::try_from(batch.len()).unwrap_or_default();
            let keys = &scope.tools().keys;
            let mut renewed = Vec::new();
            for (id, sealed) in batch.iter().filter(|(_, sealed)| keys.is_outdated(sealed)) {
                renewed.push((*id, sealed, self.again(keys, *id, sealed)?));
            }
            if renewed.is_empty() {
                continue;
            }
            done.sealed += scope.transaction(async |tx| self.store(tx, &renewed).await).await?;
        }
    }

    async fn batch(self, db: &DatabaseConnection, after: Uuid) -> Result<Vec<(Uuid, Vec<u8>)>> {
        let Self(table, _) = self;
        let rows = Query::select()
            .columns([Alias::new("id"), self.column()])
            .from(Alias::new(table))
            .and_where(Expr::col(Alias::new("id")).gt(after))
            .and_where(Expr::col(self.column()).is_not_null())
            .order_by(Alias::new("id"), sea_orm::Order::Asc)
            .limit(BATCH)
            .to_owned();
        let rows = db.query_all(&rows).await?;
        let pair = |row: sea_orm::QueryResult| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?));
        rows.into_iter().map(pair).collect()
    }

    fn again(self, keys: &KeyRing, row: Uuid, sealed: &[u8]) -> Result<Vec<u8>> {
        let Self(table, column) = self;
        let plain = keys.open_bytes(table, column, row, sealed)?;
        Ok(keys.seal_bytes(table, column, row, &plain))
    }

    /// How many were stored: those that nobody has changed meanwhile.
    async fn store(self, tx: &DatabaseTransaction, renewed: &[(Uuid, &Vec<u8>, Vec<u8>)]) -> Result<u64> {
        let Self(table, _) = self;
        let mut stored = 0;
        for (id, before, after) in renewed {
            let change = Query::update()
                .table(Alias::new(table))
                .value(self.column(), after.as_slice())
                .and_where(Expr::col(Alias::new("id")).eq(*id))
                .and_where(Expr::col(self.column()).eq(before.as_slice()))
                .to_owned();
            stored += tx.execute(&change).await?.rows_affected();
        }
        Ok(stored)
    }

    fn column(self) -> Alias {
        Alias::new(format!("{}_sealed", self.1))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::crypto::{KeySource, OpenError, new_key_line};
    use crate::database::Engine;
    use crate::on_both_engines;
    use crate::testing::{TestClinic, patient_of};
    use secrecy::ExposeSecret;

    const ADDRESS: &str = "1 High Street";

    fn ring(numbers: &[(u32, &str)]) -> KeyRing {
        let lines: Vec<_> = numbers.iter().map(|(_, line)| (*line).to_owned()).collect();
        KeyRing::load(&KeySource::Value(lines.join(",").into())).unwrap()
    }

    async fn sealed_address(clinic: &TestClinic) -> Vec<u8> {
        clinic.value("SELECT address_sealed FROM patient").await
    }

    on_both_engines! {
        async fn every_sealed_column_of_the_schema_is_in_the_list(clinic: TestClinic) {
            let mut columns: Vec<String> = clinic
                .values(match clinic.database.engine() {
                    Engine::Sqlite => {
                        "SELECT m.name || '.' || c.name FROM sqlite_master m, pragma_table_info(m.name) c \
                         WHERE m.type = 'table' AND c.name LIKE '%!_sealed' ESCAPE '!'"
                    }
                    Engine::Postgres => {
                        "SELECT table_name || '.' || column_name FROM information_schema.columns \
                         WHERE table_schema = 'public' AND column_name LIKE '%!_sealed' ESCAPE '!'"
                    }
                })
                .await;
            columns.sort_unstable();
            let listed = SEALED.map(|Sealed(table, column)| format!("{table}.{column}_sealed"));
            assert_eq!(columns, listed);
        }

        async fn values_of_an_older_key_are_sealed_with_the_newest(clinic: TestClinic) {
            let patient = patient_of(&clinic.patient("Ann Lee").await).uuid();
            let (one, two) = (new_key_line(1), new_key_line(2));
            let (one, two) = ((1, one.expose_secret()), (2, two.expose_secret()));
            let (old, both) = (ring(&[one]), ring(&[one, two]));
            let sealed = old.seal("patient", "address", patient, ADDRESS);
            let put = Query::update()
                .table(Alias::new("patient"))
                .value(Alias::new("address_sealed"), sealed)
                .to_owned();
            clinic.database.writer().execute(&put).await.unwrap();
            let mut tools = Arc::into_inner(clinic.another_process().await).expect("nobody else has it");
            tools.keys = both.clone();
            let scope = Scope::system(Arc::new(tools));

            assert_eq!(rotate(&scope).await.unwrap(), Rotated { read: 1, sealed: 1 });
            let sealed = sealed_address(&clinic).await;
            assert!(!both.is_outdated(&sealed));
            assert_eq!(both.open("patient", "address", patient, &sealed).as_deref(), Ok(ADDRESS));
            assert_eq!(old.open("patient", "address", patient, &sealed), Err(OpenError::UnknownKey(2)));

            assert_eq!(rotate(&scope).await.unwrap(), Rotated { read: 1, sealed: 0 }, "once is enough");
            assert_eq!(sealed_address(&clinic).await, sealed);
        }

        async fn a_value_that_does_not_open_stops_the_rotation_and_stays(clinic: TestClinic) {
            clinic.patient("Ann Lee").await;
            let before = sealed_address(&clinic).await;
            let mut tools = Arc::into_inner(clinic.another_process().await).expect("nobody else has it");
            let (one, two) = (new_key_line(1), new_key_line(2));
            tools.keys = ring(&[(1, one.expose_secret()), (2, two.expose_secret())]);
            assert!(rotate(&Scope::system(Arc::new(tools))).await.is_err());
            assert_eq!(sealed_address(&clinic).await, before);
        }
    }
}
