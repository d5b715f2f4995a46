//! Relationships of care in every state: many that are in force, and the demo people's own.

use std::collections::BTreeSet;

use chrono::{DateTime, Days, TimeDelta, Utc};
use domain::actor::ActorKind;
use domain::care::{CareKind, CareState};

use super::dice::Dice;
use super::doctors::Doctor;
use super::history::last_bytes;
use super::people::Patient;
use super::sheet::row;
use super::tables::Tables;
use super::visits::Visit;
use super::{Clinic, texts};
use crate::times::local_day;

/// Of a thousand pairs who have a visit.
const CARED_FOR: i64 = 150;

/// Who asked, as what, and what became of it.
struct Care {
    kind: CareKind,
    state: CareState,
    asked_by: ActorKind,
    /// How many days ago it was asked for.
    days_ago: i64,
    /// How many days lie between today and the day on which it is over.
    ends_in: Option<u64>,
}

/// Adds the rows.
pub fn add_rows(tables: &mut Tables, clinic: &Clinic, visits: &[Visit], doctors: &[Doctor], patients: &[Patient]) {
    let mut pairs = BTreeSet::new();
    let own = own();
    let of_demo_people = own.len();
    for (number, care) in own.into_iter().enumerate() {
        // The demo patient with the first doctors, the demo doctor with the first patients.
        let (doctor, patient) = if number < of_demo_people / 2 {
            (number, 0)
        } else {
            (0, number)
        };
        pairs.insert((doctor, patient));
        add(tables, clinic, &doctors[doctor], &patients[patient], &care);
    }
    for visit in visits {
        let pair = (visit.doctor, visit.patient);
        let doctor = &doctors[visit.doctor];
        let numbers = [visit.doctor, visit.patient].map(|index| i64::try_from(index).unwrap_or(0));
        let mut dice = Dice::about("care", &numbers);
        if !pairs.insert(pair) || !dice.in_thousand(CARED_FOR) {
            continue;
        }
        let kind = match doctor.specialty {
            "general_practice" => CareKind::PrimaryCare,
            _ if dice.in_thousand(700) => CareKind::Referral,
            _ => CareKind::Temporary,
        };
        let care = Care {
            kind,
            state: CareState::Active,
            asked_by: *dice.pick(&[ActorKind::Patient, ActorKind::Doctor, ActorKind::Staff]),
            days_ago: dice.between(3, 90),
            ends_in: (kind == CareKind::Temporary).then(|| dice.between(5, 60).cast_unsigned()),
        };
        add(tables, clinic, doctor, &patients[visit.patient], &care);
    }
}

/// Every state once for the demo patient, and once more for the demo doctor.
fn own() -> Vec<Care> {
    use ActorKind::{Doctor, Patient, Staff};
    use CareKind::{PrimaryCare, Referral, Temporary};
    use CareState::{Active, Declined, Ended, Requested};
    let care = |kind, state, asked_by, days_ago, ends_in| Care {
        kind,
        state,
        asked_by,
        days_ago,
        ends_in,
    };
    vec![
        care(PrimaryCare, Active, Patient, 80, None),
        care(Referral, Requested, Doctor, 1, None),
        care(Temporary, Requested, Patient, 2, Some(30)),
        care(Temporary, Active, Staff, 20, Some(12)),
        care(Referral, Ended, Doctor, 85, None),
        care(Referral, Declined, Patient, 40, None),
        care(PrimaryCare, Requested, Patient, 1, None),
        care(Temporary, Requested, Patient, 3, Some(21)),
        care(Referral, Requested, Doctor, 2, None),
        care(PrimaryCare, Active, Staff, 60, None),
        care(Temporary, Ended, Patient, 70, None),
        care(Referral, Declined, Doctor, 30, None),
    ]
}

fn add(tables: &mut Tables, clinic: &Clinic, doctor: &Doctor, patient: &Patient, care: &Care) {
    let asked = clinic.midnight - TimeDelta::days(care.days_ago) + TimeDelta::minutes(600);
    let asked = asked.max(patient.registered);
    let seed = [doctor.id.uuid(), patient.id.uuid()].map(|id| i64::from_be_bytes(last_bytes(id)));
    let mut dice = Dice::about("care row", &[seed[0], seed[1], care.days_ago]);
    let id = dice.id(asked);
    let after = |hours: i64| clinic.not_later(asked + TimeDelta::hours(hours));
    let answered: Option<DateTime<Utc>> = match care.state {
        CareState::Requested => None,
        _ if care.asked_by == ActorKind::Staff => Some(asked),
        _ => Some(after(dice.between(1, 40))),
    };
    let over = matches!(care.state, CareState::Ended | CareState::Declined).then(|| match care.state {
        CareState::Ended => after(24 * 14),
        _ => answered.unwrap_or(asked),
    });
    let by = over.map(|_| match (care.state, care.asked_by) {
        (CareState::Declined, ActorKind::Patient) => (ActorKind::Doctor, doctor.account),
        _ => (ActorKind::Patient, patient.account),
    });
    let referral = (care.kind == CareKind::Referral).then(|| {
        let text = dice.pick(texts::REFERRALS);
        clinic.keys.seal("care_relationship", "referral", id, text)
    });
    let ends_on = care
        .ends_in
        .and_then(|days| clinic.today.checked_add_days(Days::new(days)));
    let version = 1
        + i32::from(answered.is_some() && care.asked_by != ActorKind::Staff)
        + i32::from(care.state == CareState::Ended);
    tables.care_relationship.add(row![
        id,
        patient.id.uuid(),
        doctor.id.uuid(),
        care.kind.as_str(),
        care.state.as_str(),
        care.asked_by.as_str(),
        local_day(answered.unwrap_or(asked), &clinic.zone),
        ends_on,
        referral,
        answered,
        by.map(|(kind, _)| kind.as_str()),
        by.map(|(_, account)| account),
        over,
        version,
        asked,
        over.or(answered).unwrap_or(asked),
    ]);
}
