//! Somebody is asked to act for a patient.

use chrono::{NaiveDate, TimeDelta};
use domain::actor::Permission;
use domain::carers::{CarerState, LINK_DAYS, MOST, OfferCarer, OfferCarerFor, ValidOffer, comes_of_age, is_minor};
use domain::conflict::Conflict;
use domain::id::{CarerId, PatientId};
use domain::live::{Change, Kind, Topic};
use domain::values::FreeText;
use sea_orm::{ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter};

use super::entity::{self, Column};
use super::over;
use crate::accounts::contact;
use crate::audit::{self, Action, Event, Subject};
use crate::error::{Error, OnConflict, Result};
use crate::outbox::{self, Mail};
use crate::scope::Scope;
use crate::search::stored;
use crate::throttle::{MailPurpose, Sender};
use crate::{live, patients, settings};

/// The patient who acts asks somebody to act for them.
///
/// # Errors
/// `Forbidden` for anybody but a patient, `Invalid` with what to mend, `ConfirmFirst`, `OwnAccount` for their own address,
/// `CarerOpen`, `CarersFull`, `TooMany` after too many mails.
pub async fn offer(scope: &Scope, request: &OfferCarer) -> Result<CarerId> {
    let (patient, account) = (scope.patient()?, scope.account()?);
    let wish = request.parse(scope.today())?;
    scope.fresh()?;
    let (own, _) = contact::address(scope.db(), account).await?;
    if own.to_lowercase() == wish.email.folded() {
        return Err(Conflict::OwnAccount.into());
    }
    ask(scope, patient, &wish, None).await
}

/// Staff ask somebody to act for a patient without an account: as long as the patient is a child, if they are one.
///
/// # Errors
/// `Forbidden` without the permission to manage people, `Invalid` with what to mend, `ConfirmFirst`, `NotFound` without such a
/// record, `RecordTaken` when the patient has an account and asks themselves, `OwnAccount` for the actor's own address,
/// `CarerOpen`, `CarersFull`, `TooMany`.
pub async fn offer_for_record(scope: &Scope, request: &OfferCarerFor) -> Result<PatientId> {
    let actor = scope.permission(Permission::ManagePeople)?;
    let (patient, mut wish, basis) = request.parse(scope.today())?;
    scope.fresh()?;
    let row = patients::kept(scope.db(), scope, patient).await?;
    if row.account_id.is_some() {
        return Err(Conflict::RecordTaken.into());
    }
    let (own, _) = contact::address(scope.db(), actor).await?;
    if own.to_lowercase() == wish.email.folded() {
        return Err(Conflict::OwnAccount.into());
    }
    let of_age = settings::current(scope.db()).await?.of_age_years;
    let while_minor = is_minor(row.birth_date, scope.today(), of_age);
    wish.rights = wish
        .rights
        .within(while_minor.then(|| comes_of_age(row.birth_date, of_age)));
    let checked = Checked {
        basis: &basis,
        while_minor,
    };
    ask(scope, patient, &wish, Some(checked)).await?;
    Ok(patient)
}

/// What staff know of a patient for whom they ask somebody.
#[derive(Clone, Copy)]
struct Checked<'a> {
    basis: &'a FreeText,
    while_minor: bool,
}

async fn ask(scope: &Scope, patient: PatientId, wish: &ValidOffer, checked: Option<Checked<'_>>) -> Result<CarerId> {
    scope
        .throttle()
        .mail(MailPurpose::CarerRequest, &wish.email.folded(), Sender::of(scope))
        .await??;
    let id = CarerId::from_uuid(scope.new_id());
    let born = patients::born(scope.db(), patient).await?.ok_or(Error::NotFound)?;
    scope
        .transaction(async |tx| {
            patients::stands(tx, patient).await?;
            if checked.is_some() && patients::account_of(tx, patient).await?.is_some() {
                return Err(Conflict::RecordTaken.into());
            }
            make_room(tx, scope, patient, born).await?;
            write(tx, scope, id, patient, wish, checked)
                .await
                .on_conflict("carer_one_open", Conflict::CarerOpen)?;
            outbox::post(tx, scope, Mail::CarerOffered { carer: id }).await?;
            live::tell(tx, scope.now(), &[Change::of(Topic::Patient(patient), Kind::Carer)]).await?;
            let event = Event::of(Action::CarerOffered)
                .on(Subject::Carer(id.uuid()))
                .about(patient)
                .with("scopes", wish.rights.scopes.to_string())
                .with("ends_on", wish.rights.ends_on.map(|day| day.to_string()))
                .with("while_minor", checked.is_some_and(|checked| checked.while_minor));
            audit::record(tx, scope, event).await
        })
        .await?;
    Ok(id)
}

/// What is over stands in nobody's way, and there is a limit to how many may act for one person.
async fn make_room(tx: &DatabaseTransaction, scope: &Scope, patient: PatientId, born: NaiveDate) -> Result<()> {
    let of_age = settings::current(tx).await?.of_age_years;
    let open = entity::of_patient(patient).filter(Column::State.is_in(entity::OPEN));
    for row in open.clone().all(tx).await? {
        let link = row.link_is_over(scope.now());
        let day = row
            .facts(born)
            .over_on(of_age)
            .is_some_and(|over| over <= scope.today());
        if link || day {
            over::write(tx, scope, &row).await?;
        }
    }
    if open.count(tx).await? >= u64::from(MOST) {
        return Err(Conflict::CarersFull { max: MOST }.into());
    }
    Ok(())
}

async fn write(
    tx: &DatabaseTransaction,
    scope: &Scope,
    id: CarerId,
    patient: PatientId,
    wish: &ValidOffer,
    checked: Option<Checked<'_>>,
) -> Result<()> {
    let now = scope.now();
    let keys = &scope.tools().keys;
    let seal = |basis: &FreeText| keys.seal("carer", "basis", id.uuid(), &stored(basis.as_str()));
    let row = entity::ActiveModel {
        id: Set(id),
        patient_id: Set(patient),
        account_id: Set(None),
        name: Set(stored(wish.name.as_str())),
        email: Set(wish.email.as_str().to_owned()),
        email_folded: Set(wish.email.folded()),
        relation: Set(wish.relation),
        scopes: Set(wish.rights.scopes.to_string()),
        while_minor: Set(checked.is_some_and(|checked| checked.while_minor)),
        ends_on: Set(wish.rights.ends_on),
        state: Set(CarerState::Offered),
        offered_by: Set(scope.actor().kind()),
        offered_account_id: Set(scope.account()?),
        basis_sealed: Set(checked.map(|checked| seal(checked.basis))),
        language: Set(scope.language().code().to_owned()),
        token_hash: Set(None),
        guesses: Set(0),
        sent_at: Set(now),
        expires_at: Set(now + TimeDelta::days(LINK_DAYS)),
        accepted_at: Set(None),
        of_age_told_at: Set(None),
        ended_at: Set(None),
        ended_by: Set(None),
        version: Set(1),
    };
    entity::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}
