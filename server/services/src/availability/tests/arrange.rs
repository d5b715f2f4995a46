//! What these tests have in common: a visit that stands, a hold, and short ways to ask.

use chrono::{DateTime, TimeDelta, Utc};
use domain::availability::{AddException, AddRule};
use domain::doctors::{AskTimes, FreeTimes};
use domain::id::{DoctorId, LocationId, PatientId};
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Query, SimpleExpr};
use uuid::Uuid;

use crate::numbers::{self, Sequence};
use crate::occupancy::{self, Range};
use crate::scope::Scope;
use crate::testing::{TestClinic, doctor_of, instant, patient_of};
use crate::times::{Zone, local_start};

pub const EVERY_DAY: [i32; 7] = [1, 2, 3, 4, 5, 6, 7];

/// A visit as booking writes it.
pub async fn visit(clinic: &TestClinic, doctor: &Scope, patient: &Scope, starts_at: &str, minutes: i64) -> Uuid {
    let at = Some(clinic.location);
    visit_at(clinic, doctor, patient, starts_at, minutes, at, "Europe/London").await
}

/// A visit at a place.
pub async fn visit_at(
    clinic: &TestClinic,
    doctor: &Scope,
    patient: &Scope,
    starts_at: &str,
    minutes: i64,
    location: Option<LocationId>,
    zone: &str,
) -> Uuid {
    let (doctor, patient) = (doctor_of(doctor), patient_of(patient));
    let system = clinic.system();
    let (id, now) = (system.new_id(), system.now());
    let start = instant(starts_at);
    let range = Range::new(start, start + TimeDelta::minutes(minutes));
    let local = local_start(start, &Zone::named(zone).unwrap());
    let written = system.transaction(async |tx| {
        let number = numbers::next(tx, Sequence::Appointment).await?;
        let row: [(&str, SimpleExpr); 14] = [
            ("id", id.into()),
            ("number", number.into()),
            ("patient_id", patient.uuid().into()),
            ("doctor_id", doctor.uuid().into()),
            ("location_id", location.map(LocationId::uuid).into()),
            ("visit_type_id", clinic.visit_type("first").uuid().into()),
            ("starts_at", range.from.into()),
            ("ends_at", range.to.into()),
            ("local_start", local.local_start.clone().into()),
            ("zone", zone.into()),
            ("tzdb", local.tzdb.clone().into()),
            ("status", "booked".into()),
            ("created_at", now.into()),
            ("updated_at", now.into()),
        ];
        let (columns, values): (Vec<_>, Vec<_>) = row.into_iter().unzip();
        let insert = Query::insert()
            .into_table("appointment")
            .columns(columns)
            .values_panic(values)
            .to_owned();
        tx.execute(&insert).await?;
        occupancy::book(tx, doctor.uuid(), range, id, now).await?;
        occupancy::book(tx, patient.uuid(), range, id, now).await
    });
    written.await.unwrap();
    id
}

/// A hold of the doctor for ten minutes.
pub async fn hold(clinic: &TestClinic, doctor: &Scope, patient: PatientId, starts_at: DateTime<Utc>, minutes: i64) {
    let doctor = doctor_of(doctor);
    let system = clinic.system();
    let (id, now) = (system.new_id(), system.now());
    let range = Range::new(starts_at, starts_at + TimeDelta::minutes(minutes));
    let expires = now + TimeDelta::minutes(10);
    let written = system.transaction(async |tx| {
        let row: [(&str, SimpleExpr); 9] = [
            ("id", id.into()),
            ("patient_id", patient.uuid().into()),
            ("doctor_id", doctor.uuid().into()),
            ("location_id", clinic.location.uuid().into()),
            ("visit_type_id", clinic.visit_type("first").uuid().into()),
            ("starts_at", range.from.into()),
            ("ends_at", range.to.into()),
            ("expires_at", expires.into()),
            ("created_at", now.into()),
        ];
        let (columns, values): (Vec<_>, Vec<_>) = row.into_iter().unzip();
        let insert = Query::insert()
            .into_table("hold")
            .columns(columns)
            .values_panic(values)
            .to_owned();
        tx.execute(&insert).await?;
        occupancy::hold(tx, doctor.uuid(), range, id, expires, now).await
    });
    written.await.unwrap();
}

/// First visits of a day, whoever asks.
pub fn ask(doctor: DoctorId, day: &str) -> AskTimes {
    AskTimes {
        doctor: doctor.to_string(),
        visit: "first".to_owned(),
        month: day[..7].to_owned(),
        day: day.to_owned(),
        ..AskTimes::default()
    }
}

/// The free times that anybody sees.
pub async fn seen(clinic: &TestClinic, ask: &AskTimes) -> FreeTimes {
    super::super::month(&clinic.anonymous(), ask)
        .await
        .unwrap()
        .expect("something is offered")
}

/// The starts that anybody sees on a day, as "2026-03-08T17:00Z".
pub async fn starts(clinic: &TestClinic, doctor: &Scope, day: &str) -> Vec<String> {
    starts_in(&seen(clinic, &ask(doctor_of(doctor), day)).await)
}

/// The starts of the chosen day.
pub fn starts_in(times: &FreeTimes) -> Vec<String> {
    let chosen = times.month.chosen.iter();
    let slots = chosen.flat_map(|day| &day.slots);
    slots
        .map(|slot| slot.starts_at.format("%Y-%m-%dT%H:%MZ").to_string())
        .collect()
}

/// Monday 9am to midday at the clinic, first visits.
pub fn monday(clinic: &TestClinic) -> AddRule {
    AddRule {
        weekdays: vec!["1".to_owned()],
        from: "9am".to_owned(),
        to: "12:00".to_owned(),
        place: clinic.location.to_string(),
        visit_types: vec![clinic.visit_type("first").to_string()],
        ..AddRule::default()
    }
}

/// A block of one whole day.
pub fn block(day: &str) -> AddException {
    AddException {
        kind: "block".to_owned(),
        from_date: day.to_owned(),
        ..AddException::default()
    }
}

/// An opening at the clinic for first visits.
pub fn opening(clinic: &TestClinic, day: &str, from: &str, to: &str) -> AddException {
    AddException {
        kind: "opening".to_owned(),
        from_date: day.to_owned(),
        from_time: from.to_owned(),
        to_time: to.to_owned(),
        place: clinic.location.to_string(),
        visit_types: vec![clinic.visit_type("first").to_string()],
        ..AddException::default()
    }
}
