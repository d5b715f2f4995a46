//! A doctor's application: written with the registration, decided by staff.

use domain::accounts::ValidDoctor;
use domain::doctors::DoctorStatus;
use domain::form::{FieldErrors, Problem};
use domain::id::{AccountId, DoctorId};
use domain::live::{Change, Kind};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter,
};

use super::entity::{doctor, specialty};
use crate::error::{OnConflict, Result};
use crate::live;
use crate::locations::{self, LocationRow};
use crate::numbers::{self, Sequence};
use crate::occupancy::{self, ResourceKind};
use crate::scope::Scope;
use crate::search::{searchable, sort_key, stored};

/// Says what is wrong with an application before anything is written.
///
/// # Errors
/// `Invalid` when the licence number is registered already or a choice is unknown.
pub(crate) async fn check_application(db: &impl ConnectionTrait, person: &ValidDoctor) -> Result<LocationRow> {
    let location = locations::active(db, person.location)
        .await?
        .ok_or_else(|| FieldErrors::one("location", Problem::UnknownChoice))?;
    let known = specialty::listed::all()
        .filter(specialty::listed::Column::Id.is_in(person.specialties.iter().copied()))
        .count(db)
        .await?;
    if usize::try_from(known).ok() != Some(person.specialties.len()) {
        return Err(FieldErrors::one("specialties", Problem::UnknownChoice).into());
    }
    if doctor::of_licence(&person.licence_number.folded()).count(db).await? > 0 {
        return Err(FieldErrors::one("licence_number", Problem::LicenceTaken).into());
    }
    Ok(location)
}

/// Writes a doctor who waits for verification, with specialties and the resource that visits occupy.
///
/// # Errors
/// As [`check_application`].
pub(crate) async fn apply(
    tx: &DatabaseTransaction,
    scope: &Scope,
    account: AccountId,
    person: &ValidDoctor,
) -> Result<DoctorId> {
    let now = scope.now();
    let id = DoctorId::from_uuid(scope.new_id());
    let location = check_application(tx, person).await?;
    let row = doctor::ActiveModel {
        id: Set(id),
        number: Set(numbers::next(tx, Sequence::Doctor).await?),
        account_id: Set(account),
        name: Set(stored(person.name.as_str())),
        name_search: Set(searchable(person.name.as_str())),
        name_sort: Set(sort_key(person.name.as_str())),
        phone: Set(person.phone.as_str().to_owned()),
        licence_number: Set(person.licence_number.as_str().to_owned()),
        licence_folded: Set(person.licence_number.folded()),
        qualifications: Set(stored(person.qualifications.as_str())),
        experience_years: Set(person.experience_years.into()),
        biography: Set(String::new()),
        languages: Set(String::new()),
        home_location_id: Set(location.id),
        time_zone: Set(location.zone),
        status: Set(DoctorStatus::Pending),
        decided_by: Set(None),
        decided_at: Set(None),
        decision_reason: Set(None),
        next_free_at: Set(None),
        version: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
    };
    occupancy::register(tx, id.uuid(), ResourceKind::Doctor, now).await?;
    doctor::Entity::insert(row)
        .exec_without_returning(tx)
        .await
        .on_conflict(
            "doctor_licence_unique",
            FieldErrors::one("licence_number", Problem::LicenceTaken),
        )?;
    let practised = person
        .specialties
        .iter()
        .map(|specialty| specialty::practised::ActiveModel {
            doctor_id: Set(id),
            specialty_id: Set(*specialty),
        });
    specialty::practised::Entity::insert_many(practised)
        .exec_without_returning(tx)
        .await?;
    live::tell(tx, now, &Change::counted(Kind::Application)).await?;
    Ok(id)
}
