//! The details of a patient as staff correct them: what was misheard on the phone, or moved house.

use domain::actor::Permission;
use domain::admin::{EditPerson, PersonDetails};
use domain::conflict::Conflict;
use domain::id::AccountId;
use domain::live::{Change, Kind, Topic};

use super::may_change;
use crate::accounts::people;
use crate::audit::{self, Action, Event, Subject};
use crate::error::{Error, Result};
use crate::outbox::{self, Mail};
use crate::scope::Scope;
use crate::{live, patients};

/// What the form begins with.
///
/// # Errors
/// `Forbidden` without the permission, `NotFound` without such an account or where it has no patient.
pub async fn details(scope: &Scope, id: AccountId) -> Result<PersonDetails> {
    scope.permission(Permission::ManagePeople)?;
    let account = people::get(scope, id).await?.id;
    let row = patients::of_account(scope.db(), account)
        .await?
        .ok_or(Error::NotFound)?;
    let (patient, name) = (row.id, row.name.clone());
    let values = patients::values(scope, row)?;
    let seen = Event::of(Action::PersonRead).on(Subject::Account(id.uuid()));
    audit::read(scope, seen.about(patient)).await?;
    Ok(PersonDetails { account, name, values })
}

/// Changes them, and tells their owner by mail.
///
/// # Errors
/// `Forbidden` without the permission, `NotFound` as [`details`], `Invalid` with what to mend, `Conflict` for one's own
/// account, details that were changed meanwhile, or somebody who may do more than the actor.
pub async fn edit(scope: &Scope, request: &EditPerson) -> Result<AccountId> {
    let own = scope.permission(Permission::ManagePeople)?;
    let (id, wanted) = request.parse(scope.today())?;
    if id == own {
        return Err(Conflict::OwnAccount.into());
    }
    scope
        .transaction(async |tx| {
            people::status(tx, scope, id).await?;
            may_change(tx, scope, id).await?;
            let patient = patients::of_account(tx, id).await?.ok_or(Error::NotFound)?;
            patients::change(tx, scope, patient.id, &wanted).await?;
            live::tell(tx, scope.now(), &[Change::of(Topic::Clinic, Kind::People)]).await?;
            outbox::post(tx, scope, Mail::DetailsChanged { account: id }).await
        })
        .await?;
    Ok(id)
}
