//! People who act for the demo patient, were asked to or did, and one for whom the demo patient acts.

use chrono::TimeDelta;
use domain::actor::ActorKind;
use domain::carers::{CarerRelation, CarerScope, CarerScopes, CarerState, LINK_DAYS};

use super::dice::Dice;
use super::people::Patient;
use super::sheet::row;
use super::tables::Tables;
use super::{Clinic, PATIENT};

/// What lets somebody act; patients by their index.
struct Lets<'a> {
    patient: usize,
    name: &'a str,
    email: &'a str,
    /// Of the carer, who is a patient too; somebody who was asked has none yet.
    carer: Option<usize>,
    relation: CarerRelation,
    scopes: CarerScopes,
    state: CarerState,
    days_ago: i64,
}

/// Adds the rows.
pub fn add_rows(tables: &mut Tables, clinic: &Clinic, patients: &[Patient]) {
    let aged = |from: u32, to: u32| {
        // Names that every browser can show.
        let fits = |patient: &Patient| (from..to).contains(&patient.age) && patient.name.is_ascii();
        let found = patients.iter().skip(1).position(fits);
        found.map_or(1, |found| found + 1)
    };
    let (partner, mother, neighbour) = (aged(28, 45), aged(70, 95), aged(45, 60));
    let booking = CarerScopes::none().with(CarerScope::Booking);
    let own = |carer: usize, relation, scopes, state, days_ago| Lets {
        patient: 0,
        name: &patients[carer].name,
        email: &patients[carer].email,
        carer: Some(carer),
        relation,
        scopes,
        state,
        days_ago,
    };
    let all = [
        own(
            partner,
            CarerRelation::Partner,
            booking.with(CarerScope::Profile),
            CarerState::Active,
            60,
        ),
        own(neighbour, CarerRelation::Friend, booking, CarerState::Ended, 85),
        Lets {
            patient: 0,
            name: "Ruth Whitcombe",
            email: "ruth.whitcombe@demo.example",
            carer: None,
            relation: CarerRelation::Relative,
            scopes: CarerScopes::none(),
            state: CarerState::Offered,
            days_ago: 1,
        },
        Lets {
            patient: mother,
            name: "Amelia Whitcombe",
            email: PATIENT,
            carer: Some(0),
            relation: CarerRelation::Child,
            scopes: CarerScopes::all(),
            state: CarerState::Active,
            days_ago: 40,
        },
    ];
    for lets in &all {
        add(tables, clinic, patients, lets);
    }
}

fn add(tables: &mut Tables, clinic: &Clinic, patients: &[Patient], lets: &Lets<'_>) {
    let patient = &patients[lets.patient];
    let asked = clinic.midnight - TimeDelta::days(lets.days_ago) + TimeDelta::minutes(645);
    let after = |days| clinic.not_later(asked + TimeDelta::days(days));
    let ended = (lets.state == CarerState::Ended).then(|| after(30));
    tables.carer.add(row![
        Dice::about("carer", &[lets.days_ago]).id(asked),
        patient.id.uuid(),
        lets.carer.map(|carer| patients[carer].account),
        lets.name,
        lets.email,
        lets.email,
        lets.relation.as_str(),
        lets.scopes.to_string(),
        false,
        Option::<chrono::NaiveDate>::None,
        lets.state.as_str(),
        ActorKind::Patient.as_str(),
        patient.account,
        "en",
        0_i32,
        asked,
        asked + TimeDelta::days(LINK_DAYS),
        lets.carer.map(|_| after(1)),
        ended,
        ended.map(|_| ActorKind::Patient.as_str()),
    ]);
}
