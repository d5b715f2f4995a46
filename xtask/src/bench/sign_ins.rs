//! Pages while very many people sign in: hashing their passwords must not starve everybody else.

use std::sync::Arc;

use anyhow::Result;

use super::{
    booking,
    load::{self, Answer, Load, Outcome},
    visitor::Visitor,
};

/// People who sign in at the same time, again and again.
pub const CLIENTS: usize = 64;

/// What came of each beside the others.
pub struct Beside {
    pub sign_ins: Outcome,
    pub health: Outcome,
    pub calendar: Outcome,
}

/// One client each asks for the health and for a calendar meanwhile.
pub async fn run(origin: &str, admin: &Visitor, patient: &Visitor, load: Load) -> Result<Beside> {
    let mut people = Vec::new();
    for email in booking::emails(admin, CLIENTS).await? {
        people.push((Visitor::new(origin)?, email));
    }
    let people: Arc<[_]> = people.into();
    let sign_in = move |client: usize, _| {
        let people = Arc::clone(&people);
        async move {
            let (visitor, email) = &people[client];
            match visitor.sign_in(email).await {
                Ok(()) => Answer::Good,
                Err(_) => Answer::Failed,
            }
        }
    };
    let many = Load {
        clients: CLIENTS,
        ..load
    };
    let one = Load { clients: 1, ..load };
    let opens = |visitor: Visitor, path: &'static str| {
        load::run(one, move |_, _| {
            let visitor = visitor.clone();
            async move { visitor.open(path).await }
        })
    };
    let (sign_ins, health, calendar) = tokio::join!(
        load::run(many, sign_in),
        opens(Visitor::new(origin)?, "/health"),
        opens(patient.clone(), "/patient/visits?view=week"),
    );
    Ok(Beside {
        sign_ins: sign_ins?,
        health: health?,
        calendar: calendar?,
    })
}
