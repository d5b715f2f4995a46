//! Doctors of the demo clinic: profiles, applications, fees.

use chrono::{DateTime, TimeDelta, Utc};
use domain::accounts::AccountStatus;
use domain::doctors::DoctorStatus;
use domain::id::DoctorId;
use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use super::dice::Dice;
use super::hours;
use super::names;
use super::people::{Addresses, account};
use super::places::Region;
use super::sheet::row;
use super::tables::Tables;
use super::{Clinic, DOCTOR, texts};
use crate::availability::NextFree;
use crate::availability::resolve::Timetable;
use crate::error::{Error, Result};
use crate::numbers::{self, Sequence};
use crate::search::{searchable, sort_key};

/// Doctors who can be booked, and have visits.
pub const APPROVED: usize = 40;
/// Doctors who wait for a decision.
pub const PENDING: usize = 3;
const REJECTED: usize = 1;
/// The doctors of a clinic of the usual size; more than these can be booked too, but have no visits.
const USUAL: usize = APPROVED + PENDING + REJECTED;

/// A doctor before the row is written: it tells the next free times, which depend on the visits.
pub struct Doctor {
    pub id: DoctorId,
    pub account: Uuid,
    pub region: Region,
    /// Index of the place where most visits are.
    pub home: usize,
    pub specialty: &'static str,
    pub timetable: Timetable,
    pub next_free: Vec<NextFree>,
    name: String,
    number: usize,
    record: i64,
    status: DoctorStatus,
    applied: DateTime<Utc>,
}

impl Doctor {
    pub fn is_approved(&self) -> bool {
        self.status == DoctorStatus::Approved
    }
}

/// What the doctors practise; the first is the demo doctor's.
const SPECIALTIES: [&str; 22] = [
    "general_practice",
    "cardiology",
    "paediatrics",
    "dermatology",
    "general_practice",
    "orthopaedics",
    "psychiatry",
    "neurology",
    "general_practice",
    "endocrinology",
    "gynaecology",
    "ophthalmology",
    "general_practice",
    "gastroenterology",
    "paediatrics",
    "ear_nose_throat",
    "oncology",
    "general_practice",
    "pulmonology",
    "urology",
    "rheumatology",
    "cardiology",
];

/// All doctors with their accounts, resources, hours and exceptions.
pub async fn doctors(
    tx: &DatabaseTransaction,
    tables: &mut Tables,
    clinic: &Clinic,
    addresses: &mut Addresses,
    bookable: usize,
) -> Result<Vec<Doctor>> {
    let count = USUAL + bookable.saturating_sub(APPROVED);
    let first_number = numbers::take(tx, Sequence::Doctor, count).await?;
    let mut doctors = Vec::with_capacity(count);
    for (number, record) in (0..count).zip(first_number..) {
        let mut dice = Dice::about("doctor", &[record]);
        let status = match number {
            _ if !(APPROVED..USUAL).contains(&number) => DoctorStatus::Approved,
            _ if number < APPROVED + PENDING => DoctorStatus::Pending,
            _ => DoctorStatus::Rejected,
        };
        let days_ago = if status == DoctorStatus::Approved {
            dice.between(150, 420)
        } else {
            dice.between(1, 9)
        };
        let applied = clinic.midnight - TimeDelta::minutes(days_ago * 24 * 60 - dice.between(420, 1100));
        let region = region(number);
        let home = region.places()[(number / 2) % region.places().len()];
        let (name, letters) = doctor_name(number, &doctors);
        let email = match number {
            0 => letters,
            _ => addresses.give(&letters),
        };
        let account = account(tables, clinic, &email, AccountStatus::Active, applied);
        let id = dice.id(applied);
        tables.resource.add(row![id, "doctor", applied]);
        let mut doctor = Doctor {
            id: DoctorId::from_uuid(id),
            account,
            region,
            home,
            specialty: SPECIALTIES[number % SPECIALTIES.len()],
            timetable: Timetable::default(),
            next_free: Vec::new(),
            name,
            number,
            record,
            status,
            applied,
        };
        if status == DoctorStatus::Approved {
            doctor.timetable = hours::add(tables, clinic, &doctor, number);
        }
        doctors.push(doctor);
    }
    Ok(doctors)
}

