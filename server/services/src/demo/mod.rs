//! The demo clinic: doctors, patients and three months of visits in an empty database, the same every time.
//!
//! Rows are written in bulk in one transaction, under all constraints of the database: either the whole clinic is there
//! or nothing. Nobody gets a mail. It is made for looking around, so everybody has one password, which is printed.

mod care;
mod carers;
mod cultures;
mod dice;
mod doctors;
mod emergency;
mod history;
mod hours;
mod names;
mod people;
mod places;
mod sheet;
mod tables;
#[cfg(test)]
mod tests;
mod texts;
mod visits;

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use serde_json::json;
use uuid::Uuid;

use self::people::Addresses;
use self::places::{Kind, Place};
use self::sheet::{Sheet, row};
use self::tables::Tables;
use crate::audit::{self, Action, Event};
use crate::crypto::KeyRing;
use crate::error::Error;
use crate::scope::{Scope, Tools};
use crate::times::Zone;

/// Sign-in of the administrator.
pub const ADMIN: &str = "admin@demo.example";
/// Sign-in of a doctor with a full calendar.
pub const DOCTOR: &str = "doctor@demo.example";
/// Sign-in of a patient with many visits.
pub const PATIENT: &str = "patient@demo.example";
/// The password of every account of the demo clinic.
pub const PASSWORD: &str = "quiet river morning walk";

/// Three months of visits.
const DAYS_BEHIND: i64 = 49;
const DAYS_AHEAD: i64 = 42;

/// The setting that tells a demo clinic from others.
const MARK: &str = "demo.clinic";

/// Why there is no demo clinic afterwards.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// Something real could be mixed with it.
    #[error("the database holds something else; the demo clinic needs an empty one")]
    HoldsSomethingElse,
    /// It could not be made.
    #[error(transparent)]
    Failed(#[from] Error),
}

/// Doctors who can be booked in a demo clinic of the usual size: the least there can be.
pub const DOCTORS: usize = doctors::APPROVED;

/// Fills an empty database and answers the lines to print: the sign-ins. Where the demo clinic is already, only those.
/// Of the `bookable` doctors, those above [`DOCTORS`] have hours and no visits: they show how lists bear many rows.
///
/// # Errors
/// When the database holds anything else, or fails.
pub async fn create(tools: &Arc<Tools>, bookable: usize) -> Result<Vec<String>, DemoError> {
    let scope = Scope::system(Arc::clone(tools));
    // One hash with real parameters for all: they share one password, so more salts would protect nothing, and 550
    // hashes would take a minute.
    let password_hash = tools.passwords.hash(PASSWORD).await.map_err(Error::from)?;
    let there = scope
        .transaction(async |tx| {
            if is_marked(tx).await? {
                return Ok(true);
            }
            if holds_anything(tx).await? {
                return Ok(false);
            }
            fill(tx, &scope, &password_hash, bookable).await.map(|()| true)
        })
        .await?;
    if there {
        tools.database.analyze().await?;
        Ok(sign_ins())
    } else {
        Err(DemoError::HoldsSomethingElse)
    }
}

/// What the rows are made from.
struct Clinic {
    now: DateTime<Utc>,
    /// The clinic's day.
    today: NaiveDate,
    /// The begin of `today` in UTC: what is rolled for a day does not depend on the time of day.
    midnight: DateTime<Utc>,
    /// When the clinic began.
    opened: DateTime<Utc>,
    zone: Zone,
    keys: KeyRing,
    password_hash: String,
    admin: Uuid,
    places: Vec<Place>,
    kinds: Vec<Kind>,
    specialties: Vec<(String, Uuid)>,
}

impl Clinic {
    /// The instant, but a minute ago at the latest.
    fn not_later(&self, at: DateTime<Utc>) -> DateTime<Utc> {
        std::cmp::min(at, self.now - TimeDelta::minutes(1))
    }
}

async fn fill(
    tx: &DatabaseTransaction,
    scope: &Scope,
    password_hash: &str,
    bookable: usize,
) -> crate::error::Result<()> {
    let (today, tools) = (scope.today(), scope.tools());
    let midnight = visits::midnight(today);
    let opened = midnight - TimeDelta::days(450);
    let (places, place_sheet) = places::places(opened)?;
    place_sheet.write(tx).await?;
    let mut clinic = Clinic {
        now: scope.now(),
        today,
        midnight,
        opened,
        zone: tools.site.time_zone.clone(),
        keys: tools.keys.clone(),
        password_hash: password_hash.to_owned(),
        admin: Uuid::nil(),
        places,
        kinds: places::kinds(tx, opened).await?,
        specialties: places::specialties(tx).await?,
    };
    let mut tables = Tables::new();
    let mut addresses = Addresses::default();
    clinic.admin = people::admin(&mut tables, &clinic);
    let patients = people::patients(tx, &mut tables, &clinic, &mut addresses).await?;
    let mut doctors = doctors::doctors(tx, &mut tables, &clinic, &mut addresses, bookable).await?;
    let visits = visits::visits(&clinic, &doctors[..doctors::APPROVED], &patients);
    for (index, doctor) in doctors
        .iter_mut()
        .enumerate()
        .filter(|(_, doctor)| doctor.is_approved())
    {
        doctor.next_free = visits::next_free(&clinic, doctor, index, &visits);
    }
    doctors::add_rows(&mut tables, &clinic, &doctors)?;
    history::add_rows(tx, &mut tables, &clinic, &visits, &doctors, &patients).await?;
    emergency::add_rows(&mut tables, &clinic, &doctors, &patients);
    care::add_rows(&mut tables, &clinic, &visits, &doctors, &patients);
    carers::add_rows(&mut tables, &clinic, &patients);
    tables.write(tx).await?;
    mark(tx, &clinic).await?;
    audit::record(tx, scope, Event::of(Action::DemoCreated).with("visits", visits.len())).await
}

async fn is_marked(tx: &DatabaseTransaction) -> crate::error::Result<bool> {
    let marked = Query::select()
        .column("key")
        .from("setting")
        .and_where(Expr::col("key").eq(MARK))
        .to_owned();
    Ok(tx.query_one(&marked).await?.is_some())
}

async fn mark(tx: &DatabaseTransaction, clinic: &Clinic) -> crate::error::Result<()> {
    let mut sheet = Sheet::new("setting", &["key", "value", "version", "updated_at"]);
    sheet.add(row![MARK, json!({ "day": clinic.today }), 1_i32, clinic.now]);
    sheet.write(tx).await
}

async fn holds_anything(tx: &DatabaseTransaction) -> crate::error::Result<bool> {
    for table in ["account", "patient", "doctor", "location", "appointment"] {
        let first = Query::select().expr(Expr::value(1)).from(table).limit(1).to_owned();
        if tx.query_one(&first).await?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

fn sign_ins() -> Vec<String> {
    let people = [("Patient", PATIENT), ("Doctor", DOCTOR), ("Administrator", ADMIN)];
    let mut lines = vec!["The demo clinic is ready. Its people sign in with:".to_owned()];
    lines.extend(people.map(|(who, email)| format!("  {who:<14} {email:<22} {PASSWORD}")));
    lines
}
