//! A record beside another that may be of the same person.

use chrono::{DateTime, Utc};
use domain::actor::Permission;
use domain::form::{FieldErrors, Problem};
use domain::id::PatientId;
use domain::merges::{Comparison, FindTwin, Likely, Twin, Twins, alike};

use super::join::works;
use super::stands;
use crate::accounts::contact;
use crate::audit::{self, Action, Event, Subject};
use crate::error::Result;
use crate::patients::{self, PatientRow};
use crate::scope::Scope;
use crate::times::{Formatter, plain_date_label};

/// As many are offered: whoever shares more than a birthday is among them.
const MOST_LIKELY: usize = 10;

/// A record, those that may be of the same person, and the one that was named beside it. That somebody compared is audited.
///
/// # Errors
/// `Forbidden` without the permission to manage people, `NotFound` without such a patient.
pub async fn compare(scope: &Scope, patient: PatientId, search: &FindTwin) -> Result<Twins> {
    scope.permission(Permission::ManagePeople)?;
    let own = patients::kept(scope.db(), scope, patient).await?;
    let (other, errors) = match named(scope, &own, search).await? {
        Ok(other) => (other, FieldErrors::default()),
        Err(errors) => (None, errors),
    };
    let likely = match &other {
        None if own.merged_into_id.is_none() => likely(scope, &own).await?,
        _ => Vec::new(),
    };
    let compared = Event::of(Action::RecordsCompared).on(Subject::Patient(own.id.uuid()));
    let mut seen = vec![compared.about(own.id).with("likely", likely.len())];
    let both = match &other {
        Some(other) => {
            let event = Event::of(Action::RecordsCompared).on(Subject::Patient(other.id.uuid()));
            seen.push(event.about(other.id));
            Some(beside(scope, &own, other).await?)
        }
        None => None,
    };
    for event in seen {
        audit::read(scope, event).await?;
    }
    Ok(Twins {
        search: search.clone(),
        errors,
        merged: own.merged_into_id,
        likely,
        name: own.name,
        record_number: own.number,
        both,
    })
}

/// The record whose number was typed.
async fn named(
    scope: &Scope,
    own: &PatientRow,
    search: &FindTwin,
) -> Result<std::result::Result<Option<PatientRow>, FieldErrors>> {
    let number = match search.number() {
        Ok(Some(number)) => number,
        Ok(None) => return Ok(Ok(None)),
        Err(errors) => return Ok(Err(errors)),
    };
    let found = patients::of_numbers(scope.db(), scope, &[number])
        .await?
        .remove(&number);
    Ok(match found {
        None => Err(FieldErrors::one("number", Problem::NoSuchRecord)),
        Some(found) if found.id == own.id => Err(FieldErrors::one("number", Problem::SameRecord)),
        Some(found) => Ok(Some(found)),
    })
}

/// Those who were born on the same day and have a part of the name or the phone number in common.
async fn likely(scope: &Scope, own: &PatientRow) -> Result<Vec<Likely>> {
    let rows = patients::born_on(scope.db(), scope, own.birth_date).await?;
    let same =
        |row: &&PatientRow| row.id != own.id && alike((&own.name_search, &own.phone), (&row.name_search, &row.phone));
    let likely = rows.iter().filter(same).take(MOST_LIKELY).map(|row| Likely {
        number: row.number,
        name: row.name.clone(),
        birth_date: plain_date_label(row.birth_date, scope.language()),
        phone: row.phone.clone(),
        has_account: row.account_id.is_some(),
    });
    Ok(likely.collect())
}

async fn beside(scope: &Scope, own: &PatientRow, other: &PatientRow) -> Result<Comparison> {
    let label = |at: DateTime<Utc>| {
        Formatter::new(&scope.tools().site.time_zone, scope.language())
            .moment(at)
            .label
    };
    let overlaps = stands::overlaps(scope.db(), (own.id, other.id), scope.now()).await?;
    let works = [works(scope.db(), own).await?, works(scope.db(), other).await?];
    let rows = [own, other].into_iter().zip(works);
    let which = |wanted: Option<bool>| {
        rows.clone()
            .filter(move |(_, works)| *works == wanted)
            .map(|(row, _)| row.id)
            .collect()
    };
    // Whoever can sign in keeps a record; nobody who cannot gets one.
    let may_stay: Vec<_> = which(Some(true));
    Ok(Comparison {
        one: twin(scope, own).await?,
        other: twin(scope, other).await?,
        may_stay: if may_stay.is_empty() { which(None) } else { may_stay },
        another_birth: own.birth_date != other.birth_date,
        overlaps: overlaps.into_iter().map(label).collect(),
    })
}

async fn twin(scope: &Scope, row: &PatientRow) -> Result<Twin> {
    let details = patients::values(scope, row.clone())?;
    let email = match row.account_id {
        Some(account) => Some(contact::address(scope.db(), account).await?.0),
        None => None,
    };
    Ok(Twin {
        patient: row.id,
        version: row.version,
        number: row.number,
        name: details.name,
        birth_date: plain_date_label(row.birth_date, scope.language()),
        phone: details.phone,
        address: details.address,
        email,
        since: Formatter::new(&scope.tools().site.time_zone, scope.language()).moment(row.created_at),
        holds: stands::holds(scope.db(), row.id, scope.now()).await?,
    })
}
