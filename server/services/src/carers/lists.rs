//! Who acts for a patient, and for whom an account acts.

use chrono::{DateTime, NaiveDate, Utc};
use domain::actor::{ActorKind, Permission};
use domain::carers::{
    Cared, Carer, CarerState, CarersOfRecord, Caring, ChangeCarer, OwnCarers, comes_of_age, is_minor,
};
use domain::id::PatientId;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};

use super::acting::is_near;
use super::entity::{self, Column, Model};
use crate::audit::{self, Action, Event, Subject};
use crate::error::{Error, Result};
use crate::scope::Scope;
use crate::times::{local_day, plain_date_label};
use crate::{patients, settings};

/// What is over stands at the end of a list, so much of it.
const PAST: u64 = 20;

/// Those who act for the patient who reads.
///
/// # Errors
/// `Forbidden` for anybody but a patient.
pub async fn own(scope: &Scope) -> Result<OwnCarers> {
    let patient = scope.patient()?;
    let view = View::of(scope, patient).await?;
    let mine = || entity::visible_to(scope.actor()).order_by_desc(Column::SentAt);
    let open = mine().filter(Column::State.is_in(entity::OPEN)).all(scope.db()).await?;
    let past = mine()
        .filter(Column::State.eq(CarerState::Ended))
        .limit(PAST)
        .all(scope.db())
        .await?;
    let (over, open): (Vec<_>, Vec<_>) = open.into_iter().partition(|row| view.is_over(row));
    let past = over.into_iter().chain(past);
    Ok(OwnCarers {
        open: open.iter().map(|row| view.carer(row)).collect(),
        past: past.map(|row| view.ended(&row)).collect(),
    })
}

/// Those who act for any patient, for staff.
///
/// # Errors
/// `Forbidden` without the permission to manage people, `NotFound` without such a patient.
pub async fn of_record(scope: &Scope, patient: PatientId) -> Result<CarersOfRecord> {
    let actor = scope.permission(Permission::ManagePeople)?;
    let row = patients::kept(scope.db(), scope, patient).await?;
    let view = View::of(scope, patient).await?;
    let may_offer = row.account_id.is_none();
    let may_change = may_offer && !is_near(scope.db(), actor, patient).await?;
    let open = entity::of_patient(patient)
        .filter(Column::State.is_in(entity::OPEN))
        .order_by_desc(Column::SentAt)
        .all(scope.db())
        .await?;
    let mut carers = Vec::new();
    for row in open.iter().filter(|row| !view.is_over(row)) {
        let carer = view.carer(row);
        let sealed = row.basis_sealed.as_deref();
        let keys = &scope.tools().keys;
        let basis = sealed.map(|sealed| keys.open("carer", "basis", row.id.uuid(), sealed));
        carers.push(Carer {
            basis: basis.transpose()?,
            change: carer.change.filter(|_| may_change),
            ..carer
        });
    }
    let seen = Event::of(Action::CareListed).on(Subject::Patient(patient.uuid()));
    audit::read(scope, seen.about(patient).with("carers", carers.len())).await?;
    let minor = is_minor(row.birth_date, scope.today(), view.of_age);
    Ok(CarersOfRecord {
        open: carers,
        may_offer,
        of_age: minor.then(|| view.label(comes_of_age(row.birth_date, view.of_age))),
    })
}

/// The people for whom the account that reads may act.
///
/// # Errors
/// `Forbidden` for visitors.
pub async fn caring(scope: &Scope) -> Result<Caring> {
    let account = scope.account()?;
    let db = scope.db();
    let rows = entity::of_account(account)
        .order_by_asc(Column::AcceptedAt)
        .all(db)
        .await?;
    let known = patients::by_ids(db, rows.iter().map(|row| row.patient_id)).await?;
    let of_age = settings::current(db).await?.of_age_years;
    let people = rows.iter().filter_map(|row| {
        let patient = known.get(&row.patient_id)?;
        if patient.merged_into_id.is_some() {
            return None;
        }
        let facts = row.facts(patient.birth_date);
        facts.is_in_force(scope.today(), of_age).then(|| Cared {
            id: row.id,
            patient: patient.id,
            name: patient.name.clone(),
            number: patient.number,
            scopes: row.scopes(),
            since: day_label(scope, row.accepted_at.unwrap_or(row.sent_at)),
            until: facts.over_on(of_age).map(|day| plain_date_label(day, scope.language())),
        })
    });
    let brought = patients::brought_by(db, account).await?;
    Ok(Caring {
        people: people.collect(),
        merged: brought.is_some_and(|patient| patient.merged_into_id.is_some()),
    })
}

fn day_label(scope: &Scope, at: DateTime<Utc>) -> String {
    plain_date_label(local_day(at, &scope.tools().site.time_zone), scope.language())
}

/// How the carers of one patient look to whoever reads.
pub(super) struct View<'a> {
    scope: &'a Scope,
    born: NaiveDate,
    of_age: u16,
}

impl<'a> View<'a> {
    pub(super) async fn of(scope: &'a Scope, patient: PatientId) -> Result<Self> {
        Ok(Self {
            scope,
            born: patients::born(scope.db(), patient).await?.ok_or(Error::NotFound)?,
            of_age: settings::current(scope.db()).await?.of_age_years,
        })
    }

    fn is_over(&self, row: &Model) -> bool {
        let over = row.facts(self.born).over_on(self.of_age);
        over.is_some_and(|over| over <= self.scope.today())
    }

    /// The day on which it is over because the patient comes of age, for what a child needs somebody for.
    pub(super) fn over_by_age(&self, row: &Model) -> Option<NaiveDate> {
        row.while_minor.then(|| comes_of_age(self.born, self.of_age))
    }

    /// Whether there is something to change: who may do it is asked elsewhere. What is over does not come back by it.
    pub(super) fn can_change(&self, row: &Model) -> bool {
        entity::OPEN.contains(&row.state) && !self.is_over(row) && !row.link_is_over(self.scope.now())
    }

    fn carer(&self, row: &Model) -> Carer {
        let until = row.facts(self.born).over_on(self.of_age);
        Carer {
            id: row.id,
            name: row.name.clone(),
            email: row.email.clone(),
            relation: row.relation,
            scopes: row.scopes(),
            state: row.state,
            link_over: row.link_is_over(self.scope.now()),
            by_clinic: row.offered_by == ActorKind::Staff,
            since: day_label(self.scope, row.ended_at.or(row.accepted_at).unwrap_or(row.sent_at)),
            until: until.map(|day| self.label(day)),
            basis: None,
            change: self
                .can_change(row)
                .then(|| ChangeCarer::of(row.id, row.version, row.rights())),
        }
    }

    /// One whose end has come, whether or not that is written down.
    fn ended(&self, row: &Model) -> Carer {
        Carer {
            state: CarerState::Ended,
            ..self.carer(row)
        }
    }

    fn label(&self, day: NaiveDate) -> String {
        plain_date_label(day, self.scope.language())
    }
}
