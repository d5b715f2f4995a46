//! Two records of one person become one: what is only asked for gives way to what holds.

use domain::actor::ActorKind;
use domain::care::CareState;
use domain::id::PatientId;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, Condition, DatabaseTransaction, QueryFilter};

use super::entity::relationship::{self, Column};
use crate::error::Result;
use crate::scope::Scope;

/// Ends what the record that stays has only been asked for, where the other one's doctor looks after the patient already, and what
/// is over by its date: so that a doctor who sees the patient goes on seeing them.
///
/// # Errors
/// When the database fails.
pub(crate) async fn give_way(
    tx: &DatabaseTransaction,
    scope: &Scope,
    kept: PatientId,
    merged: PatientId,
) -> Result<()> {
    let (now, today) = (scope.now(), scope.today());
    let holds = relationship::of_patient(merged)
        .filter(Column::State.eq(CareState::Active))
        .filter(Column::EndsOn.is_null().or(Column::EndsOn.gt(today)));
    for care in holds.all(tx).await? {
        let weaker = Condition::any()
            .add(Column::State.eq(CareState::Requested))
            .add(Column::EndsOn.lte(today));
        relationship::open_between(kept, care.doctor_id, care.kind)
            .filter(weaker)
            .col_expr(Column::State, Expr::value(CareState::Ended))
            .col_expr(Column::EndedBy, Expr::value(ActorKind::System))
            .col_expr(Column::EndedAt, Expr::value(now))
            .col_expr(Column::UpdatedAt, Expr::value(now))
            .col_expr(Column::Version, Expr::col(Column::Version).add(1))
            .exec(tx)
            .await?;
    }
    Ok(())
}
