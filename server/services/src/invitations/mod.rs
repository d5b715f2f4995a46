//! Staff come by invitation. Nothing is said about whether an address is known: inviting does not even look.

mod accept;
mod entity;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use domain::actor::{Permission, Permissions};
use domain::conflict::Conflict;
use domain::id::{InvitationId, RoleId};
use domain::invitations::{ChangeInvitation, InvitationList, InvitationRow, InviteStaff, LINK_DAYS};
use domain::roles::may_touch;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};
use words::Language;

use crate::accounts::{link, people};
use crate::audit::{self, Action, Event, Subject};
use crate::error::{Error, OnConflict, Result};
use crate::mail::{Reader, Written};
use crate::outbox::{self, Mail};
use crate::roles::{self, RoleRow};
use crate::scope::{Scope, Tools};
use crate::throttle::{MailPurpose, Sender};
use crate::times::{Formatter, day_range};
pub use accept::{Joined, accept, join, look};
use entity::{invitation, role};

/// The invitations that are open, and the roles that the reader may give.
///
/// # Errors
/// `Forbidden` without the permission to manage roles.
pub async fn list(scope: &Scope) -> Result<InvitationList> {
    let reader = scope.permission(Permission::ManageRoles)?;
    let (db, now) = (scope.db(), scope.now());
    let own = roles::held(db, reader, now).await?;
    let open = invitation::open().order_by_desc(invitation::Column::Id).all(db).await?;
    let brought = brought(db, &open).await?;
    let known = roles::by_ids(db, brought.values().flatten().copied()).await?;
    let by = people::addresses_of_granters(scope, open.iter().map(|row| row.invited_by)).await?;
    let times = Formatter::new(&scope.tools().site.time_zone, scope.language());
    let row = |row: invitation::Model| {
        let roles = brought
            .get(&row.id)
            .into_iter()
            .flatten()
            .filter_map(|id| known.get(id));
        let wanted = roles
            .clone()
            .map(RoleRow::permissions)
            .fold(Permissions::none(), Permissions::and);
        InvitationRow {
            may_change: may_touch(&own, wanted).is_ok(),
            roles: roles.map(|role| role.name(scope.language())).collect(),
            until: row
                .roles_end_at
                .map(|end| roles::last_day(scope.tools(), end, scope.language())),
            by: by.get(&row.invited_by).cloned(),
            sent: times.moment(row.sent_at),
            expired: row.expires_at <= now,
            id: row.id,
            email: row.email,
        }
    };
    audit::read(scope, Event::of(Action::InvitationsListed).with("open", open.len())).await?;
    Ok(InvitationList {
        pending: open.into_iter().map(row).collect(),
        offered: roles::offered(scope, &own).await?,
    })
}

/// Invites an address to join the staff with these roles. An open invitation of the same address is replaced.
///
/// # Errors
/// `Forbidden` without the permission to manage roles, `Invalid` with what to mend, `ConfirmFirst`, `NotFound` for a role that
/// is gone, `MoreThanHeld` for one that the actor may not give, `TooMany` after too many mails.
pub async fn invite(scope: &Scope, request: &InviteStaff) -> Result<()> {
    let actor = scope.permission(Permission::ManageRoles)?;
    let wanted = request.parse(scope.today())?;
    scope.fresh()?;
    let folded = wanted.email.folded();
    scope
        .throttle()
        .mail(MailPurpose::Invitation, &folded, Sender::of(scope))
        .await??;
    let until = wanted
        .until
        .map(|day| day_range(day, &scope.tools().site.time_zone).end);
    scope
        .transaction(async |tx| {
            roles::lock(tx).await?;
            roles::may_give(tx, scope, &wanted.roles, until).await?;
            close(tx, invitation::Column::EmailFolded.eq(folded.as_str()), scope.now()).await?;
            let id = InvitationId::from_uuid(scope.new_id());
            let row = invitation::ActiveModel {
                id: Set(id),
                email: Set(wanted.email.as_str().to_owned()),
                email_folded: Set(folded.clone()),
                language: Set(scope.language().code().to_owned()),
                invited_by: Set(actor),
                roles_end_at: Set(until),
                token_hash: Set(None),
                sent_at: Set(scope.now()),
                expires_at: Set(scope.now() + TimeDelta::days(LINK_DAYS)),
                accepted_at: Set(None),
                withdrawn_at: Set(None),
                created_at: Set(scope.now()),
            };
            invitation::Entity::insert(row)
                .exec_without_returning(tx)
                .await
                .on_conflict("invitation_one_open", Conflict::Stale)?;
            let brings = wanted.roles.iter().map(|role| role::ActiveModel {
                invitation_id: Set(id),
                role_id: Set(*role),
            });
            role::Entity::insert_many(brings).exec_without_returning(tx).await?;
            record(tx, scope, sent(&wanted.roles, until), id).await?;
            outbox::post(tx, scope, Mail::Invitation { invitation: id }).await
        })
        .await
}

