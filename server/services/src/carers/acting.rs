//! In whose affairs an account acts.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::access::AccessRule;
use domain::actor::Actor;
use domain::carers::{CarerScope, CarerScopes, CarerState, ValidActFor};
use domain::id::{AccountId, CarerId, PatientId};
use sea_orm::sea_query::ExprTrait;
use sea_orm::{ColumnTrait, ConnectionTrait, PaginatorTrait, QueryFilter};

use super::entity::{self, Column, Model};
use crate::accounts::contact;
use crate::accounts::identity::{ActingFor, Identity};
use crate::audit::{self, Action, Event, Subject};
use crate::error::{Error, Result};
use crate::patients::PatientRow;
use crate::scope::{Scope, Tools};
use crate::times::{local_day, plain_date_label};
use crate::{patients, settings};

/// Somebody who acts for a patient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acting {
    /// What lets them.
    pub carer: CarerId,
    pub patient: PatientId,
    /// The patient's name; in a preview that of the carer.
    pub name: String,
    pub scopes: CarerScopes,
    /// The patient only looks at what this carer would see.
    pub preview: bool,
}

impl Acting {
    /// The actor that the account is on the pages of patients.
    #[must_use]
    pub fn actor(&self, account: AccountId) -> Actor {
        Actor::Carer {
            account,
            patient: self.patient,
            carer: self.carer,
            scopes: self.scopes,
            preview: self.preview,
        }
    }

    /// What was asked for, to ask whether it still holds.
    #[must_use]
    pub fn asked(&self) -> ValidActFor {
        ValidActFor {
            carer: self.carer,
            preview: self.preview,
        }
    }
}

/// In whose affairs an account acts that asked for this: nobody's when nothing lets it (any more).
///
/// # Errors
/// When the database fails.
pub async fn acting(tools: &Tools, who: &Identity, asked: ValidActFor) -> Result<ActingFor> {
    let db = tools.database.read();
    let Some(row) = entity::one(asked.carer).one(db).await? else {
        return Ok(ActingFor::Nobody);
    };
    let patient = patients::by_ids(db, [row.patient_id]).await?.remove(&row.patient_id);
    let Some(patient) = patient.filter(|patient| patient.merged_into_id.is_none()) else {
        return Ok(ActingFor::Nobody);
    };
    let (today, of_age) = now(tools, db).await?;
    let lets = if asked.preview {
        who.patient == Some(patient.id) && row.state != CarerState::Ended
    } else {
        row.account_id == Some(who.account) && holds(db, &row, &patient, (today, of_age)).await?
    };
    if !lets {
        return Ok(ActingFor::Nobody);
    }
    Ok(ActingFor::Patient(Acting {
        carer: row.id,
        patient: patient.id,
        name: if asked.preview { row.name.clone() } else { patient.name },
        scopes: row.scopes(),
        preview: asked.preview,
    }))
}

/// Whether the account that agreed may act by it on a day, with the age at which patients come of age.
///
/// # Errors
/// When the database fails.
pub(super) async fn holds(
    db: &impl ConnectionTrait,
    row: &Model,
    patient: &PatientRow,
    (today, of_age): (NaiveDate, u16),
) -> Result<bool> {
    let works = match patient.account_id {
        // Whoever had it last may not be who let the carer in.
        Some(account) => contact::works(db, account).await?,
        None => true,
    };
    Ok(works && row.facts(patient.birth_date).is_in_force(today, of_age))
}

/// Whether anybody has let the account act for them.
///
/// # Errors
/// When the database fails.
pub(crate) async fn cares(db: &impl ConnectionTrait, account: AccountId) -> Result<bool> {
    Ok(entity::of_account(account).count(db).await? > 0)
}

/// Whether an account acts for a patient, or its address was asked to.
///
/// # Errors
/// When the database fails.
pub(crate) async fn is_near(db: &impl ConnectionTrait, account: AccountId, patient: PatientId) -> Result<bool> {
    let (address, _) = contact::address(db, account).await?;
    let open = entity::of_patient(patient)
        .filter(Column::State.is_in(entity::OPEN))
        .filter(
            Column::AccountId
                .eq(account)
                .or(Column::EmailFolded.eq(address.to_lowercase())),
        );
    Ok(open.count(db).await? > 0)
}

/// The accounts of those who act for a patient, whose open pages look again whether they may.
///
/// # Errors
/// When the database fails.
pub(crate) async fn accounts_acting(db: &impl ConnectionTrait, patient: PatientId) -> Result<Vec<AccountId>> {
    let acting = entity::of_patient(patient).filter(Column::State.eq(CarerState::Active));
    Ok(acting
        .all(db)
        .await?
        .into_iter()
        .filter_map(|row| row.account_id)
        .collect())
}

