//! A patient's own profile.

use chrono::Datelike;
use domain::actor::Actor;
use domain::carers::CarerScope;
use domain::conflict::Conflict;
use domain::form::{FieldErrors, Problem};
use domain::id::{FileId, PatientId};
use domain::live::{Change, Kind, Topic};
use domain::patients::{About, Details, EditPatient, PatientProfile, ValidEdit};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};

use super::entity::{self, Column, Model, Present};
use super::unclaimed;
use crate::audit::{self, Action, Event, Subject};
use crate::error::{Error, Result};
use crate::scope::Scope;
use crate::search::{searchable, sort_key, stored};
use crate::{accounts, live, photos};

/// The profile of the patient in whose affairs the actor acts.
///
/// # Errors
/// `Forbidden` for anybody else.
pub async fn own(scope: &Scope) -> Result<PatientProfile> {
    let patient = scope.patient_for(CarerScope::Profile)?;
    let (now, today) = (scope.now(), scope.today());
    let at = Present { now, today, since: now };
    let row = entity::visible_to(scope.actor(), &at)
        .filter(Column::Id.eq(patient))
        .one(scope.db())
        .await?
        .ok_or(Error::NotFound)?;
    let seen = Event::of(Action::PatientRead).on(Subject::Patient(patient.uuid()));
    audit::read(scope, seen.about(patient)).await?;
    Ok(PatientProfile {
        id: row.id,
        photo: own_photo(scope, &row).await?,
        number: row.number,
        email: match row.account_id {
            Some(account) => Some(accounts::contact::address(scope.db(), account).await?.0),
            None => None,
        },
        values: values(scope, row)?,
    })
}

/// The details of a patient, as a form holds them.
///
/// # Errors
/// When the address does not open.
pub(crate) fn values(scope: &Scope, row: Model) -> Result<EditPatient> {
    let keys = &scope.tools().keys;
    let address = row
        .address_sealed
        .map(|sealed| keys.open("patient", "address", row.id.uuid(), &sealed))
        .transpose()?;
    Ok(EditPatient {
        name: row.name,
        phone: row.phone,
        address: address.unwrap_or_default(),
        birth_day: row.birth_date.day().to_string(),
        birth_month: row.birth_date.month().to_string(),
        birth_year: row.birth_date.year().to_string(),
        version: row.version.to_string(),
    })
}

/// The photo of a patient who reads their own profile; it belongs to the account.
async fn own_photo(scope: &Scope, row: &Model) -> Result<Option<FileId>> {
    match row.account_id {
        Some(account) if scope.account()? == account => photos::of_account(scope.db(), account).await,
        _ => Ok(None),
    }
}

/// Changes the profile of the patient in whose affairs the actor acts; a carer does not change when they were born.
///
/// # Errors
/// `Forbidden` for anybody else, `Invalid` with what to mend, `Stale` when it was changed meanwhile.
pub async fn edit(scope: &Scope, request: &EditPatient) -> Result<()> {
    let patient = scope.patient_for(CarerScope::Profile)?;
    let wanted = request.parse(scope.today(), About::Oneself)?;
    let by_carer = matches!(scope.actor(), Actor::Carer { .. });
    scope
        .transaction(async |tx| {
            // It says until when somebody acts for a child, and whose a record is.
            let born = wanted.details.birth_date.date();
            if by_carer && unclaimed::born(tx, patient).await? != Some(born) {
                return Err(FieldErrors::one("birth_day", Problem::BirthDateKept).into());
            }
            change(tx, scope, patient, &wanted).await
        })
        .await
}

/// Writes the details of a patient, tells the pages that show them, and keeps who changed which of them.
///
/// # Errors
/// `Stale` when they were changed meanwhile.
pub(crate) async fn change(
    tx: &DatabaseTransaction,
    scope: &Scope,
    patient: PatientId,
    wanted: &ValidEdit,
) -> Result<()> {
    let before = entity::these([patient]).one(tx).await?.ok_or(Error::NotFound)?;
    let fields = changed(scope, before, &wanted.details)?;
    // Whoever wrote between the two made another version of it.
    if !write(tx, scope, patient, wanted).await? {
        return Err(Conflict::Stale.into());
    }
    live::tell(tx, scope.now(), &[Change::of(Topic::Patient(patient), Kind::Profile)]).await?;
    let event = Event::of(Action::PatientChanged).on(Subject::Patient(patient.uuid()));
    audit::record(tx, scope, event.about(patient).with("fields", fields)).await
}

/// The names of the details that become others. What they were and are is nobody's who reads the audit.
fn changed(scope: &Scope, before: Model, wanted: &Details) -> Result<Vec<&'static str>> {
    let born = before.birth_date;
    let before = values(scope, before)?;
    let changed = [
        ("name", before.name != stored(wanted.name.as_str())),
        ("birth_date", born != wanted.birth_date.date()),
        ("phone", before.phone != wanted.phone.as_str()),
        ("address", before.address != stored(wanted.address.as_str())),
    ];
    let names = changed
        .into_iter()
        .filter_map(|(name, differs)| differs.then_some(name));
    Ok(names.collect())
}

/// Whether the row was still at the version that the form showed.
async fn write(tx: &DatabaseTransaction, scope: &Scope, patient: PatientId, wanted: &ValidEdit) -> Result<bool> {
    let keys = &scope.tools().keys;
    let address = keys.seal(
        "patient",
        "address",
        patient.uuid(),
        &stored(wanted.details.address.as_str()),
    );
    let done = entity::Entity::update_many()
        .col_expr(Column::Name, Expr::value(stored(wanted.details.name.as_str())))
        .col_expr(
            Column::NameSearch,
            Expr::value(searchable(wanted.details.name.as_str())),
        )
        .col_expr(Column::NameSort, Expr::value(sort_key(wanted.details.name.as_str())))
        .col_expr(Column::Phone, Expr::value(wanted.details.phone.as_str()))
        .col_expr(Column::BirthDate, Expr::value(wanted.details.birth_date.date()))
        .col_expr(Column::AddressSealed, Expr::value(address))
        .col_expr(Column::Version, Expr::value(wanted.version.wrapping_add(1)))
        .col_expr(Column::UpdatedAt, Expr::value(scope.now()))
        .filter(Column::Id.eq(patient))
        .filter(Column::Version.eq(wanted.version))
        .exec(tx)
        .await?;
    Ok(done.rows_affected == 1)
}