/// The name of a doctor and its letters in an address. No two have the same in a clinic of the usual size.
fn doctor_name(number: usize, others: &[Doctor]) -> (String, String) {
    if number == 0 {
        return ("Dr Ngozi Okafor".to_owned(), DOCTOR.to_owned());
    }
    let candidates = (number..)
        .step_by(100)
        .map(|number| names::name("doctor", number, true));
    let mut free = candidates
        .map(|(name, letters)| (format!("Dr {name}"), letters))
        .filter(|(name, _)| number >= USUAL || others.iter().all(|other| other.name != *name));
    free.next().unwrap_or_default()
}

fn region(number: usize) -> Region {
    match number {
        0 => Region::London,
        _ => match number % 9 {
            0 | 2 | 4 | 7 => Region::London,
            1 | 5 => Region::Chicago,
            3 | 8 => Region::Manchester,
            _ => Region::Kolkata,
        },
    }
}

/// Adds the rows of the doctors: after their visits, before the visits are written.
pub fn add_rows(tables: &mut Tables, clinic: &Clinic, doctors: &[Doctor]) -> Result<()> {
    for doctor in doctors {
        let mut dice = Dice::about("profile", &[doctor.record]);
        let place = &clinic.places[doctor.home];
        let licence = licence(doctor);
        let folded: String = licence.chars().filter(char::is_ascii_alphanumeric).collect();
        let decided = (doctor.status != DoctorStatus::Pending)
            .then(|| clinic.not_later(doctor.applied + TimeDelta::hours(dice.between(5, 60))));
        let reason = (doctor.status == DoctorStatus::Rejected)
            .then_some("The register has no licence with this number. Please check it and write to us.");
        tables.doctor.add(row![
            doctor.id.uuid(),
            doctor.record,
            doctor.account,
            doctor.name.as_str(),
            searchable(&doctor.name),
            sort_key(&doctor.name),
            doctor.region.phone(500 + doctor.number),
            licence,
            folded,
            *dice.pick(texts::QUALIFICATIONS),
            i32::try_from(dice.between(3, 38)).unwrap_or(10),
            *dice.pick(texts::BIOGRAPHIES),
            *dice.pick(texts::LANGUAGES),
            place.id.uuid(),
            place.zone.name(),
            doctor.status.as_str(),
            decided.map(|_| clinic.admin),
            decided,
            reason,
            doctor.next_free.iter().filter_map(|next| next.at).min(),
            1 + i32::from(decided.is_some()),
            doctor.applied,
            decided.unwrap_or(doctor.applied),
        ]);
        for next in &doctor.next_free {
            tables.doctor_next_free.add(row![
                doctor.id.uuid(),
                next.visit_type.uuid(),
                next.location.unwrap_or(place.id).uuid(),
                next.at,
            ]);
        }
        for code in [Some(doctor.specialty), second_specialty(doctor)].into_iter().flatten() {
            tables
                .doctor_specialty
                .add(row![doctor.id.uuid(), specialty(clinic, code)?]);
        }
        let (currency, usual) = doctor.region.fee();
        let fee = usual * dice.between(8, 16) / 10;
        for kind in &clinic.kinds {
            let amount = fee * i64::from(kind.minutes) / 30 / 100 * 100;
            tables
                .doctor_fee
                .add(row![doctor.id.uuid(), kind.id.uuid(), amount, currency]);
        }
    }
    Ok(())
}

fn second_specialty(doctor: &Doctor) -> Option<&'static str> {
    match doctor.specialty {
        "pulmonology" | "rheumatology" | "urology" => Some("general_practice"),
        "oncology" => Some("gastroenterology"),
        _ => None,
    }
}

fn specialty(clinic: &Clinic, code: &str) -> Result<Uuid> {
    let found = clinic.specialties.iter().find(|(known, _)| known == code);
    found
        .map(|(_, id)| *id)
        .ok_or_else(|| Error::internal(format!("the specialty {code} is missing")))
}

fn licence(doctor: &Doctor) -> String {
    let number = 100_000 + (doctor.number * 7919 + 4021) % 900_000;
    match doctor.region {
        Region::London | Region::Manchester => format!("GMC 7{number}"),
        Region::Chicago => format!("IL 036-{number}"),
        Region::Kolkata => format!("WBMC {number}"),
    }
}
