//! The owner of a record is invited by mail.

use chrono::TimeDelta;
use domain::actor::Permission;
use domain::conflict::Conflict;
use domain::id::{OwnerInvitationId, PatientId};
use domain::records::{InviteOwner, InvitedOwner, LINK_DAYS, WithdrawOwner};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use words::Language;

use super::entity::{self, Column};
use super::{kept_still, labels};
use crate::accounts::{contact, link};
use crate::audit::{self, Action, Event, Subject};
use crate::error::{Error, OnConflict, Result};
use crate::mail::{Reader, Written};
use crate::outbox::{self, Mail};
use crate::patients;
use crate::scope::{Scope, Tools};
use crate::throttle::{MailPurpose, Sender};

/// Who is invited to a record at present, for a caller who may see the record.
pub(super) async fn open_of(scope: &Scope, id: PatientId) -> Result<Option<InvitedOwner>> {
    let (times, now) = (labels(scope), scope.now());
    let open = entity::open().filter(Column::PatientId.eq(id)).one(scope.db()).await?;
    Ok(open.map(|row| InvitedOwner {
        over: row.is_over(now),
        sent: times.moment(row.sent_at),
        email: row.email,
    }))
}

/// Invites somebody to take a record over. An open invitation to it is replaced.
///
/// # Errors
/// `Forbidden` without the permission to manage people, `Invalid` with what to mend, `ConfirmFirst`, `NotFound` without such a
/// record, `RecordTaken` when it has an account, `OwnAccount` for the actor's own address, `TooMany` after too many mails.
pub async fn invite(scope: &Scope, form: &InviteOwner) -> Result<PatientId> {
    let actor = scope.permission(Permission::ManagePeople)?;
    let (id, email) = form.parse()?;
    scope.fresh()?;
    if contact::of_address(scope.db(), &email.folded()).await? == Some(actor) {
        return Err(Conflict::OwnAccount.into());
    }
    scope
        .throttle()
        .mail(MailPurpose::RecordInvitation, &email.folded(), Sender::of(scope))
        .await??;
    let now = scope.now();
    scope
        .transaction(async |tx| {
            patients::stands(tx, id).await?;
            kept_still(tx, scope, id).await?;
            close(tx, scope, id).await?;
            let invitation = OwnerInvitationId::from_uuid(scope.new_id());
            let row = entity::ActiveModel {
                id: Set(invitation),
                patient_id: Set(id),
                email: Set(email.as_str().to_owned()),
                email_folded: Set(email.folded()),
                language: Set(scope.language().code().to_owned()),
                invited_by: Set(actor),
                token_hash: Set(None),
                guesses: Set(0),
                sent_at: Set(now),
                expires_at: Set(now + TimeDelta::days(LINK_DAYS)),
                accepted_at: Set(None),
                withdrawn_at: Set(None),
            };
            entity::Entity::insert(row)
                .exec_without_returning(tx)
                .await
                .on_conflict("record_invitation_one_open", Conflict::Stale)?;
            let event = Event::of(Action::OwnerInvited).on(Subject::Patient(id.uuid()));
            audit::record(tx, scope, event.about(id)).await?;
            outbox::post(tx, scope, Mail::OwnerInvited { invitation }).await
        })
        .await?;
    Ok(id)
}

/// Withdraws the invitation to a record: its link does not work any more.
///
/// # Errors
/// `Forbidden` without the permission to manage people, `NotFound` without such a record or where nobody is invited.
pub async fn withdraw(scope: &Scope, form: &WithdrawOwner) -> Result<PatientId> {
    scope.permission(Permission::ManagePeople)?;
    let id = form.parse()?;
    scope
        .transaction(async |tx| {
            kept_still(tx, scope, id).await?;
            if close(tx, scope, id).await? == 0 {
                return Err(Error::NotFound);
            }
            let event = Event::of(Action::OwnerInvitationWithdrawn).on(Subject::Patient(id.uuid()));
            audit::record(tx, scope, event.about(id)).await
        })
        .await?;
    Ok(id)
}

/// Ends the open invitations to a record, and says how many there were.
///
/// # Errors
/// When the database fails.
pub(crate) async fn close(tx: &DatabaseTransaction, scope: &Scope, id: PatientId) -> Result<u64> {
    let closed = entity::Entity::update_many()
        .col_expr(Column::WithdrawnAt, Expr::value(scope.now()))
        .filter(entity::is_open())
        .filter(Column::PatientId.eq(id))
        .exec(tx)
        .await?;
    Ok(closed.rows_affected)
}

/// The mail with the link; nothing when the invitation is not open any more.
///
/// # Errors
/// When the database fails.
pub(crate) async fn letter(tools: &Tools, id: OwnerInvitationId) -> Result<Option<Written>> {
    let wanted = entity::Entity::update_many()
        .filter(entity::is_open())
        .filter(Column::Id.eq(id));
    let Some(secret) = link::mint(tools, hash, Column::TokenHash, wanted).await? else {
        return Ok(None);
    };
    let open = entity::open()
        .filter(Column::Id.eq(id))
        .one(tools.database.read())
        .await?;
    let Some(open) = open else {
        return Ok(None);
    };
    // Whose record it is stays unsaid: the address may be another's.
    let reader = Reader {
        name: open.email.clone(),
        address: open.email,
        language: Language::from_code(&open.language).unwrap_or_default(),
    };
    let paper = tools.stationery().await?;
    Ok(Some(paper.owner_invited(&reader, secret.reveal(), LINK_DAYS)))
}

pub(super) fn hash(tools: &Tools, secret: &str) -> String {
    tools.keys.token_hash("record", secret)
}
