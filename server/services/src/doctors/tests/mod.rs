//! Finding doctors, their pages, and what staff decide about them.

mod applications;
mod documents;
mod free_by;
mod next_free;
mod profile;
mod search;

use domain::actor::{Actor, Permissions};
use domain::doctors::EditProfile;

use super::*;
use crate::error::Error;
use crate::scope::Scope;
use crate::testing::{TestClinic, doctor_of};

/// Code and fixed id of a seeded specialty.
const CARDIOLOGY: (&str, &str) = ("cardiology", "01990000-0000-7000-8000-000000010002");

/// A member of staff who may do nothing.
async fn powerless(clinic: &TestClinic) -> Scope {
    let admin = clinic.admin().await;
    clinic.scope(Actor::Staff {
        account: admin.account().unwrap(),
        permissions: Permissions::none(),
    })
}

/// Changes the own profile as a doctor would in the form.
async fn change(doctor: &Scope, change: impl FnOnce(&mut EditProfile)) -> Result<()> {
    let mut values = own_profile(doctor).await?.values;
    change(&mut values);
    edit(doctor, &values).await
}

fn is_forbidden<T>(answer: &Result<T>) -> bool {
    matches!(answer, Err(Error::Forbidden))
}

fn is_missing<T>(answer: &Result<T>) -> bool {
    matches!(answer, Err(Error::NotFound))
}
