//! What ends by itself: on the day that was agreed, or when a child comes of age. Rights end with the day, whether or not this
//! has run; it writes the end down, and tells those who act for a child some weeks before.

use std::sync::Arc;

use chrono::TimeDelta;
use domain::actor::ActorKind;
use domain::carers::{CarerState, comes_of_age};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseTransaction, QueryFilter, QueryOrder, QuerySelect};

use super::end::close;
use super::entity::{self, Column, Model};
use crate::error::{Error, Result};
use crate::jobs::Registry;
use crate::outbox::{self, Mail};
use crate::scope::{Scope, Tools};
use crate::{patients, settings};

/// How long before a child comes of age those who act for them are told, in days.
const TELL_BEFORE_DAYS: i64 = 30;
/// Looked at in one go.
const BATCH: u64 = 200;

/// Lets what is over be ended every day.
pub(super) fn register(registry: &mut Registry, tools: &Arc<Tools>) {
    registry.every(TimeDelta::hours(24), "carers.end", tools, |tools| async move {
        end_all(&tools).await
    });
}

pub(super) async fn end_all(tools: &Arc<Tools>) -> Result<()> {
    let scope = Scope::system(Arc::clone(tools));
    let of_age = settings::current(scope.db()).await?.of_age_years;
    let mut after = None;
    loop {
        let rows = entity::for_a_while(after)
            .filter(Column::PatientId.not_in_subquery(patients::parts()))
            .order_by_asc(Column::Id)
            .limit(BATCH)
            .all(scope.db())
            .await?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = Some(last.id);
        let patients = patients::by_ids(scope.db(), rows.iter().map(|row| row.patient_id)).await?;
        for row in &rows {
            let Some(patient) = patients.get(&row.patient_id) else {
                continue;
            };
            let over = row.facts(patient.birth_date).over_on(of_age);
            if over.is_some_and(|over| over <= scope.today()) {
                scope.transaction(async |tx| write(tx, &scope, row).await).await?;
            } else if row.while_minor && row.of_age_told_at.is_none() && row.state == CarerState::Active {
                let days = (comes_of_age(patient.birth_date, of_age) - scope.today()).num_days();
                if days <= TELL_BEFORE_DAYS {
                    tell_once(&scope, row).await?;
                }
            }
        }
    }
}

/// Ends one that is over; what somebody else ended meanwhile is ended.
///
/// # Errors
/// When the database fails.
pub(super) async fn write(tx: &DatabaseTransaction, scope: &Scope, row: &Model) -> Result<()> {
    match close(tx, scope, row, ActorKind::System).await {
        Err(Error::Conflict(_)) => Ok(()),
        done => done,
    }
}

async fn tell_once(scope: &Scope, row: &Model) -> Result<()> {
    scope
        .transaction(async |tx| {
            let told = entity::update(row.id, &[CarerState::Active])
                .col_expr(Column::OfAgeToldAt, Expr::value(Some(scope.now())))
                .filter(Column::OfAgeToldAt.is_null())
                .exec(tx)
                .await?;
            if told.rows_affected == 1 {
                outbox::post(tx, scope, Mail::CarerOfAge { carer: row.id }).await?;
            }
            Ok(())
        })
        .await
}
