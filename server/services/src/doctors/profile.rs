//! A doctor's page: public, and as the doctor's own form.

use domain::conflict::Conflict;
use domain::doctors::{AskTimes, DoctorProfile, DoctorProfileForm, EditProfile, ValidProfile};
use domain::form::{Check, Problem};
use domain::id::DoctorId;
use domain::live::{Change, Kind, Topic};
use domain::values::{Choice, Money};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter};

use super::choices::{by_id, specialty_rows};
use super::entity::specialty::{listed, practised};
use super::entity::{doctor, fee};
use super::{fees, next_free, specialties};
use crate::accounts::contact;
use crate::audit::{self, Action, Event, Subject};
use crate::error::{Error, Result};
use crate::locations::{self, LocationRow};
use crate::money::money_label;
use crate::scope::Scope;
use crate::search::{searchable, sort_key, stored};
use crate::times::{is_zone, zone_names};
use crate::{availability, live, photos, visit_types};

/// A verified doctor's page with the free times that are asked for; anybody may read it.
///
/// # Errors
/// `NotFound` for a doctor who does not exist or is not verified.
pub async fn profile(scope: &Scope, ask: &AskTimes) -> Result<DoctorProfile> {
    let id: DoctorId = ask.doctor.trim().parse().map_err(|_| Error::NotFound)?;
    let db = scope.db();
    let row = super::bookable(db, &[id]).await?.pop().ok_or(Error::NotFound)?;
    let (mut practised, mut offers, fees, home, times, photo) = tokio::try_join!(
        specialties(db, [id], scope.language()),
        availability::on_offer(db, scope.now(), vec![row.clone()]),
        fees(db, [id]),
        locations::by_ids(db, [row.home_location_id]),
        availability::month(scope, ask),
        photos::of_account(db, row.account_id),
    )?;
    let offer = offers.remove(&id).unwrap_or_default();
    let language = scope.language();
    let fee = |kind| fees.get(&(id, kind)).map(|fee| money_label(*fee, language));
    let visit_types = offer.visit_types.iter().map(|kind| kind.choice(fee(kind.id), language));
    let places = if offer.places.is_empty() && !offer.video {
        home.values().map(LocationRow::place).collect()
    } else {
        offer.places.iter().map(LocationRow::place).collect()
    };
    Ok(DoctorProfile {
        id,
        photo,
        specialties: practised.remove(&id).unwrap_or_default(),
        visit_types: visit_types.collect(),
        places,
        video: offer.video,
        experience_years: years(&row),
        biography: (!row.biography.is_empty()).then_some(row.biography),
        languages: row.languages,
        qualifications: row.qualifications,
        name: row.name,
        times,
    })
}

/// The acting doctor's profile in a form.
///
/// # Errors
/// `Forbidden` for anybody but a verified doctor.
pub async fn own_profile(scope: &Scope) -> Result<DoctorProfileForm> {
    let id = scope.doctor()?;
    let db = scope.db();
    let row = own(db, scope, id).await?;
    let (listed, practised, open, home, kinds, charged, (email, _), photo) = tokio::try_join!(
        specialty_rows(db, scope.language()),
        async { Ok(practised::of([id]).all(db).await?) },
        locations::open(db),
        locations::by_ids(db, [row.home_location_id]),
        visit_types::active(db),
        fees(db, [id]),
        contact::address(db, row.account_id),
        photos::of_account(db, row.account_id),
    )?;
    let closed_home = home.values().filter(|home| !home.active);
    let fee = |kind| charged.get(&(id, kind)).copied().map(Money::field).unwrap_or_default();
    Ok(DoctorProfileForm {
        id,
        status: row.status,
        photo,
        email,
        licence_number: row.licence_number.clone(),
        values: EditProfile {
            specialties: practised.iter().map(|one| one.specialty_id.to_string()).collect(),
            experience_years: years(&row).to_string(),
            location: row.home_location_id.to_string(),
            fee_types: kinds.iter().map(|kind| kind.id.to_string()).collect(),
            fees: kinds.iter().map(|kind| fee(kind.id)).collect(),
            version: row.version.to_string(),
            name: row.name,
            phone: row.phone,
            qualifications: row.qualifications,
            biography: row.biography,
            languages: row.languages,
            time_zone: row.time_zone,
        },
        visit_types: kinds
            .iter()
            .map(|kind| Choice {
                value: kind.id.to_string(),
                label: kind.name_in(scope.language()),
            })
            .collect(),
        specialties: listed.iter().map(by_id).collect(),
        locations: open.iter().chain(closed_home).map(LocationRow::choice).collect(),
        zones: zone_choices(),
        currency: scope.tools().site.currency.to_string(),
    })
}

