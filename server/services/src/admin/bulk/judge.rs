//! What would become of each person: in three statements, however many there are.

use std::collections::HashMap;

use domain::bulk::{BulkAction, BulkOutcome, BulkStep, Judged};
use domain::id::{AccountId, RoleId};
use domain::roles::Held;
use sea_orm::ConnectionTrait;

use super::entity::change::Model;
use crate::accounts::people::AccountRow;
use crate::error::{Error, Result};
use crate::roles;
use crate::scope::Scope;

/// Judges these people, in the order in which it would be done to them now.
///
/// # Errors
/// `Forbidden` without an account, `NotFound` for a role that is gone.
pub(super) async fn judge(
    db: &impl ConnectionTrait,
    scope: &Scope,
    row: &Model,
    people: &[&AccountRow],
) -> Result<HashMap<AccountId, BulkOutcome>> {
    if people.is_empty() {
        return Ok(HashMap::new());
    }
    let actor = scope.account()?;
    let ids: Vec<AccountId> = people.iter().map(|person| person.id).chain([actor]).collect();
    let held = roles::held_by(db, &ids, scope.now()).await?;
    let held = |account: &AccountId| held.get(account).map(Vec::as_slice).unwrap_or_default();
    let mut admins = roles::lasting_admins(db).await?;
    let step = step(db, scope, row).await?;
    let own = permits(held(&actor));

    let mut outcomes = HashMap::with_capacity(people.len());
    for person in people {
        let theirs = held(&person.id);
        let end = |role: RoleId| theirs.iter().find(|(held, _)| *held == role).map(|(_, (_, end))| *end);
        let judged = Judged {
            is_own: person.id == actor,
            status: person.status,
            held: &permits(theirs),
            has_role: row.role_id.and_then(end),
        };
        let mut outcome = step.judge(&own, &judged);
        if outcome.changes() && end(roles::ADMIN) == Some(None) && ends_an_admin(row) {
            if admins.iter().all(|admin| *admin == person.id) {
                outcome = BulkOutcome::LastAdmin;
            } else {
                admins.remove(&person.id);
            }
        }
        outcomes.insert(person.id, outcome);
    }
    Ok(outcomes)
}

async fn step(db: &impl ConnectionTrait, scope: &Scope, row: &Model) -> Result<BulkStep> {
    let role = async || {
        let role = row
            .role_id
            .ok_or_else(|| Error::internal("a change of roles has no role"))?;
        let row = roles::by_ids(db, [role]).await?.remove(&role).ok_or(Error::NotFound)?;
        Ok::<_, Error>(row.permissions())
    };
    Ok(match row.action {
        BulkAction::Suspend => BulkStep::Suspend,
        BulkAction::Reinstate => BulkStep::Reinstate,
        BulkAction::GiveRole => BulkStep::GiveRole {
            permits: role().await?,
            until: roles::end_of(scope, row.until),
        },
        BulkAction::TakeRole => BulkStep::TakeRole { permits: role().await? },
    })
}

fn permits(held: &[(RoleId, Held)]) -> Vec<Held> {
    held.iter().map(|(_, held)| *held).collect()
}

/// Whether an administrator would be none any more, or not for good.
fn ends_an_admin(row: &Model) -> bool {
    match row.action {
        BulkAction::Suspend => true,
        BulkAction::Reinstate => false,
        BulkAction::GiveRole => row.role_id == Some(roles::ADMIN) && row.until.is_some(),
        BulkAction::TakeRole => row.role_id == Some(roles::ADMIN),
    }
}
