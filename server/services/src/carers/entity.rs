//! The table of carers.

use chrono::{DateTime, NaiveDate, Utc};
use domain::actor::{Actor, ActorKind};
use domain::carers::{CarerFacts, CarerRelation, CarerRights, CarerScopes, CarerState, GUESSES};
use domain::id::{AccountId, CarerId, PatientId};
use sea_orm::UpdateMany;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Condition;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "carer")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CarerId,
    pub patient_id: PatientId,
    /// Of the carer, once they have agreed.
    pub account_id: Option<AccountId>,
    /// As the patient or staff call them.
    pub name: String,
    pub email: String,
    pub email_folded: String,
    pub relation: CarerRelation,
    /// As [`CarerScopes`] writes them.
    pub scopes: String,
    /// It holds only while the patient is a child.
    pub while_minor: bool,
    /// The day on which it is over.
    pub ends_on: Option<NaiveDate>,
    pub state: CarerState,
    /// The patient, or staff for one without an account.
    pub offered_by: ActorKind,
    pub offered_account_id: AccountId,
    /// What staff checked before.
    pub basis_sealed: Option<Vec<u8>>,
    /// Of whoever offered, for the mail.
    pub language: String,
    /// Of the link that was mailed.
    pub token_hash: Option<String>,
    /// How often somebody with the link has said a date of birth.
    pub guesses: i32,
    pub sent_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
    pub accepted_at: Option<DateTime<Utc>>,
    /// When the carer was told that the child comes of age soon.
    pub of_age_told_at: Option<DateTime<Utc>>,
    pub ended_at: Option<DateTime<Utc>>,
    pub ended_by: Option<ActorKind>,
    /// Rises with each change of what the carer may do, or until when.
    pub version: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    pub fn scopes(&self) -> CarerScopes {
        CarerScopes::from_text(&self.scopes)
    }

    /// What the carer may do, and until when.
    pub fn rights(&self) -> CarerRights {
        CarerRights {
            scopes: self.scopes(),
            ends_on: self.ends_on,
        }
    }

    /// What the rules need to know; `born` is the patient's date of birth.
    pub fn facts(&self, born: NaiveDate) -> CarerFacts {
        CarerFacts {
            state: self.state,
            ends_on: self.ends_on,
            while_minor: self.while_minor,
            born,
        }
    }

    /// Whether the link does not work any more.
    pub fn link_is_over(&self, now: DateTime<Utc>) -> bool {
        self.state == CarerState::Offered && (self.expires_at <= now || self.guesses >= GUESSES)
    }
}

/// States in which there is at most one between a patient and an address.
pub const OPEN: [CarerState; 2] = [CarerState::Offered, CarerState::Active];

/// What an actor may see of it: patients their own carers, the portal all.
#[expect(clippy::disallowed_methods, reason = "the scoped way in")]
pub fn visible_to(actor: &Actor) -> Select<Entity> {
    let all = Entity::find();
    match actor {
        Actor::Patient { patient, .. } => all.filter(Column::PatientId.eq(*patient)),
        Actor::System => all,
        _ => all.filter(Expr::value(false)),
    }
}

/// The carers of a patient.
#[expect(
    clippy::disallowed_methods,
    reason = "the caller is the patient, or looks after people, or tells them of a visit"
)]
pub fn of_patient(patient: PatientId) -> Select<Entity> {
    Entity::find().filter(Column::PatientId.eq(patient))
}

/// What lets an account act for others.
#[expect(
    clippy::disallowed_methods,
    reason = "the caller holds the account's session, or explains what it may do"
)]
pub fn of_account(account: AccountId) -> Select<Entity> {
    Entity::find()
        .filter(Column::AccountId.eq(account))
        .filter(Column::State.eq(CarerState::Active))
}

/// One by its id.
#[expect(clippy::disallowed_methods, reason = "the caller compares whose it is")]
pub fn one(id: CarerId) -> Select<Entity> {
    Entity::find().filter(Column::Id.eq(id))
}

/// The one that was offered with this link, if the link still works.
#[expect(clippy::disallowed_methods, reason = "whoever knows the link was asked")]
pub fn by_hash(hash: &str, now: DateTime<Utc>) -> Select<Entity> {
    Entity::find()
        .filter(Column::TokenHash.eq(hash))
        .filter(Column::State.eq(CarerState::Offered))
        .filter(Column::Guesses.lt(GUESSES))
        .filter(Column::ExpiresAt.gt(now))
}

/// A change of one that is in one of these states.
pub fn update(id: CarerId, states: &[CarerState]) -> UpdateMany<Entity> {
    Entity::update_many()
        .filter(Column::Id.eq(id))
        .filter(Column::State.is_in(states.iter().copied()))
}

/// Those that end by themselves and are not over yet, some at a time in the order of their ids.
#[expect(clippy::disallowed_methods, reason = "the portal ends what is over")]
pub fn for_a_while(after: Option<CarerId>) -> Select<Entity> {
    let open = Entity::find().filter(Column::State.is_in(OPEN)).filter(
        Condition::any()
            .add(Column::EndsOn.is_not_null())
            .add(Column::WhileMinor.eq(true)),
    );
    match after {
        Some(after) => open.filter(Column::Id.gt(after)),
        None => open,
    }
}
