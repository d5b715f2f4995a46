//! "Why may they see this?": whether an account can open a record, and by which rule.

use domain::access::{AccessAnswer, AskAccess, Explained};
use domain::actor::{Permission, Permissions};
use domain::form::FieldErrors;
use domain::id::AccountId;

use crate::accounts::identity;
use crate::audit::{self, Action, Event, Subject};
use crate::error::Result;
use crate::scope::Scope;
use crate::{patients, roles};

/// The answer for those who watch over who sees what; nothing for everybody else.
pub(super) async fn explain(scope: &Scope, id: AccountId, ask: &AskAccess) -> Result<Option<AccessAnswer>> {
    let watches = Permissions::none()
        .with(Permission::ReadAudit)
        .with(Permission::ManageRoles);
    if scope.any_permission(watches).is_err() {
        return Ok(None);
    }
    let (explained, errors) = match ask.number() {
        Ok(Some(number)) => (Some(about(scope, id, number).await?), FieldErrors::default()),
        Ok(None) => (None, FieldErrors::default()),
        Err(errors) => (None, errors),
    };
    Ok(Some(AccessAnswer {
        patient: ask.patient.clone(),
        errors,
        explained,
    }))
}

/// Looks, writes down that somebody asked, and only then answers.
async fn about(scope: &Scope, id: AccountId, number: i64) -> Result<Explained> {
    let asked = Event::of(Action::AccessExplained).on(Subject::Account(id.uuid()));
    let Some(patient) = patients::standing_of_number(scope.db(), number).await? else {
        audit::read(scope, asked).await?;
        return Ok(Explained::NoSuchRecord);
    };
    let explained = match identity::find(scope.tools(), id).await? {
        None => Explained::AccountStopped,
        Some(whose) => Explained::Rules {
            rules: patients::rules_that_open(scope, &whose, patient).await?,
            staff: roles::with_permissions(scope, id).await?,
        },
    };
    audit::read(scope, asked.about(patient)).await?;
    Ok(explained)
}
