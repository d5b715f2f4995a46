//! The least rows that occupancy can point to, written without the features that own them.

use sea_orm::sea_query::{Expr, Query};
use sea_orm::{ConnectionTrait, DatabaseTransaction, Value};
use uuid::Uuid;

use super::{Range, ResourceKind, at, register};
use crate::database::Database;
use crate::error::Result;
use crate::numbers::{self, Sequence};

pub struct Rows {
    location: Uuid,
    visit_type: Uuid,
    pub doctors: Vec<Uuid>,
    pub patients: Vec<Uuid>,
}

impl Rows {
    pub async fn new(database: &Database, doctors: usize, patients: usize) -> Self {
        database
            .transaction(async |tx| {
                let found = Query::select().column("id").from("visit_type").limit(1).to_owned();
                let visit_type = tx
                    .query_one(&found)
                    .await?
                    .expect("a seeded visit type")
                    .try_get("", "id")?;
                let location = new_id();
                let text = ["name", "address_line", "city", "city_folded", "country", "zone"];
                insert(
                    tx,
                    "location",
                    &text,
                    vec![("id", location.into())],
                    &["created_at", "updated_at"],
                )
                .await?;
                let mut rows = Self {
                    location,
                    visit_type,
                    doctors: Vec::new(),
                    patients: Vec::new(),
                };
                for _ in 0..doctors {
                    rows.doctors.push(rows.doctor(tx).await?);
                }
                for _ in 0..patients {
                    rows.patients.push(patient(tx).await?);
                }
                Ok(rows)
            })
            .await
            .expect("rows to test with")
    }

    async fn doctor(&self, tx: &DatabaseTransaction) -> Result<Uuid> {
        let (id, account) = (new_id(), new_id());
        let text = ["email", "password_hash", "status", "language", "time_zone"];
        let values = vec![("id", account.into()), ("email_folded", account.to_string().into())];
        insert(tx, "account", &text, values, &["created_at", "updated_at"]).await?;
        let text = [
            "name",
            "name_search",
            "name_sort",
            "phone",
            "licence_number",
            "qualifications",
            "biography",
            "languages",
            "time_zone",
            "status",
        ];
        let values = vec![
            ("id", id.into()),
            ("number", numbers::next(tx, Sequence::Doctor).await?.into()),
            ("account_id", account.into()),
            ("licence_folded", id.to_string().into()),
            ("experience_years", 3.into()),
            ("home_location_id", self.location.into()),
        ];
        insert(tx, "doctor", &text, values, &["created_at", "updated_at"]).await?;
        register(tx, id, ResourceKind::Doctor, at(0)).await?;
        Ok(id)
    }

    pub async fn hold(&self, tx: &DatabaseTransaction, doctor: Uuid, patient: Uuid, range: Range) -> Result<Uuid> {
        let id = new_id();
        let values = self.visit(id, doctor, patient, range);
        insert(tx, "hold", &[], values, &["expires_at", "created_at"]).await?;
        Ok(id)
    }

    pub async fn appointment(
        &self,
        tx: &DatabaseTransaction,
        doctor: Uuid,
        patient: Uuid,
        range: Range,
    ) -> Result<Uuid> {
        let id = new_id();
        let mut values = self.visit(id, doctor, patient, range);
        values.push(("number", numbers::next(tx, Sequence::Appointment).await?.into()));
        insert(
            tx,
            "appointment",
            &["local_start", "zone", "tzdb", "status"],
            values,
            &["created_at", "updated_at"],
        )
        .await?;
        Ok(id)
    }

    fn visit(&self, id: Uuid, doctor: Uuid, patient: Uuid, range: Range) -> Vec<(&'static str, Value)> {
        vec![
            ("id", id.into()),
            ("doctor_id", doctor.into()),
            ("patient_id", patient.into()),
            ("location_id", self.location.into()),
            ("visit_type_id", self.visit_type.into()),
            ("starts_at", range.from.into()),
            ("ends_at", range.to.into()),
        ]
    }
}

pub async fn patient(tx: &DatabaseTransaction) -> Result<Uuid> {
    let id = new_id();
    let values = vec![
        ("id", id.into()),
        ("number", numbers::next(tx, Sequence::Patient).await?.into()),
        ("birth_date", at(0).date_naive().into()),
    ];
    insert(
        tx,
        "patient",
        &["name", "name_search", "name_sort", "phone"],
        values,
        &["created_at", "updated_at"],
    )
    .await?;
    register(tx, id, ResourceKind::Patient, at(0)).await?;
    Ok(id)
}

/// One row: text columns get some text, instants get minute 0.
async fn insert(
    tx: &DatabaseTransaction,
    table: &'static str,
    text: &[&'static str],
    values: Vec<(&'static str, Value)>,
    instants: &[&'static str],
) -> Result<()> {
    let some = text.iter().map(|column| (*column, Value::from("some")));
    let instants = instants.iter().map(|column| (*column, Value::from(at(0))));
    let (columns, values): (Vec<_>, Vec<_>) = values.into_iter().chain(some).chain(instants).unzip();
    let statement = Query::insert()
        .into_table(table)
        .columns(columns)
        .values_panic(values.into_iter().map(Expr::val))
        .to_owned();
    tx.execute(&statement).await?;
    Ok(())
}

fn new_id() -> Uuid {
    super::super::new_id(at(0))
}
