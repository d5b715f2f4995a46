//! One side asks the other.

use domain::actor::ActorKind;
use domain::care::{AskByNumber, AskDoctor, AskPage, AskPatient, CareKind, CareState, KnownDoctor, Terms};
use domain::carers::CarerScope;
use domain::conflict::Conflict;
use domain::form::{FieldErrors, Problem};
use domain::id::{CareId, DoctorId, PatientId};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter};

use super::entity::relationship::{self, Column};
use super::view;
use crate::audit::{self, Action, Event, Subject};
use crate::error::{Error, OnConflict, Result};
use crate::outbox::{self, Mail};
use crate::scope::Scope;
use crate::search::stored;
use crate::{doctors, live, patients};

/// A relationship that is about to be written.
pub(super) struct New<'a> {
    pub patient: PatientId,
    pub doctor: DoctorId,
    pub terms: &'a Terms,
    pub state: CareState,
    pub requested_by: ActorKind,
}

/// Whom the patient who acts is about to ask.
///
/// # Errors
/// `Forbidden` for anybody but a patient, `NotFound` for a doctor who does not exist or is not verified.
pub async fn ask_page(scope: &Scope, doctor: DoctorId) -> Result<AskPage> {
    scope.patient_for(CarerScope::CareTeam)?;
    let db = scope.db();
    let row = doctors::bookable(db, &[doctor]).await?.pop().ok_or(Error::NotFound)?;
    let about = doctors::specialties(db, [doctor], scope.language())
        .await?
        .remove(&doctor);
    let open = relationship::visible_to(scope.actor())
        .filter(Column::DoctorId.eq(doctor))
        .filter(Column::State.is_in(relationship::OPEN))
        .all(db)
        .await?;
    let open = open.iter().filter(|row| !row.facts().is_over(scope.today()));
    Ok(AskPage {
        doctor: KnownDoctor {
            id: doctor,
            name: row.name,
            about: view::listed(scope, about),
        },
        taken: open.map(|row| row.kind).collect::<Vec<CareKind>>(),
    })
}

/// The patient who acts asks a doctor to look after them.
///
/// # Errors
/// `Forbidden` for anybody but a patient, `Invalid` for a wrong form, `NotFound` for a doctor who is not there for
/// patients, `CareOpen`.
pub async fn ask_doctor(scope: &Scope, request: &AskDoctor) -> Result<CareId> {
    let patient = scope.patient_for(CarerScope::CareTeam)?;
    let wish = request.parse(scope.today())?;
    scope
        .transaction(async |tx| {
            let doctor = doctors::bookable(tx, &[wish.doctor]).await?.pop();
            let doctor = doctor.ok_or(Error::NotFound)?.id;
            asked(tx, scope, patient, doctor, &wish.terms).await
        })
        .await
}

/// The doctor who acts asks a patient whom they may see.
///
/// # Errors
/// `Forbidden` for anybody but a verified doctor, `Invalid` for a wrong form, `NotFound` for whoever is not their
/// patient, `CareOpen`.
pub async fn ask_patient(scope: &Scope, request: &AskPatient) -> Result<CareId> {
    let doctor = scope.doctor()?;
    let wish = request.parse(scope.today())?;
    let patient = patients::seen(scope, wish.patient).await?.id;
    scope
        .transaction(async |tx| asked(tx, scope, patient, doctor, &wish.terms).await)
        .await
}

/// The doctor who acts asks somebody who told them the record number and the date of birth. A number that nobody has and
/// one of somebody who was born on another day are the same answer, and tries are counted.
///
/// # Errors
/// `Forbidden` for anybody but a verified doctor, `Invalid` for a wrong form and for what does not belong together,
/// `TooMany`, `CareOpen`.
pub async fn ask_by_number(scope: &Scope, request: &AskByNumber) -> Result<CareId> {
    let (doctor, account) = (scope.doctor()?, scope.account()?);
    let wish = request.parse(scope.today())?;
    scope.throttle().record_number(account).await??;
    let Some(patient) = patients::known_by(scope.db(), wish.number, wish.birth_date).await? else {
        audit::denied(scope, "record number").await?;
        return Err(FieldErrors::one("number", Problem::NobodyHasNumber).into());
    };
    scope
        .transaction(async |tx| asked(tx, scope, patient.id, doctor, &wish.terms).await)
        .await
}

async fn asked(
    tx: &DatabaseTransaction,
    scope: &Scope,
    patient: PatientId,
    doctor: DoctorId,
    terms: &Terms,
) -> Result<CareId> {
    let new = New {
        patient,
        doctor,
        terms,
        state: CareState::Requested,
        requested_by: scope.actor().side(),
    };
    let care = open(tx, scope, &new)
        .await
        .on_conflict("care_relationship_one_open", Conflict::CareOpen)?;
    outbox::post(tx, scope, Mail::CareAsked { care }).await?;
    let event = Event::of(Action::CareAsked).on(Subject::Care(care.uuid()));
    audit::record(tx, scope, event.about(patient).with("kind", terms.kind.as_str())).await?;
    Ok(care)
}

/// Writes a relationship and tells both sides' pages; the database refuses a second open one.
pub(super) async fn open(tx: &DatabaseTransaction, scope: &Scope, new: &New<'_>) -> Result<CareId> {
    patients::stands(tx, new.patient).await?;
    end_what_is_over(tx, scope, new.doctor, new.terms.kind, &[new.patient]).await?;
    let id = CareId::from_uuid(scope.new_id());
    let now = scope.now();
    let keys = &scope.tools().keys;
    let referral = new.terms.referral.as_ref().map(|text| stored(text.as_str()));
    let row = relationship::ActiveModel {
        id: Set(id),
        patient_id: Set(new.patient),
        doctor_id: Set(new.doctor),
        kind: Set(new.terms.kind),
        state: Set(new.state),
        requested_by: Set(new.requested_by),
        starts_on: Set(scope.today()),
        ends_on: Set(new.terms.ends_on),
        referral_sealed: Set(referral.map(|text| keys.seal("care_relationship", "referral", id.uuid(), &text))),
        answered_at: Set((new.state == CareState::Active).then_some(now)),
        ended_by: Set(None),
        ended_account_id: Set(None),
        ended_at: Set(None),
        version: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
    };
    relationship::Entity::insert(row).exec_without_returning(tx).await?;
    live::tell_care(tx, now, (new.patient, new.doctor), id).await?;
    Ok(id)
}

/// What was made for a while and is over by now is written down as ended, so that it stands in nobody's way.
pub(super) async fn end_what_is_over(
    tx: &impl ConnectionTrait,
    scope: &Scope,
    doctor: DoctorId,
    kind: CareKind,
    patients: &[PatientId],
) -> Result<()> {
    let now = scope.now();
    relationship::over(doctor, kind, patients, scope.today())
        .col_expr(Column::State, Expr::value(CareState::Ended))
        .col_expr(Column::EndedBy, Expr::value(ActorKind::System))
        .col_expr(Column::EndedAt, Expr::value(now))
        .col_expr(Column::UpdatedAt, Expr::value(now))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .exec(tx)
        .await?;
    Ok(())
}
