//! Doctors: who treats.

mod applications;
mod apply;
mod choices;
mod documents;
mod entity;
mod next_free;
mod profile;
mod reminder;
mod search;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::doctors::DoctorStatus;
use domain::id::{AccountId, DoctorId, VisitTypeId};
use domain::values::{Currency, LicenceNumber, Money};
use sea_orm::sea_query::SelectStatement;
use sea_orm::{ColumnTrait, ConnectionTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use words::Language;

use crate::error::Result;
use crate::jobs::Registry;
use crate::locations::LocationRow;
use crate::scope::{Scope, Tools};
use crate::search::{fold, matches};
use crate::times::{Formatter, Zone};
pub use applications::{application, application_state, applications, decide};
pub(crate) use apply::{apply, check_application};
pub use choices::{registration_choices, specialty_choices};
pub use documents::{add_document, document, licence, own_document, remove_document};
pub use entity::doctor::DoctorRow;
pub(crate) use next_free::refresh_next_free;
pub(crate) use profile::zone_choices;
pub use profile::{edit, own_profile, profile};
pub(crate) use reminder::letter as reminder_letter;
pub use search::search;

/// Says what keeps next free times, and what reminds of applications.
pub(crate) fn register(registry: &mut Registry, tools: &Arc<Tools>) {
    next_free::register(registry, tools);
    reminder::register(registry, tools);
}

/// The doctor of an account, whatever the state of the application.
///
/// # Errors
/// When the database fails.
pub(crate) async fn of_account(db: &impl ConnectionTrait, account: AccountId) -> Result<Option<DoctorRow>> {
    Ok(entity::doctor::of_account(account).one(db).await?)
}

/// These doctors in any state, for a caller who found them through their own scope.
///
/// # Errors
/// When the database fails.
pub(crate) async fn by_ids(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = DoctorId> + Send,
) -> Result<HashMap<DoctorId, DoctorRow>> {
    let rows = entity::doctor::visible_to(&domain::actor::Actor::System)
        .filter(entity::doctor::Column::Id.is_in(ids))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// Whether an account is that of a doctor whom anybody may find.
///
/// # Errors
/// When the database fails.
pub(crate) async fn can_be_found(db: &impl ConnectionTrait, account: AccountId) -> Result<bool> {
    let found = entity::doctor::visible_to(&domain::actor::Actor::Anonymous)
        .filter(entity::doctor::Column::AccountId.eq(account));
    Ok(found.count(db).await? > 0)
}

/// The names of these doctors, for a caller who found them through their own scope.
///
/// # Errors
/// When the database fails.
pub(crate) async fn names(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = DoctorId> + Send,
) -> Result<HashMap<DoctorId, String>> {
    let rows = by_ids(db, ids).await?;
    Ok(rows.into_iter().map(|(id, row)| (id, row.name)).collect())
}

/// The names of these doctors' specialties, by name.
///
/// # Errors
/// When the database fails.
pub(crate) async fn specialties(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = DoctorId> + Send,
    language: Language,
) -> Result<HashMap<DoctorId, Vec<String>>> {
    let (listed, practised) = tokio::try_join!(choices::specialty_rows(db, language), async {
        Ok(entity::specialty::practised::of(ids).all(db).await?)
    })?;
    let mut found: HashMap<DoctorId, Vec<String>> = HashMap::new();
    for specialty in listed {
        for row in practised.iter().filter(|row| row.specialty_id == specialty.id) {
            found.entry(row.doctor_id).or_default().push(specialty.name.clone());
        }
    }
    Ok(found)
}

/// What these doctors charge for each kind of visit.
///
/// # Errors
/// When the database fails.
pub(crate) async fn fees(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = DoctorId> + Send,
) -> Result<HashMap<(DoctorId, VisitTypeId), Money>> {
    let rows = entity::fee::of(ids).all(db).await?;
    let fees = rows.into_iter().filter_map(|row| {
        let money = Money {
            amount_minor: row.amount_minor,
            currency: Currency::from_code(&row.currency)?,
        };
        Some(((row.doctor_id, row.visit_type_id), money))
    });
    Ok(fees.collect())
}

/// Those of these doctors whom anybody may find and book.
///
/// # Errors
/// When the database fails.
pub(crate) async fn bookable(db: &impl ConnectionTrait, ids: &[DoctorId]) -> Result<Vec<DoctorRow>> {
    Ok(entity::doctor::visible_to(&domain::actor::Actor::Anonymous)
        .filter(entity::doctor::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?)
}

/// The doctors whom patients can have and who have this licence number, or, if nobody has it, a name with these words; at
/// most two, which is enough to know whether it is one.
///
/// # Errors
/// When the database fails.
pub(crate) async fn named_or_licensed(db: &impl ConnectionTrait, text: &str) -> Result<Vec<DoctorRow>> {
    use entity::doctor::Column;
    let there = entity::doctor::visible_to(&domain::actor::Actor::Anonymous);
    if let Ok(licence) = LicenceNumber::parse(text) {
        let licensed = there.clone().filter(Column::LicenceFolded.eq(licence.folded()));
        if let Some(row) = licensed.one(db).await? {
            return Ok(vec![row]);
        }
    }
    if fold(text).is_empty() {
        return Ok(Vec::new());
    }
    Ok(there
        .filter(matches(Column::NameSearch, text))
        .order_by_asc(Column::Id)
        .limit(2)
        .all(db)
        .await?)
}

/// Some of the doctors who are free first, those of one specialty or of all; anybody may see them.
///
/// # Errors
/// When the database fails.
pub(crate) async fn free_first(
    db: &impl ConnectionTrait,
    now: DateTime<Utc>,
    specialty: Option<&str>,
    limit: u64,
) -> Result<Vec<DoctorId>> {
    use entity::doctor::Column;
    let mut free = entity::doctor::visible_to(&domain::actor::Actor::Anonymous)
        .filter(Column::Status.eq(DoctorStatus::Approved))
        .filter(Column::NextFreeAt.gt(now));
    if let Some(code) = specialty {
        free = free.filter(Column::Id.in_subquery(entity::specialty::practised::doctors_of_code(code)));
    }
    Ok(free
        .select_only()
        .column(Column::Id)
        .order_by_asc(Column::NextFreeAt)
        .order_by_asc(Column::Id)
        .limit(limit)
        .into_tuple()
        .all(db)
        .await?)
}

/// "Wed 18 Nov, 5:30pm", in the zone of the doctor's place; the zone is named where it is not the clinic's usual one.
fn nearest_label(scope: &Scope, at: DateTime<Utc>, row: &DoctorRow, home: Option<&LocationRow>) -> String {
    let usual = &scope.tools().site.time_zone;
    let zone = home.map_or(row.time_zone.as_str(), |home| home.zone.as_str());
    let zone = Zone::named(zone).unwrap_or_else(|_| usual.clone());
    let when = Formatter::new(&zone, scope.language())
        .naming_zone_unless(usual)
        .when(&(at..at));
    let language = scope.language();
    let time = match when.zone {
        Some(zone) => language.ui().time.with_zone(when.time, zone),
        None => when.time,
    };
    language.server().dates.moment(when.short_date, time)
}

/// The doctors of these accounts.
///
/// # Errors
/// When the database fails.
pub(crate) async fn of_accounts(db: &impl ConnectionTrait, accounts: &[AccountId]) -> Result<Vec<DoctorRow>> {
    Ok(entity::doctor::of_accounts(accounts).all(db).await?)
}

/// The accounts of doctors whose name has these words; of every doctor without a word.
pub(crate) fn accounts_named(words: &str) -> SelectStatement {
    entity::doctor::accounts_named(words)
}

/// How many doctors there are in a state.
///
/// # Errors
/// When the database fails.
pub(crate) async fn count(db: &impl ConnectionTrait, status: DoctorStatus) -> Result<u64> {
    Ok(entity::doctor::visible_to(&domain::actor::Actor::System)
        .filter(entity::doctor::Column::Status.eq(status))
        .count(db)
        .await?)
}
