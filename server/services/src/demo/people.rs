//! Accounts, patients and the administrator of the demo clinic.

use std::collections::HashSet;

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, TimeDelta, Utc};
use domain::accounts::AccountStatus;
use domain::id::PatientId;
use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use super::dice::Dice;
use super::names;
use super::places::Region;
use super::sheet::row;
use super::tables::Tables;
use super::{ADMIN, Clinic, PATIENT};
use crate::error::Result;
use crate::numbers::{self, Sequence};
use crate::roles;
use crate::search::{searchable, sort_key};

/// Patients with an account.
pub const PATIENTS: usize = 500;

/// Patients whose records the clinic keeps for them.
const WITHOUT_ACCOUNT: usize = 30;

/// Who came to the desk before they registered: the record without an account, and the patient that it is of.
const TWICE: (usize, usize) = (PATIENTS + 4, 40);

/// The last patients with an account have not confirmed their address yet, and have no visits.
const UNVERIFIED_FROM: usize = PATIENTS - 6;

/// A patient who can have visits.
pub struct Patient {
    pub id: PatientId,
    pub account: Uuid,
    pub name: String,
    pub email: String,
    pub region: Region,
    /// In years.
    pub age: u32,
    pub registered: DateTime<Utc>,
}

/// Addresses that are given away.
#[derive(Default)]
pub struct Addresses(HashSet<String>);

impl Addresses {
    /// An address that nobody has yet.
    pub fn give(&mut self, letters: &str) -> String {
        (1..=u32::MAX)
            .map(|number| match number {
                1 => format!("{letters}@demo.example"),
                more => format!("{letters}{more}@demo.example"),
            })
            .find(|address| self.0.insert(address.clone()))
            .unwrap_or_default()
    }
}

/// Adds an account and answers its id.
pub fn account(tables: &mut Tables, clinic: &Clinic, email: &str, status: AccountStatus, made: DateTime<Utc>) -> Uuid {
    let letters: Vec<i64> = email.bytes().map(i64::from).collect();
    let mut dice = Dice::about("account", &letters);
    let id = dice.id(made);
    let verified = (status != AccountStatus::Unverified).then(|| made + TimeDelta::minutes(dice.between(2, 90)));
    let signed_in = verified.map(|at| clinic.not_later(at + TimeDelta::hours(dice.between(1, 900))));
    tables.account.add(row![
        id,
        email,
        email,
        clinic.password_hash.as_str(),
        status.as_str(),
        "en",
        clinic.zone.name(),
        verified,
        signed_in,
        1_i32,
        made,
        made,
    ]);
    id
}

/// The administrator.
pub fn admin(tables: &mut Tables, clinic: &Clinic) -> Uuid {
    let id = account(tables, clinic, ADMIN, AccountStatus::Active, clinic.opened);
    tables.role_grant.add(row![
        id,
        id,
        roles::ADMIN.uuid(),
        Option::<Uuid>::None,
        clinic.opened,
        Option::<DateTime<Utc>>::None
    ]);
    id
}

/// All patients; those who may have visits are answered.
pub async fn patients(
    tx: &DatabaseTransaction,
    tables: &mut Tables,
    clinic: &Clinic,
    addresses: &mut Addresses,
) -> Result<Vec<Patient>> {
    let everybody = PATIENTS + WITHOUT_ACCOUNT;
    let first_number = numbers::take(tx, Sequence::Patient, everybody).await?;
    let mut patients = Vec::with_capacity(PATIENTS);
    let mut born = Vec::with_capacity(everybody);
    for (number, record) in (0..everybody).zip(first_number..) {
        let mut dice = Dice::about("patient", &[record]);
        let region = Region::of_patient(number);
        let unverified = (UNVERIFIED_FROM..PATIENTS).contains(&number);
        let registered = if unverified {
            clinic.midnight - TimeDelta::minutes(dice.between(10, 3000))
        } else {
            clinic.midnight - TimeDelta::minutes(dice.between(100, 400) * 24 * 60 + dice.between(0, 1439))
        };
        let (name, letters) = match number {
            0 => ("Amelia Whitcombe".to_owned(), PATIENT.to_owned()),
            _ if number == TWICE.0 => names::name("patient", TWICE.1, false),
            _ => names::name("patient", number, false),
        };
        let status = match number {
            _ if unverified => AccountStatus::Unverified,
            120 | 333 => AccountStatus::Suspended,
            _ => AccountStatus::Active,
        };
        let account = (number < PATIENTS).then(|| {
            let email = match number {
                0 => letters,
                _ => addresses.give(&letters),
            };
            (account(tables, clinic, &email, status, registered), email)
        });
        let id = dice.id(registered);
        let birth_date = match born.get(TWICE.1) {
            Some(born) if number == TWICE.0 => *born,
            _ => birth_date(number, clinic.today, &mut dice),
        };
        born.push(birth_date);
        let street = dice.pick(super::texts::STREETS);
        let address = format!("{} {street}\n{}", dice.between(1, 180), region.city_line());
        tables.resource.add(row![id, "patient", registered]);
        tables.patient.add(row![
            id,
            record,
            account.as_ref().map(|(account, _)| *account),
            name.as_str(),
            searchable(&name),
            sort_key(&name),
            region.phone(number),
            birth_date,
            Some(clinic.keys.seal("patient", "address", id, &address)),
            1_i32,
            registered,
            registered,
        ]);
        if let Some((account, email)) = account.filter(|_| status == AccountStatus::Active) {
            patients.push(Patient {
                id: PatientId::from_uuid(id),
                account,
                name,
                email,
                region,
                age: clinic.today.years_since(birth_date).unwrap_or(0),
                registered,
            });
        }
    }
    Ok(patients)
}

/// From babies to 97, most of them grown up.
fn birth_date(number: usize, today: NaiveDate, dice: &mut Dice) -> NaiveDate {
    let years = match (number, dice.between(0, 99)) {
        (0, _) => 41,
        (1, _) => 97,
        (2, _) | (_, 0..2) => 0,
        (_, 2..14) => dice.between(1, 15),
        (_, 14..85) => dice.between(16, 70),
        _ => dice.between(71, 96),
    };
    let months = u32::try_from(years * 12).unwrap_or(0);
    let days = match years {
        0 => dice.between(20, 300),
        _ => dice.between(1, 360),
    };
    let born = today
        .checked_sub_months(Months::new(months))
        .and_then(|day| day.checked_sub_days(Days::new(days.cast_unsigned())));
    born.filter(|day| day.year() >= 1900).unwrap_or(today)
}