/// The names of those who act for a patient, or did, as the patient calls them.
///
/// # Errors
/// When the database fails.
pub(crate) async fn names(db: &impl ConnectionTrait, patient: PatientId) -> Result<HashMap<AccountId, String>> {
    let rows = entity::of_patient(patient).all(db).await?;
    let named = rows.into_iter().filter_map(|row| Some((row.account_id?, row.name)));
    Ok(named.collect())
}

/// The account that acts begins to act for a patient, or looks at what its carer would see.
///
/// # Errors
/// `Forbidden` for visitors, `NotFound` when nothing lets it.
pub async fn begin(scope: &Scope, who: &Identity, asked: ValidActFor) -> Result<Acting> {
    scope.account()?;
    let ActingFor::Patient(acting) = acting(scope.tools(), who, asked).await? else {
        return Err(Error::NotFound);
    };
    let event = Event::of(Action::CarerBegan)
        .on(Subject::Carer(acting.carer.uuid()))
        .about(acting.patient)
        .with("preview", acting.preview);
    let as_whom = scope.acting_as(acting.actor(who.account));
    scope
        .transaction(async |tx| audit::record(tx, &as_whom, event.clone()).await)
        .await?;
    Ok(acting)
}

/// The rule by which an account may open a patient's record as a carer, if there is one.
///
/// # Errors
/// When the database fails.
pub(crate) async fn rule_that_opens(
    scope: &Scope,
    account: AccountId,
    patient: PatientId,
) -> Result<Option<AccessRule>> {
    let db = scope.db();
    let rows = entity::of_account(account)
        .filter(Column::PatientId.eq(patient))
        .all(db)
        .await?;
    let Some(born) = patients::born(db, patient).await? else {
        return Ok(None);
    };
    let of_age = settings::current(db).await?.of_age_years;
    let owner_works = match patients::account_of(db, patient).await? {
        Some(owner) => contact::works(db, owner).await?,
        None => true,
    };
    let row = rows
        .iter()
        .find(|row| owner_works && row.facts(born).is_in_force(scope.today(), of_age));
    let zone = &scope.tools().site.time_zone;
    let label = |day| plain_date_label(day, scope.language());
    Ok(row.map(|row| AccessRule::Carer {
        since: label(local_day(row.accepted_at.unwrap_or(row.sent_at), zone)),
        until: row.facts(born).over_on(of_age).map(label),
    }))
}

/// The accounts of those who act for a patient: they are told of the visits of one who has no account.
///
/// # Errors
/// When the database fails.
pub(crate) async fn accounts_told(
    db: &impl ConnectionTrait,
    tools: &Tools,
    patient: PatientId,
) -> Result<Vec<AccountId>> {
    told(db, tools, patient, |_| true).await
}

/// Those of them who may do this for the patient, or read it.
///
/// # Errors
/// When the database fails.
pub(crate) async fn accounts_told_with(
    db: &impl ConnectionTrait,
    tools: &Tools,
    patient: PatientId,
    scope: CarerScope,
) -> Result<Vec<AccountId>> {
    told(db, tools, patient, |scopes| scopes.contains(scope)).await
}

async fn told(
    db: &impl ConnectionTrait,
    tools: &Tools,
    patient: PatientId,
    whom: impl Fn(CarerScopes) -> bool,
) -> Result<Vec<AccountId>> {
    let Some(born) = patients::born(db, patient).await? else {
        return Ok(Vec::new());
    };
    let rows = entity::of_patient(patient)
        .filter(Column::State.eq(CarerState::Active))
        .all(db)
        .await?;
    let (today, of_age) = now(tools, db).await?;
    let acts = rows
        .iter()
        .filter(|row| row.facts(born).is_in_force(today, of_age) && whom(row.scopes()));
    let mut accounts = Vec::new();
    for account in acts.filter_map(|row| row.account_id) {
        if contact::works(db, account).await? {
            accounts.push(account);
        }
    }
    Ok(accounts)
}

/// The clinic's day, and the age at which patients come of age.
pub(super) async fn now(tools: &Tools, db: &impl ConnectionTrait) -> Result<(NaiveDate, u16)> {
    let today = local_day(tools.clock.now(), &tools.site.time_zone);
    Ok((today, settings::current(db).await?.of_age_years))
}