/// Changes the acting doctor's profile.
///
/// # Errors
/// `Forbidden` for anybody but a verified doctor, `Invalid` with what to mend, `Stale` when it changed meanwhile.
pub async fn edit(scope: &Scope, request: &EditProfile) -> Result<()> {
    let id = scope.doctor()?;
    let wanted = request.parse(scope.tools().site.currency)?;
    scope
        .transaction(async |tx| {
            let before = own(tx, scope, id).await?;
            check_choices(tx, &before, &wanted).await?;
            write(tx, scope, id, &wanted).await?;
            if before.time_zone != wanted.time_zone || before.home_location_id != wanted.location {
                next_free::refresh_next_free(tx, scope, id).await?;
            }
            let told = [Topic::Doctor(id), Topic::Times(id)].map(|topic| Change::of(topic, Kind::Profile));
            live::tell(tx, scope.now(), &told).await?;
            let event = Event::of(Action::DoctorChanged)
                .on(Subject::Doctor(id.uuid()))
                .with("specialties", wanted.specialties.len())
                .with("fees", wanted.fees.len());
            audit::record(tx, scope, event).await
        })
        .await
}

/// The acting doctor's row; oneself is always visible.
async fn own(db: &impl ConnectionTrait, scope: &Scope, id: DoctorId) -> Result<doctor::Model> {
    doctor::visible_to(scope.actor())
        .filter(doctor::Column::Id.eq(id))
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}

/// What was chosen must exist; the place must be open, or the one that it was.
async fn check_choices(tx: &DatabaseTransaction, before: &doctor::Model, wanted: &ValidProfile) -> Result<()> {
    let mut check = Check::new();
    let listed = listed::all().all(tx).await?;
    let known = wanted
        .specialties
        .iter()
        .all(|id| listed.iter().any(|row| row.id == *id));
    check.require(known, "specialties", Problem::UnknownChoice);
    let stays = wanted.location == before.home_location_id;
    let open = stays || locations::active(tx, wanted.location).await?.is_some();
    check.require(open, "location", Problem::UnknownChoice);
    check.require(is_zone(&wanted.time_zone), "time_zone", Problem::ZoneUnknown);
    let kinds = visit_types::active(tx).await?;
    let offered = wanted
        .fees
        .iter()
        .all(|(id, _)| kinds.iter().any(|kind| kind.id == *id));
    check.require(offered, "fees[0]", Problem::UnknownChoice);
    Ok(check.done(())?)
}

async fn write(tx: &DatabaseTransaction, scope: &Scope, id: DoctorId, wanted: &ValidProfile) -> Result<()> {
    let text = |typed: Option<&domain::values::FreeText>| typed.map(|text| stored(text.as_str())).unwrap_or_default();
    let row = doctor::ActiveModel {
        name: Set(stored(wanted.name.as_str())),
        name_search: Set(searchable(wanted.name.as_str())),
        name_sort: Set(sort_key(wanted.name.as_str())),
        phone: Set(wanted.phone.as_str().to_owned()),
        qualifications: Set(text(Some(&wanted.qualifications))),
        experience_years: Set(wanted.experience_years.into()),
        biography: Set(text(wanted.biography.as_ref())),
        languages: Set(text(wanted.languages.as_ref())),
        home_location_id: Set(wanted.location),
        time_zone: Set(wanted.time_zone.clone()),
        version: Set(wanted.version + 1),
        updated_at: Set(scope.now()),
        ..doctor::ActiveModel::default()
    };
    let changed = doctor::change(id, wanted.version).set(row).exec(tx).await?;
    if changed.rows_affected == 0 {
        return Err(Conflict::Stale.into());
    }
    practised::remove(id).exec(tx).await?;
    let specialties = wanted.specialties.iter().map(|specialty| practised::ActiveModel {
        doctor_id: Set(id),
        specialty_id: Set(*specialty),
    });
    practised::Entity::insert_many(specialties)
        .exec_without_returning(tx)
        .await?;
    fee::remove(id).exec(tx).await?;
    if wanted.fees.is_empty() {
        return Ok(());
    }
    let fees = wanted.fees.iter().map(|(kind, money)| fee::ActiveModel {
        doctor_id: Set(id),
        visit_type_id: Set(*kind),
        amount_minor: Set(money.amount_minor),
        currency: Set(money.currency.to_string()),
    });
    fee::Entity::insert_many(fees).exec_without_returning(tx).await?;
    Ok(())
}

/// The zones to choose from, by name.
pub(crate) fn zone_choices() -> Vec<Choice> {
    let names = zone_names().into_iter();
    names
        .map(|name| Choice {
            value: name.to_owned(),
            label: name.replace('_', " "),
        })
        .collect()
}

pub(super) fn years(row: &doctor::Model) -> u16 {
    u16::try_from(row.experience_years).unwrap_or_default()
}