/// Sends an invitation again, with a new link; the one before does not work any more.
///
/// # Errors
/// `Forbidden` without the permission to manage roles, `ConfirmFirst`, `NotFound` when it is not open any more, `MoreThanHeld`
/// for roles that the actor may not give, `TooMany` after too many mails.
pub async fn send_again(scope: &Scope, request: &ChangeInvitation) -> Result<()> {
    let actor = scope.permission(Permission::ManageRoles)?;
    let id = request.parse()?;
    scope.fresh()?;
    let open = one(scope.db(), id).await?;
    scope
        .throttle()
        .mail(MailPurpose::Invitation, &open.email_folded, Sender::of(scope))
        .await??;
    scope
        .transaction(async |tx| {
            roles::lock(tx).await?;
            let open = one(tx, id).await?;
            let wanted = roles_of(tx, id).await?;
            roles::may_give(tx, scope, &wanted, open.roles_end_at).await?;
            let (now, until) = (scope.now(), scope.now() + TimeDelta::days(LINK_DAYS));
            invitation::Entity::update_many()
                // Whoever sends it answers for what it brings.
                .col_expr(invitation::Column::InvitedBy, Expr::value(actor))
                .col_expr(invitation::Column::TokenHash, Expr::value(None::<String>))
                .col_expr(invitation::Column::SentAt, Expr::value(now))
                .col_expr(invitation::Column::ExpiresAt, Expr::value(until))
                .filter(invitation::Column::Id.eq(id))
                .exec(tx)
                .await?;
            record(tx, scope, sent(&wanted, open.roles_end_at).with("again", true), id).await?;
            outbox::post(tx, scope, Mail::Invitation { invitation: id }).await
        })
        .await
}

/// Withdraws an invitation: its link does not work any more.
///
/// # Errors
/// `Forbidden` without the permission to manage roles, `NotFound` when it is not open any more, `MoreThanHeld` for roles
/// that the actor may not give.
pub async fn withdraw(scope: &Scope, request: &ChangeInvitation) -> Result<()> {
    scope.permission(Permission::ManageRoles)?;
    let id = request.parse()?;
    scope
        .transaction(async |tx| {
            roles::lock(tx).await?;
            one(tx, id).await?;
            let wanted = roles_of(tx, id).await?;
            roles::may_take(tx, scope, &wanted).await?;
            close(tx, invitation::Column::Id.eq(id), scope.now()).await?;
            record(tx, scope, Event::of(Action::InvitationWithdrawn), id).await
        })
        .await
}

/// The mail with the link, as things stand when it is written; nothing when the invitation is not open any more.
///
/// # Errors
/// When the database fails.
pub(crate) async fn letter(tools: &Tools, id: InvitationId) -> Result<Option<Written>> {
    let wanted = invitation::Entity::update_many()
        .filter(invitation::is_open())
        .filter(invitation::Column::Id.eq(id));
    let Some(secret) = link::mint(tools, hash, invitation::Column::TokenHash, wanted).await? else {
        return Ok(None);
    };
    let db = tools.database.read();
    let open = invitation::open().filter(invitation::Column::Id.eq(id)).one(db).await?;
    let Some(open) = open else {
        return Ok(None);
    };
    let language = Language::from_code(&open.language).unwrap_or_default();
    let known = roles::by_ids(db, roles_of(db, id).await?).await?;
    let names: Vec<_> = known.values().map(|role| role.name(language)).collect();
    let reader = Reader {
        name: open.email.clone(),
        address: open.email,
        language,
    };
    let paper = tools.stationery().await?;
    Ok(Some(paper.invitation(&reader, secret.reveal(), &names, LINK_DAYS)))
}

/// Whether an open invitation brings this role; what is over forgets it, so that the role can be deleted.
///
/// # Errors
/// When the database fails.
pub(crate) async fn is_brought(tx: &DatabaseTransaction, id: RoleId) -> Result<bool> {
    let with = role::with(id).all(tx).await?;
    let open = invitation::open()
        .filter(invitation::Column::Id.is_in(with.into_iter().map(|row| row.invitation_id)))
        .one(tx)
        .await?;
    if open.is_some() {
        return Ok(true);
    }
    role::Entity::delete_many()
        .filter(role::Column::RoleId.eq(id))
        .exec(tx)
        .await?;
    Ok(false)
}

async fn one(db: &impl ConnectionTrait, id: InvitationId) -> Result<invitation::Model> {
    let open = invitation::open().filter(invitation::Column::Id.eq(id));
    open.one(db).await?.ok_or(Error::NotFound)
}

async fn roles_of(db: &impl ConnectionTrait, id: InvitationId) -> Result<Vec<RoleId>> {
    let rows = role::of([id]).all(db).await?;
    Ok(rows.into_iter().map(|row| row.role_id).collect())
}

async fn brought(
    db: &impl ConnectionTrait,
    invitations: &[invitation::Model],
) -> Result<HashMap<InvitationId, Vec<RoleId>>> {
    let mut brought = HashMap::<_, Vec<_>>::new();
    for row in role::of(invitations.iter().map(|row| row.id)).all(db).await? {
        brought.entry(row.invitation_id).or_default().push(row.role_id);
    }
    Ok(brought)
}

/// Withdraws the open invitations that fit.
async fn close(tx: &DatabaseTransaction, which: Expr, now: DateTime<Utc>) -> Result<()> {
    invitation::Entity::update_many()
        .col_expr(invitation::Column::WithdrawnAt, Expr::value(now))
        .filter(invitation::is_open())
        .filter(which)
        .exec(tx)
        .await?;
    Ok(())
}

/// It was sent: with which roles, and until when they are.
fn sent(roles: &[RoleId], until: Option<DateTime<Utc>>) -> Event {
    let roles: Vec<_> = roles.iter().map(RoleId::to_string).collect();
    Event::of(Action::InvitationSent)
        .with("roles", roles)
        .with("until", until.map(|end| end.to_rfc3339()))
}

async fn record(tx: &DatabaseTransaction, scope: &Scope, event: Event, id: InvitationId) -> Result<()> {
    audit::record(tx, scope, event.on(Subject::Invitation(id.uuid()))).await
}

fn hash(tools: &Tools, secret: &str) -> String {
    tools.keys.token_hash("invitation", secret)
}
